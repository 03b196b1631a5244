-- The debit that a returned payment is cleared against is a document of its own kind: it pays nothing out, and is no refund.
alter table receivables.item drop constraint item_document_type_check;
alter table receivables.item add constraint item_document_type_check check (document_type in (
  'invoice', 'credit_memo', 'debit_memo', 'payment', 'on_account', 'deduction', 'down_payment', 'down_payment_request',
  'refund', 'returned_payment', 'transfer', 'bill_of_exchange', 'retention', 'withholding_tax', 'finance_charge', 'write_off',
  'recovery', 'adjustment', 'discount', 'bank_charge', 'tolerance', 'reversal', 'offset', 'exchange_difference'));
-- Those that were posted as refunds keep their numbers.
update receivables.item set document_type = 'returned_payment'
where document_type = 'refund' and linked_item_id is not null and source_key ~ '^return [0-9]+ of receipt [0-9]+$';
