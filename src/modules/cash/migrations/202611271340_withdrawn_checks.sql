-- A check that was registered wrongly is withdrawn, and where it is corrected another takes its place; a slip that was never
-- brought to the bank is withdrawn, and its checks can be paid in again. Nothing is deleted: both stay with their reason.
alter table cash.customer_check
  add column withdrawn_on date,
  add column withdrawn_reason text,
  add column withdrawn_command_id bigint,
  -- The check in whose place it was registered.
  add column corrects_id bigint,
  add foreign key (tenant_id, corrects_id) references cash.customer_check (tenant_id, id),
  add check ((withdrawn_on is null) = (withdrawn_reason is null) and (withdrawn_on is null) = (withdrawn_command_id is null)),
  -- What is paid in is money.
  add check (withdrawn_on is null or deposit_id is null);
do $$ begin
  execute (select format('alter table cash.customer_check drop constraint %I', conname) from pg_constraint
    where conrelid = 'cash.customer_check'::regclass and contype = 'u');
end $$;
-- A check is money once; what was withdrawn may come again.
create unique index customer_check_once on cash.customer_check (tenant_id, company_id, number_key, drawer_key, amount_minor)
  where withdrawn_on is null;

alter table cash.deposit
  add column withdrawn_on date,
  add column withdrawn_reason text,
  add column withdrawn_command_id bigint,
  -- The checks that stood on it.
  add column withdrawn_check_ids bigint[],
  add check ((withdrawn_on is null) = (withdrawn_reason is null) and (withdrawn_on is null) = (withdrawn_command_id is null)
    and (withdrawn_on is null) = (withdrawn_check_ids is null)),
  add check (withdrawn_on is null or credited_line_id is null);
drop index cash.deposit_in_transit;
create index deposit_in_transit on cash.deposit (tenant_id, company_id) where credited_line_id is null and withdrawn_on is null;

create or replace view cash.v_check with (security_invoker = true) as
  select k.tenant_id, k.id, k.company_id, k.number, k.number_key, k.drawer_name, k.account_id, k.currency, k.amount_minor, k.check_date,
    k.received_on, k.image_sha256, k.deposit_id, d.number as deposit_number, d.deposited_on, k.bank_line_id, r.id as receipt_id,
    case when k.withdrawn_on is not null then 'withdrawn' when r.state = 'returned' then 'returned'
      when d.credited_line_id is not null then 'cleared' when k.deposit_id is not null then 'deposited' else 'received' end as state,
    k.drawer_account, k.withdrawn_on, k.withdrawn_reason
  from cash.customer_check k
  left join cash.deposit d on d.tenant_id = k.tenant_id and d.id = k.deposit_id
  left join cash.receipt r on r.tenant_id = k.tenant_id and r.bank_line_id = k.bank_line_id;
create or replace view cash.v_deposit with (security_invoker = true) as
  select tenant_id, id, company_id, bank_account_id, number, origin, deposited_on, currency, amount_minor, statement_id, credited_line_id,
    withdrawn_on
  from cash.deposit;
