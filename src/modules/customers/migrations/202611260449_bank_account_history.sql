-- Every account that was ever put in force for a customer: what was paid is looked at by what was in force then.
create view customers.v_bank_account_history with (security_invoker = true) as
  select tenant_id, id, account_id, account_key, started_at, ended_at from customers.bank_account;
grant select on customers.v_bank_account_history to dunwell_app;
