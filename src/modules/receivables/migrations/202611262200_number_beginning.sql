-- The beginning of a document's number is looked for by its index under whatever collation the database has; what is equal as before.
drop index receivables.item_number;
create index item_number on receivables.item (tenant_id, company_id, number_key text_pattern_ops);
