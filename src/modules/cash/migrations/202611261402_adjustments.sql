-- Credit and debit adjustments that customers announce (X12 812): each names a document of ours and waits until a person makes a
-- deduction or a memo of it, or declines it. What was made is an item; whether it stands is read there.
create table cash.adjustment (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  advice_file_id bigint not null,
  -- Its place in the file, from 1.
  place integer not null,
  kind text not null check (kind in ('credit', 'debit')),
  number text not null,
  number_key text not null,
  adjustment_date date,
  received_on date not null,
  payer_name text,
  -- The customer account of the payer; null while nobody is certain.
  account_id bigint,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- The document that it is about, as the payer writes it.
  reference text not null,
  reference_key text not null,
  -- Why, by the payer's code.
  reason text,
  decided_as text check (decided_as in ('deduction', 'credit_memo', 'debit_memo', 'declined')),
  decided_on date,
  decided_reason text,
  decided_person_id bigint references platform.person (id),
  decided_item_id bigint,
  decided_command_id bigint,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, advice_file_id, place),
  -- Sent again under another number of the interchange it is the same adjustment.
  unique (tenant_id, company_id, kind, number_key, reference_key, currency, amount_minor),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, advice_file_id) references cash.advice_file (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  foreign key (tenant_id, decided_item_id) references receivables.item (tenant_id, id),
  check ((decided_as is null) = (decided_on is null) and (decided_as is null) = (decided_reason is null)
    and (decided_as is null) = (decided_command_id is null) and (decided_item_id is not null) = coalesce(decided_as <> 'declined', false))
);
select platform.fence('cash.adjustment');
create index adjustment_company on cash.adjustment (tenant_id, company_id, id);
