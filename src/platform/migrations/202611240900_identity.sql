-- Identity, second part: who manages a person, and the guard against guessed passwords.

-- A person is managed from one tenant: its administrators may open accounts for the person and erase the name.
-- Other tenants may grant roles to the person, nothing else.
alter table platform.person add column home_tenant_id bigint references platform.tenant (id);

-- The guard counts attempts per sign-in name and per address, known or not, so that its answers do not tell which
-- names exist. It replaces the counters on the account. Keys are hashes: no address is kept in clear.
alter table platform.account drop column failed_attempts, drop column locked_until;
create table platform.sign_in_guard (
  kind text not null check (kind in ('login', 'address')),
  key_hash bytea not null,
  attempts integer not null,
  window_started_at timestamptz not null,
  locked_until timestamptz,
  primary key (kind, key_hash)
);
create index sign_in_guard_window on platform.sign_in_guard (window_started_at);
grant select, insert, update, delete on platform.sign_in_guard to dunwell_app;

-- The record of grants is history: a role that was revoked and granted again is one row with its latest state; the
-- audit trail tells the rest. Listing the grants of a tenant must not read those of others.
create index role_grant_tenant on platform.role_grant (tenant_id, person_id);
