-- Collections: dunning procedures and levels, contacts made, the worklist.
create schema collections;
grant usage on schema collections to dunwell_app, dunwell_jobs;
-- Dated policy: the newest version by sequence applies; a notice stores the version it was made by.
create table collections.procedure (
  tenant_id bigint not null,
  code text not null,
  seq bigint not null,
  name text not null,
  rule jsonb not null,
  primary key (tenant_id, code, seq)
);
select platform.fence('collections.procedure', 'select, insert');
-- The dunning level lives on the item; it moves once per message.
create table collections.item_level (
  tenant_id bigint not null,
  item_id bigint not null,
  account_id bigint not null,
  level smallint not null,
  last_notice_date date not null,
  message_id bigint not null,
  primary key (tenant_id, item_id),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id)
);
select platform.fence('collections.item_level');
create index item_level_account on collections.item_level (tenant_id, account_id);
-- What was done: calls with their outcome, notes; follow_up_date is the resubmission.
create table collections.activity (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  account_id bigint not null,
  kind text not null check (kind in ('call', 'note')),
  outcome text,
  note text not null,
  activity_date date not null,
  follow_up_date date,
  person_id bigint not null references platform.person (id),
  command_id bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id)
);
select platform.fence('collections.activity', 'select, insert');
-- A note may name a person: erasure replaces it, nothing else changes what was logged.
grant update (note) on collections.activity to dunwell_app;
create index activity_account on collections.activity (tenant_id, account_id, activity_date);
create table collections.snooze (
  tenant_id bigint not null,
  account_id bigint not null,
  until_date date not null,
  reason text not null,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id)
);
select platform.fence('collections.snooze');
-- The business day that priorities of a company are made for.
create table collections.business_day (
  tenant_id bigint not null,
  company_id bigint not null,
  day date not null,
  primary key (tenant_id, company_id)
);
select platform.fence('collections.business_day');
-- The stored priority: read by the worklist in the order of its index; kept by a projector.
create table collections.priority (
  tenant_id bigint not null,
  account_id bigint not null,
  company_id bigint not null,
  portfolio_id bigint,
  listed boolean not null,
  priority double precision not null,
  reasons jsonb not null,
  next_action jsonb not null,
  not_listed jsonb,
  balances jsonb not null,
  primary key (tenant_id, account_id)
);
select platform.fence('collections.priority');
create index priority_order on collections.priority (tenant_id, company_id, priority desc, account_id) where listed;
create index priority_portfolio on collections.priority (tenant_id, portfolio_id, priority desc, account_id) where listed;
create view collections.v_priority with (security_invoker = true) as
  select tenant_id, account_id, company_id, portfolio_id, listed, priority, reasons, next_action, not_listed, balances from collections.priority;
create view collections.v_item_level with (security_invoker = true) as
  select tenant_id, item_id, account_id, level, last_notice_date, message_id from collections.item_level;
create view collections.v_business_day with (security_invoker = true) as
  select tenant_id, company_id, day from collections.business_day;
grant select on collections.v_priority, collections.v_item_level, collections.v_business_day to dunwell_app;
