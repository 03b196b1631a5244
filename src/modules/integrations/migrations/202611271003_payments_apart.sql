-- A down payment that an ERP tells by its type is money too, which the bank may have told.
drop index integrations.erp_item_payment;
create index erp_item_payment on integrations.erp_item (tenant_id, company_id, currency, amount_minor)
  where document_type in ('payment', 'on_account', 'down_payment') and not noted;
