-- The bank accounts of an insolvency administrator: in force, and put in force by two persons after the proceedings were recorded.
-- What was in force before belongs to the debtor, who may not receive anything any more.
create view customers.v_estate_account with (security_invoker = true) as
  select b.tenant_id, b.id, b.account_id, n.id as insolvency_id
  from customers.insolvency n
  join customers.account a on a.tenant_id = n.tenant_id and a.customer_id = n.customer_id
  join customers.bank_account b on b.tenant_id = n.tenant_id and b.account_id = a.id
  join platform.audit u on u.tenant_id = n.tenant_id and u.command_id = b.command_id and u.seq > n.seq
  where n.ended_seq is null;
grant select on customers.v_estate_account to dunwell_app;
create or replace view customers.v_bank_account_history with (security_invoker = true) as
  select tenant_id, id, account_id, account_key, started_at, ended_at, command_id from customers.bank_account;
