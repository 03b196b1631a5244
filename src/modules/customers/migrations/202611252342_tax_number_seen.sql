-- Who is the same legal entity is asked above: customers with their tax numbers.
create view customers.v_customer_tax_number with (security_invoker = true) as
  select tenant_id, id as customer_id, tax_number from customers.customer where tax_number is not null and not one_time;
grant select on customers.v_customer_tax_number to dunwell_app;
