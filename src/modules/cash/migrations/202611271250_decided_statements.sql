-- A held statement is decided by a person: let in as it is, or left out. One that does not foot by itself gives up its lines to a
-- statement that foots and brings them again; one whose lines could be known under another text does not.
alter table cash.statement drop constraint statement_state_check;
alter table cash.statement
  add constraint statement_state_check check (state in ('accepted', 'repeated', 'held', 'left_out')),
  add column held_for text check (held_for in ('footing', 'doubt')),
  add column decided_reason text;
update cash.statement set held_for = case when reason like '%does not foot by%' then 'footing' else 'doubt' end where state = 'held';

alter table cash.bank_line drop constraint bank_line_state_check;
alter table cash.bank_line
  add constraint bank_line_state_check check (state in ('waiting', 'posted', 'held', 'advised', 'left_out'));
create index bank_line_held on cash.bank_line (tenant_id, statement_id) where state in ('held', 'left_out');

create or replace view cash.v_bank_account with (security_invoker = true) as
  select b.tenant_id, b.id, b.company_id, b.number, b.currency, b.name, b.gl_account_id,
    (select max(s.to_date) from cash.statement s
      where s.tenant_id = b.tenant_id and s.bank_account_id = b.id and s.state in ('accepted', 'repeated')) as read_to,
    b.closed_on
  from cash.bank_account b where b.kind = 'bank';

create or replace view cash.v_statement with (security_invoker = true) as
  select tenant_id, id, bank_account_id, number, from_date, to_date, opening_minor, closing_minor, closing_date, state, reason, decided_reason
  from cash.statement;
