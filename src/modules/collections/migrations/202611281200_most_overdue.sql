-- Customers open by what is most overdue: the first of them are read from this index, where a hundred thousand were put in order.
create index priority_overdue on collections.priority (tenant_id, company_id, overdue_company_minor, account_id) where overdue_company_minor > 0;
