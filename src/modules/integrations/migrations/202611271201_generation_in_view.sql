-- How often an item gave way to another of its identity: what stands with one that did shows its successor too high.
create or replace view integrations.v_erp_item with (security_invoker = true) as
  select tenant_id, company_id, item_key, scope, account_id, item_id, number, document_type, currency, amount_minor, erp_open_minor,
    closed_minor, confirmed_minor, due_date, linked_key, special_gl, noted, state, clearing_document, posting_date,
    told ->> 'key' as told_key, (told ->> 'accountId')::bigint as told_account_id, (told ->> 'amountMinor')::bigint as told_amount_minor,
    special_gl_account, generation
  from integrations.erp_item;
