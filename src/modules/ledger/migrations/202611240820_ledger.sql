-- The general ledger: accounts, periods, journals and their lines. Journals are append-only.
create schema ledger;
grant usage on schema ledger to dunwell_app, dunwell_jobs;

create table ledger.account (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  code text not null,
  name text not null,
  kind text not null check (kind in ('asset', 'liability', 'equity', 'revenue', 'expense')),
  -- What the account is for: 'receivables_control', 'bank', 'unidentified_receipts', 'revenue' … null for others.
  purpose text,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, code),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('ledger.account');
create unique index account_purpose on ledger.account (tenant_id, company_id, purpose) where purpose is not null and purpose <> 'bank';

-- A month of a company's books; a missing row is an open month.
create table ledger.period (
  tenant_id bigint not null,
  company_id bigint not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  state text not null check (state in ('open', 'soft_closed', 'closed')),
  primary key (tenant_id, company_id, month),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('ledger.period');

create table ledger.journal (
  tenant_id bigint not null,
  id bigint not null,
  company_id bigint not null,
  command_id bigint not null,
  posting_date date not null,
  document_date date not null,
  kind text not null,
  -- One sentence that explains the posting to a reader who was not there.
  explanation text not null,
  reversal_of bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, reversal_of) references ledger.journal (tenant_id, id)
);
create sequence ledger.journal_id;
grant usage on sequence ledger.journal_id to dunwell_app;
select platform.fence('ledger.journal', 'select, insert');
create index journal_command on ledger.journal (tenant_id, command_id);
create unique index journal_reversal on ledger.journal (tenant_id, reversal_of) where reversal_of is not null;

-- Debit positive, credit negative. The company-currency amount is what the books carry.
create table ledger.line (
  tenant_id bigint not null,
  journal_id bigint not null,
  line smallint not null,
  account_id bigint not null,
  item_id bigint,
  currency text not null,
  amount_minor bigint not null,
  company_amount_minor bigint not null,
  primary key (tenant_id, journal_id, line),
  foreign key (tenant_id, journal_id) references ledger.journal (tenant_id, id),
  foreign key (tenant_id, account_id) references ledger.account (tenant_id, id)
);
select platform.fence('ledger.line', 'select, insert');
create index line_account on ledger.line (tenant_id, account_id);

create view ledger.v_account with (security_invoker = true) as
  select tenant_id, id, company_id, code, name, kind, purpose from ledger.account;
create view ledger.v_journal with (security_invoker = true) as
  select tenant_id, id, company_id, command_id, posting_date, document_date, kind, explanation, reversal_of from ledger.journal;
create view ledger.v_line with (security_invoker = true) as
  select tenant_id, journal_id, line, account_id, item_id, currency, amount_minor, company_amount_minor from ledger.line;
grant select on ledger.v_account, ledger.v_journal, ledger.v_line to dunwell_app;
