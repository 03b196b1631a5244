-- Overdue is one figure since: debits open past their due day, also bills and tax certificates, which are not asked for, and what is
-- promised, disputed or stopped. The stored priorities are what a rebuild makes of them: their amounts, and what a reason tells.
with items as (
  select p.tenant_id, coalesce(p.merged_into_account_id, p.account_id) as account_id, i.currency,
    sum(i.open_minor) as minor, sum(i.open_company_minor) as company_minor
  from collections.priority p
  join collections.business_day b on b.tenant_id = p.tenant_id and b.company_id = p.company_id
  join receivables.v_item i on i.tenant_id = p.tenant_id and i.account_id = p.account_id
  where i.aging_class = 'debit' and i.open_minor <> 0 and not i.noted and i.due_date < b.day
  group by 1, 2, 3
), whole as (
  select p.tenant_id, p.account_id, coalesce(sum(i.company_minor), 0)::bigint as company_minor
  from collections.priority p left join items i on i.tenant_id = p.tenant_id and i.account_id = p.account_id
  where jsonb_array_length(p.balances) > 0
  group by 1, 2
), made as (
  select w.tenant_id, w.account_id, w.company_minor, (
      -- As many digits as were told: an amount says how its currency is written.
      select jsonb_agg(jsonb_set(o.value, '{overdue}', to_jsonb(round(coalesce(i.minor, 0) / power(10::numeric, o.digits), o.digits)::text)) order by o.place)
      from (
        select e.value, e.place, length(split_part(e.value ->> 'overdue', '.', 2)) as digits
        from jsonb_array_elements(p.balances) with ordinality as e(value, place)
      ) o
      left join items i on i.tenant_id = w.tenant_id and i.account_id = w.account_id and i.currency = o.value ->> 'currency'
    ) as balances, (
      select coalesce(jsonb_agg(
        case when r.value ->> 'code' = 'overdue_amount'
          then jsonb_set(r.value, '{text}', to_jsonb(split_part(r.value ->> 'text', ' ', 1) || ' '
            || round(w.company_minor / power(10::numeric, r.digits), r.digits) || ' is overdue'))
          else r.value end order by r.place), '[]'::jsonb)
      from (
        select e.value, e.place, length(split_part(split_part(e.value ->> 'text', ' ', 2), '.', 2)) as digits
        from jsonb_array_elements(p.reasons) with ordinality as e(value, place)
      ) r
    ) as reasons,
    case
      when p.not_listed ->> 'code' = 'nothing_overdue' and w.company_minor > 0
        then '{"code": "blocked", "text": "Everything overdue is promised, disputed or stopped."}'::jsonb
      when p.not_listed ->> 'code' = 'blocked' and w.company_minor <= 0
        then '{"code": "nothing_overdue", "text": "Nothing is overdue."}'::jsonb
      else p.not_listed end as not_listed
  from whole w join collections.priority p on p.tenant_id = w.tenant_id and p.account_id = w.account_id
)
update collections.priority p set
  overdue_company_minor = m.company_minor, balances = m.balances, reasons = m.reasons, not_listed = m.not_listed
from made m
where m.tenant_id = p.tenant_id and m.account_id = p.account_id
  and (p.overdue_company_minor, p.balances, p.reasons, p.not_listed) is distinct from (m.company_minor, m.balances, m.reasons, m.not_listed);
