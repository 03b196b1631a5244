-- Authority: who may do what, up to which amount, alone or with whom; what was decided, asked for and delegated.

-- The policy's version: one row per tenant, counted up with every change; each decision stores the version it was made by.
create table platform.authority_policy (
  tenant_id bigint not null,
  version integer not null,
  primary key (tenant_id)
);
select platform.fence('platform.authority_policy');

-- Limits are dated and never overwritten: of the rows with one key the newest in force on the day counts, and a row that
-- is withdrawn ends the ones before it. Amounts are in the company's currency; no currency means any amount.
create table platform.authority_limit (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  version integer not null,
  action text not null,
  company_id bigint,
  role text,
  person_id bigint references platform.person (id),
  mode text not null check (mode in ('alone', 'with_approval', 'approve')),
  approver_role text,
  currency text,
  amount_minor bigint check (amount_minor >= 0),
  person_day_minor bigint check (person_day_minor >= 0),
  customer_minor bigint check (customer_minor >= 0),
  customer_period text check (customer_period in ('month', 'quarter', 'year')),
  valid_from date not null,
  withdrawn boolean not null default false,
  command_id bigint not null,
  primary key (tenant_id, id),
  check ((role is null) <> (person_id is null)),
  check (approver_role is null or mode = 'with_approval'),
  check ((customer_minor is null) = (customer_period is null)),
  check (currency is not null or (amount_minor is null and person_day_minor is null and customer_minor is null))
);
select platform.fence('platform.authority_limit', 'select, insert');
create index authority_limit_action on platform.authority_limit (tenant_id, action, valid_from);

-- What was used of the cumulative limits: locked and counted up in the decision's own transaction. Company 0: none.
create table platform.authority_use (
  tenant_id bigint not null,
  company_id bigint not null,
  action text not null,
  currency text not null,
  deed text not null check (deed in ('alone', 'requested', 'approved')),
  scope text not null check (scope in ('person', 'customer')),
  holder_id bigint not null,
  period text not null,
  used_minor bigint not null check (used_minor >= 0),
  primary key (tenant_id, company_id, action, currency, deed, scope, holder_id, period)
);
select platform.fence('platform.authority_use');

-- A person lends the own authority to another for some days. It ends with its last day, or when it is taken back.
create table platform.authority_delegation (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  delegator_person_id bigint not null references platform.person (id),
  delegate_person_id bigint not null references platform.person (id),
  company_id bigint,
  actions text[],
  ceiling_minor bigint check (ceiling_minor >= 0),
  ceiling_currency text,
  from_date date not null,
  to_date date not null,
  reason text not null,
  revoked_at timestamptz,
  command_id bigint not null,
  primary key (tenant_id, id),
  check (delegator_person_id <> delegate_person_id),
  check (from_date <= to_date),
  check ((ceiling_minor is null) = (ceiling_currency is null))
);
select platform.fence('platform.authority_delegation');
create index authority_delegation_delegate on platform.authority_delegation (tenant_id, delegate_person_id, to_date);

-- A request binds an action to its content by hash. Nothing about it changes but its state and who settled it.
create table platform.authority_request (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  action text not null,
  company_id bigint,
  customer_id bigint,
  subject text not null,
  sentence text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency text,
  input jsonb not null,
  content_hash text not null,
  reason text not null,
  source text not null,
  state text not null check (state in ('proposed', 'pending', 'approved', 'rejected', 'withdrawn', 'invalid')),
  requester_person_id bigint not null references platform.person (id),
  requested_at timestamptz not null,
  settled_person_id bigint references platform.person (id),
  settled_at timestamptz,
  settled_note text,
  version integer not null default 1,
  primary key (tenant_id, id),
  check (state <> 'approved' or settled_person_id <> requester_person_id)
);
select platform.fence('platform.authority_request');
create index authority_request_open on platform.authority_request (tenant_id, id) where state in ('proposed', 'pending');

-- Every act that was allowed, with the limit and the policy it was allowed by. Refused acts leave nothing behind.
create table platform.authority_decision (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  command_id bigint not null,
  action text not null,
  company_id bigint,
  customer_id bigint,
  subject text not null,
  amount_minor bigint not null,
  currency text,
  transaction_amount_minor bigint,
  transaction_currency text,
  rate_day date,
  day date not null,
  deed text not null check (deed in ('alone', 'approved', 'system')),
  person_id bigint not null references platform.person (id),
  authority_of_person_id bigint not null references platform.person (id),
  delegation_id bigint,
  limit_id bigint,
  approver_person_id bigint references platform.person (id),
  approver_authority_of_person_id bigint references platform.person (id),
  approver_delegation_id bigint,
  approver_limit_id bigint,
  request_id bigint,
  policy_version integer not null,
  content_hash text not null,
  decided_at timestamptz not null,
  primary key (tenant_id, id),
  check ((deed = 'approved') = (approver_person_id is not null)),
  check (approver_person_id <> person_id),
  foreign key (tenant_id, limit_id) references platform.authority_limit (tenant_id, id),
  foreign key (tenant_id, approver_limit_id) references platform.authority_limit (tenant_id, id),
  foreign key (tenant_id, delegation_id) references platform.authority_delegation (tenant_id, id),
  foreign key (tenant_id, approver_delegation_id) references platform.authority_delegation (tenant_id, id),
  foreign key (tenant_id, request_id) references platform.authority_request (tenant_id, id)
);
select platform.fence('platform.authority_decision', 'select, insert');
create index authority_decision_action on platform.authority_decision (tenant_id, action, day);
create unique index authority_decision_request on platform.authority_decision (tenant_id, request_id) where request_id is not null;
