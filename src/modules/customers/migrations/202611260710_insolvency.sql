-- Customers in insolvency proceedings: since when, by which court, where it is known from, until when the claim is to be filed,
-- and that it was filed. Nothing is overwritten but what is filled in once: the filing, and the end.
create table customers.insolvency (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  customer_id bigint not null,
  opened_on date not null,
  court_reference text not null,
  source text not null,
  claim_deadline date check (claim_deadline >= opened_on),
  claim_filed_on date check (claim_filed_on >= opened_on),
  claim_note text,
  seq bigint not null,
  ended_seq bigint,
  ended_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers.customer (tenant_id, id),
  check ((claim_filed_on is null) = (claim_note is null)),
  check ((ended_seq is null) = (ended_reason is null))
);
select platform.fence('customers.insolvency');
create unique index insolvency_in_force on customers.insolvency (tenant_id, customer_id) where ended_seq is null;
create index insolvency_customer on customers.insolvency (tenant_id, customer_id);

-- Asked for with every letter, every run of cash application and every priority: kept beside the customer.
alter table customers.customer add column insolvent_since date;
create index customer_insolvent on customers.customer (tenant_id) where insolvent_since is not null;

create or replace view customers.v_account with (security_invoker = true) as
  select a.tenant_id, a.id, a.customer_id, a.company_id, a.payment_term_id, a.portfolio_id, a.dunning_procedure,
    a.dunning_blocked_until, a.direct_debit, a.version,
    c.number, c.name, c.name_key, c.category, c.parent_id, c.country, c.language, c.time_zone, c.archived_at, c.one_time, a.notice_channel,
    c.insolvent_since
  from customers.account a join customers.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id;
create view customers.v_insolvency with (security_invoker = true) as
  select tenant_id, id, customer_id, opened_on, court_reference, source, claim_deadline, claim_filed_on, claim_note, seq, ended_seq, ended_reason
  from customers.insolvency;
grant select on customers.v_insolvency to dunwell_app;
