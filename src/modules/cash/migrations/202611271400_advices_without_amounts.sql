-- An advice may name its documents and leave open what is paid on them. What says no amount has none: it stood there as 0, which
-- no money is, so that every payment contradicted it.
alter table cash.advice alter column amount_minor drop not null;
alter table cash.advice_line alter column amount_minor drop not null;

update cash.advice_line n set amount_minor = null
from cash.advice a
where a.tenant_id = n.tenant_id and a.id = n.advice_id and n.amount_minor = 0
  and (n.shares or a.prose
    -- A line of 0 beside others that are paid may be meant as 0.
    or not exists (select from cash.advice_line o where o.tenant_id = n.tenant_id and o.advice_id = n.advice_id and o.amount_minor <> 0));
update cash.advice a set amount_minor = null
where a.amount_minor = 0
  and exists (select from cash.advice_line n where n.tenant_id = a.tenant_id and n.advice_id = a.id and n.amount_minor is null);

create or replace view cash.v_advice with (security_invoker = true) as
  select a.tenant_id, a.id, a.company_id, a.advice_file_id, a.place, a.payer_name, a.payer_account, a.account_id, a.payment_reference, a.advice_date,
    a.received_on, a.currency, a.amount_minor, a.bank_line_id, a.link_basis, a.link_certain, a.withdrawn_reason, a.version, r.id as receipt_id,
    l.amount_minor as money_minor, l.value_date as money_date, n.named, n.paid,
    case
      when a.withdrawn_reason is not null then 'withdrawn'
      when a.bank_line_id is null or r.state = 'returned' then 'waiting'
      -- One that says no amount is contradicted by none.
      when coalesce(l.amount_minor <> a.amount_minor, false) or r.state = 'applied' and n.named > 0 and n.paid = 0 then 'contradicts'
      when n.named > 0 and n.named = n.paid then 'matched'
      else 'partly'
    end as state,
    a.prose, a.returned_because
  from cash.advice a
  left join cash.bank_line l on l.tenant_id = a.tenant_id and l.id = a.bank_line_id
  left join cash.receipt r on r.tenant_id = a.tenant_id and r.bank_line_id = a.bank_line_id
  left join lateral (
    select array_agg(k.key) as keys
    from receivables.v_allocation y
    join receivables.v_allocation x on x.tenant_id = y.tenant_id and x.clearing_id = y.clearing_id
    join receivables.v_item i on i.tenant_id = x.tenant_id and i.id in (x.debit_item_id, x.credit_item_id)
    cross join lateral unnest(array[i.number_key] || i.reference_keys) k(key)
    where y.tenant_id = a.tenant_id and y.credit_item_id = r.item_id and y.reversal_of is null
      and not exists (select 1 from receivables.v_clearing b where b.tenant_id = y.tenant_id and b.reversal_of = y.clearing_id)
  ) p on true
  left join lateral (
    select count(*)::integer as named, (count(*) filter (where d.reference_key = any(p.keys)))::integer as paid
    from cash.advice_line d where d.tenant_id = a.tenant_id and d.advice_id = a.id and d.reference_key <> ''
  ) n on true;
