-- The other numbers under which an item is known: purchase order, delivery note, the customer's own, as keys; looked for by
-- their beginning, as its own number is. An array has no index that row security lets be used.
create table receivables.item_reference (
  tenant_id bigint not null,
  item_id bigint not null,
  key text not null,
  company_id bigint not null,
  primary key (tenant_id, item_id, key),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id)
);
select platform.fence('receivables.item_reference', 'select, insert');
create index item_reference_key on receivables.item_reference (tenant_id, company_id, key text_pattern_ops);
insert into receivables.item_reference (tenant_id, item_id, key, company_id)
  select distinct i.tenant_id, i.id, k.key, i.company_id
  from receivables.item i cross join lateral unnest(i.reference_keys) k(key)
  where k.key <> i.number_key;
create view receivables.v_item_reference with (security_invoker = true) as
  select tenant_id, item_id, key, company_id from receivables.item_reference;
grant select on receivables.v_item_reference to dunwell_app;
