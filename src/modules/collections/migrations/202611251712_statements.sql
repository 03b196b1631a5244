-- Statements of account: the cycle of a company, and each statement that stands, once per customer and period.
create table collections.statement_cycle (
  tenant_id bigint not null,
  company_id bigint not null,
  seq bigint not null,
  active boolean not null,
  -- The day of the month from which the month's statements are due.
  day_of_month smallint not null check (day_of_month between 1 and 28),
  with_movements boolean not null,
  valid_from date not null,
  primary key (tenant_id, company_id, seq),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('collections.statement_cycle', 'select, insert');

create table collections.statement (
  tenant_id bigint not null,
  message_id bigint not null,
  account_id bigint not null,
  company_id bigint not null,
  -- A month (YYYY-MM), or a day (YYYY-MM-DD) for one that somebody asked for.
  period text not null,
  statement_date date not null,
  -- What it says, by currency: balance and overdue in minor units.
  balances jsonb not null,
  -- Set when it did not reach anybody: the period is free again.
  reversed_at timestamptz,
  primary key (tenant_id, message_id),
  foreign key (tenant_id, message_id) references correspondence.message (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('collections.statement');
create unique index statement_once on collections.statement (tenant_id, account_id, period) where reversed_at is null;
create view collections.v_statement with (security_invoker = true) as
  select tenant_id, message_id, account_id, company_id, period, statement_date, balances, reversed_at from collections.statement;
grant select on collections.v_statement to dunwell_app;
