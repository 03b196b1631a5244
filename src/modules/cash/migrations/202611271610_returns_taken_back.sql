-- A return that was none after all (the wrong payment was meant, or the bank paid the check in the end) is taken back whole: also of
-- money that lay in suspense, and with it the bank's line, which may be linked to another payment, and its charge.
alter table cash.returned_payment add column reversed_command_id bigint;
create or replace view cash.v_returned_payment with (security_invoker = true) as
  select r.tenant_id, r.id, r.company_id, r.receipt_id, r.return_receipt_id, r.account_id, r.returned_on, r.currency, r.amount_minor, r.item_id,
    r.journal_id, r.fee_item_id, r.reason, r.command_id,
    -- A return whose debit was reversed was none after all.
    (r.reversed_command_id is null and (r.item_id is null or i.reversed_by is null)) as standing,
    r.charge_minor, r.reversed_command_id
  from cash.returned_payment r
  left join receivables.v_item i on i.tenant_id = r.tenant_id and i.id = r.item_id;
