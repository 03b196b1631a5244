-- Remittance advices: what payers say their money is for. The file's bytes are kept under its hash; its payments and lines as
-- read; the money that each is about once it is known, whichever of the two came first.
create table cash.advice_file (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  name text not null,
  sha256 text not null,
  format text not null,
  size_bytes integer not null,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, sha256)
);
select platform.fence('cash.advice_file');

create table cash.advice (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  advice_file_id bigint not null,
  -- Its place in the file, from 1.
  place integer not null,
  payer_name text,
  payer_account text,
  -- The customer account of the payer; null while nobody is certain.
  account_id bigint,
  payment_reference text,
  payment_reference_key text not null,
  advice_date date,
  received_on date not null,
  currency text not null,
  -- The payment; where the advice does not say it, the sum of its lines.
  amount_minor bigint not null,
  -- The money that it is about, how it was found, and whether that leaves no doubt.
  bank_line_id bigint,
  link_basis text check (link_basis in ('reference', 'account', 'documents', 'payer', 'amount', 'person')),
  link_certain boolean,
  withdrawn_reason text,
  version integer not null default 1,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, advice_file_id, place),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, advice_file_id) references cash.advice_file (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  foreign key (tenant_id, bank_line_id) references cash.bank_line (tenant_id, id),
  check ((bank_line_id is null) = (link_basis is null) and (bank_line_id is null) = (link_certain is null)),
  check (withdrawn_reason is null or bank_line_id is null)
);
select platform.fence('cash.advice');
-- One payment is explained by one advice.
create unique index advice_money on cash.advice (tenant_id, bank_line_id) where bank_line_id is not null;
create index advice_waiting on cash.advice (tenant_id, company_id) where bank_line_id is null and withdrawn_reason is null;
create index advice_company on cash.advice (tenant_id, company_id, id);
create index advice_account on cash.advice (tenant_id, account_id);

create table cash.advice_line (
  tenant_id bigint not null,
  advice_id bigint not null,
  line integer not null,
  reference text not null,
  reference_key text not null,
  -- What is paid on the document, net of discount and deduction; negative for a credit memo.
  amount_minor bigint not null,
  discount_minor bigint,
  deduction_minor bigint,
  deduction_reason text,
  memo text,
  primary key (tenant_id, advice_id, line),
  foreign key (tenant_id, advice_id) references cash.advice (tenant_id, id)
);
select platform.fence('cash.advice_line');
create index advice_line_reference on cash.advice_line (tenant_id, reference_key) where reference_key <> '';

-- An advice with its state, which is never stored: it follows the money's clearings, whoever makes or takes them back.
-- waiting: no money yet, or it went back; contradicts: the money has another amount, or all of it paid other documents;
-- matched: every document that it names was paid by its money; partly: some, or none yet.
create view cash.v_advice with (security_invoker = true) as
  select a.tenant_id, a.id, a.company_id, a.advice_file_id, a.place, a.payer_name, a.payer_account, a.account_id, a.payment_reference, a.advice_date,
    a.received_on, a.currency, a.amount_minor, a.bank_line_id, a.link_basis, a.link_certain, a.withdrawn_reason, a.version, r.id as receipt_id,
    l.amount_minor as money_minor, l.value_date as money_date, n.named, n.paid,
    case
      when a.withdrawn_reason is not null then 'withdrawn'
      when a.bank_line_id is null or r.state = 'returned' then 'waiting'
      when l.amount_minor <> a.amount_minor or r.state = 'applied' and n.named > 0 and n.paid = 0 then 'contradicts'
      when n.named > 0 and n.named = n.paid then 'matched'
      else 'partly'
    end as state
  from cash.advice a
  left join cash.bank_line l on l.tenant_id = a.tenant_id and l.id = a.bank_line_id
  left join cash.receipt r on r.tenant_id = a.tenant_id and r.bank_line_id = a.bank_line_id
  left join lateral (
    select array_agg(k.key) as keys
    from receivables.v_allocation y
    join receivables.v_allocation x on x.tenant_id = y.tenant_id and x.clearing_id = y.clearing_id
    join receivables.v_item i on i.tenant_id = x.tenant_id and i.id in (x.debit_item_id, x.credit_item_id)
    cross join lateral unnest(array[i.number_key] || i.reference_keys) k(key)
    where y.tenant_id = a.tenant_id and y.credit_item_id = r.item_id and y.reversal_of is null
      and not exists (select 1 from receivables.v_clearing b where b.tenant_id = y.tenant_id and b.reversal_of = y.clearing_id)
  ) p on true
  left join lateral (
    select count(*)::integer as named, (count(*) filter (where d.reference_key = any(p.keys)))::integer as paid
    from cash.advice_line d where d.tenant_id = a.tenant_id and d.advice_id = a.id and d.reference_key <> ''
  ) n on true;
grant select on cash.v_advice to dunwell_app;
