-- A line of the bank is found by the beginning of a reference or of the payer's account, whatever of it was posted.
create index bank_line_bank_reference on cash.bank_line (tenant_id, company_id, bank_reference text_pattern_ops)
  where bank_reference is not null;
create index bank_line_customer_reference on cash.bank_line (tenant_id, company_id, customer_reference text_pattern_ops)
  where customer_reference is not null;
create index bank_line_structured_reference on cash.bank_line (tenant_id, company_id, structured_reference text_pattern_ops)
  where structured_reference is not null;
create index bank_line_counterparty_account on cash.bank_line (tenant_id, company_id, counterparty_account text_pattern_ops)
  where counterparty_account is not null;

create or replace view cash.v_bank_line with (security_invoker = true) as
  select tenant_id, id, bank_account_id, company_id, booking_date, value_date, amount_minor, currency, counterparty_name,
    counterparty_account, remittance, state, ultimate_name, structured_reference, bank_reference, customer_reference
  from cash.bank_line;
