-- Bank-line rules: which movements of the bank (charges, interest) are posted to which account, as somebody in charge declared.
create table cash.bank_rule (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  name text not null,
  direction text not null check (direction in ('in', 'out')),
  currency text not null,
  -- A line fits when its type code is this one, and its text holds these words; at least one of both is said.
  transaction_code text,
  words text,
  -- A line of more than this is a person's matter.
  maximum_minor bigint not null check (maximum_minor > 0),
  gl_account_id bigint not null,
  person_id bigint not null,
  made_at timestamptz not null,
  command_id bigint not null,
  ended_command_id bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, gl_account_id) references ledger.account (tenant_id, id),
  check (transaction_code is not null or words is not null)
);
select platform.fence('cash.bank_rule');
create index bank_rule_company on cash.bank_rule (tenant_id, company_id) where ended_command_id is null;

create table cash.rule_posting (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  receipt_id bigint not null,
  rule_id bigint not null,
  journal_id bigint not null,
  command_id bigint not null,
  reversal_journal_id bigint,
  reversed_command_id bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, receipt_id) references cash.receipt (tenant_id, id),
  foreign key (tenant_id, rule_id) references cash.bank_rule (tenant_id, id),
  foreign key (tenant_id, journal_id) references ledger.journal (tenant_id, id),
  check ((reversal_journal_id is null) = (reversed_command_id is null))
);
select platform.fence('cash.rule_posting');
create unique index rule_posting_standing on cash.rule_posting (tenant_id, receipt_id) where reversed_command_id is null;

create view cash.v_rule_posting with (security_invoker = true) as
  select p.tenant_id, p.id, p.receipt_id, p.rule_id, p.journal_id, p.reversal_journal_id, p.reversed_command_id is null as standing,
    b.name as rule_name, b.company_id, r.bank_line_id, r.posting_date, r.currency, r.amount_minor, r.state as receipt_state
  from cash.rule_posting p
  join cash.bank_rule b on b.tenant_id = p.tenant_id and b.id = p.rule_id
  join cash.receipt r on r.tenant_id = p.tenant_id and r.id = p.receipt_id;
grant select on cash.v_rule_posting to dunwell_app;

-- The journal that each posted line of a bank became: of the credit item where the payer is known, else its own.
create view cash.v_bank_posting with (security_invoker = true) as
  select r.tenant_id, r.company_id, r.bank_line_id, l.bank_account_id, l.booking_date, l.counterparty_name, l.remittance,
    coalesce(r.journal_id, i.journal_id) as journal_id
  from cash.receipt r
  join cash.bank_line l on l.tenant_id = r.tenant_id and l.id = r.bank_line_id
  left join receivables.v_item i on i.tenant_id = r.tenant_id and i.id = r.item_id;
grant select on cash.v_bank_posting to dunwell_app;
