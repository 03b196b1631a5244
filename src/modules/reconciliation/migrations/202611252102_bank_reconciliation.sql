-- Bank reconciliation: a bank account's month against its account in the ledger, prepared by one person and signed by another.
create table reconciliation.bank_reconciliation (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  bank_account_id bigint not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  currency text not null,
  bank_minor bigint not null,
  ledger_minor bigint not null,
  -- What makes the difference, as it was prepared; and a hash of everything that was looked at.
  items jsonb not null,
  digest text not null,
  note text not null,
  prepared_person_id bigint not null,
  prepared_at timestamptz not null,
  prepared_command_id bigint not null,
  signed_person_id bigint,
  signed_at timestamptz,
  signed_command_id bigint,
  reopened_person_id bigint,
  reopened_at timestamptz,
  reopened_reason text,
  reopened_command_id bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references cash.bank_account (tenant_id, id),
  check (signed_person_id is distinct from prepared_person_id),
  check ((signed_person_id is null) = (signed_command_id is null)),
  check ((reopened_reason is null) = (reopened_command_id is null))
);
select platform.fence('reconciliation.bank_reconciliation');
create unique index bank_reconciliation_month on reconciliation.bank_reconciliation (tenant_id, bank_account_id, month)
  where reopened_command_id is null;

create view reconciliation.v_bank_reconciliation with (security_invoker = true) as
  select tenant_id, id, company_id, bank_account_id, month, currency, bank_minor, ledger_minor, items, digest, prepared_person_id,
    signed_person_id, reopened_command_id is null as standing
  from reconciliation.bank_reconciliation;
grant select on reconciliation.v_bank_reconciliation to dunwell_app;
