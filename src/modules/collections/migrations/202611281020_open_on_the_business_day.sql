-- What is open on the lists is what is open on the business day since, as on the customer's screen: nothing counts that is dated
-- later, unless it is overdue already, posted late. The stored priorities are what a rebuild makes of them: their amounts, of
-- accounts that have such items.
with late as (
  select distinct p.tenant_id, coalesce(p.merged_into_account_id, p.account_id) as account_id
  from collections.priority p
  join collections.business_day b on b.tenant_id = p.tenant_id and b.company_id = p.company_id
  join receivables.v_item i on i.tenant_id = p.tenant_id and i.account_id = p.account_id
  where i.open_minor <> 0 and not i.noted and i.posting_date > b.day and not (i.aging_class = 'debit' and i.due_date < b.day)
), items as (
  select l.tenant_id, l.account_id, i.currency, sum(i.open_minor) as minor, sum(i.open_company_minor) as company_minor
  from late l
  join collections.priority p on p.tenant_id = l.tenant_id and coalesce(p.merged_into_account_id, p.account_id) = l.account_id
  join collections.business_day b on b.tenant_id = p.tenant_id and b.company_id = p.company_id
  join receivables.v_item i on i.tenant_id = p.tenant_id and i.account_id = p.account_id
  where i.open_minor <> 0 and not i.noted and (i.posting_date <= b.day or i.aging_class = 'debit' and i.due_date < b.day)
  group by 1, 2, 3
), made as (
  select p.tenant_id, p.account_id, coalesce((
      -- As many digits as were told: an amount says how its currency is written.
      select jsonb_agg(jsonb_set(o.value, '{open}', to_jsonb(round(i.minor / power(10::numeric, o.digits), o.digits)::text)) order by o.place)
      from (
        select e.value, e.place, length(split_part(e.value ->> 'open', '.', 2)) as digits
        from jsonb_array_elements(p.balances) with ordinality as e(value, place)
      ) o
      join items i on i.tenant_id = p.tenant_id and i.account_id = p.account_id and i.currency = o.value ->> 'currency'
    ), '[]'::jsonb) as balances,
    (select coalesce(sum(i.company_minor), 0)::bigint from items i where i.tenant_id = p.tenant_id and i.account_id = p.account_id) as open_minor
  from late l join collections.priority p on p.tenant_id = l.tenant_id and p.account_id = l.account_id
)
update collections.priority p set balances = m.balances, open_company_minor = m.open_minor
from made m
where m.tenant_id = p.tenant_id and m.account_id = p.account_id;
