-- Which customer accounts an event concerns: what was changed about a customer is found by its account, who and why by the
-- audit record of the same sequence. What the feed holds already is found as well.
create table platform.change_account (
  tenant_id bigint not null,
  account_id bigint not null,
  seq bigint not null,
  ordinal integer not null,
  primary key (tenant_id, account_id, seq, ordinal),
  foreign key (tenant_id, seq, ordinal) references platform.change (tenant_id, seq, ordinal)
);
select platform.fence('platform.change_account', 'select, insert');
insert into platform.change_account (tenant_id, account_id, seq, ordinal)
  select tenant_id, (payload ->> 'accountId')::bigint, seq, ordinal from platform.change where payload ->> 'accountId' ~ '^[0-9]+$'
  union
  select c.tenant_id, a.value::bigint, c.seq, c.ordinal
  from platform.change c cross join lateral jsonb_array_elements_text(c.payload -> 'accountIds') as a(value)
  where jsonb_typeof(c.payload -> 'accountIds') = 'array';
