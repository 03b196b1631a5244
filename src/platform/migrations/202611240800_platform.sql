-- The platform: tenants, persons and their grants, the head of each tenant, audit, change feed, idempotency, outbox.
revoke create on schema public from public;
grant usage on schema platform to dunwell_app, dunwell_jobs;

-- Puts the tenant's fence round a table: row security and the application's grants. Nothing is ever deleted
-- unless the third argument says so; append-only tables pass 'select, insert'.
create function platform.fence(relation regclass, privileges text default 'select, insert, update')
  returns void language plpgsql set search_path = pg_catalog as $$
begin
  execute format('alter table %s enable row level security', relation);
  -- The settings are read once per statement (a sub-select), not once per row.
  execute format(
    'create policy tenant_fence on %s using (tenant_id = any ((select nullif(current_setting(''app.tenants'', true), '''')::bigint[])::bigint[]))'
    ' with check (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::bigint))', relation);
  execute format('grant %s on %s to dunwell_app', privileges, relation);
end $$;

-- Registry tables: known to the installation, not to one tenant.
create table platform.tenant (
  id bigint primary key generated always as identity,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{0,30}$'),
  name text not null
);
create table platform.person (
  id bigint primary key generated always as identity,
  name text not null,
  email text unique,
  kind text not null default 'person' check (kind in ('person', 'system', 'agent')),
  archived_at timestamptz
);
insert into platform.person (name, kind) values ('Dunwell', 'system');
create table platform.account (
  id bigint primary key generated always as identity,
  person_id bigint not null references platform.person (id),
  login text not null unique,
  password_hash text not null,
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  archived_at timestamptz
);
create table platform.session (
  token_hash bytea primary key,
  account_id bigint not null references platform.account (id),
  csrf_token text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_account on platform.session (account_id);
-- A grant gives a person a role in one tenant, for one company or (null) all of them.
create table platform.role_grant (
  id bigint primary key generated always as identity,
  person_id bigint not null references platform.person (id),
  tenant_id bigint not null references platform.tenant (id),
  company_id bigint,
  role text not null check (role in ('analyst', 'lead', 'cash_applier', 'credit_manager', 'controller', 'auditor', 'administrator')),
  revoked_at timestamptz,
  unique nulls not distinct (person_id, tenant_id, company_id, role)
);
grant select, insert, update on platform.person, platform.account, platform.session, platform.role_grant to dunwell_app;
grant select, insert on platform.tenant to dunwell_app;

-- The head: one row per tenant, locked last by every command. Its sequence is the order of commits, the
-- "as known" clock, the audit chain and the change feed.
create table platform.head (
  tenant_id bigint primary key references platform.tenant (id),
  seq bigint not null default 0,
  recorded_at timestamptz not null default '-infinity',
  hash bytea not null default '\x'
);
select platform.fence('platform.head');

create sequence platform.command_id;
grant usage on sequence platform.command_id to dunwell_app;

create table platform.audit (
  tenant_id bigint not null,
  seq bigint not null,
  command_id bigint not null,
  recorded_at timestamptz not null,
  person_id bigint not null references platform.person (id),
  operation text not null,
  reason text not null,
  source text not null,
  counts jsonb not null,
  payload_hash bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (tenant_id, seq),
  unique (tenant_id, command_id)
);
select platform.fence('platform.audit', 'select, insert');
create index audit_recorded_at on platform.audit (tenant_id, recorded_at);

-- Payload and salt stand apart, so that personal data can be erased and the chain still verifies.
create table platform.audit_payload (
  tenant_id bigint not null,
  seq bigint not null,
  salt bytea,
  payload text,
  erased_seq bigint,
  primary key (tenant_id, seq),
  foreign key (tenant_id, seq) references platform.audit (tenant_id, seq)
);
select platform.fence('platform.audit_payload', 'select, insert');
grant update (salt, payload, erased_seq) on platform.audit_payload to dunwell_app;

create table platform.change (
  tenant_id bigint not null,
  seq bigint not null,
  ordinal integer not null,
  type text not null,
  payload jsonb not null,
  primary key (tenant_id, seq, ordinal)
);
select platform.fence('platform.change', 'select, insert');

create table platform.consumer (
  tenant_id bigint not null,
  name text not null,
  seq bigint not null,
  primary key (tenant_id, name)
);
select platform.fence('platform.consumer');

create table platform.idempotency (
  tenant_id bigint not null,
  person_id bigint not null,
  operation text not null,
  key text not null,
  input_hash bytea not null,
  command_id bigint not null,
  result jsonb,
  primary key (tenant_id, person_id, operation, key)
);
select platform.fence('platform.idempotency');

-- Gapless numbers for the documents that we number: a locked counter row, never a sequence.
create table platform.number_counter (
  tenant_id bigint not null,
  company_id bigint not null,
  series text not null,
  year integer not null,
  last_number bigint not null,
  primary key (tenant_id, company_id, series, year)
);
select platform.fence('platform.number_counter');

-- Long work: its state, progress and result are rows of ours; a schedule only wakes it.
create table platform.job (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null,
  state text not null check (state in ('running', 'done', 'refused', 'failed')),
  progress_done integer not null default 0,
  progress_total integer,
  stage text,
  result jsonb,
  person_id bigint not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
);
select platform.fence('platform.job');

-- Brings the planner's statistics up to date for tables that changed much since they were last looked at. The server's
-- own worker comes by once a minute; a first import fills empty tables within seconds, and plans made for empty tables
-- then run for minutes. ANALYZE needs the owner, so the application calls this function.
create function platform.refresh_statistics() returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  stale record;
  refreshed integer := 0;
begin
  for stale in
    select t.schemaname, t.relname from pg_stat_user_tables t join pg_class c on c.oid = t.relid
    where c.relowner = (select oid from pg_roles where rolname = current_user)
      and t.n_mod_since_analyze > 200 + 0.1 * t.n_live_tup
  loop
    execute format('analyze %I.%I', stale.schemaname, stale.relname);
    refreshed := refreshed + 1;
  end loop;
  return refreshed;
end $$;
revoke execute on function platform.refresh_statistics() from public;
grant execute on function platform.refresh_statistics() to dunwell_app;
