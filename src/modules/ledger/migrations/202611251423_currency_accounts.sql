-- Charts that were set up before get the accounts of currencies and of payments between companies.
insert into ledger.account (tenant_id, company_id, code, name, kind, purpose)
select c.tenant_id, c.company_id, a.code, a.name, a.kind, a.purpose
from ledger.account c cross join (values
  ('1198', 'Currency conversion', 'asset', 'currency_conversion'),
  ('1280', 'Trade receivables: revaluation of foreign currency', 'asset', 'receivables_revaluation'),
  ('1300', 'Intercompany clearing', 'asset', 'intercompany'),
  ('6825', 'Unrealised exchange differences', 'expense', 'unrealised_exchange')
) as a(code, name, kind, purpose)
where c.purpose = 'receivables_control'
on conflict do nothing;
