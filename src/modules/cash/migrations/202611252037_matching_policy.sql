-- The rules of cash application per company: dated versions, never changed. The newest version of the newest day not after
-- the run counts; without any the engine's own careful rules do.
create table cash.matching_policy (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  valid_from date not null,
  -- In the company's currency; money in another currency gets neither tolerance nor an unstated charge.
  tolerance_minor bigint not null check (tolerance_minor >= 0),
  tolerance_percent numeric not null check (tolerance_percent between 0 and 100),
  maximum_bank_charge_minor bigint not null check (maximum_bank_charge_minor >= 0),
  discount_grace_days integer not null check (discount_grace_days between 0 and 60),
  interchangeable text not null check (interchangeable in ('propose', 'oldest_first')),
  maximum_chance double precision not null check (maximum_chance between 0 and 0.1),
  minimum_confidence double precision not null check (minimum_confidence between 0 and 1),
  -- Which explanations post without a person: advice, reference, difference (a reference with something taken off), amount.
  may_post text[] not null check (may_post <@ array['advice', 'reference', 'difference', 'amount']),
  reason text not null,
  command_id bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('cash.matching_policy', 'select, insert');
create index matching_policy_day on cash.matching_policy (tenant_id, company_id, valid_from desc, id desc);
