-- Closing a month is a story with a person and a reason in it, and so is a posting into a soft-closed month.
create table ledger.period_change (
  tenant_id bigint not null,
  company_id bigint not null,
  month text not null,
  seq bigint not null,
  from_state text not null check (from_state in ('open', 'soft_closed', 'closed')),
  to_state text not null check (to_state in ('open', 'soft_closed', 'closed')),
  reason text not null,
  person_id bigint not null references platform.person (id),
  changed_at timestamptz not null,
  primary key (tenant_id, company_id, month, seq),
  foreign key (tenant_id, company_id, month) references ledger.period (tenant_id, company_id, month)
);
select platform.fence('ledger.period_change', 'select, insert');

create table ledger.late_posting (
  tenant_id bigint not null,
  company_id bigint not null,
  month text not null,
  command_id bigint not null,
  reason text not null,
  person_id bigint not null references platform.person (id),
  primary key (tenant_id, company_id, month, command_id),
  foreign key (tenant_id, company_id, month) references ledger.period (tenant_id, company_id, month)
);
select platform.fence('ledger.late_posting', 'select, insert');

create view ledger.v_period with (security_invoker = true) as
  select tenant_id, company_id, month, state from ledger.period;
create view ledger.v_period_change with (security_invoker = true) as
  select tenant_id, company_id, month, seq, from_state, to_state, reason, person_id, changed_at from ledger.period_change;
create view ledger.v_late_posting with (security_invoker = true) as
  select tenant_id, company_id, month, command_id, reason, person_id from ledger.late_posting;
grant select on ledger.v_period, ledger.v_period_change, ledger.v_late_posting to dunwell_app;
