-- Revaluation of open foreign-currency items at the end of a month, per control account and currency. Append-only: a later
-- run of the same month posts what has changed since. Amounts in minor units: open in the currency, the rest in the company's.
create table receivables.revaluation (
  tenant_id bigint not null,
  company_id bigint not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  control_account_id bigint not null,
  currency text not null,
  command_id bigint not null,
  open_minor bigint not null,
  carried_minor bigint not null,
  revalued_minor bigint not null,
  -- What this run posted; all runs of the month together make revalued - carried.
  adjustment_minor bigint not null,
  rate_text text not null,
  journal_id bigint not null,
  reversal_journal_id bigint not null,
  primary key (tenant_id, company_id, month, control_account_id, currency, command_id),
  foreign key (tenant_id, control_account_id) references ledger.account (tenant_id, id),
  foreign key (tenant_id, journal_id) references ledger.journal (tenant_id, id),
  foreign key (tenant_id, reversal_journal_id) references ledger.journal (tenant_id, id)
);
select platform.fence('receivables.revaluation', 'select, insert');
create view receivables.v_revaluation with (security_invoker = true) as
  select tenant_id, company_id, month, control_account_id, currency, command_id, open_minor, carried_minor, revalued_minor,
    adjustment_minor, rate_text, journal_id, reversal_journal_id
  from receivables.revaluation;
grant select on receivables.v_revaluation to dunwell_app;
