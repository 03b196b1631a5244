-- Advices that were read from sentences of a mail: evidence for a person, never the ground of a posting; where they say no
-- amount it is 0. And advices that tell of an earlier payment that came back (a Nacha return), by their reason.
alter table cash.advice
  add column prose boolean not null default false,
  add column returned_because text;
create index advice_returned on cash.advice (tenant_id, company_id) where returned_because is not null and withdrawn_reason is null;

create or replace view cash.v_advice with (security_invoker = true) as
  select a.tenant_id, a.id, a.company_id, a.advice_file_id, a.place, a.payer_name, a.payer_account, a.account_id, a.payment_reference, a.advice_date,
    a.received_on, a.currency, a.amount_minor, a.bank_line_id, a.link_basis, a.link_certain, a.withdrawn_reason, a.version, r.id as receipt_id,
    l.amount_minor as money_minor, l.value_date as money_date, n.named, n.paid,
    case
      when a.withdrawn_reason is not null then 'withdrawn'
      when a.bank_line_id is null or r.state = 'returned' then 'waiting'
      when l.amount_minor <> a.amount_minor and not (a.prose and a.amount_minor = 0) or r.state = 'applied' and n.named > 0 and n.paid = 0
        then 'contradicts'
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
