-- Customers: one master, per-company accounts, people to talk to, addresses, portfolios.
create schema customers;
grant usage on schema customers to dunwell_app, dunwell_jobs;

create table customers.customer (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  number text not null,
  name text not null,
  -- Normalised name: searches compare this column with ranges, which keeps its index under row security.
  name_key text not null,
  category text not null default 'third_party'
    check (category in ('third_party', 'intercompany', 'public_body', 'employee', 'consumer')),
  natural_person boolean not null default false,
  parent_id bigint,
  country text not null,
  language text not null,
  time_zone text not null,
  tax_number text,
  source text not null default 'dunwell',
  archived_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, parent_id) references customers.customer (tenant_id, id)
);
select platform.fence('customers.customer');
create index customer_name_key on customers.customer (tenant_id, name_key collate "C");
create index customer_parent on customers.customer (tenant_id, parent_id) where parent_id is not null;

create table customers.portfolio (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  code text not null,
  name text not null,
  collector_person_id bigint references platform.person (id),
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
select platform.fence('customers.portfolio');

-- A customer's account in one company. Locking this row locks everything about its items there.
create table customers.account (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  customer_id bigint not null,
  company_id bigint not null,
  payment_term_id bigint,
  portfolio_id bigint,
  dunning_procedure text,
  dunning_blocked_until date,
  direct_debit boolean not null default false,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, customer_id),
  foreign key (tenant_id, customer_id) references customers.customer (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, payment_term_id) references company.payment_term (tenant_id, id),
  foreign key (tenant_id, portfolio_id) references customers.portfolio (tenant_id, id)
);
select platform.fence('customers.account');
create index account_customer on customers.account (tenant_id, customer_id);
create index account_portfolio on customers.account (tenant_id, portfolio_id);

create table customers.contact (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  customer_id bigint not null,
  name text not null,
  role text not null default 'accounts_payable',
  email text,
  phone text,
  language text not null,
  time_zone text not null,
  primary_contact boolean not null default false,
  stopped boolean not null default false,
  archived_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers.customer (tenant_id, id)
);
select platform.fence('customers.contact');
create index contact_customer on customers.contact (tenant_id, customer_id);

create table customers.address (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  customer_id bigint not null,
  kind text not null default 'billing' check (kind in ('billing', 'delivery', 'legal')),
  lines text not null,
  postal_code text,
  city text,
  country text not null,
  archived_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers.customer (tenant_id, id)
);
select platform.fence('customers.address');
create index address_customer on customers.address (tenant_id, customer_id);

-- How a payer shows up on a bank line: accounts and other spellings of the name. Learned ones say from which receipt.
create table customers.payer_identity (
  tenant_id bigint not null,
  customer_id bigint not null,
  kind text not null check (kind in ('account', 'name')),
  value_key text not null,
  value text not null,
  source text not null,
  archived_at timestamptz,
  primary key (tenant_id, kind, value_key, customer_id),
  foreign key (tenant_id, customer_id) references customers.customer (tenant_id, id)
);
select platform.fence('customers.payer_identity');

create view customers.v_account with (security_invoker = true) as
  select a.tenant_id, a.id, a.customer_id, a.company_id, a.payment_term_id, a.portfolio_id, a.dunning_procedure,
    a.dunning_blocked_until, a.direct_debit, a.version,
    c.number, c.name, c.name_key, c.category, c.parent_id, c.country, c.language, c.time_zone, c.archived_at
  from customers.account a join customers.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id;
create view customers.v_contact with (security_invoker = true) as
  select tenant_id, id, customer_id, name, role, email, phone, language, time_zone, primary_contact, stopped
  from customers.contact where archived_at is null;
create view customers.v_address with (security_invoker = true) as
  select tenant_id, id, customer_id, kind, lines, postal_code, city, country from customers.address where archived_at is null;
create view customers.v_portfolio with (security_invoker = true) as
  select tenant_id, id, code, name, collector_person_id from customers.portfolio;
create view customers.v_payer_identity with (security_invoker = true) as
  select tenant_id, customer_id, kind, value_key, value from customers.payer_identity where archived_at is null;
grant select on customers.v_account, customers.v_contact, customers.v_address, customers.v_portfolio, customers.v_payer_identity to dunwell_app;
