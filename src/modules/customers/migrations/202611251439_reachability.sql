-- How a customer wants to be written to, and which addresses sent our mail back.
alter table customers.account add column notice_channel text check (notice_channel in ('email', 'letter'));
alter table customers.contact add column bounced_at timestamptz, add column bounce_reason text;
create or replace view customers.v_account with (security_invoker = true) as
  select a.tenant_id, a.id, a.customer_id, a.company_id, a.payment_term_id, a.portfolio_id, a.dunning_procedure,
    a.dunning_blocked_until, a.direct_debit, a.version,
    c.number, c.name, c.name_key, c.category, c.parent_id, c.country, c.language, c.time_zone, c.archived_at, c.one_time, a.notice_channel
  from customers.account a join customers.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id;
create or replace view customers.v_contact with (security_invoker = true) as
  select tenant_id, id, customer_id, name, role, email, phone, language, time_zone, primary_contact, stopped, bounced_at, bounce_reason
  from customers.contact where archived_at is null;
