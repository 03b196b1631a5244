-- Promises to pay: what a customer said, and what became of it.
create schema promises;
grant usage on schema promises to dunwell_app, dunwell_jobs;
create table promises.promise (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  account_id bigint not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  made_date date not null,
  promised_date date not null,
  grace_days integer not null default 2,
  contact_name text,
  note text,
  state text not null check (state in ('open', 'kept', 'part_kept', 'broken', 'rescheduled', 'cancelled')),
  received_minor bigint not null default 0,
  judged_date date,
  replaced_by bigint,
  source_key text,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique nulls distinct (tenant_id, source_key),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id)
);
select platform.fence('promises.promise');
create index promise_account on promises.promise (tenant_id, account_id);
create index promise_open on promises.promise (tenant_id, company_id, promised_date) where state = 'open';
create view promises.v_promise with (security_invoker = true) as
  select tenant_id, id, company_id, account_id, currency, amount_minor, made_date, promised_date, grace_days, contact_name, note, state,
    received_minor, judged_date
  from promises.promise;
grant select on promises.v_promise to dunwell_app;
