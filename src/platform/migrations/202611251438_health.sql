-- Readiness asks which migrations have run; the application may know.
grant select on platform.migration to dunwell_app;
