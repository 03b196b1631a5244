-- Some banks send a statement on every business day, some only when something moved. Which, is said per account from a day on.
create table cash.bank_rhythm (
  tenant_id bigint not null,
  bank_account_id bigint not null,
  valid_from date not null,
  rhythm text not null check (rhythm in ('business_days', 'on_movement')),
  command_id bigint not null,
  primary key (tenant_id, bank_account_id, valid_from),
  foreign key (tenant_id, bank_account_id) references cash.bank_account (tenant_id, id)
);
select platform.fence('cash.bank_rhythm');

create view cash.v_bank_rhythm with (security_invoker = true) as
  select tenant_id, bank_account_id, valid_from, rhythm from cash.bank_rhythm;
grant select on cash.v_bank_rhythm to dunwell_app;
