-- Runs are listed with the newest first, and each look at them asks first which are under way.
create index job_started on platform.job (tenant_id, started_at, id);
create index job_running on platform.job (tenant_id) where state = 'running';
