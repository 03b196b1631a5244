-- The list of open items is put in the order of any of its columns, filtered and summed from this index alone: what is open of
-- a large company lies scattered over all that was ever posted. One index as before, its entries longer.
drop index receivables.item_due;
create index item_due on receivables.item (tenant_id, company_id, due_date, id)
  include (currency, open_minor, account_id, aging_class, number, number_key, document_type, document_date, amount_minor)
  where open_minor <> 0 and not noted;
