-- Dated facts about customers: numbers given up, merges, head offices, alternative payers, portfolios as held at the time.
-- All carry the sequence under which they were recorded (and taken back), so that a report as known then stays as it was.

-- A number that a customer gave up on a day; it finds the customer for ever.
create table customers.number_alias (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  number text not null,
  customer_id bigint not null,
  given_up_date date not null,
  reason text not null,
  seq bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers.customer (tenant_id, id)
);
select platform.fence('customers.number_alias', 'select, insert');
create index number_alias_number on customers.number_alias (tenant_id, number);
create index number_alias_customer on customers.number_alias (tenant_id, customer_id);

create table customers.relation (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null check (kind in ('merged_into', 'branch_of', 'alternative_payer')),
  customer_id bigint not null,
  other_customer_id bigint not null,
  -- Of a branch: whether its documents stand on the head office's account (the branch is kept with each) or on its own.
  items_on text check ((kind = 'branch_of') = (items_on is not null) and items_on in ('head_office', 'branch')),
  from_date date not null,
  to_date date,
  reason text not null,
  seq bigint not null,
  ended_seq bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers.customer (tenant_id, id),
  foreign key (tenant_id, other_customer_id) references customers.customer (tenant_id, id),
  check (customer_id <> other_customer_id)
);
select platform.fence('customers.relation');
create index relation_customer on customers.relation (tenant_id, customer_id) where ended_seq is null;
create index relation_other on customers.relation (tenant_id, other_customer_id) where ended_seq is null;

-- The portfolio of an account from a day on; the latest record whose day is not after the wanted one applies.
create table customers.portfolio_assignment (
  tenant_id bigint not null,
  account_id bigint not null,
  portfolio_id bigint,
  from_date date not null,
  seq bigint not null,
  primary key (tenant_id, account_id, seq),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  foreign key (tenant_id, portfolio_id) references customers.portfolio (tenant_id, id)
);
select platform.fence('customers.portfolio_assignment', 'select, insert');

insert into customers.portfolio_assignment (tenant_id, account_id, portfolio_id, from_date, seq)
  select tenant_id, id, portfolio_id, date '1900-01-01', 0 from customers.account where portfolio_id is not null;

-- Who looks after a portfolio while its collector is away.
create table customers.portfolio_substitute (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  portfolio_id bigint not null,
  person_id bigint not null references platform.person (id),
  from_date date not null,
  to_date date not null,
  reason text not null,
  ended_seq bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, portfolio_id) references customers.portfolio (tenant_id, id),
  check (to_date >= from_date)
);
select platform.fence('customers.portfolio_substitute');

-- A collective account for customers seen once: each document carries its own name and address.
alter table customers.customer add column one_time boolean not null default false;

create or replace view customers.v_account with (security_invoker = true) as
  select a.tenant_id, a.id, a.customer_id, a.company_id, a.payment_term_id, a.portfolio_id, a.dunning_procedure,
    a.dunning_blocked_until, a.direct_debit, a.version,
    c.number, c.name, c.name_key, c.category, c.parent_id, c.country, c.language, c.time_zone, c.archived_at, c.one_time
  from customers.account a join customers.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id;
create view customers.v_customer with (security_invoker = true) as
  select tenant_id, id, number, name, category, parent_id, country, language, time_zone, one_time, archived_at from customers.customer;
create view customers.v_relation with (security_invoker = true) as
  select tenant_id, id, kind, customer_id, other_customer_id, items_on, from_date, to_date, reason, seq, ended_seq from customers.relation;
create view customers.v_number_alias with (security_invoker = true) as
  select tenant_id, id, number, customer_id, given_up_date, reason, seq from customers.number_alias;
create view customers.v_portfolio_assignment with (security_invoker = true) as
  select tenant_id, account_id, portfolio_id, from_date, seq from customers.portfolio_assignment;
create view customers.v_portfolio_substitute with (security_invoker = true) as
  select tenant_id, id, portfolio_id, person_id, from_date, to_date, reason from customers.portfolio_substitute where ended_seq is null;
grant select on customers.v_customer, customers.v_relation, customers.v_number_alias, customers.v_portfolio_assignment,
  customers.v_portfolio_substitute to dunwell_app;
