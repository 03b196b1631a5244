-- A version of a dunning procedure applies from a day on; of one day the newest.
alter table collections.procedure add column valid_from date not null default '0001-01-01';
