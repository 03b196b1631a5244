-- Which command made a payment: whether the proceedings over a customer were recorded before it.
create or replace view cash.v_payment with (security_invoker = true) as
  select tenant_id, id, company_id, file_id, item_id, account_id, end_to_end_id, currency, amount_minor, account_key, paid_receipt_id, paid_on,
    paid_journal_id, ended_as, return_receipt_id, return_journal_id, command_id
  from cash.payment;
