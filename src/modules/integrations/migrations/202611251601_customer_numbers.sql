-- Other numbers of a customer are the customers' own, dated and undone there; the mirror asks them.
drop table integrations.customer_alias;
