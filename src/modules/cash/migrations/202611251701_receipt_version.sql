-- Upper modules decide about receipts as well, and say which version they saw.
create or replace view cash.v_receipt with (security_invoker = true) as
  select tenant_id, id, company_id, bank_line_id, account_id, item_id, number, value_date, posting_date, currency, amount_minor, state,
    decision, confidence, explanation, proposal, version
  from cash.receipt;
