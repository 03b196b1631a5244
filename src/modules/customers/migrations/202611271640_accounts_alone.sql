-- Of an account nothing is lost where its customer is joined to the left of it, for it always has one: what asks for the account
-- alone does not read the customer, and a list that shows neither reads neither.
create or replace view customers.v_account with (security_invoker = true) as
  select a.tenant_id, a.id, a.customer_id, a.company_id, a.payment_term_id, a.portfolio_id, a.dunning_procedure,
    a.dunning_blocked_until, a.direct_debit, a.version,
    c.number, c.name, c.name_key, c.category, c.parent_id, c.country, c.language, c.time_zone, c.archived_at, c.one_time, a.notice_channel,
    c.insolvent_since
  from customers.account a left join customers.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id;
