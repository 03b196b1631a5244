-- A password that an administrator has had made for somebody: it opens no session, it is only good for choosing a password of
-- one's own at the sign-in, until this instant. Null: the account's own password.
alter table platform.account add column one_time_until timestamptz;
