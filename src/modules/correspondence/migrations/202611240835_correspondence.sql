-- Messages out: proposed, checked at the moment of sending, sent once; and why others were not.
create schema correspondence;
grant usage on schema correspondence to dunwell_app, dunwell_jobs;
create table correspondence.message (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  account_id bigint not null,
  kind text not null,
  channel text not null default 'email',
  currency text not null,
  language text not null,
  recipient_name text,
  recipient_address text,
  -- What proposed it; the same proposal again changes nothing.
  source_key text not null,
  proposed_date date not null,
  not_before timestamptz,
  facts jsonb not null,
  subject text,
  body text,
  state text not null check (state in ('proposed', 'sending', 'sent', 'suppressed', 'failed', 'unknown')),
  attempt_id text,
  state_at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, source_key),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id)
);
select platform.fence('correspondence.message');
create index message_waiting on correspondence.message (tenant_id, company_id) where state in ('proposed', 'sending');
create index message_account on correspondence.message (tenant_id, account_id, proposed_date);
-- Each thing that was not sent, with its reason: a whole message, or an item that dropped out of one.
create table correspondence.suppression (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  message_id bigint not null,
  item_id bigint,
  check_code text not null,
  reason text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, message_id) references correspondence.message (tenant_id, id)
);
select platform.fence('correspondence.suppression', 'select, insert');
create index suppression_message on correspondence.suppression (tenant_id, message_id);
create view correspondence.v_message with (security_invoker = true) as
  select tenant_id, id, company_id, account_id, kind, channel, currency, language, recipient_name, recipient_address, proposed_date, not_before,
    subject, body, state, state_at, facts
  from correspondence.message;
create view correspondence.v_suppression with (security_invoker = true) as
  select s.tenant_id, s.id, s.message_id, s.item_id, s.check_code, s.reason, m.account_id, m.company_id, m.proposed_date, m.state
  from correspondence.suppression s join correspondence.message m on m.tenant_id = s.tenant_id and m.id = s.message_id;
grant select on correspondence.v_message, correspondence.v_suppression to dunwell_app;
