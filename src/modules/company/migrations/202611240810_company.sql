-- Legal entities with their currency, calendar and terms; dated exchange rates; reason codes.
create schema company;
grant usage on schema company to dunwell_app, dunwell_jobs;

create table company.company (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  code text not null check (code ~ '^[A-Z0-9]{2,12}$'),
  name text not null,
  currency text not null,
  country text not null,
  time_zone text not null,
  language text not null default 'en',
  -- How the company signs its letters and where it is paid: address lines, bank details, reply address.
  letterhead jsonb not null default '{}',
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
select platform.fence('company.company');

-- A payment term: instalments (share, days, end of month) and early-payment discount steps.
create table company.payment_term (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  code text not null,
  name text not null,
  rule jsonb not null,
  archived_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
select platform.fence('company.payment_term');

create table company.reason_code (
  tenant_id bigint not null,
  code text not null,
  name text not null,
  kind text not null check (kind in ('deduction', 'dispute', 'write-off', 'block')),
  archived_at timestamptz,
  primary key (tenant_id, code)
);
select platform.fence('company.reason_code');

-- Rates are dated facts: the latest day not after the wanted one applies. 1 unit of `from` = rate units of `to`.
create table company.exchange_rate (
  tenant_id bigint not null,
  from_currency text not null,
  to_currency text not null,
  day date not null,
  rate numeric not null check (rate > 0),
  source text not null,
  seq bigint not null,
  primary key (tenant_id, from_currency, to_currency, day, seq)
);
select platform.fence('company.exchange_rate', 'select, insert');

create view company.v_company with (security_invoker = true) as
  select tenant_id, id, code, name, currency, country, time_zone, language, letterhead from company.company;
create view company.v_payment_term with (security_invoker = true) as
  select tenant_id, id, code, name, rule from company.payment_term where archived_at is null;
grant select on company.v_company, company.v_payment_term to dunwell_app;
