-- Whose notices count for what is left of an item: 202611261750 guessed it by the message that the level named, of which several
-- items may have been. The mirror knows it: a residual's change names the item that it is left of, and an item that took
-- another's place carries its identity with the next number. Where it knows, what was guessed gives way.
-- same result as 757115c0e5945605343f36730cfd9f999ae10f6e3195a3f8c890c6329083afbc, which compared every item with every other

-- Every item of an ERP by the identities that it may carry: its own, and that of an item whose place it took.
create temporary table told_identity on commit drop as
select tenant_id, company_id, id, command_id, source_key as item_key, false as numbered from receivables.item where source = 'erp'
union all
select tenant_id, company_id, id, command_id, regexp_replace(source_key, '#[0-9]+$', ''), true from receivables.item
where source = 'erp' and source_key ~ '#[0-9]+$';
create index on told_identity (tenant_id, company_id, item_key, id);
analyze told_identity;

create temporary table told_heir on commit drop as
select h.tenant_id, h.id as item_id, h.command_id, o.id as from_item_id
from (
  select i.tenant_id, i.company_id, i.id, i.command_id, c.before as origin_key
  from integrations.erp_change c join told_identity i
    on i.tenant_id = c.tenant_id and i.company_id = c.company_id and not i.numbered and i.item_key = c.item_key
  where c.kind = 'residual'
  union
  select i.tenant_id, i.company_id, i.id, i.command_id, m.item_key
  from integrations.erp_item m join told_identity i
    on i.tenant_id = m.tenant_id and i.company_id = m.company_id and i.numbered and i.item_key = m.item_key
  where m.generation > 1
) h
cross join lateral (
  select o.id from told_identity o
  where o.tenant_id = h.tenant_id and o.company_id = h.company_id and o.id < h.id and o.item_key = h.origin_key
  order by o.id desc limit 1
) o;

-- With everything that those are themselves left of; a notice of theirs from after the heir came is their own.
create temporary table told_notices on commit drop as
with recursive line (tenant_id, item_id, command_id, from_item_id) as (
  select tenant_id, item_id, command_id, from_item_id from told_heir
  union
  select l.tenant_id, l.item_id, t.command_id, t.from_item_id from line l
  join told_heir t on t.tenant_id = l.tenant_id and t.item_id = l.from_item_id
)
select l.tenant_id, l.item_id, l.from_item_id, max(n.message_id) as to_message_id
from line l
join collections.notice_item n on n.tenant_id = l.tenant_id and n.item_id = l.from_item_id
join correspondence.message m on m.tenant_id = n.tenant_id and m.id = n.message_id
join platform.audit a on a.tenant_id = l.tenant_id and a.command_id = l.command_id and m.state_at <= a.recorded_at
group by 1, 2, 3;

delete from collections.level_heir h using told_heir t
where t.tenant_id = h.tenant_id and t.item_id = h.item_id and not exists (
  select 1 from told_notices n where n.tenant_id = h.tenant_id and n.item_id = h.item_id and n.from_item_id = h.from_item_id);
insert into collections.level_heir (tenant_id, item_id, from_item_id, to_message_id)
select tenant_id, item_id, from_item_id, to_message_id from told_notices
on conflict do nothing;

-- The levels of these heirs follow from the notices that count for them now.
insert into collections.item_level (tenant_id, item_id, account_id, level, last_notice_date, message_id)
select t.tenant_id, t.item_id, i.account_id, coalesce(n.level, 0), n.last_notice_date, n.message_id
from (select distinct tenant_id, item_id from told_heir) t
join receivables.item i on i.tenant_id = t.tenant_id and i.id = t.item_id
left join lateral (
  select max(coalesce((
      select case when o.message_id <= r.after_message_id then least(o.level, r.to_level) end from collections.level_reset r
      where r.tenant_id = t.tenant_id and r.item_id = o.counts_for order by r.id desc limit 1), o.level))::smallint as level,
    max(o.notice_date) as last_notice_date,
    (array_agg(o.message_id order by o.notice_date desc, o.message_id desc))[1] as message_id
  from (
    select own.item_id as counts_for, own.message_id, own.level, own.notice_date from collections.notice_item own
    where own.tenant_id = t.tenant_id and own.item_id = t.item_id and own.reversed_at is null
    union all
    select h.item_id, given.message_id, given.level, given.notice_date from collections.level_heir h
    join collections.notice_item given on given.tenant_id = h.tenant_id and given.item_id = h.from_item_id
      and given.message_id <= h.to_message_id and given.reversed_at is null
    where h.tenant_id = t.tenant_id and h.item_id = t.item_id
  ) o
) n on true
where n.level is not null or exists (
  select 1 from collections.item_level l where l.tenant_id = t.tenant_id and l.item_id = t.item_id)
on conflict (tenant_id, item_id) do update set level = excluded.level, last_notice_date = excluded.last_notice_date,
  message_id = excluded.message_id;
