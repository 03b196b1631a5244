-- Charts that were set up before get the account of checks that were paid in and that the bank has not credited yet.
insert into ledger.account (tenant_id, company_id, code, name, kind, purpose)
select c.tenant_id, c.company_id, '1105', 'Checks and lockbox deposits in transit', 'asset', 'checks_in_transit'
from ledger.account c
where c.purpose = 'receivables_control'
on conflict do nothing;
