-- Every document type of the customer's account: special GL indicators, tax by code, reasons, and clearings that a document made.
alter table receivables.item drop constraint item_document_type_check;
alter table receivables.item add constraint item_document_type_check check (document_type in (
  'invoice', 'credit_memo', 'debit_memo', 'payment', 'on_account', 'deduction', 'down_payment', 'down_payment_request',
  'refund', 'transfer', 'bill_of_exchange', 'retention', 'withholding_tax', 'finance_charge', 'write_off', 'recovery', 'adjustment',
  'discount', 'bank_charge', 'tolerance', 'reversal'));
-- Each special GL indicator has its own control account; without one an item stands in the receivables control account.
alter table receivables.item add constraint item_special_gl_check
  check (special_gl in ('down_payment', 'bill', 'retention', 'withholding_tax'));
-- A noted item is never posted: no journal, no entries, no allocations.
alter table receivables.item add constraint item_noted_check check (not noted or journal_id is null);
alter table receivables.item add column reason_code text;

-- The tax in an item, by code. What a discount, credit, write-off or transfer takes out of another item names that item: the
-- lines of an item and of all that adjusts it sum to the tax still in it. Signed as the item; append-only.
create table receivables.item_tax (
  tenant_id bigint not null,
  item_id bigint not null,
  line smallint not null,
  adjusts_item_id bigint,
  country text not null,
  -- Null: the source told the tax, but no code.
  tax_code text,
  rate_percent numeric,
  -- The GL account that carries this tax.
  account_id bigint not null,
  base_minor bigint not null,
  tax_minor bigint not null,
  primary key (tenant_id, item_id, line),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, adjusts_item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, account_id) references ledger.account (tenant_id, id)
);
select platform.fence('receivables.item_tax', 'select, insert');
create index item_tax_adjusts on receivables.item_tax (tenant_id, adjusts_item_id) where adjusts_item_id is not null;

-- The document that made a clearing by itself (a deduction, a write-off): reversing the one takes back the other.
alter table receivables.clearing add column made_by_item_id bigint;
alter table receivables.clearing add foreign key (tenant_id, made_by_item_id) references receivables.item (tenant_id, id);
create index clearing_made_by on receivables.clearing (tenant_id, made_by_item_id) where made_by_item_id is not null;

create or replace view receivables.v_item with (security_invoker = true) as
  select tenant_id, id, company_id, account_id, customer_id, document_type, aging_class, number, number_key, instalment, source,
    source_key, document_date, posting_date, due_date, discount_until, discount_minor, currency, amount_minor, open_minor,
    company_amount_minor, open_company_minor, tax_minor, special_gl, noted, purchase_order, reference_keys, linked_item_id,
    journal_id, command_id, reversed_by, text, reason_code,
    -- Asked for from the customer now: not a noted item, nor what waits for its own day or paper (a bill, a tax certificate).
    not noted and coalesce(special_gl, '') not in ('bill', 'withholding_tax') as chased
  from receivables.item;
create view receivables.v_item_tax with (security_invoker = true) as
  select tenant_id, item_id, line, adjusts_item_id, country, tax_code, rate_percent, account_id, base_minor, tax_minor
  from receivables.item_tax;
create view receivables.v_clearing with (security_invoker = true) as
  select tenant_id, id, company_id, account_id, effective_date, kind, explanation, journal_id, reversal_of, command_id, made_by_item_id
  from receivables.clearing;
grant select on receivables.v_item_tax, receivables.v_clearing to dunwell_app;
