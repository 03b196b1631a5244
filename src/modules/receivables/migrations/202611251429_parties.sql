-- Who a document is for, where that is not the account's own customer: a branch of the head office whose account it is, or
-- a customer seen once, on a collective account, with a name and address of the document's own.
create table receivables.item_party (
  tenant_id bigint not null,
  item_id bigint not null,
  branch_customer_id bigint,
  -- A digest: one and the same party on several documents has one key, and notices are gathered by it.
  party_key text not null,
  name text,
  email text,
  lines text,
  postal_code text,
  city text,
  country text,
  language text,
  primary key (tenant_id, item_id),
  foreign key (tenant_id, item_id) references receivables.item (tenant_id, id),
  foreign key (tenant_id, branch_customer_id) references customers.customer (tenant_id, id),
  check ((branch_customer_id is null) <> (name is null))
);
select platform.fence('receivables.item_party');
create view receivables.v_item_party with (security_invoker = true) as
  select tenant_id, item_id, branch_customer_id, party_key, name, email, lines, postal_code, city, country, language
  from receivables.item_party;
grant select on receivables.v_item_party to dunwell_app;
