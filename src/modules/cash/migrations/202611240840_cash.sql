-- Cash: bank accounts, statements and lines as the bank sent them, and the receipts they became.
create schema cash;
grant usage on schema cash to dunwell_app, dunwell_jobs;

create table cash.bank_account (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  number text not null,
  number_key text not null,
  currency text not null,
  name text not null,
  gl_account_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, number_key, currency),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, gl_account_id) references ledger.account (tenant_id, id)
);
select platform.fence('cash.bank_account');

create table cash.bank_file (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  name text not null,
  sha256 text not null,
  format text not null,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, sha256)
);
select platform.fence('cash.bank_file', 'select, insert');

create table cash.statement (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  bank_account_id bigint not null,
  bank_file_id bigint not null,
  number text,
  reference text,
  from_date date,
  to_date date,
  opening_minor bigint,
  closing_minor bigint,
  closing_date date,
  -- accepted: its lines count; repeated: the same days were read before; held: it does not foot, a person decides.
  state text not null check (state in ('accepted', 'repeated', 'held')),
  reason text,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references cash.bank_account (tenant_id, id),
  foreign key (tenant_id, bank_file_id) references cash.bank_file (tenant_id, id)
);
select platform.fence('cash.statement');
create index statement_account on cash.statement (tenant_id, bank_account_id, to_date);

create table cash.bank_line (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  bank_account_id bigint not null,
  company_id bigint not null,
  statement_id bigint not null,
  booking_date date not null,
  value_date date not null,
  amount_minor bigint not null,
  currency text not null,
  reversal boolean not null,
  bank_reference text,
  customer_reference text,
  transaction_code text,
  counterparty_name text,
  counterparty_account text,
  remittance text not null,
  structured_reference text,
  details jsonb not null,
  -- What makes a line itself: account, day, amount, reference and text; twins of one day are told apart by occurrence.
  identity_key text not null,
  occurrence integer not null,
  -- waiting: booked and not posted yet; posted; held with its statement; advised: not booked (intraday, advice, pending).
  state text not null check (state in ('waiting', 'posted', 'held', 'advised')),
  primary key (tenant_id, id),
  unique (tenant_id, bank_account_id, identity_key, occurrence),
  foreign key (tenant_id, bank_account_id) references cash.bank_account (tenant_id, id),
  foreign key (tenant_id, statement_id) references cash.statement (tenant_id, id)
);
select platform.fence('cash.bank_line');
create index bank_line_day on cash.bank_line (tenant_id, bank_account_id, booking_date);
create index bank_line_waiting on cash.bank_line (tenant_id, company_id) where state <> 'posted';

-- Money in or out that was posted, with what the engine said of it.
create table cash.receipt (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  bank_line_id bigint not null,
  account_id bigint,
  item_id bigint,
  journal_id bigint,
  number text,
  value_date date not null,
  posting_date date not null,
  currency text not null,
  amount_minor bigint not null,
  -- applied, part_applied, unapplied, unidentified: money in; returned, refunded, other: money out.
  state text not null check (state in ('applied', 'part_applied', 'unapplied', 'unidentified', 'returned', 'refunded', 'other')),
  decision text not null,
  confidence double precision not null,
  explanation text not null,
  proposal jsonb,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, bank_line_id),
  foreign key (tenant_id, bank_line_id) references cash.bank_line (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, journal_id) references ledger.journal (tenant_id, id)
);
select platform.fence('cash.receipt');
create index receipt_open on cash.receipt (tenant_id, company_id) where state in ('unapplied', 'part_applied', 'unidentified');
create index receipt_account on cash.receipt (tenant_id, account_id, value_date);
create index receipt_item on cash.receipt (tenant_id, item_id);

create view cash.v_bank_account with (security_invoker = true) as
  select b.tenant_id, b.id, b.company_id, b.number, b.currency, b.name, b.gl_account_id,
    (select max(s.to_date) from cash.statement s where s.tenant_id = b.tenant_id and s.bank_account_id = b.id and s.state <> 'held') as read_to
  from cash.bank_account b;
create view cash.v_bank_line with (security_invoker = true) as
  select tenant_id, id, bank_account_id, company_id, booking_date, value_date, amount_minor, currency, counterparty_name,
    counterparty_account, remittance, state
  from cash.bank_line;
create view cash.v_receipt with (security_invoker = true) as
  select tenant_id, id, company_id, bank_line_id, account_id, item_id, number, value_date, posting_date, currency, amount_minor, state,
    decision, confidence, explanation, proposal
  from cash.receipt;
create view cash.v_statement with (security_invoker = true) as
  select tenant_id, id, bank_account_id, number, from_date, to_date, opening_minor, closing_minor, closing_date, state, reason from cash.statement;
grant select on cash.v_bank_account, cash.v_bank_line, cash.v_receipt, cash.v_statement to dunwell_app;
