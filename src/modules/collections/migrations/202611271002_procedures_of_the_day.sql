-- Which versions of the dunning procedures a day's priorities know: one that is set later counts from the next day run. Of days
-- that began before this none: their priorities stay as they were made.
alter table collections.business_day add column procedures_seq bigint not null default 0;
