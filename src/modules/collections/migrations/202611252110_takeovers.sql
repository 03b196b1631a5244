-- Who has taken over the work with a customer for some days, whoever its portfolio belongs to; the portfolio stays.
create table collections.takeover (
  tenant_id bigint not null,
  id bigint not null generated always as identity,
  account_id bigint not null,
  person_id bigint not null references platform.person (id),
  from_date date not null,
  to_date date not null,
  ended_seq bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references customers.account (tenant_id, id),
  check (to_date >= from_date)
);
select platform.fence('collections.takeover');
-- One person at a time: the next ends what has run out.
create unique index takeover_standing on collections.takeover (tenant_id, account_id) where ended_seq is null;
