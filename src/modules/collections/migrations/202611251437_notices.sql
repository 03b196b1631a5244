-- What each notice did: the level it gave each item and the charge it posted, so that a notice that did not leave can be
-- taken back whole. The item's level is what its notices that stand have given it.
create table collections.notice (
  tenant_id bigint not null,
  message_id bigint not null,
  account_id bigint not null,
  level smallint not null,
  notice_date date not null,
  charge_item_id bigint,
  -- Set when the notice was taken back: it did not leave.
  reversed_at timestamptz,
  primary key (tenant_id, message_id),
  foreign key (tenant_id, message_id) references correspondence.message (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  foreign key (tenant_id, charge_item_id) references receivables.item (tenant_id, id)
);
select platform.fence('collections.notice');
create index notice_account on collections.notice (tenant_id, account_id);

create table collections.notice_item (
  tenant_id bigint not null,
  message_id bigint not null,
  item_id bigint not null,
  level smallint not null,
  notice_date date not null,
  reversed_at timestamptz,
  primary key (tenant_id, message_id, item_id),
  foreign key (tenant_id, message_id) references collections.notice (tenant_id, message_id),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id)
);
select platform.fence('collections.notice_item');
create index notice_item_item on collections.notice_item (tenant_id, item_id);

insert into collections.notice (tenant_id, message_id, account_id, level, notice_date)
  select tenant_id, message_id, min(account_id), max(level), min(last_notice_date) from collections.item_level group by tenant_id, message_id;
insert into collections.notice_item (tenant_id, message_id, item_id, level, notice_date)
  select tenant_id, message_id, item_id, level, last_notice_date from collections.item_level;
-- A notice that is taken back may take an item to where it was before any notice: level 0, without a day.
alter table collections.item_level alter column last_notice_date drop not null, alter column message_id drop not null;
create view collections.v_notice with (security_invoker = true) as
  select tenant_id, message_id, account_id, level, notice_date, charge_item_id, reversed_at from collections.notice;
create view collections.v_notice_item with (security_invoker = true) as
  select tenant_id, message_id, item_id, level, notice_date, reversed_at from collections.notice_item;
grant select on collections.v_notice, collections.v_notice_item to dunwell_app;
