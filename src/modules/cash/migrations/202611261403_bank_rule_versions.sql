-- A rule that is changed is another version: the one before ends in the same step, and what it posted stays.
alter table cash.bank_rule add column replaces_id bigint;
alter table cash.bank_rule add foreign key (tenant_id, replaces_id) references cash.bank_rule (tenant_id, id);
create unique index bank_rule_replaces on cash.bank_rule (tenant_id, replaces_id) where replaces_id is not null;
