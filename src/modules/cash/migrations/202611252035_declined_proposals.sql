-- What a person declined: the explanation is not proposed for this receipt again while the no stands.
create table cash.declined_proposal (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  receipt_id bigint not null,
  -- The items that the explanation pays, ascending: the same items are the same explanation.
  item_ids bigint[] not null,
  explanation text not null,
  confidence double precision not null,
  reason text not null,
  person_id bigint not null,
  command_id bigint not null,
  -- The command that took the no back; null while it stands.
  withdrawn_by bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, receipt_id) references cash.receipt (tenant_id, id),
  check (array_length(item_ids, 1) > 0)
);
select platform.fence('cash.declined_proposal');
create unique index declined_proposal_standing on cash.declined_proposal (tenant_id, receipt_id, item_ids) where withdrawn_by is null;
create index declined_proposal_company on cash.declined_proposal (tenant_id, company_id) where withdrawn_by is null;
