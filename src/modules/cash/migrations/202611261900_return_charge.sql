-- What a bank takes beside a returned payment is posted as its charge up to this amount, in company currency; more takes authority.
alter table cash.matching_policy
  add column maximum_return_charge_minor bigint not null default 5000 check (maximum_return_charge_minor >= 0);
alter table cash.matching_policy alter column maximum_return_charge_minor drop default;
