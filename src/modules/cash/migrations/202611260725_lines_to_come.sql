-- Money that a bank tells of and that is not posted: booked lines that wait or are held, and what was only advised (intraday report,
-- advice, pending) while its booking is not there. A booking is the same by day, amount, reference and text (the rest of its identity),
-- or by the bank's reference and amount within five days; whichever of the two came first.
create view cash.v_line_to_come with (security_invoker = true) as
  select l.tenant_id, l.id, l.bank_account_id, l.company_id, l.booking_date, l.value_date, l.amount_minor, l.currency, l.bank_reference,
    l.counterparty_name, l.counterparty_account, l.remittance, l.structured_reference, l.state
  from cash.bank_line l
  where l.state in ('waiting', 'held', 'advised') and not (l.state = 'advised' and (
    exists (select from cash.bank_line b
      where b.tenant_id = l.tenant_id and b.bank_account_id = l.bank_account_id and b.occurrence = l.occurrence
        and b.identity_key = 'booked' || substr(l.identity_key, length('advised') + 1))
    or exists (select from cash.bank_line b
      where b.tenant_id = l.tenant_id and b.bank_account_id = l.bank_account_id and b.state <> 'advised'
        and b.booking_date between l.booking_date - 5 and l.booking_date + 5
        and b.bank_reference = l.bank_reference and b.amount_minor = l.amount_minor and b.currency = l.currency)));
grant select on cash.v_line_to_come to dunwell_app;
