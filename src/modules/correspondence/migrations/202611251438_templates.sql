-- The prose of messages that a house has put in place of the built-in one. Every version stays; a message keeps which it used.
create table correspondence.template (
  tenant_id bigint not null,
  name text not null,
  language text not null,
  level smallint not null,
  seq bigint not null,
  subject text not null,
  opening text not null,
  closing text not null,
  primary key (tenant_id, name, language, level, seq)
);
select platform.fence('correspondence.template', 'select, insert');
-- What a message said, as data: its text, its HTML and its printed page are made from it.
alter table correspondence.message add column letter jsonb;
