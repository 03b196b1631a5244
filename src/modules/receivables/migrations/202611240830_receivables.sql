-- The receivables subledger: open items, allocations, blocks, and the entry table that answers every aging.
create schema receivables;
grant usage on schema receivables to dunwell_app, dunwell_jobs;
create sequence receivables.item_id;
create sequence receivables.clearing_id;
create sequence receivables.allocation_id;
grant usage on sequence receivables.item_id, receivables.clearing_id, receivables.allocation_id to dunwell_app;

-- A posted document on a customer's account, or one instalment of it. Receivable positive, credit negative.
create table receivables.item (
  tenant_id bigint not null,
  id bigint not null,
  company_id bigint not null,
  account_id bigint not null,
  customer_id bigint not null,
  document_type text not null check (document_type in (
    'invoice', 'credit_memo', 'debit_memo', 'payment', 'on_account', 'deduction', 'down_payment', 'down_payment_request',
    'refund', 'transfer', 'bill_of_exchange', 'retention', 'withholding_tax', 'finance_charge', 'write_off', 'adjustment',
    'discount', 'bank_charge', 'tolerance', 'reversal')),
  -- aged: stands in its bucket; unapplied: money or credit that waits, a column of its own.
  aging_class text not null check (aging_class in ('debit', 'credit', 'unapplied')),
  number text not null,
  number_key text not null,
  instalment smallint not null default 1,
  source text not null,
  source_key text not null,
  document_date date not null,
  posting_date date not null,
  due_date date not null,
  discount_until date,
  discount_minor bigint,
  currency text not null,
  amount_minor bigint not null check (amount_minor <> 0),
  open_minor bigint not null,
  company_amount_minor bigint not null,
  open_company_minor bigint not null,
  tax_minor bigint not null default 0,
  special_gl text,
  noted boolean not null default false,
  purchase_order text,
  reference_keys text[] not null default '{}',
  linked_item_id bigint,
  journal_id bigint,
  command_id bigint not null,
  reversed_by bigint,
  text text,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, source, source_key, instalment),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  foreign key (tenant_id, journal_id) references ledger.journal (tenant_id, id),
  foreign key (tenant_id, linked_item_id) references receivables.item (tenant_id, id),
  check (open_minor between least(amount_minor, 0) and greatest(amount_minor, 0))
);
select platform.fence('receivables.item');
create index item_open on receivables.item (tenant_id, account_id, due_date) where open_minor <> 0;
create index item_account on receivables.item (tenant_id, account_id, posting_date);
create index item_number on receivables.item (tenant_id, company_id, number_key);

-- A clearing links credits to debits; an allocation is one such link. Never changed, only reversed.
create table receivables.clearing (
  tenant_id bigint not null,
  id bigint not null,
  company_id bigint not null,
  account_id bigint not null,
  effective_date date not null,
  kind text not null,
  explanation text not null,
  journal_id bigint,
  reversal_of bigint,
  command_id bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, reversal_of) references receivables.clearing (tenant_id, id)
);
select platform.fence('receivables.clearing', 'select, insert');
create unique index clearing_reversal on receivables.clearing (tenant_id, reversal_of) where reversal_of is not null;
create index clearing_command on receivables.clearing (tenant_id, command_id);

create table receivables.allocation (
  tenant_id bigint not null,
  id bigint not null,
  clearing_id bigint not null,
  credit_item_id bigint not null,
  debit_item_id bigint not null,
  effective_date date not null,
  -- Positive in a clearing, negative in its reversal; each in its own item's currency.
  credit_amount_minor bigint not null,
  debit_amount_minor bigint not null,
  credit_company_minor bigint not null,
  debit_company_minor bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, clearing_id) references receivables.clearing (tenant_id, id),
  foreign key (tenant_id, credit_item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, debit_item_id) references receivables.item (tenant_id, id)
);
select platform.fence('receivables.allocation', 'select, insert');
create index allocation_clearing on receivables.allocation (tenant_id, clearing_id);
create index allocation_credit on receivables.allocation (tenant_id, credit_item_id);
create index allocation_debit on receivables.allocation (tenant_id, debit_item_id);

-- Every amount that ever moved an item, with its day (as of) and sequence (as known). Aging reads nothing else.
-- An item that reached zero marks its entries cleared; they may be skipped only when both day and sequence are past.
create table receivables.entry (
  tenant_id bigint not null,
  item_id bigint not null,
  seq bigint not null,
  ordinal integer not null,
  company_id bigint not null,
  account_id bigint not null,
  aging_class text not null,
  currency text not null,
  document_date date not null,
  due_date date not null,
  effective_date date not null,
  amount_minor bigint not null,
  company_amount_minor bigint not null,
  cleared_date date not null default 'infinity',
  cleared_seq bigint not null default 9223372036854775807,
  primary key (tenant_id, item_id, seq, ordinal)
);
select platform.fence('receivables.entry');
create index entry_cleared on receivables.entry (tenant_id, company_id, cleared_date);

create table receivables.block (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  item_id bigint not null,
  account_id bigint not null,
  kind text not null check (kind in ('dispute', 'promise', 'plan', 'legal', 'stop')),
  amount_minor bigint,
  from_date date not null,
  to_date date,
  source text not null,
  seq bigint not null,
  ended_seq bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id)
);
select platform.fence('receivables.block');
create index block_item on receivables.block (tenant_id, item_id) where ended_seq is null;
create index block_account on receivables.block (tenant_id, account_id) where ended_seq is null;

-- Maintained per customer account and currency by a projector; `verify` compares it with a rebuild.
create table receivables.summary (
  tenant_id bigint not null,
  account_id bigint not null,
  currency text not null,
  company_id bigint not null,
  open_minor bigint not null,
  debit_minor bigint not null,
  credit_minor bigint not null,
  unapplied_minor bigint not null,
  open_items integer not null,
  oldest_due_date date,
  last_payment_date date,
  primary key (tenant_id, account_id, currency)
);
select platform.fence('receivables.summary');

create view receivables.v_item with (security_invoker = true) as
  select tenant_id, id, company_id, account_id, customer_id, document_type, aging_class, number, number_key, instalment, source,
    source_key, document_date, posting_date, due_date, discount_until, discount_minor, currency, amount_minor, open_minor,
    company_amount_minor, open_company_minor, tax_minor, special_gl, noted, purchase_order, reference_keys, linked_item_id,
    journal_id, command_id, reversed_by, text
  from receivables.item;
create view receivables.v_allocation with (security_invoker = true) as
  select a.tenant_id, a.id, a.clearing_id, a.credit_item_id, a.debit_item_id, a.effective_date, a.credit_amount_minor,
    a.debit_amount_minor, a.credit_company_minor, a.debit_company_minor, c.kind, c.explanation, c.reversal_of, c.command_id,
    c.account_id, c.company_id
  from receivables.allocation a join receivables.clearing c on c.tenant_id = a.tenant_id and c.id = a.clearing_id;
create view receivables.v_block with (security_invoker = true) as
  select tenant_id, id, item_id, account_id, kind, amount_minor, from_date, to_date, source, seq
  from receivables.block where ended_seq is null;
create view receivables.v_summary with (security_invoker = true) as
  select tenant_id, account_id, currency, company_id, open_minor, debit_minor, credit_minor, unapplied_minor, open_items,
    oldest_due_date, last_payment_date
  from receivables.summary;
create view receivables.v_entry with (security_invoker = true) as
  select tenant_id, item_id, seq, ordinal, company_id, account_id, aging_class, currency, effective_date, amount_minor, company_amount_minor
  from receivables.entry;
grant select on receivables.v_entry, receivables.v_item, receivables.v_allocation, receivables.v_block, receivables.v_summary to dunwell_app;
