-- A tenant whose books are made in many steps (the demo) is unfinished until the last of them: a start that finds it so, and
-- nobody at work on it, knows that its maker was killed.
alter table platform.tenant add column finished boolean not null default true;
grant update (finished) on platform.tenant to dunwell_app;
