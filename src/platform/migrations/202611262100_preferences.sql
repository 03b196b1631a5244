-- How a person wants the pages (language, notation, theme, height of rows, letters as keys), known wherever the person signs
-- in. What is not chosen is absent: the browser's own applies. It is the account's and no tenant's, as the password is.
alter table platform.account add column preferences jsonb not null default '{}'
  check (jsonb_typeof(preferences) = 'object' and length(preferences::text) < 1000);
