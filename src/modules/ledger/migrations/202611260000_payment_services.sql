-- Charts that were set up before get the account through which the parts of a payment service's deposit, or of a batch of the
-- bank, pass on their way to the customers.
insert into ledger.account (tenant_id, company_id, code, name, kind, purpose)
select c.tenant_id, c.company_id, '1106', 'Payment services and batches of the bank', 'asset', 'payment_services'
from ledger.account c
where c.purpose = 'receivables_control'
on conflict do nothing;
