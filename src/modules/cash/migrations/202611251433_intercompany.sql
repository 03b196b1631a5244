-- Money in one company's bank that pays items of another company of the tenant: documents and clearings on both sides, owed
-- between the two through their intercompany accounts. Taken back as a whole.
alter table cash.receipt drop constraint receipt_state_check;
-- applied, part_applied, unapplied, unidentified, transferred (from suspense to another company): money in; returned, refunded, other: out.
alter table cash.receipt add constraint receipt_state_check
  check (state in ('applied', 'part_applied', 'unapplied', 'unidentified', 'transferred', 'returned', 'refunded', 'other'));

create table cash.intercompany_payment (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  receipt_id bigint not null,
  -- Whose bank has the money, and whose items it pays.
  from_company_id bigint not null,
  to_company_id bigint not null,
  posting_date date not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  -- The transfer out of the payer's account and its clearing; or, where the money stood in suspense, the journal out of it.
  from_item_id bigint,
  from_clearing_id bigint,
  from_journal_id bigint,
  -- The payment on the account in the other company and its clearing.
  to_item_id bigint not null,
  to_clearing_id bigint,
  reason text not null,
  command_id bigint not null,
  reversed_command_id bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, receipt_id) references cash.receipt (tenant_id, id),
  foreign key (tenant_id, from_item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, to_item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, from_journal_id) references ledger.journal (tenant_id, id),
  check ((from_item_id is null) <> (from_journal_id is null) and (from_item_id is null) = (from_clearing_id is null)),
  check (from_company_id <> to_company_id)
);
select platform.fence('cash.intercompany_payment');
create index intercompany_payment_receipt on cash.intercompany_payment (tenant_id, receipt_id);
create view cash.v_intercompany_payment with (security_invoker = true) as
  select tenant_id, id, receipt_id, from_company_id, to_company_id, posting_date, currency, amount_minor, from_item_id, from_clearing_id,
    from_journal_id, to_item_id, to_clearing_id, reason, command_id, reversed_command_id
  from cash.intercompany_payment;
grant select on cash.v_intercompany_payment to dunwell_app;
