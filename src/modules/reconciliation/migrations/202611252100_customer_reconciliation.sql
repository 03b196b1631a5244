-- Customer reconciliation: the customer's own statement of the account, kept as it came, compared with our ledger, to a
-- balance that both sides agree on.
create schema reconciliation;
grant usage on schema reconciliation to dunwell_app, dunwell_jobs;

create table reconciliation.customer_statement (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  account_id bigint not null,
  currency text not null,
  as_of date not null,
  kind text not null check (kind in ('open_items', 'movements')),
  -- Of movements: the first day.
  from_date date,
  -- What the customer owes us is positive, whatever sign the file had; turned: its signs were the other way round.
  turned boolean not null,
  opening_minor bigint not null,
  closing_minor bigint not null,
  file_name text not null,
  format text not null check (format in ('csv', 'xlsx', 'pdf')),
  sha256 text not null,
  size_bytes integer not null check (size_bytes > 0),
  warnings jsonb not null,
  person_id bigint not null,
  received_at timestamptz not null,
  command_id bigint not null,
  discarded_reason text,
  discarded_command_id bigint,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  check ((kind = 'movements') = (from_date is not null)),
  check ((discarded_reason is null) = (discarded_command_id is null))
);
select platform.fence('reconciliation.customer_statement');
-- The same file for the same account, currency and day is the same statement.
create unique index customer_statement_file on reconciliation.customer_statement (tenant_id, account_id, currency, as_of, sha256)
  where discarded_command_id is null;
create index customer_statement_company on reconciliation.customer_statement (tenant_id, company_id, id);

create table reconciliation.customer_statement_line (
  tenant_id bigint not null,
  statement_id bigint not null,
  line integer not null,
  file_row integer not null,
  reference text not null,
  other_reference text,
  document_date date,
  due_date date,
  amount_minor bigint not null,
  kind text not null,
  memo text not null,
  primary key (tenant_id, statement_id, line),
  foreign key (tenant_id, statement_id) references reconciliation.customer_statement (tenant_id, id)
);
select platform.fence('reconciliation.customer_statement_line', 'select, insert');
-- What the customer wrote can be erased.
grant update (memo) on reconciliation.customer_statement_line to dunwell_app;

-- Who puts a difference right, as a person said; the latest word counts, the audit trail keeps the others.
create table reconciliation.line_decision (
  tenant_id bigint not null,
  statement_id bigint not null,
  line_key text not null,
  side text not null check (side in ('timing', 'theirs', 'ours', 'open')),
  note text not null,
  person_id bigint not null,
  decided_at timestamptz not null,
  command_id bigint not null,
  primary key (tenant_id, statement_id, line_key),
  foreign key (tenant_id, statement_id) references reconciliation.customer_statement (tenant_id, id)
);
select platform.fence('reconciliation.line_decision');

create table reconciliation.agreement (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  statement_id bigint not null,
  company_id bigint not null,
  account_id bigint not null,
  currency text not null,
  as_of date not null,
  their_minor bigint not null,
  our_minor bigint not null,
  -- Our balance and what we said that we correct.
  agreed_minor bigint not null,
  -- The lines as they compared then, and the sequence up to which our ledger was known.
  lines jsonb not null,
  seq bigint not null,
  agreed_with text not null,
  agreed_on date not null,
  note text not null,
  -- Our side's evidence: the reconciliation as it was printed then. Theirs: the statement's file, and a letter where one came.
  report_sha256 text not null,
  evidence_file_name text,
  evidence_sha256 text,
  person_id bigint not null,
  agreed_at timestamptz not null,
  command_id bigint not null,
  withdrawn_reason text,
  withdrawn_person_id bigint,
  withdrawn_at timestamptz,
  withdrawn_command_id bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, statement_id) references reconciliation.customer_statement (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  check ((withdrawn_command_id is null) = (withdrawn_reason is null)),
  check ((evidence_sha256 is null) = (evidence_file_name is null))
);
select platform.fence('reconciliation.agreement');
create unique index agreement_standing on reconciliation.agreement (tenant_id, statement_id) where withdrawn_command_id is null;

create view reconciliation.v_agreement with (security_invoker = true) as
  select tenant_id, id, statement_id, company_id, account_id, currency, as_of, their_minor, our_minor, agreed_minor, lines, seq, agreed_on,
    withdrawn_command_id is null as standing
  from reconciliation.agreement;
grant select on reconciliation.v_agreement to dunwell_app;
