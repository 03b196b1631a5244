-- One payment for several companies: what its payer names of the company that has the money is applied there, the rest goes
-- through the intercompany accounts to whom it belongs; together one decision, taken back as a whole.
create table cash.company_split (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  -- Whose bank has the money.
  company_id bigint not null,
  receipt_id bigint not null,
  posting_date date not null,
  -- The clearing of its own items; null where only other companies' are paid.
  own_clearing_id bigint,
  explanation text not null,
  command_id bigint not null,
  reversed_command_id bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references company.company (tenant_id, id),
  foreign key (tenant_id, receipt_id) references cash.receipt (tenant_id, id),
  foreign key (tenant_id, own_clearing_id) references receivables.clearing (tenant_id, id)
);
select platform.fence('cash.company_split');
create index company_split_receipt on cash.company_split (tenant_id, receipt_id);

alter table cash.intercompany_payment add column split_id bigint;
alter table cash.intercompany_payment add constraint intercompany_payment_split
  foreign key (tenant_id, split_id) references cash.company_split (tenant_id, id);
create index intercompany_payment_split on cash.intercompany_payment (tenant_id, split_id) where split_id is not null;

create or replace view cash.v_intercompany_payment with (security_invoker = true) as
  select tenant_id, id, receipt_id, from_company_id, to_company_id, posting_date, currency, amount_minor, from_item_id, from_clearing_id,
    from_journal_id, to_item_id, to_clearing_id, reason, command_id, reversed_command_id, split_id
  from cash.intercompany_payment;
create view cash.v_company_split with (security_invoker = true) as
  select tenant_id, id, company_id, receipt_id, posting_date, own_clearing_id, explanation, command_id, reversed_command_id
  from cash.company_split;
grant select on cash.v_company_split to dunwell_app;
