-- What proposed a message is read by who proposed it: a run finds its own again.
create or replace view correspondence.v_message with (security_invoker = true) as
  select tenant_id, id, company_id, account_id, kind, channel, currency, language, recipient_name, recipient_address, proposed_date, not_before,
    subject, body, state, state_at, state_reason, attempts, bounced_at, facts, bounce, bounce_reason, source_key
  from correspondence.message;
create index message_kind_day on correspondence.message (tenant_id, company_id, kind, proposed_date);
