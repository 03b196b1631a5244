-- Tax of written-off claims: waits in its own account until the country's condition is met, is claimed, and is repaid when money
-- still comes. One row per write-off and tax code; every movement of the account is a row of its own.
create sequence receivables.relief_id;
grant usage on sequence receivables.relief_id to dunwell_app;

create table receivables.bad_debt_relief (
  tenant_id bigint not null,
  id bigint not null,
  company_id bigint not null,
  account_id bigint not null,
  write_off_item_id bigint not null,
  country text not null,
  tax_code text,
  tax_account_id bigint not null,
  currency text not null,
  base_minor bigint not null,
  tax_minor bigint not null check (tax_minor > 0),
  -- The condition in words, by the policy of the day; without a day a person judges it.
  condition text not null,
  condition_date date,
  claim_until date,
  policy_source text,
  primary key (tenant_id, id),
  foreign key (tenant_id, write_off_item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, tax_account_id) references ledger.account (tenant_id, id)
);
select platform.fence('receivables.bad_debt_relief', 'select, insert');
create index bad_debt_relief_write_off on receivables.bad_debt_relief (tenant_id, write_off_item_id);
create index bad_debt_relief_company on receivables.bad_debt_relief (tenant_id, company_id);

create table receivables.bad_debt_relief_move (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  relief_id bigint not null,
  kind text not null check (kind in ('written_off', 'claimed', 'repaid', 'recovered', 'recovery_reversed', 'write_off_reversed')),
  posting_date date not null,
  -- What it moved on the account of waiting tax; debit positive.
  amount_minor bigint not null,
  company_amount_minor bigint not null,
  journal_id bigint not null,
  -- The recovery or the reversed document that it belongs to; null: the claim.
  item_id bigint,
  command_id bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, relief_id) references receivables.bad_debt_relief (tenant_id, id),
  foreign key (tenant_id, journal_id) references ledger.journal (tenant_id, id)
);
select platform.fence('receivables.bad_debt_relief_move', 'select, insert');
create index bad_debt_relief_move_relief on receivables.bad_debt_relief_move (tenant_id, relief_id);

create view receivables.v_bad_debt_relief with (security_invoker = true) as
  select tenant_id, id, company_id, account_id, write_off_item_id, country, tax_code, tax_account_id, currency, base_minor, tax_minor,
    condition, condition_date, claim_until, policy_source
  from receivables.bad_debt_relief;
create view receivables.v_bad_debt_relief_move with (security_invoker = true) as
  select tenant_id, id, relief_id, kind, posting_date, amount_minor, company_amount_minor, journal_id, item_id, command_id
  from receivables.bad_debt_relief_move;
grant select on receivables.v_bad_debt_relief, receivables.v_bad_debt_relief_move to dunwell_app;
