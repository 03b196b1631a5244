-- Files of the inbox that were refused: they could not be read, or nobody knew whose they are. A person says what became of each.
create table operations.unread_file (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  -- The folder of the inbox, such as remittances.
  folder text not null,
  name text not null,
  size_bytes bigint not null,
  modified_at timestamptz not null,
  code text not null,
  message text not null,
  command_id bigint not null,
  settled_command_id bigint,
  settled_reason text,
  primary key (tenant_id, id),
  check ((settled_command_id is null) = (settled_reason is null))
);
select platform.fence('operations.unread_file');
-- What is read again before it was set aside is the same file; one that was settled and comes again is new.
create unique index unread_file_waits on operations.unread_file (tenant_id, folder, name, size_bytes, modified_at)
  where settled_command_id is null;
