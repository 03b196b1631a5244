-- A control sample of a month's automatic postings: drawn once, by a seed that nobody chose (the hash at the head of the audit
-- chain), by kind of evidence; a person says of each whether it was right. What nobody looked at says little.
create table cash.control_sample (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  seed text not null,
  person_id bigint not null,
  drawn_at timestamptz not null,
  command_id bigint not null,
  primary key (tenant_id, id),
  -- Whoever may draw again draws until it pleases.
  unique (tenant_id, company_id, month),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('cash.control_sample', 'select, insert');

create table cash.control_stratum (
  tenant_id bigint not null,
  sample_id bigint not null,
  evidence text not null,
  -- Receipts of the kind that posted by themselves in the month.
  population integer not null check (population > 0),
  primary key (tenant_id, sample_id, evidence),
  foreign key (tenant_id, sample_id) references cash.control_sample (tenant_id, id)
);
select platform.fence('cash.control_stratum', 'select, insert');

create table cash.control_receipt (
  tenant_id bigint not null,
  sample_id bigint not null,
  receipt_id bigint not null,
  evidence text not null,
  -- What it was applied to when it was drawn: "item:amount", as in cash.judgement.
  judgement_id bigint not null,
  verdict text check (verdict in ('right', 'wrong')),
  reason text,
  person_id bigint,
  judged_at timestamptz,
  command_id bigint,
  primary key (tenant_id, sample_id, receipt_id),
  foreign key (tenant_id, sample_id, evidence) references cash.control_stratum (tenant_id, sample_id, evidence),
  foreign key (tenant_id, receipt_id) references cash.receipt (tenant_id, id),
  foreign key (tenant_id, judgement_id) references cash.judgement (tenant_id, id),
  check ((verdict is null) = (command_id is null) and (verdict is null) = (person_id is null)),
  check (verdict is distinct from 'wrong' or reason is not null)
);
select platform.fence('cash.control_receipt');

create view cash.v_control_receipt with (security_invoker = true) as
  select c.tenant_id, c.sample_id, s.company_id, s.month, c.receipt_id, c.evidence, c.verdict, j.posted, j.evidence as judged_evidence,
    j.receipt_id as judged_receipt_id, r.posting_date, r.company_id as receipt_company_id
  from cash.control_receipt c
  join cash.control_sample s on s.tenant_id = c.tenant_id and s.id = c.sample_id
  join cash.judgement j on j.tenant_id = c.tenant_id and j.id = c.judgement_id
  join cash.receipt r on r.tenant_id = c.tenant_id and r.id = c.receipt_id;
grant select on cash.v_control_receipt to dunwell_app;
