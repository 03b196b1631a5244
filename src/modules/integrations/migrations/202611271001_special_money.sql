-- Money that an ERP keeps on a special account (a down payment) stands there here as well, also where it is a receipt of ours.
alter table integrations.erp_item
  -- The control account of its own on which it stands here; null: the receivables' own, or it does not stand here yet.
  add column special_gl_account text;
-- A payment that became a receipt before this stands on the receivables' own account: the next load that names it moves it.
update integrations.erp_item m set special_gl_account = i.special_gl
from receivables.item i
where i.tenant_id = m.tenant_id and i.id = m.item_id and i.special_gl is not null;

create or replace view integrations.v_erp_item with (security_invoker = true) as
  select tenant_id, company_id, item_key, scope, account_id, item_id, number, document_type, currency, amount_minor, erp_open_minor,
    closed_minor, confirmed_minor, due_date, linked_key, special_gl, noted, state, clearing_document, posting_date,
    told ->> 'key' as told_key, (told ->> 'accountId')::bigint as told_account_id, (told ->> 'amountMinor')::bigint as told_amount_minor,
    special_gl_account
  from integrations.erp_item;
