-- Returned payments: money that the bank took back (a check that bounced, a direct debit that was returned), linked both ways
-- to the receipt that it undoes, to what was posted for it and to the fee.
create table cash.returned_payment (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  company_id bigint not null,
  -- The receipt that came back, and the bank's line that took it; null until the bank has told.
  receipt_id bigint not null,
  return_receipt_id bigint,
  account_id bigint,
  returned_on date not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- The debit on the customer's account that the payment is cleared against; or, for money in suspense, the journal out of it.
  item_id bigint,
  journal_id bigint,
  fee_item_id bigint,
  reason text not null,
  command_id bigint not null,
  primary key (tenant_id, id),
  unique (tenant_id, return_receipt_id),
  foreign key (tenant_id, receipt_id) references cash.receipt (tenant_id, id),
  foreign key (tenant_id, return_receipt_id) references cash.receipt (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, fee_item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, journal_id) references ledger.journal (tenant_id, id),
  check ((item_id is null) <> (journal_id is null))
);
select platform.fence('cash.returned_payment');
create index returned_payment_receipt on cash.returned_payment (tenant_id, receipt_id);
create index returned_payment_account on cash.returned_payment (tenant_id, account_id, returned_on);

-- What a company charges for a returned payment, by currency: dated policy; the newest day not after the return counts.
create table cash.return_fee (
  tenant_id bigint not null,
  company_id bigint not null,
  currency text not null,
  valid_from date not null,
  amount_minor bigint not null check (amount_minor >= 0),
  command_id bigint not null,
  primary key (tenant_id, company_id, currency, valid_from),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id)
);
select platform.fence('cash.return_fee');

create view cash.v_returned_payment with (security_invoker = true) as
  select r.tenant_id, r.id, r.company_id, r.receipt_id, r.return_receipt_id, r.account_id, r.returned_on, r.currency, r.amount_minor, r.item_id,
    r.journal_id, r.fee_item_id, r.reason, r.command_id,
    -- A return whose debit was reversed was none after all.
    (r.item_id is null or i.reversed_by is null) as standing
  from cash.returned_payment r
  left join receivables.v_item i on i.tenant_id = r.tenant_id and i.id = r.item_id;
grant select on cash.v_returned_payment to dunwell_app;
