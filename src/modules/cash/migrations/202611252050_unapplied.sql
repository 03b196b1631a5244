-- Money that is not applied has an owner: who a person named, else who collects from the customer.
alter table cash.receipt add column owner_person_id bigint references platform.person (id);
create index receipt_owner on cash.receipt (tenant_id, owner_person_id) where owner_person_id is not null;

-- After how many months without movement a customer's credit belongs to the unclaimed-property queue: dated policy, by company.
create table cash.dormancy_policy (
  tenant_id bigint not null,
  company_id bigint not null,
  valid_from date not null,
  -- 0 ends it.
  months integer not null check (months between 0 and 600),
  command_id bigint not null,
  primary key (tenant_id, company_id, valid_from),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('cash.dormancy_policy');
