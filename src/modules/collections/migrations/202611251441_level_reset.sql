-- A dunning level taken down by somebody with the authority to: it caps what the notices up to that one gave the item.
create table collections.level_reset (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  item_id bigint not null,
  from_level smallint not null,
  to_level smallint not null check (to_level >= 0),
  after_message_id bigint not null,
  reset_date date not null,
  reason text not null,
  command_id bigint not null,
  primary key (tenant_id, id),
  check (to_level < from_level),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id)
);
select platform.fence('collections.level_reset', 'select, insert');
-- The reason may name a person: erasure replaces it, nothing else changes what was done.
grant update (reason) on collections.level_reset to dunwell_app;
create index level_reset_item on collections.level_reset (tenant_id, item_id, id);
