-- Advices that were read off pictures of pages: every figure of theirs may be another, so less is posted on them.
alter table cash.advice add column scanned boolean not null default false;
