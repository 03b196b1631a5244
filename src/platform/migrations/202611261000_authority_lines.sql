-- What a request asks for where it is many in one: each payment of a file, each limit of a policy, as the second person reads it.
alter table platform.authority_request add column lines jsonb not null default '[]';
