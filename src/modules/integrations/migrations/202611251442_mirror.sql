-- The mirror of an ERP's receivables: what each load declared and became, the state of every mirrored item, and its changes.
create schema integrations;
grant usage on schema integrations to dunwell_app, dunwell_jobs;

-- A load: one file of open items with what it declares about itself. The bytes lie content-addressed in the file store.
create table integrations.erp_load (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  scope text not null,
  kind text not null check (kind in ('full', 'delta')),
  key_date date not null,
  -- A delta covers the changes after this day; null: it does not say.
  since_date date,
  file_name text not null,
  sha256 text not null,
  mapping jsonb not null,
  declared jsonb not null,
  -- What was read of it: rows, totals by currency, the sum in company currency.
  found jsonb not null,
  state text not null check (state in ('accepted', 'held', 'released', 'refused', 'superseded')),
  -- Why it was held, refused or superseded: codes with sentences.
  reasons jsonb not null default '[]',
  -- Null while its changes are still being taken in: an import that was killed goes on from here.
  applied_seq bigint,
  counts jsonb not null default '{}',
  decided_by bigint references platform.person (id),
  decision_reason text,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, company_id, scope, kind, key_date, sha256),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('integrations.erp_load');
create index erp_load_scope on integrations.erp_load (tenant_id, company_id, scope, key_date);

-- A mirrored item by the identity that the mapping declares, never by its printed number.
create table integrations.erp_item (
  tenant_id bigint not null,
  company_id bigint not null,
  item_key text not null,
  scope text not null,
  account_id bigint not null,
  -- The open item of the subledger; null for noted items, and for payments that wait for their receipt.
  item_id bigint,
  number text not null,
  document_type text not null,
  currency text not null,
  amount_minor bigint not null,
  -- What the ERP said last is open; zero when it is closed there.
  erp_open_minor bigint not null,
  -- How much of the item was closed here because the ERP closed it (positive), and how much by clearings of ours that
  -- the ERP has confirmed. Amount = open in the ERP + closed by the ERP + confirmed.
  closed_minor bigint not null default 0,
  confirmed_minor bigint not null default 0,
  due_date date not null,
  blocks text[] not null default '{}',
  linked_key text,
  special_gl text,
  noted boolean not null default false,
  state text not null check (state in ('open', 'closed', 'closed_unknown', 'waiting')),
  clearing_document text,
  clearing_date date,
  our_reference text,
  -- How often the item was replaced because its amount grew in the ERP.
  generation integer not null default 1,
  load_id bigint not null,
  primary key (tenant_id, company_id, item_key),
  foreign key (tenant_id, load_id) references integrations.erp_load (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id)
);
select platform.fence('integrations.erp_item');
create index erp_item_open on integrations.erp_item (tenant_id, company_id, scope) where state <> 'closed';
create index erp_item_item on integrations.erp_item (tenant_id, item_id);
create index erp_item_linked on integrations.erp_item (tenant_id, company_id, linked_key) where linked_key is not null;

-- Every change that a load made to the mirror, with its key date and sequence.
create table integrations.erp_change (
  tenant_id bigint not null,
  seq bigint not null,
  ordinal integer not null,
  company_id bigint not null,
  item_key text not null,
  load_id bigint not null,
  effective_date date not null,
  kind text not null,
  before text,
  after text,
  primary key (tenant_id, seq, ordinal)
);
select platform.fence('integrations.erp_change', 'select, insert');
create index erp_change_item on integrations.erp_change (tenant_id, company_id, item_key, seq);

-- A customer number of the ERP that is another name of a customer here, from a day on.
create table integrations.customer_alias (
  tenant_id bigint not null,
  company_id bigint not null,
  alias text not null,
  from_date date not null,
  customer_number text not null,
  reason text not null,
  command_id bigint not null,
  primary key (tenant_id, company_id, alias, from_date)
);
select platform.fence('integrations.customer_alias');

create view integrations.v_erp_load with (security_invoker = true) as
  select tenant_id, id, company_id, scope, kind, key_date, since_date, file_name, sha256, state, reasons, applied_seq, counts
  from integrations.erp_load;
create view integrations.v_erp_item with (security_invoker = true) as
  select tenant_id, company_id, item_key, scope, account_id, item_id, number, document_type, currency, amount_minor, erp_open_minor,
    closed_minor, confirmed_minor, due_date, linked_key, special_gl, noted, state, clearing_document
  from integrations.erp_item;
grant select on integrations.v_erp_load, integrations.v_erp_item to dunwell_app;
