-- As whom an account reads on the business day: the account of the survivor of its merge; null for itself. Kept with the
-- priority by the same projector. A merged account has no priority of its own: the survivor's counts everything of both.
alter table collections.priority add column merged_into_account_id bigint;
create index priority_merged on collections.priority (tenant_id, merged_into_account_id) where merged_into_account_id is not null;
create or replace view collections.v_priority with (security_invoker = true) as
  select tenant_id, account_id, company_id, portfolio_id, listed, priority, reasons, next_action, not_listed, balances, merged_into_account_id
  from collections.priority;
