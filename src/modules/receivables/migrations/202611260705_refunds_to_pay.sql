-- Refunds that are to be paid out: those that stand and were posted against the refunds payable. What the bank's own line paid
-- out, and the debit of a returned payment, are refunds of the customer's account too, and nobody is to pay them again.
create index item_refund on receivables.item (tenant_id, company_id, posting_date) where document_type = 'refund' and reversed_by is null;
create view receivables.v_refund with (security_invoker = true) as
  select i.tenant_id, i.id as item_id, i.company_id, i.account_id, i.number, i.posting_date, i.currency, i.amount_minor, i.linked_item_id,
    -l.company_amount_minor as carried_minor, p.account_key, p.account_text, p.bank_code, p.holder_name, p.basis
  from receivables.item i
  join ledger.v_line l on l.tenant_id = i.tenant_id and l.journal_id = i.journal_id
  join ledger.v_account a on a.tenant_id = i.tenant_id and a.id = l.account_id and a.purpose = 'refunds_payable'
  left join receivables.refund_payout p on p.tenant_id = i.tenant_id and p.item_id = i.id
  where i.document_type = 'refund' and i.reversed_by is null;
grant select on receivables.v_refund to dunwell_app;
