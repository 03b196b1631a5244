-- The journal that moved the accounts when an allocation took effect: one per clearing and day.
alter table receivables.allocation add column journal_id bigint;
alter table receivables.allocation add foreign key (tenant_id, journal_id) references ledger.journal (tenant_id, id);
