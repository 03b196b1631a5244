-- The ultimate party of a payment (ultimate debtor of money in), where the bank names one beside the holder of the account.
alter table cash.bank_line add column ultimate_name text;
alter table cash.settlement_line add column ultimate_name text;

create or replace view cash.v_line_to_come with (security_invoker = true) as
  select l.tenant_id, l.id, l.bank_account_id, l.company_id, l.booking_date, l.value_date, l.amount_minor, l.currency, l.bank_reference,
    l.counterparty_name, l.counterparty_account, l.remittance, l.structured_reference, l.state, l.ultimate_name
  from cash.bank_line l
  where l.state in ('waiting', 'held', 'advised') and not (l.state = 'advised' and (
    exists (select from cash.bank_line b
      where b.tenant_id = l.tenant_id and b.bank_account_id = l.bank_account_id and b.occurrence = l.occurrence
        and b.identity_key = 'booked' || substr(l.identity_key, length('advised') + 1))
    or exists (select from cash.bank_line b
      where b.tenant_id = l.tenant_id and b.bank_account_id = l.bank_account_id and b.state <> 'advised'
        and b.booking_date between l.booking_date - 5 and l.booking_date + 5
        and b.bank_reference = l.bank_reference and b.amount_minor = l.amount_minor and b.currency = l.currency)));

create or replace view cash.v_bank_line with (security_invoker = true) as
  select tenant_id, id, bank_account_id, company_id, booking_date, value_date, amount_minor, currency, counterparty_name,
    counterparty_account, remittance, state, ultimate_name
  from cash.bank_line;
