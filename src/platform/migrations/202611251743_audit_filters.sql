-- The trail filtered by command and by person, newest first.
create index audit_operation on platform.audit (tenant_id, operation, seq);
create index audit_person on platform.audit (tenant_id, person_id, seq);
