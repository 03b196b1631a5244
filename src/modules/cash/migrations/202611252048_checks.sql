-- Checks: a register of what came in, the deposits they were paid in with, and the bank's line that credits a deposit. A deposit
-- is a statement of an account of its own, checks in transit: each check is a line there and becomes a receipt as any money
-- does; the bank's line of the deposit only moves the money from transit to the bank, so that it counts once.
alter table cash.bank_account add column kind text not null default 'bank' check (kind in ('bank', 'checks'));

-- For everybody else only accounts at banks: nothing is read of checks in transit, and nothing is held for them.
create or replace view cash.v_bank_account with (security_invoker = true) as
  select b.tenant_id, b.id, b.company_id, b.number, b.currency, b.name, b.gl_account_id,
    (select max(s.to_date) from cash.statement s where s.tenant_id = b.tenant_id and s.bank_account_id = b.id and s.state <> 'held') as read_to
  from cash.bank_account b where b.kind = 'bank';

alter table cash.receipt drop constraint receipt_state_check;
-- deposit: the bank's line of a deposit, whose checks are receipts of their own.
alter table cash.receipt add constraint receipt_state_check
  check (state in ('applied', 'part_applied', 'unapplied', 'unidentified', 'transferred', 'returned', 'refunded', 'other', 'deposit'));

create table cash.deposit (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  -- The account at the bank that it is paid into.
  bank_account_id bigint not null,
  number text not null,
  origin text not null check (origin in ('slip', 'lockbox')),
  deposited_on date not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  statement_id bigint not null,
  -- The bank's line that credits it; null while it is in transit. One line may credit the batches of a lockbox together.
  credited_line_id bigint,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, number),
  foreign key (tenant_id, bank_account_id) references cash.bank_account (tenant_id, id),
  foreign key (tenant_id, statement_id) references cash.statement (tenant_id, id),
  foreign key (tenant_id, credited_line_id) references cash.bank_line (tenant_id, id)
);
select platform.fence('cash.deposit');
create index deposit_in_transit on cash.deposit (tenant_id, company_id) where credited_line_id is null;
create index deposit_credited on cash.deposit (tenant_id, credited_line_id) where credited_line_id is not null;

create table cash.customer_check (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  number text not null,
  number_key text not null,
  drawer_name text,
  drawer_account text,
  drawer_key text not null,
  account_id bigint,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- Not to be paid in before this day.
  check_date date not null,
  received_on date not null,
  image_sha256 text,
  advice_id bigint,
  deposit_id bigint,
  -- Its line in the account of checks in transit, and by it its receipt.
  bank_line_id bigint,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, number_key, drawer_key, amount_minor),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  foreign key (tenant_id, advice_id) references cash.advice (tenant_id, id),
  foreign key (tenant_id, deposit_id) references cash.deposit (tenant_id, id),
  foreign key (tenant_id, bank_line_id) references cash.bank_line (tenant_id, id),
  check ((deposit_id is null) = (bank_line_id is null))
);
select platform.fence('cash.customer_check');
create index customer_check_line on cash.customer_check (tenant_id, bank_line_id) where bank_line_id is not null;
create index customer_check_deposit on cash.customer_check (tenant_id, deposit_id);
create index customer_check_company on cash.customer_check (tenant_id, company_id, id);

-- A check with its state, which follows its deposit and its receipt.
create view cash.v_check with (security_invoker = true) as
  select k.tenant_id, k.id, k.company_id, k.number, k.number_key, k.drawer_name, k.account_id, k.currency, k.amount_minor, k.check_date,
    k.received_on, k.image_sha256, k.deposit_id, d.number as deposit_number, d.deposited_on, k.bank_line_id, r.id as receipt_id,
    case when r.state = 'returned' then 'returned' when d.credited_line_id is not null then 'cleared'
      when k.deposit_id is not null then 'deposited' else 'received' end as state
  from cash.customer_check k
  left join cash.deposit d on d.tenant_id = k.tenant_id and d.id = k.deposit_id
  left join cash.receipt r on r.tenant_id = k.tenant_id and r.bank_line_id = k.bank_line_id;
create view cash.v_deposit with (security_invoker = true) as
  select tenant_id, id, company_id, bank_account_id, number, origin, deposited_on, currency, amount_minor, statement_id, credited_line_id
  from cash.deposit;
grant select on cash.v_check, cash.v_deposit to dunwell_app;

-- Files of the bank, not deposits of ours.
create or replace view cash.v_bank_file with (security_invoker = true) as
  select f.tenant_id, f.id, b.company_id, f.name, f.format, f.command_id,
    (select count(*) from cash.bank_line l join cash.statement x on x.tenant_id = l.tenant_id and x.id = l.statement_id
      join cash.bank_account y on y.tenant_id = x.tenant_id and y.id = x.bank_account_id
      where x.tenant_id = f.tenant_id and x.bank_file_id = f.id and y.company_id = b.company_id)::integer as line_count,
    count(*)::integer as statement_count,
    (count(*) filter (where s.state = 'held'))::integer as held_count
  from cash.bank_file f
  join cash.statement s on s.tenant_id = f.tenant_id and s.bank_file_id = f.id
  join cash.bank_account b on b.tenant_id = s.tenant_id and b.id = s.bank_account_id
  where b.kind = 'bank'
  group by f.tenant_id, f.id, b.company_id, f.name, f.format, f.command_id;
