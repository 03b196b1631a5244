-- Mail that came back: what servers reported, and what it did to the message.
alter table correspondence.message
  -- hard: the address cannot be reached. soft: this time it did not arrive.
  add column bounce text check (bounce in ('hard', 'soft')),
  add column bounce_reason text;
update correspondence.message set bounce = 'soft' where bounced_at is not null;
alter table correspondence.message add constraint message_bounced check ((bounce is null) = (bounced_at is null));
create index message_recipient on correspondence.message (tenant_id, lower(recipient_address)) where recipient_address is not null;

create table correspondence.delivery_report (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  -- The digest of its bytes: the same report again, under whatever name, changes nothing.
  content_hash text not null,
  message_id bigint,
  recipient_address text,
  action text not null check (action in ('failed', 'delayed', 'delivered', 'relayed', 'expanded')),
  status_code text,
  diagnostic text,
  reported_by text,
  file_name text not null,
  outcome text not null check (outcome in ('bounced_hard', 'bounced_soft', 'known', 'delayed', 'delivered', 'elsewhere', 'unmatched')),
  read_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, content_hash),
  foreign key (tenant_id, message_id) references correspondence.message (tenant_id, id)
);
select platform.fence('correspondence.delivery_report');
create index delivery_report_message on correspondence.delivery_report (tenant_id, message_id);

create or replace view correspondence.v_message with (security_invoker = true) as
  select tenant_id, id, company_id, account_id, kind, channel, currency, language, recipient_name, recipient_address, proposed_date, not_before,
    subject, body, state, state_at, state_reason, attempts, bounced_at, facts, bounce, bounce_reason
  from correspondence.message;
create view correspondence.v_delivery_report with (security_invoker = true) as
  select tenant_id, id, message_id, recipient_address, action, status_code, diagnostic, reported_by, file_name, outcome, read_at
  from correspondence.delivery_report;
grant select on correspondence.v_delivery_report to dunwell_app;
