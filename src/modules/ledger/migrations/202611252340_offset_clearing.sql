-- Charts that were set up before get the account between receivables and payables that are set off against each other.
insert into ledger.account (tenant_id, company_id, code, name, kind, purpose)
select c.tenant_id, c.company_id, '1310', 'Offsets against payables (clearing)', 'asset', 'offset_clearing'
from ledger.account c
where c.purpose = 'receivables_control'
on conflict do nothing;
