-- Where money goes back to: the customer's own bank accounts, each confirmed by two persons. Not to be mixed up with the
-- payer identities, by which incoming money is recognised. A change ends the row before it; nothing is overwritten.
create table customers.bank_account (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  account_id bigint not null,
  account_key text not null,
  account_text text not null,
  bank_code text,
  holder_name text not null,
  evidence text not null,
  command_id bigint not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id)
);
select platform.fence('customers.bank_account');
create unique index bank_account_current on customers.bank_account (tenant_id, account_id) where ended_at is null;
create view customers.v_bank_account with (security_invoker = true) as
  select tenant_id, id, account_id, account_key, account_text, bank_code, holder_name, command_id, started_at
  from customers.bank_account where ended_at is null;
grant select on customers.v_bank_account to dunwell_app;
