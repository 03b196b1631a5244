-- The same file declared otherwise, or read by another mapping, is a load of its own: it is judged by what it says now.
alter table integrations.erp_load drop constraint erp_load_tenant_id_company_id_scope_kind_key_date_sha256_key;
create unique index erp_load_declared_once on integrations.erp_load
  (tenant_id, company_id, scope, kind, key_date, sha256, md5(declared::text), md5(mapping::text)) where scope is not null;
