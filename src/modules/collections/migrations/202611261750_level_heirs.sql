-- What is left of an item stands at its dunning level: the notices that gave it count for the heir as well, up to the last one
-- before it came. Without this the level of an heir had no notice behind it.
create table collections.level_heir (
  tenant_id bigint not null,
  item_id bigint not null,
  from_item_id bigint not null,
  -- Notices of the origin after this one are its own.
  to_message_id bigint not null,
  primary key (tenant_id, item_id, from_item_id),
  check (item_id <> from_item_id),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, from_item_id) references receivables.item (tenant_id, id)
);
select platform.fence('collections.level_heir', 'select, insert');
create index level_heir_origin on collections.level_heir (tenant_id, from_item_id);

-- Heirs from before: the notice that their level names gave it to the item that they are left of.
insert into collections.level_heir (tenant_id, item_id, from_item_id, to_message_id)
select l.tenant_id, l.item_id, o.item_id, l.message_id
from collections.item_level l
cross join lateral (
  select n.item_id from collections.notice_item n join receivables.item i on i.tenant_id = n.tenant_id and i.id = n.item_id
  where n.tenant_id = l.tenant_id and n.message_id = l.message_id and i.account_id = l.account_id and n.item_id <> l.item_id
  order by n.level desc, n.item_id limit 1
) o
where l.message_id is not null and not exists (
  select 1 from collections.notice_item n where n.tenant_id = l.tenant_id and n.item_id = l.item_id);
