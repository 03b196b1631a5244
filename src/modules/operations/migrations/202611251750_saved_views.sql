-- A list as somebody looks at it, under a name: an address of the workbench with its filters, order and columns. One's own,
-- or shared with everybody of the tenant; what it shows is always only what the reader may see.
create table operations.saved_view (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  person_id bigint not null references platform.person (id),
  name text not null,
  name_key text not null,
  path text not null,
  search text not null,
  shared boolean not null,
  seq bigint not null,
  ended_seq bigint,
  primary key (tenant_id, id)
);
select platform.fence('operations.saved_view');
create unique index saved_view_name on operations.saved_view (tenant_id, person_id, name_key) where ended_seq is null;
