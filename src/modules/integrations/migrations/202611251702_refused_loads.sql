-- A file that could not be read is kept in the list as well, with what was wrong; it has no scope, kind and key date.
alter table integrations.erp_load
  alter column scope drop not null,
  alter column kind drop not null,
  alter column key_date drop not null,
  add constraint erp_load_declared check (state = 'refused' or (scope is not null and kind is not null and key_date is not null));
-- The same file with the same fault is kept once.
create unique index erp_load_unreadable on integrations.erp_load (tenant_id, company_id, sha256, (reasons -> 0 ->> 'code'))
  where scope is null;
