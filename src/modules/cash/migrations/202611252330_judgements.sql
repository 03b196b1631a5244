-- What the engine said of money, with its kind of evidence: applied by itself or proposed. Whether it was right is never
-- written down: it is read off what the money stands applied to, so undoing and redoing are counted by themselves.
create table cash.judgement (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  receipt_id bigint not null,
  evidence text not null check (evidence in ('advice', 'advice_difference', 'reference', 'reference_other_payer', 'reference_learned',
    'reference_repaired', 'reference_netted', 'reference_difference', 'reference_over', 'reference_short', 'amount_statement',
    'amount_single', 'amount_sum', 'amount_oldest', 'amount_likeness')),
  -- The engine proved it; what it did not prove is never posted.
  proved boolean not null,
  -- Posted without a person; what was proved and is not posted was left to a person by the company's rules.
  posted boolean not null check (proved or not posted),
  -- The engine's own figure, and the confidence as the company's history had it.
  score double precision not null check (score between 0 and 1),
  confidence double precision not null check (confidence between 0 and 1),
  -- The history behind the confidence; null: too little was seen of the kind.
  observed double precision,
  wrong integer,
  -- What it pays, "item:amount" with spaces between, ascending by item; an amount is what leaves the item, in its minor units.
  allocations text not null,
  judged_on date not null,
  command_id bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, receipt_id) references cash.receipt (tenant_id, id),
  check ((observed is null) = (wrong is null))
);
select platform.fence('cash.judgement', 'select, insert');
create index judgement_receipt on cash.judgement (tenant_id, receipt_id);

-- What became of the judgements of a year, by kind of evidence, as it was counted on a day: what cash application asks, once
-- per run. A day is counted once.
create table cash.track_record (
  tenant_id bigint not null,
  company_id bigint not null,
  counted_on date not null,
  evidence text not null,
  proved boolean not null,
  -- A person applied the money exactly so.
  confirmed integer not null check (confirmed >= 0),
  -- Posted by itself and untouched for sixty days: nobody looked.
  stood integer not null check (stood >= 0),
  -- Declined, applied otherwise, or taken back.
  wrong integer not null check (wrong >= 0),
  command_id bigint not null,
  primary key (tenant_id, company_id, counted_on, evidence, proved),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('cash.track_record', 'select, insert');

-- What is demanded of what posts: a kind whose own history shows less is left to a person.
alter table cash.matching_policy add column minimum_precision double precision not null default 0.999 check (minimum_precision between 0 and 1);

create view cash.v_judgement with (security_invoker = true) as
  select tenant_id, id, company_id, receipt_id, evidence, proved, posted, score, confidence, observed, wrong, allocations, judged_on, command_id
  from cash.judgement;
grant select on cash.v_judgement to dunwell_app;
