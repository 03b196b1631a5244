-- Bank accounts are kept by people: one that the company gave up is closed, never deleted. What was read of it stays.
alter table cash.bank_account add column closed_on date;

create or replace view cash.v_bank_account with (security_invoker = true) as
  select b.tenant_id, b.id, b.company_id, b.number, b.currency, b.name, b.gl_account_id,
    (select max(s.to_date) from cash.statement s where s.tenant_id = b.tenant_id and s.bank_account_id = b.id and s.state <> 'held') as read_to,
    b.closed_on
  from cash.bank_account b where b.kind = 'bank';
