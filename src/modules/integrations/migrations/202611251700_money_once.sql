-- The same money told by the ERP and by the bank counts once: which payment document is which receipt, and which is not.
alter table integrations.erp_item
  -- The day in the ERP; null for what was mirrored before it was kept.
  add column posting_date date,
  -- The ERP's row as it came, kept only while a payment waits for its receipt.
  add column told jsonb;
create index erp_item_payment on integrations.erp_item (tenant_id, company_id, currency, amount_minor)
  where document_type in ('payment', 'on_account') and not noted;

create table integrations.payment_receipt (
  tenant_id bigint not null,
  company_id bigint not null,
  -- The payment document by its identity in the ERP, and the bank line of the receipt.
  item_key text not null,
  bank_line_id bigint not null,
  verdict text not null check (verdict in ('same', 'different')),
  -- Whether the books follow: a person's word is kept before they do.
  linked boolean not null default false,
  -- By a person with a reason, or by the rule.
  said_by bigint references platform.person (id),
  reason text not null,
  command_id bigint not null,
  primary key (tenant_id, company_id, item_key, bank_line_id),
  foreign key (tenant_id, company_id, item_key) references integrations.erp_item (tenant_id, company_id, item_key),
  foreign key (tenant_id, bank_line_id) references cash.bank_line (tenant_id, id),
  check (not linked or verdict = 'same')
);
select platform.fence('integrations.payment_receipt');
create unique index payment_receipt_payment on integrations.payment_receipt (tenant_id, company_id, item_key) where linked;
create unique index payment_receipt_line on integrations.payment_receipt (tenant_id, bank_line_id) where linked;
create index payment_receipt_of_line on integrations.payment_receipt (tenant_id, bank_line_id);

create or replace view integrations.v_erp_item with (security_invoker = true) as
  select tenant_id, company_id, item_key, scope, account_id, item_id, number, document_type, currency, amount_minor, erp_open_minor,
    closed_minor, confirmed_minor, due_date, linked_key, special_gl, noted, state, clearing_document, posting_date
  from integrations.erp_item;
create view integrations.v_payment_receipt with (security_invoker = true) as
  select tenant_id, company_id, item_key, bank_line_id, verdict, linked, reason, command_id from integrations.payment_receipt;
grant select on integrations.v_payment_receipt to dunwell_app;
