-- Who works on money that nobody was given and that no portfolio has a collector for: of an unknown payer, and of a customer
-- without one. By company; null: nobody.
create table cash.default_owner (
  tenant_id bigint not null,
  company_id bigint not null,
  kind text not null check (kind in ('unidentified', 'without_collector')),
  person_id bigint references platform.person (id),
  command_id bigint not null,
  primary key (tenant_id, company_id, kind),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('cash.default_owner');
