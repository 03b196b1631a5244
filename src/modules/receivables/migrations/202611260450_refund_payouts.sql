-- Where the money of a refund goes: back to the account that it came from, or to one that two persons put in force for the
-- customer. Kept as it was when the refund was posted; a later change of the customer's account does not move it.
create table receivables.refund_payout (
  tenant_id bigint not null,
  item_id bigint not null,
  -- Letters and digits alone, for comparing.
  account_key text not null,
  account_text text not null,
  bank_code text,
  holder_name text,
  basis text not null check (basis in ('originating', 'verified')),
  -- The customer's bank account in force, where that is meant.
  bank_account_id bigint,
  command_id bigint not null,
  primary key (tenant_id, item_id),
  check ((basis = 'verified') = (bank_account_id is not null)),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, bank_account_id) references customers.bank_account (tenant_id, id)
);
select platform.fence('receivables.refund_payout', 'select, insert');
-- It may be of a person, and can be erased.
grant update (account_key, account_text, holder_name) on receivables.refund_payout to dunwell_app;
create view receivables.v_refund_payout with (security_invoker = true) as
  select tenant_id, item_id, account_key, account_text, bank_code, holder_name, basis, bank_account_id from receivables.refund_payout;
grant select on receivables.v_refund_payout to dunwell_app;
