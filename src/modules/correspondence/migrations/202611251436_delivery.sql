-- Handing messages over: who sends how, each attempt with the moment its content began to leave, and what came back.
drop view correspondence.v_suppression;
drop view correspondence.v_message;
-- The level and charge of a claimed message are kept by their owner; the attempt has its own table.
alter table correspondence.message drop column attempt_id;
alter table correspondence.message
  add constraint message_channel check (channel in ('email', 'letter')),
  -- Names the message outside: in its Message-ID, in its file. Unguessable, so that a forged report finds nothing.
  add column token text not null default replace(gen_random_uuid()::text, '-', ''),
  add column attempts smallint not null default 0,
  -- The server's last word, or why a person decided as he did.
  add column state_reason text,
  add column bounced_at timestamptz;
create index message_state on correspondence.message (tenant_id, company_id, state_at) where state in ('failed', 'unknown');

create table correspondence.attempt (
  tenant_id bigint not null,
  message_id bigint not null,
  attempt smallint not null,
  transport text not null check (transport in ('outbox', 'smtp', 'print')),
  claimed_at timestamptz not null,
  -- Set before the first byte of the content leaves: without it nothing can have been accepted.
  content_begun_at timestamptz,
  ended_at timestamptz,
  outcome text check (outcome in ('accepted', 'refused', 'postponed', 'late', 'unknown', 'not_begun')),
  reply text,
  primary key (tenant_id, message_id, attempt),
  foreign key (tenant_id, message_id) references correspondence.message (tenant_id, id)
);
select platform.fence('correspondence.attempt');

-- How a company mails. Dated policy: the newest version by sequence applies; without one, the outbox folder.
create table correspondence.mail_setting (
  tenant_id bigint not null,
  company_id bigint not null,
  seq bigint not null,
  transport text not null check (transport in ('outbox', 'smtp')),
  sender_address text,
  reply_to_address text,
  primary key (tenant_id, company_id, seq),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('correspondence.mail_setting', 'select, insert');

create view correspondence.v_message with (security_invoker = true) as
  select tenant_id, id, company_id, account_id, kind, channel, currency, language, recipient_name, recipient_address, proposed_date, not_before,
    subject, body, state, state_at, state_reason, attempts, bounced_at, facts
  from correspondence.message;
create view correspondence.v_attempt with (security_invoker = true) as
  select tenant_id, message_id, attempt, transport, claimed_at, content_begun_at, ended_at, outcome, reply from correspondence.attempt;
create view correspondence.v_suppression with (security_invoker = true) as
  select s.tenant_id, s.id, s.message_id, s.item_id, s.check_code, s.reason, m.account_id, m.company_id, m.proposed_date, m.state
  from correspondence.suppression s join correspondence.message m on m.tenant_id = s.tenant_id and m.id = s.message_id;
grant select on correspondence.v_message, correspondence.v_attempt, correspondence.v_suppression to dunwell_app;
