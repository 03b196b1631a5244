-- What the rules of cash application say of differences: how much is let go of a customer in a month, up to where a deduction
-- posts by itself, what a discount taken too late becomes, and who withholds which tax. Earlier versions let go three
-- tolerances a month; the other members are the engine's own.
alter table cash.matching_policy
  add column tolerance_month_minor bigint check (tolerance_month_minor >= 0),
  add column maximum_deduction_minor bigint not null default 50000 check (maximum_deduction_minor >= 0),
  add column maximum_deduction_percent numeric not null default 20 check (maximum_deduction_percent between 0 and 100),
  add column unearned_discount text not null default 'deduction' check (unearned_discount in ('deduction', 'allow', 'partial')),
  -- [{ by: country | customer, value, percent }]
  add column withholding jsonb not null default '[]' check (jsonb_typeof(withholding) = 'array');
update cash.matching_policy set tolerance_month_minor = 3 * tolerance_minor;
alter table cash.matching_policy alter column tolerance_month_minor set not null,
  alter column maximum_deduction_minor drop default, alter column maximum_deduction_percent drop default,
  alter column unearned_discount drop default, alter column withholding drop default;
