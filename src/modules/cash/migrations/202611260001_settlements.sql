-- One deposit for many customers: a payment service (or factor) pays the money of many customers net of its fees, and reports
-- what stands behind it; a bank credits a batch in one amount and lists its payments. The settlement is the statement of an
-- account of its own, whose lines are the parts: each becomes a receipt like all other money. The bank's line of the deposit
-- goes through suspense into that account, less fees and reserve, so that money counts once and nothing of it is lost.
alter table cash.bank_account drop constraint bank_account_kind_check;
alter table cash.bank_account add constraint bank_account_kind_check check (kind in ('bank', 'checks', 'service'));

alter table cash.receipt drop constraint receipt_state_check;
-- settlement: the bank's line of a deposit whose parts are receipts of their own; reversed: a part of a settlement that was taken back.
alter table cash.receipt add constraint receipt_state_check check (state in ('applied', 'part_applied', 'unapplied', 'unidentified',
  'transferred', 'returned', 'refunded', 'other', 'deposit', 'settlement', 'reversed'));

create table cash.payment_service (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  code text not null,
  name text not null,
  currency text not null,
  -- Its account of kind service: where the parts of its settlements stand.
  bank_account_id bigint not null,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, code),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references cash.bank_account (tenant_id, id)
);
select platform.fence('cash.payment_service', 'select, insert');

-- What was agreed with a service, dated: which account bears its fees and up to which rate without a person, where its reserve
-- stands, by which words its lines at the bank are known, and how its report is read.
create table cash.service_terms (
  tenant_id bigint not null,
  service_id bigint not null,
  valid_from date not null,
  fee_account_id bigint not null,
  highest_fee_percent numeric(6, 3) not null check (highest_fee_percent >= 0 and highest_fee_percent <= 100),
  reserve_account_id bigint,
  words text,
  mapping jsonb,
  command_id bigint not null,
  primary key (tenant_id, service_id, valid_from),
  foreign key (tenant_id, service_id) references cash.payment_service (tenant_id, id),
  foreign key (tenant_id, fee_account_id) references ledger.account (tenant_id, id),
  foreign key (tenant_id, reserve_account_id) references ledger.account (tenant_id, id)
);
select platform.fence('cash.service_terms');

create table cash.settlement (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  -- Null: a batch that the bank itself lists.
  service_id bigint,
  number text not null,
  number_key text not null,
  settled_on date,
  received_on date not null,
  currency text not null,
  -- What is paid out = gross (the parts of customers) - fee + reserve. Minor units.
  amount_minor bigint not null,
  gross_minor bigint not null,
  fee_minor bigint not null,
  -- Given free by the service positive, kept back negative.
  reserve_minor bigint not null,
  file_name text not null,
  file_sha256 text not null,
  -- Of what the report says, so that the same settlement in another file is known again.
  content_sha256 text not null,
  -- It waits for a person: it does not foot, or the fee is above the terms.
  held_reason text,
  -- Whether a person may let it pass (a fee), or the report itself is wrong.
  releasable boolean not null default false,
  released_reason text,
  withdrawn_reason text,
  statement_id bigint,
  -- The bank's line that pays it, and the journal that took the money from suspense to the parts.
  credited_line_id bigint,
  journal_id bigint,
  reversal_journal_id bigint,
  reversed_command_id bigint,
  version integer not null default 1,
  command_id bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, service_id) references cash.payment_service (tenant_id, id),
  foreign key (tenant_id, statement_id) references cash.statement (tenant_id, id),
  foreign key (tenant_id, credited_line_id) references cash.bank_line (tenant_id, id),
  foreign key (tenant_id, journal_id) references ledger.journal (tenant_id, id),
  foreign key (tenant_id, reversal_journal_id) references ledger.journal (tenant_id, id),
  check (amount_minor = gross_minor - fee_minor + reserve_minor),
  check ((credited_line_id is null) = (journal_id is null)),
  check ((reversal_journal_id is null) = (reversed_command_id is null)),
  check (reversed_command_id is null or credited_line_id is not null)
);
select platform.fence('cash.settlement');
-- A settlement of a service is itself by its number; one that was withdrawn or taken back may come again.
create unique index settlement_number on cash.settlement (tenant_id, service_id, number_key)
  where service_id is not null and reversed_command_id is null and withdrawn_reason is null;
-- A line of the bank pays one settlement at a time.
create unique index settlement_credited on cash.settlement (tenant_id, credited_line_id)
  where credited_line_id is not null and reversed_command_id is null;
create index settlement_company on cash.settlement (tenant_id, company_id, id);

create table cash.settlement_line (
  tenant_id bigint not null,
  settlement_id bigint not null,
  line integer not null,
  kind text not null check (kind in ('payment', 'refund', 'chargeback', 'chargeback_reversal', 'fee', 'reserve', 'other')),
  day date,
  reference text not null,
  document text not null,
  customer_name text,
  customer_account text,
  memo text not null,
  gross_minor bigint not null,
  fee_minor bigint not null,
  -- Its line in the account of the service, and by it its receipt; null before the deposit came, and of fees and reserves.
  bank_line_id bigint,
  primary key (tenant_id, settlement_id, line),
  foreign key (tenant_id, settlement_id) references cash.settlement (tenant_id, id),
  foreign key (tenant_id, bank_line_id) references cash.bank_line (tenant_id, id)
);
select platform.fence('cash.settlement_line');
create index settlement_line_money on cash.settlement_line (tenant_id, bank_line_id) where bank_line_id is not null;

-- A settlement with its state, which follows what happened to it.
create view cash.v_settlement with (security_invoker = true) as
  select s.tenant_id, s.id, s.company_id, s.service_id, p.code as service_code, coalesce(p.name, b.name) as service_name, s.number, s.number_key,
    s.settled_on, s.received_on, s.currency, s.amount_minor, s.gross_minor, s.fee_minor, s.reserve_minor, s.file_name, s.held_reason,
    s.releasable, s.released_reason, s.credited_line_id, s.journal_id, s.reversal_journal_id, s.statement_id, s.version,
    case when s.reversed_command_id is not null then 'reversed' when s.withdrawn_reason is not null then 'withdrawn'
      when s.credited_line_id is not null then 'posted' when s.held_reason is not null and s.released_reason is null then 'held'
      else 'waiting' end as state
  from cash.settlement s
  left join cash.payment_service p on p.tenant_id = s.tenant_id and p.id = s.service_id
  left join cash.bank_line l on l.tenant_id = s.tenant_id and l.id = s.credited_line_id
  left join cash.bank_account b on b.tenant_id = s.tenant_id and b.id = l.bank_account_id;
create view cash.v_settlement_line with (security_invoker = true) as
  select n.tenant_id, n.settlement_id, n.line, n.kind, n.day, n.reference, n.document, n.customer_name, n.memo, n.gross_minor, n.fee_minor,
    n.bank_line_id, l.amount_minor as line_minor, l.state as line_state, r.id as receipt_id, r.account_id, r.state as receipt_state,
    r.number as receipt_number, r.explanation
  from cash.settlement_line n
  left join cash.bank_line l on l.tenant_id = n.tenant_id and l.id = n.bank_line_id
  left join cash.receipt r on r.tenant_id = n.tenant_id and r.bank_line_id = n.bank_line_id;
grant select on cash.v_settlement, cash.v_settlement_line to dunwell_app;
