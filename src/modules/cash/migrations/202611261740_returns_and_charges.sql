-- What a bank says of a payment beside its amount: that it is one that came back, with its reason and what had been paid; the
-- charges that the amount contains, and who bears them; what was instructed in another currency, and the rate.
alter table cash.bank_line
  add column returned boolean not null default false,
  add column return_reason text,
  add column original_minor bigint check (original_minor > 0),
  add column charges_minor bigint check (charges_minor > 0),
  add column charges_currency text,
  add column charges_bearer text check (charges_bearer in ('debtor', 'creditor', 'shared', 'service_level')),
  add column instructed_minor bigint,
  add column instructed_currency text,
  add column exchange_rate text;

-- A bank takes a returned payment back together with its own charge: the charge is a cost, posted once with the line.
alter table cash.returned_payment
  add column charge_minor bigint not null default 0 check (charge_minor >= 0),
  add column charge_journal_id bigint,
  add foreign key (tenant_id, charge_journal_id) references ledger.journal (tenant_id, id),
  add check ((charge_minor = 0) = (charge_journal_id is null));
create or replace view cash.v_returned_payment with (security_invoker = true) as
  select r.tenant_id, r.id, r.company_id, r.receipt_id, r.return_receipt_id, r.account_id, r.returned_on, r.currency, r.amount_minor, r.item_id,
    r.journal_id, r.fee_item_id, r.reason, r.command_id,
    -- A return whose debit was reversed was none after all.
    (r.item_id is null or i.reversed_by is null) as standing,
    r.charge_minor
  from cash.returned_payment r
  left join receivables.v_item i on i.tenant_id = r.tenant_id and i.id = r.item_id;
