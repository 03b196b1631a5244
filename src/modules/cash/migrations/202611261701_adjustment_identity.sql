-- An announced adjustment is itself by its payer as well, and where it has neither number nor document by its place in its file:
-- two customers may announce the same amount. All of its reasons are kept, each with its amount where it has one, and who said whose
-- it is where the file did not.
alter table cash.adjustment
  add column identity_key text,
  -- [{code, amountMinor}]: by the payer's code; the amount as text, positive in the direction of the adjustment, or null.
  add column reasons jsonb not null default '[]',
  add column named_person_id bigint references platform.person (id),
  add column named_reason text;
update cash.adjustment set
  identity_key = case
    when number_key = '' and reference_key = '' then format('file %s|%s', advice_file_id, place)
    when number_key = '' then format('%s||%s|%s|1', upper(regexp_replace(coalesce(payer_name, ''), '[^A-Za-z0-9]+', '', 'g')), reference_key, adjustment_date)
    else format('%s|%s|%s', upper(regexp_replace(coalesce(payer_name, ''), '[^A-Za-z0-9]+', '', 'g')), number_key, reference_key) end,
  reasons = case when reason is null then '[]' else jsonb_build_array(jsonb_build_object('code', reason, 'amountMinor', null)) end;
-- Whose it is was guessed from the document that it names, where the payer's name told nobody: a person says it now.
update cash.adjustment a set account_id = null
where a.decided_as is null and not exists (
  select 1 from customers.account c join customers.customer m on m.tenant_id = c.tenant_id and m.id = c.customer_id
  where c.tenant_id = a.tenant_id and c.id = a.account_id
    and upper(regexp_replace(m.name, '[^A-Za-z0-9]+', '', 'g')) = upper(regexp_replace(coalesce(a.payer_name, ''), '[^A-Za-z0-9]+', '', 'g')));
-- Kept as a digest: it outlives the payer's name, which may have to be erased.
update cash.adjustment set identity_key = encode(sha256(convert_to(identity_key, 'UTF8')), 'hex');
alter table cash.adjustment drop column reason;
alter table cash.adjustment alter column identity_key set not null;
do $$
declare old text;
begin
  select conname into strict old from pg_constraint
  where conrelid = 'cash.adjustment'::regclass and contype = 'u' and cardinality(conkey) = 7;
  execute format('alter table cash.adjustment drop constraint %I', old);
end $$;
create unique index adjustment_identity on cash.adjustment (tenant_id, company_id, kind, identity_key, currency, amount_minor);

create view cash.v_adjustment with (security_invoker = true) as
  select tenant_id, id, company_id, kind, number, account_id, currency, amount_minor, reference_key, decided_as, decided_on, decided_item_id,
    decided_command_id
  from cash.adjustment;
grant select on cash.v_adjustment to dunwell_app;
