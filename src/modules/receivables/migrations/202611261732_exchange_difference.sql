-- What a conversion on the way to us lost of a payment: it closes the invoice and stands among the differences of exchange.
alter table receivables.item drop constraint item_document_type_check;
alter table receivables.item add constraint item_document_type_check check (document_type in (
  'invoice', 'credit_memo', 'debit_memo', 'payment', 'on_account', 'deduction', 'down_payment', 'down_payment_request',
  'refund', 'transfer', 'bill_of_exchange', 'retention', 'withholding_tax', 'finance_charge', 'write_off', 'recovery', 'adjustment',
  'discount', 'bank_charge', 'tolerance', 'reversal', 'offset', 'exchange_difference'));
