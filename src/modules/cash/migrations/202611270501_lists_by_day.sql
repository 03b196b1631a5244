-- The lists of all receipts and of all lines of the bank begin with the newest of a company.
create index receipt_day on cash.receipt (tenant_id, company_id, posting_date, id);
create index bank_line_company_day on cash.bank_line (tenant_id, company_id, booking_date, id);
