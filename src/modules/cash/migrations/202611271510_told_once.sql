-- Reports, advices and statements of one bank write one payment differently, and not each gives it the bank's own reference. What is
-- advised is the same as a booking also by the payer's reference and amount within five days, and by the payer's account and
-- amount on one value day; of several messages that only advise it the first counts.
create or replace view cash.v_line_to_come with (security_invoker = true) as
  select l.tenant_id, l.id, l.bank_account_id, l.company_id, l.booking_date, l.value_date, l.amount_minor, l.currency, l.bank_reference,
    l.counterparty_name, l.counterparty_account, l.remittance, l.structured_reference, l.state, l.ultimate_name
  from cash.bank_line l
  where l.state in ('waiting', 'held', 'advised') and not (l.state = 'advised' and (
    exists (select from cash.bank_line b
      where b.tenant_id = l.tenant_id and b.bank_account_id = l.bank_account_id and b.occurrence = l.occurrence
        and b.identity_key = 'booked' || substr(l.identity_key, length('advised') + 1))
    or exists (select from cash.bank_line b
      where b.tenant_id = l.tenant_id and b.company_id = l.company_id and b.bank_account_id = l.bank_account_id
        and (b.state <> 'advised' or (b.id < l.id and b.statement_id <> l.statement_id))
        and b.booking_date between l.booking_date - 5 and l.booking_date + 5
        and b.bank_reference = l.bank_reference and b.amount_minor = l.amount_minor and b.currency = l.currency)
    or exists (select from cash.bank_line b
      where b.tenant_id = l.tenant_id and b.company_id = l.company_id and b.bank_account_id = l.bank_account_id
        and (b.state <> 'advised' or (b.id < l.id and b.statement_id <> l.statement_id))
        and b.booking_date between l.booking_date - 5 and l.booking_date + 5
        -- Short ones number the entries of a file.
        and length(l.customer_reference) >= 5
        and b.customer_reference = l.customer_reference and b.amount_minor = l.amount_minor and b.currency = l.currency)
    or exists (select from cash.bank_line b
      where b.tenant_id = l.tenant_id and b.company_id = l.company_id and b.bank_account_id = l.bank_account_id
        and (b.state <> 'advised' or (b.id < l.id and b.statement_id <> l.statement_id)) and b.value_date = l.value_date
        and b.counterparty_account = l.counterparty_account and b.amount_minor = l.amount_minor and b.currency = l.currency)));
