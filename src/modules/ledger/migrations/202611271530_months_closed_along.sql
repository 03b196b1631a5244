-- What lies before a month that was closed for good is closed with it, posted in or not. Months that somebody met before and nobody
-- posted in stayed open there; they are closed by who closed the later one. One that holds postings is left to a person.
with closed as (
  select tenant_id, company_id, max(month) as month from ledger.period where state = 'closed' group by tenant_id, company_id
), along as (
  select p.tenant_id, p.company_id, p.month, p.state, c.month as with_month
  from ledger.period p join closed c on c.tenant_id = p.tenant_id and c.company_id = p.company_id and p.month < c.month
  where p.state <> 'closed'
    and not exists (select from ledger.journal j where j.tenant_id = p.tenant_id and j.company_id = p.company_id
      and j.posting_date >= (p.month || '-01')::date and j.posting_date < (p.month || '-01')::date + interval '1 month')
), told as (
  insert into ledger.period_change (tenant_id, company_id, month, seq, from_state, to_state, reason, person_id, changed_at)
  select a.tenant_id, a.company_id, a.month, s.seq, a.state, 'closed', s.reason, s.person_id, s.changed_at
  from along a cross join lateral (
    select seq, reason, person_id, changed_at from ledger.period_change c
    where c.tenant_id = a.tenant_id and c.company_id = a.company_id and c.month = a.with_month and c.to_state = 'closed'
    order by c.seq desc limit 1
  ) s on conflict do nothing
)
update ledger.period p set state = 'closed' from along a
where p.tenant_id = a.tenant_id and p.company_id = a.company_id and p.month = a.month;
