-- Refunds that leave as a check of ours: a payment without a file, told by the number of its check. A number is used once per
-- account, also after the check was voided or stopped.
alter table cash.payment add column check_number text;
-- As banks print it: letters and digits, without leading zeros.
alter table cash.payment add column check_key text;
alter table cash.payment add column check_bank_account_id bigint;
alter table cash.payment add column check_date date;
alter table cash.payment add constraint payment_check_bank_account foreign key (tenant_id, check_bank_account_id)
  references cash.bank_account (tenant_id, id);
alter table cash.payment add constraint payment_check_whole check (
  (check_number is null) = (check_key is null) and (check_number is null) = (check_bank_account_id is null)
  and (check_number is null) = (check_date is null) and (check_number is null or file_id is null));
alter table cash.payment drop constraint payment_check2;
alter table cash.payment add constraint payment_left_somehow
  check (file_id is not null or paid_receipt_id is not null or check_number is not null);
alter table cash.payment drop constraint payment_ended_as_check;
-- voided: it never left our hands; stopped: the bank was told not to pay it.
alter table cash.payment add constraint payment_ended_as_check check (ended_as in ('refused', 'withdrawn', 'returned', 'voided', 'stopped'));
create unique index payment_check_used on cash.payment (tenant_id, check_bank_account_id, check_key) where check_key is not null;
create index payment_by_check on cash.payment (tenant_id, company_id, id) where check_key is not null;

create or replace view cash.v_payment with (security_invoker = true) as
  select tenant_id, id, company_id, file_id, item_id, account_id, end_to_end_id, currency, amount_minor, account_key, paid_receipt_id, paid_on,
    paid_journal_id, ended_as, return_receipt_id, return_journal_id, command_id, check_number
  from cash.payment;
