-- Refunds leave as a payment file: made once, kept as it was handed over. A refund is in one standing payment at most; one that
-- the bank refused, that was withdrawn or that came back is due again, and its payment stays on record with the reason.
create table cash.payment_file (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  bank_account_id bigint not null,
  -- Gapless per company and year, PF-2026-000001; with the company's code before it the bank's message id.
  number text not null,
  message_id text not null,
  execution_date date not null,
  currency text not null,
  payments integer not null check (payments > 0),
  amount_minor bigint not null check (amount_minor > 0),
  sha256 text not null,
  content bytea not null,
  reason text not null,
  person_id bigint not null,
  -- Who released it, where a second person had to.
  approver_person_id bigint,
  made_on date not null,
  made_at timestamptz not null,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, number),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references cash.bank_account (tenant_id, id)
);
select platform.fence('cash.payment_file', 'select, insert');
-- It names persons and their accounts, and can be erased.
grant update (content) on cash.payment_file to dunwell_app;

create table cash.payment (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  -- Null: the bank paid the refund by another way than a file of ours, and its line named it.
  file_id bigint,
  -- The part of the file that it stands in; a bank may book a part in one amount.
  batch_id text,
  item_id bigint not null,
  account_id bigint not null,
  end_to_end_id text not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  creditor_name text,
  account_key text,
  account_text text,
  bank_code text,
  -- The bank's debit, once it is on a statement.
  paid_receipt_id bigint,
  paid_on date,
  paid_journal_id bigint,
  -- refused by the bank, withdrawn by us, returned after it was paid: the refund is due again.
  ended_as text check (ended_as in ('refused', 'withdrawn', 'returned')),
  ended_on date,
  ended_reason text,
  ended_person_id bigint,
  ended_command_id bigint,
  return_receipt_id bigint,
  return_journal_id bigint,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, end_to_end_id),
  foreign key (tenant_id, file_id) references cash.payment_file (tenant_id, id),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  foreign key (tenant_id, paid_receipt_id) references cash.receipt (tenant_id, id),
  foreign key (tenant_id, paid_journal_id) references ledger.journal (tenant_id, id),
  foreign key (tenant_id, return_receipt_id) references cash.receipt (tenant_id, id),
  foreign key (tenant_id, return_journal_id) references ledger.journal (tenant_id, id),
  check ((paid_receipt_id is null) = (paid_journal_id is null) and (paid_receipt_id is null) = (paid_on is null)),
  check ((ended_as is null) = (ended_command_id is null)),
  check (file_id is not null or paid_receipt_id is not null),
  check (ended_as is null or (ended_as = 'returned') = (paid_receipt_id is not null)),
  check ((return_receipt_id is null) = (return_journal_id is null))
);
select platform.fence('cash.payment');
create unique index payment_standing on cash.payment (tenant_id, item_id) where ended_as is null;
create index payment_of_item on cash.payment (tenant_id, item_id);
create index payment_of_file on cash.payment (tenant_id, file_id);
-- What the bank has not booked yet: a few.
create index payment_on_its_way on cash.payment (tenant_id, company_id) where ended_as is null and paid_receipt_id is null;
create index payment_paid on cash.payment (tenant_id, paid_receipt_id);

create view cash.v_payment_file with (security_invoker = true) as
  select tenant_id, id, company_id, bank_account_id, number, message_id, execution_date, currency, payments, amount_minor, made_on,
    encode(sha256(content), 'hex') = sha256 or convert_from(substring(content from 1 for 7), 'UTF8') = 'erased:' as intact
  from cash.payment_file;
create view cash.v_payment with (security_invoker = true) as
  select tenant_id, id, company_id, file_id, item_id, account_id, end_to_end_id, currency, amount_minor, account_key, paid_receipt_id, paid_on,
    paid_journal_id, ended_as, return_receipt_id, return_journal_id
  from cash.payment;
grant select on cash.v_payment_file, cash.v_payment to dunwell_app;

-- Money out that no item of a customer explains: what may be the bank's debit of a refund, by its day.
create index receipt_loose_out on cash.receipt (tenant_id, company_id, posting_date)
  where state in ('other', 'returned') and item_id is null and amount_minor < 0;
