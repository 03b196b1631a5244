-- Who owns the documents of a company code: Dunwell itself, or an ERP that Dunwell mirrors.
alter table company.company add column ledger_mode text not null default 'standalone'
  check (ledger_mode in ('standalone', 'mirrored'));
create or replace view company.v_company with (security_invoker = true) as
  select tenant_id, id, code, name, currency, country, time_zone, language, letterhead, ledger_mode from company.company;
