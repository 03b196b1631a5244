-- What was learned from persons' decisions about payers. Evidence, never master data: a customer's own names and bank accounts
-- are in customers.payer_identity, and what is learned here alone never posts by an amount.
create table cash.payer_alias (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  -- account: this bank account is the customer's. name: this name is. pays_for: the customer in value_key pays the customer's
  -- items. reference: how the customer writes our numbers, as "its beginning>our beginning#digits".
  kind text not null check (kind in ('account', 'name', 'pays_for', 'reference')),
  value_key text not null,
  value text not null,
  customer_id bigint not null,
  command_id bigint not null,
  -- A person took it out of use; it is not learned again until a person lets it.
  removed_by bigint,
  removed_reason text,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, kind, value_key, customer_id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers.customer (tenant_id, id),
  check ((removed_by is null) = (removed_reason is null))
);
select platform.fence('cash.payer_alias');
create index payer_alias_customer on cash.payer_alias (tenant_id, customer_id);

-- The receipts that speak for an alias or against it. One that is applied no more does not speak for it either.
create table cash.payer_alias_evidence (
  tenant_id bigint not null,
  alias_id bigint not null,
  receipt_id bigint not null,
  -- held: applied as the alias says. mistaken: a person said no. withdrawn: the no was taken back.
  outcome text not null check (outcome in ('held', 'mistaken', 'withdrawn')),
  command_id bigint not null,
  primary key (tenant_id, alias_id, receipt_id),
  foreign key (tenant_id, alias_id) references cash.payer_alias (tenant_id, id),
  foreign key (tenant_id, receipt_id) references cash.receipt (tenant_id, id)
);
select platform.fence('cash.payer_alias_evidence');
create index payer_alias_evidence_receipt on cash.payer_alias_evidence (tenant_id, receipt_id);
