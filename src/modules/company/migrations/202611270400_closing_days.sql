-- Days on which a company is closed beside the weekend: nothing is written to customers on them. Changed by command, told in the audit.
create table company.closing_day (
  tenant_id bigint not null,
  company_id bigint not null,
  day date not null,
  name text not null check (btrim(name) <> ''),
  primary key (tenant_id, company_id, day),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('company.closing_day', 'select, insert, delete');
