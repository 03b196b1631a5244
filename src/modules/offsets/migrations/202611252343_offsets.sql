-- Offsets: what a customer owes, set off against credits of the same account or against what we owe the same legal entity.
create schema offsets;
grant usage on schema offsets to dunwell_app, dunwell_jobs;

-- The rules of a company, dated and append-only; the newest row of those in force applies.
create table offsets.policy (
  tenant_id bigint not null,
  company_id bigint not null,
  seq bigint not null,
  valid_from date not null,
  -- A receivable is aged from this many days after it was due; smaller offsets (company currency) are not proposed.
  days_overdue integer not null check (days_overdue >= 0),
  minimum_minor bigint not null check (minimum_minor >= 0),
  credit_documents text[] not null,
  payable_documents text[] not null,
  agreement_documents text[] not null,
  request_days integer not null check (request_days between 1 and 365),
  reminder_days integer not null check (reminder_days between 1 and 365),
  reminders integer not null check (reminders between 0 and 20),
  -- Whether the day run proposes.
  proposed_daily boolean not null,
  primary key (tenant_id, company_id, seq),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('offsets.policy', 'select, insert');

-- An agreement that different legal entities may be netted, for companies and currencies, within its days.
create table offsets.netting_agreement (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  reference text not null,
  reference_key text not null,
  valid_from date not null,
  valid_to date,
  -- Empty: every currency.
  currencies text[] not null,
  -- The signed agreement, where its copy is kept.
  file_name text,
  sha256 text,
  size_bytes integer,
  recorded_person_id bigint not null,
  recorded_at timestamptz not null,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, reference_key),
  check (valid_to is null or valid_to >= valid_from)
);
select platform.fence('offsets.netting_agreement', 'select, insert, update');
create table offsets.netting_company (
  tenant_id bigint not null,
  agreement_id bigint not null,
  company_id bigint not null,
  primary key (tenant_id, agreement_id, company_id),
  foreign key (tenant_id, agreement_id) references offsets.netting_agreement (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('offsets.netting_company', 'select, insert');
-- Its parties besides the companies: customers, and suppliers by their vendor number.
create table offsets.netting_party (
  tenant_id bigint not null,
  agreement_id bigint not null,
  line smallint not null,
  customer_id bigint,
  vendor_number text,
  primary key (tenant_id, agreement_id, line),
  foreign key (tenant_id, agreement_id) references offsets.netting_agreement (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers.customer (tenant_id, id),
  check ((customer_id is null) <> (vendor_number is null))
);
select platform.fence('offsets.netting_party', 'select, insert');
create table offsets.netting_withdrawal (
  tenant_id bigint not null,
  agreement_id bigint not null,
  -- The first day on which it does not hold any more.
  from_date date not null,
  reason text not null,
  person_id bigint not null,
  withdrawn_at timestamptz not null,
  command_id bigint not null,
  primary key (tenant_id, agreement_id),
  foreign key (tenant_id, agreement_id) references offsets.netting_agreement (tenant_id, id)
);
select platform.fence('offsets.netting_withdrawal', 'select, insert');

-- What we owe a supplier, offered for offset by a file or by hand: there is no payables ledger here. Positive.
create table offsets.payable_item (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  vendor_number text not null,
  vendor_name text not null,
  tax_number text,
  number text not null,
  number_key text not null,
  document_date date not null,
  due_date date not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  source text not null,
  command_id bigint not null,
  withdrawn_command_id bigint,
  withdrawn_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  check ((withdrawn_command_id is null) = (withdrawn_reason is null))
);
select platform.fence('offsets.payable_item');
create unique index payable_item_key on offsets.payable_item (tenant_id, company_id, vendor_number, number_key)
  where withdrawn_command_id is null;

-- A supplier that a person knows to be the same legal entity as a customer, with what shows it.
create table offsets.vendor_link (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  vendor_number text not null,
  customer_id bigint not null,
  evidence text not null,
  person_id bigint not null,
  command_id bigint not null,
  ended_command_id bigint,
  ended_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers.customer (tenant_id, id)
);
select platform.fence('offsets.vendor_link');
create unique index vendor_link_one on offsets.vendor_link (tenant_id, company_id, vendor_number) where ended_command_id is null;

create table offsets.offset_proposal (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  -- The account that owes: who is written to.
  account_id bigint not null,
  kind text not null check (kind in ('credit', 'payable')),
  basis text not null check (basis in ('same_customer', 'merged', 'tax_number', 'vendor_link', 'agreement')),
  agreement_id bigint,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  origin text not null check (origin in ('policy', 'hand')),
  -- The same proposal again is this one.
  natural_key text not null,
  sentence text not null,
  -- What was left out, and why.
  excluded jsonb not null,
  proposed_date date not null,
  state text not null default 'proposed' check (state in ('proposed', 'executed', 'withdrawn', 'reversed')),
  version integer not null default 1,
  proposed_person_id bigint not null,
  proposed_command_id bigint not null,
  posting_date date,
  settled_person_id bigint,
  settled_at timestamptz,
  settled_reason text,
  settled_command_id bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  foreign key (tenant_id, agreement_id) references offsets.netting_agreement (tenant_id, id),
  check ((basis = 'agreement') = (agreement_id is not null)),
  check ((state = 'proposed') = (settled_command_id is null))
);
select platform.fence('offsets.offset_proposal');
create unique index offset_proposal_key on offsets.offset_proposal (tenant_id, company_id, natural_key) where state = 'proposed';
create index offset_proposal_list on offsets.offset_proposal (tenant_id, company_id, state, id);

-- Both sides: debits are items that the customer owes; credits are items of the customer, or what we owe the supplier. A
-- proposal that follows the facts gets new lines under its next version; the old ones stay.
create table offsets.offset_line (
  tenant_id bigint not null,
  offset_id bigint not null,
  version integer not null,
  line integer not null,
  side text not null check (side in ('debit', 'credit')),
  item_id bigint,
  payable_id bigint,
  amount_minor bigint not null check (amount_minor > 0),
  primary key (tenant_id, offset_id, version, line),
  foreign key (tenant_id, offset_id) references offsets.offset_proposal (tenant_id, id),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, payable_id) references offsets.payable_item (tenant_id, id),
  check ((item_id is null) <> (payable_id is null)),
  check (side = 'credit' or payable_id is null)
);
select platform.fence('offsets.offset_line', 'select, insert');
create index offset_line_item on offsets.offset_line (tenant_id, item_id) where item_id is not null;
create index offset_line_payable on offsets.offset_line (tenant_id, payable_id) where payable_id is not null;

-- What executing it posted: a clearing by account, against payables with the document that made it.
create table offsets.offset_posting (
  tenant_id bigint not null,
  offset_id bigint not null,
  account_id bigint not null,
  clearing_id bigint not null,
  item_id bigint,
  primary key (tenant_id, offset_id, account_id),
  foreign key (tenant_id, offset_id) references offsets.offset_proposal (tenant_id, id),
  foreign key (tenant_id, clearing_id) references receivables.clearing (tenant_id, id),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id)
);
select platform.fence('offsets.offset_posting', 'select, insert');
create index offset_posting_clearing on offsets.offset_posting (tenant_id, clearing_id);

-- What the customer is asked for. The link's key never leaves but as part of a signature.
create table offsets.document_request (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  offset_id bigint not null,
  kinds text[] not null check (cardinality(kinds) > 0),
  asked_on date not null,
  due_date date not null,
  link_key text not null,
  expires_on date not null,
  reminders integer not null default 0,
  -- The day of the next reminder; null: no more of them.
  remind_on date,
  person_id bigint not null,
  command_id bigint not null,
  withdrawn_command_id bigint,
  withdrawn_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, offset_id) references offsets.offset_proposal (tenant_id, id),
  check ((withdrawn_command_id is null) = (withdrawn_reason is null))
);
select platform.fence('offsets.document_request');
create unique index document_request_one on offsets.document_request (tenant_id, offset_id) where withdrawn_command_id is null;
create index document_request_due on offsets.document_request (tenant_id, remind_on) where withdrawn_command_id is null and remind_on is not null;

create table offsets.offset_document (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  offset_id bigint not null,
  kind text not null,
  file_name text not null,
  sha256 text not null,
  size_bytes integer not null,
  media_type text not null,
  -- The request by whose link it came; null: a person kept it.
  request_id bigint,
  received_at timestamptz not null,
  person_id bigint not null,
  command_id bigint not null,
  rejected_command_id bigint,
  rejected_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, offset_id) references offsets.offset_proposal (tenant_id, id),
  foreign key (tenant_id, request_id) references offsets.document_request (tenant_id, id),
  check ((rejected_command_id is null) = (rejected_reason is null))
);
select platform.fence('offsets.offset_document');
create unique index offset_document_once on offsets.offset_document (tenant_id, offset_id, kind, sha256) where rejected_command_id is null;

-- A posting stands while its clearing is not taken back and its document not reversed.
create view offsets.v_offset_posting with (security_invoker = true) as
  select p.tenant_id, p.offset_id, p.account_id, p.clearing_id, p.item_id,
    not exists (select 1 from receivables.v_clearing r where r.tenant_id = p.tenant_id and r.reversal_of = p.clearing_id)
      and i.reversed_by is null as standing,
    p.item_id is not null and i.reversed_by is null as document_stands
  from offsets.offset_posting p
  left join receivables.v_item i on i.tenant_id = p.tenant_id and i.id = p.item_id;
-- `taken_back`: executed, and a clearing of it was taken back since (by hand, or because the ERP rejected it).
create view offsets.v_offset with (security_invoker = true) as
  select o.tenant_id, o.id, o.company_id, o.account_id, o.kind, o.basis, o.agreement_id, o.currency, o.amount_minor, o.origin, o.proposed_date,
    o.posting_date, o.version, o.settled_command_id,
    case when o.state = 'executed' and exists (
      select 1 from offsets.v_offset_posting p where p.tenant_id = o.tenant_id and p.offset_id = o.id and not p.standing)
      then 'taken_back' else o.state end as state
  from offsets.offset_proposal o;
create view offsets.v_offset_line with (security_invoker = true) as
  select l.tenant_id, l.offset_id, l.line, l.side, l.item_id, l.payable_id, l.amount_minor
  from offsets.offset_line l
  join offsets.offset_proposal o on o.tenant_id = l.tenant_id and o.id = l.offset_id and o.version = l.version;
-- Used: by offsets of which the document stands, or, executed, was not reversed.
create view offsets.v_payable_item with (security_invoker = true) as
  select p.tenant_id, p.id, p.company_id, p.vendor_number, p.vendor_name, p.tax_number, p.number, p.document_date, p.due_date, p.currency,
    p.amount_minor, p.withdrawn_command_id is not null as withdrawn,
    coalesce((
      select sum(l.amount_minor) from offsets.offset_line l join offsets.offset_proposal o on o.tenant_id = l.tenant_id and o.id = l.offset_id and o.version = l.version
      where l.tenant_id = p.tenant_id and l.payable_id = p.id and o.state = 'executed' and exists (
        select 1 from offsets.v_offset_posting x where x.tenant_id = l.tenant_id and x.offset_id = l.offset_id and x.document_stands)), 0)::bigint as used_minor
  from offsets.payable_item p;
grant select on offsets.v_offset_posting, offsets.v_offset, offsets.v_offset_line, offsets.v_payable_item to dunwell_app;
