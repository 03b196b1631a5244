-- Tax codes and each country's policy on discounts and bad debts: dated facts with their source. Reason codes of more kinds.
-- The latest record whose first day is not after the wanted one applies; a correction is a newer record of the same day.
create table company.tax_code (
  tenant_id bigint not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  code text not null check (code ~ '^[A-Z0-9_.-]{1,20}$'),
  name text not null,
  rate_percent numeric not null check (rate_percent >= 0 and rate_percent < 100),
  valid_from date not null,
  -- The GL account of the company's chart that carries this tax; null: the company's sales tax account.
  account_code text,
  source text not null,
  seq bigint not null,
  primary key (tenant_id, country, code, valid_from, seq)
);
select platform.fence('company.tax_code', 'select, insert');

create table company.tax_policy (
  tenant_id bigint not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  valid_from date not null,
  -- Whether an early-payment discount that was taken reduces the tax already posted.
  discount_reduces_tax boolean not null,
  -- When the tax of a written-off claim may be taken back: months after the basis day; claim_months: the last month to do so.
  relief_basis text not null check (relief_basis in ('write_off', 'due', 'due_or_supply', 'none')),
  relief_months integer not null default 0 check (relief_months between 0 and 120),
  claim_months integer check (claim_months between 1 and 240),
  relief_condition text not null,
  source text not null,
  seq bigint not null,
  primary key (tenant_id, country, valid_from, seq)
);
select platform.fence('company.tax_policy', 'select, insert');

alter table company.reason_code drop constraint reason_code_kind_check;
alter table company.reason_code add constraint reason_code_kind_check
  check (kind in ('deduction', 'dispute', 'write-off', 'block', 'adjustment', 'refund', 'transfer', 'reversal'));
-- What an adjustment for this reason is posted against: the purpose of a GL account; null: the document type's own.
alter table company.reason_code add column posts_to text;

create view company.v_tax_code with (security_invoker = true) as
  select tenant_id, country, code, name, rate_percent, valid_from, account_code, source, seq from company.tax_code;
create view company.v_tax_policy with (security_invoker = true) as
  select tenant_id, country, valid_from, discount_reduces_tax, relief_basis, relief_months, claim_months, relief_condition, source, seq
  from company.tax_policy;
create view company.v_reason_code with (security_invoker = true) as
  select tenant_id, code, name, kind, posts_to, archived_at from company.reason_code;
grant select on company.v_tax_code, company.v_tax_policy, company.v_reason_code to dunwell_app;
