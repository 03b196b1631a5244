-- Payments of refunds that the bank has not booked and whose customer became insolvent after they were made: what leaves to the
-- debtor now frees nobody of what is owed to the estate, so somebody has to tell the bank.
create view cash.v_payment_to_stop with (security_invoker = true) as
  select p.tenant_id, p.company_id, p.id, p.file_id, n.opened_on as insolvent_since
  from cash.payment p
  join customers.v_account a on a.tenant_id = p.tenant_id and a.id = p.account_id
  join customers.v_insolvency n on n.tenant_id = p.tenant_id and n.customer_id = a.customer_id and n.ended_seq is null
  join platform.audit u on u.tenant_id = p.tenant_id and u.command_id = p.command_id and u.seq < n.seq
  where p.ended_as is null and p.paid_on is null;
grant select on cash.v_payment_to_stop to dunwell_app;
