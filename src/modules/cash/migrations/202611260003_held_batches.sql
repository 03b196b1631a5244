-- A batch of a lockbox whose checks are not its total waits for a person: its checks are not registered, nothing is paid in.
create table cash.held_batch (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  advice_file_id bigint not null,
  batch text not null,
  batch_day date not null,
  bank_account_id bigint not null,
  currency text not null,
  stated_minor bigint not null,
  sum_minor bigint not null,
  stated_checks integer not null,
  checks integer not null,
  -- What the file says of its checks.
  advice_ids bigint[] not null,
  released_reason text,
  discarded_reason text,
  command_id bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, advice_file_id) references cash.advice_file (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references cash.bank_account (tenant_id, id),
  check (released_reason is null or discarded_reason is null)
);
select platform.fence('cash.held_batch');
create index held_batch_open on cash.held_batch (tenant_id, company_id) where released_reason is null and discarded_reason is null;

create view cash.v_held_batch with (security_invoker = true) as
  select h.tenant_id, h.id, h.company_id, h.advice_file_id, f.name as file_name, h.batch, h.batch_day, h.currency, h.stated_minor, h.sum_minor,
    h.stated_checks, h.checks, h.advice_ids, h.released_reason, h.discarded_reason,
    case when h.released_reason is not null then 'released' when h.discarded_reason is not null then 'discarded' else 'held' end as state
  from cash.held_batch h join cash.advice_file f on f.tenant_id = h.tenant_id and f.id = h.advice_file_id;
grant select on cash.v_held_batch to dunwell_app;
