-- When a credit is unclaimed property is the law of the customer's country: dated, with its source. '' is every country without a rule of its own.
alter table cash.dormancy_policy add column country text not null default '' check (country ~ '^([A-Z]{2})?$');
alter table cash.dormancy_policy add column source text;
alter table cash.dormancy_policy drop constraint dormancy_policy_pkey;
alter table cash.dormancy_policy add primary key (tenant_id, company_id, country, valid_from);
