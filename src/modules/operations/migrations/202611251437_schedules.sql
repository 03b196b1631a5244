-- Operations: when the day runs, the bank's inbox is read and the outbox is emptied, and how far each has come.
create schema operations;
grant usage on schema operations to dunwell_app, dunwell_jobs;

-- Dated policy: of the rows valid on a day the one with the latest start applies, of equal ones the newest by sequence.
-- Either at a time of day in the company's zone, or every so many minutes.
create table operations.schedule (
  tenant_id bigint not null,
  kind text not null check (kind in ('day-run', 'inbox', 'outbox')),
  valid_from date not null,
  seq bigint not null,
  active boolean not null,
  at_time text check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  every_minutes integer check (every_minutes between 1 and 1440),
  weekdays integer[] not null check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) > 0),
  primary key (tenant_id, kind, valid_from, seq),
  check ((at_time is null) <> (every_minutes is null))
);
select platform.fence('operations.schedule', 'select, insert');

-- The last occurrence that was run, per schedule and company (scope; empty for the whole tenant). Written after the work,
-- so that work cut by a crash is due again. Bookkeeping, no business.
create table operations.wake (
  tenant_id bigint not null,
  kind text not null,
  scope text not null,
  occurrence text not null,
  due_at timestamptz not null,
  state text not null check (state in ('done', 'retrying', 'given-up')),
  attempts integer not null,
  retry_at timestamptz,
  code text,
  ended_at timestamptz not null,
  primary key (tenant_id, kind, scope)
);
select platform.fence('operations.wake');

create view operations.v_wake with (security_invoker = true) as
  select tenant_id, kind, scope, occurrence, due_at, state, attempts, retry_at, code, ended_at from operations.wake;
grant select on operations.v_wake to dunwell_app;
