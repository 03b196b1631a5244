-- A receipt is found by its number from every page, whatever else is searched for beside it.
create index receipt_number on cash.receipt (tenant_id, number) where number is not null;
