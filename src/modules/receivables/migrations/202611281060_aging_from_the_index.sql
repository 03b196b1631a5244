-- Aged debt on any day is read from this index alone: what is open lies scattered over all that was ever posted, and on a busy
-- server most of its pages are no longer at hand. Of each day of clearing only what had taken effect is read, where the server
-- can skip (PostgreSQL 18). What is left out is read with the entry itself. One index as before, its entries longer.
drop index receivables.entry_cleared;
create index entry_cleared on receivables.entry (tenant_id, company_id, cleared_date, effective_date)
  include (due_date, document_date, account_id, amount_minor, currency, aging_class);
