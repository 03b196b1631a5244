-- So many days before a credit is dormant its customer is asked what to do with it; 0: nobody is asked. Rules of before ask nobody.
alter table cash.dormancy_policy add column letter_days integer not null default 0 check (letter_days between 0 and 730);
