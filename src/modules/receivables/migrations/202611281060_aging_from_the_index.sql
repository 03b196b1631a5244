-- Aged debt on any day is read from this index alone, one company's entries cleared after the day in one piece: what is open lies
-- scattered over all that was ever posted, and on a busy server most of its pages are no longer at hand. What is left out is
-- read with the entry itself. The day of effect is no key: as known at another time, the server would skip from day to day for
-- entries that it then reads one by one. One index as before, its entries longer.
drop index receivables.entry_cleared;
create index entry_cleared on receivables.entry (tenant_id, company_id, cleared_date)
  include (effective_date, due_date, document_date, account_id, amount_minor, currency, aging_class);
