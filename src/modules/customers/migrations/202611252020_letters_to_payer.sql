-- Of an alternative payer: whether the customer's notices and statements go to the payer, or stay with the customer and name it.
alter table customers.relation add column letters_to text check (letters_to in ('customer', 'payer'));
update customers.relation set letters_to = 'customer' where kind = 'alternative_payer';
alter table customers.relation add check ((kind = 'alternative_payer') = (letters_to is not null));

create or replace view customers.v_relation with (security_invoker = true) as
  select tenant_id, id, kind, customer_id, other_customer_id, items_on, from_date, to_date, reason, seq, ended_seq, letters_to
  from customers.relation;
