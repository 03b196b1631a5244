-- Why a return is held is a code with what belongs to it: whoever shows it says it in the reader's language.
alter table cash.held_return add column details jsonb not null default '{}';
