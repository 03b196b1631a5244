-- The list of open items as it stands now reads its first rows and its totals from an index; whether anything is posted
-- for a later day is told by the ranges of days that the entries' pages hold.
create index item_due on receivables.item (tenant_id, company_id, due_date, id) include (currency, open_minor)
  where open_minor <> 0 and not noted;
create index entry_effective on receivables.entry using brin (tenant_id, effective_date) with (autosummarize = on);
