-- Exchange rates for the orders of lists: amounts of several currencies are put in order by what they are worth in one.
create view company.v_exchange_rate with (security_invoker = true) as
  select tenant_id, from_currency, to_currency, day, rate, seq from company.exchange_rate;
grant select on company.v_exchange_rate to dunwell_app;
