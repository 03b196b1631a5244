-- Bank files as others may see them: per file and company, with what became of its lines.
create view cash.v_bank_file with (security_invoker = true) as
  select f.tenant_id, f.id, b.company_id, f.name, f.format, f.command_id,
    (select count(*) from cash.bank_line l join cash.statement x on x.tenant_id = l.tenant_id and x.id = l.statement_id
      join cash.bank_account y on y.tenant_id = x.tenant_id and y.id = x.bank_account_id
      where x.tenant_id = f.tenant_id and x.bank_file_id = f.id and y.company_id = b.company_id)::integer as line_count,
    count(*)::integer as statement_count,
    (count(*) filter (where s.state = 'held'))::integer as held_count
  from cash.bank_file f
  join cash.statement s on s.tenant_id = f.tenant_id and s.bank_file_id = f.id
  join cash.bank_account b on b.tenant_id = s.tenant_id and b.id = s.bank_account_id
  group by f.tenant_id, f.id, b.company_id, f.name, f.format, f.command_id;
create index statement_bank_file on cash.statement (tenant_id, bank_file_id);
grant select on cash.v_bank_file to dunwell_app;
