-- The day's page counts what waits: settlements that nothing was posted of are few, settlements are many.
create index settlement_not_posted on cash.settlement (tenant_id, company_id) where credited_line_id is null;
