-- What lists of customers are sorted by; kept with the priority by the same projector. Null until the next day run.
alter table collections.priority add column open_company_minor bigint, add column overdue_company_minor bigint;
-- "Who was called today?" is asked for the whole worklist.
create index activity_day on collections.activity (tenant_id, activity_date, account_id);
