-- Charts that were set up before get the accounts of special GL, tax and bad debt; an account code already in use stays as it is.
insert into ledger.account (tenant_id, company_id, code, name, kind, purpose)
select c.tenant_id, c.company_id, a.code, a.name, a.kind, a.purpose
from ledger.account c cross join (values
  ('1220', 'Bills of exchange and post-dated checks', 'asset', 'bills_receivable'),
  ('1230', 'Retentions receivable', 'asset', 'retentions_receivable'),
  ('1240', 'Withholding tax paid by customers', 'asset', 'withholding_tax_paid'),
  ('1290', 'Allowance for doubtful debts', 'asset', 'bad_debt_allowance'),
  ('1295', 'Tax waiting for bad-debt relief', 'asset', 'bad_debt_tax'),
  ('2115', 'Tax on down payments received', 'asset', 'down_payment_tax'),
  ('2120', 'Refunds to be paid out', 'liability', 'refunds_payable'),
  ('4600', 'Bad debts recovered', 'revenue', 'bad_debt_recovered'),
  ('4910', 'Deductions and allowances granted', 'expense', 'sales_deductions')
) as a(code, name, kind, purpose)
where c.purpose = 'receivables_control'
on conflict do nothing;
