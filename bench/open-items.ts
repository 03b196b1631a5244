/** A million open items beside those that the commands made: written as whole sets, so that lists and their readers can be measured. */
import type pg from 'pg';
import { type Books, today } from './books.ts';

/**
 * Open items until the company has so many: written by statements of whole sets beside those of the commands, because a
 * million take hours otherwise and only the list reads them. Every item has its entry and its part in its account's
 * summary, so all ways of reading agree. The indexes are built anew afterwards, which takes a tenth of filling them row
 * by row; the size of the books sets no limit to the time.
 */
export async function openMany({ company, tenantId }: Books, owner: pg.Client, wanted: number): Promise<string> {
  const counted = 'select count(*)::integer as n from receivables.item where open_minor <> 0 and not noted';
  const { rows } = await owner.query(counted);
  const missing = Math.max(0, wanted - rows[0].n);
  await owner.query("set statement_timeout = 0; set maintenance_work_mem = '512MB'; set synchronous_commit = off");
  const rebuild = await dropIndexes(owner, ['item', 'entry']);
  // The accounts in the order of their places: the number of them is a constant of the join, or it is tried pair by pair.
  const { rows: first } = await owner.query("select nextval('receivables.item_id') as id");
  await owner.query(
    `with of_company as (
       select row_number() over (order by id) - 1 as place, id, customer_id
       from customers.account where tenant_id = $1 and company_id = $2
     ), chosen as (
       select n, (n * 104729) % (select count(*) from of_company) as place, 10000 + (n * 7919) % 5000000 as amount,
         'OPN' || lpad(n::text, 8, '0') as number, $4::date - (n % 200)::integer - 20 as day
       from generate_series(1, $3::bigint) n
     )
     insert into receivables.item (tenant_id, id, company_id, account_id, customer_id, document_type, aging_class, number,
       number_key, source, source_key, document_date, posting_date, due_date, currency, amount_minor, open_minor,
       company_amount_minor, open_company_minor, command_id)
     select $1, nextval('receivables.item_id'), $2, a.id, a.customer_id, 'invoice', 'debit', number, number, 'bench',
       'OPN' || n, day, day, day + 30, 'EUR', amount, amount, amount, amount, 1
     from chosen join of_company a using (place)`,
    [tenantId, company.id, missing, today],
  );
  await owner.query(
    `insert into receivables.entry (tenant_id, item_id, seq, ordinal, company_id, account_id, aging_class, currency, document_date,
       due_date, effective_date, amount_minor, company_amount_minor)
     select tenant_id, id, 1, 0, company_id, account_id, aging_class, currency, document_date, due_date, posting_date, amount_minor,
       company_amount_minor
     from receivables.item where tenant_id = $1 and id > $2 and source = 'bench' and source_key like 'OPN%'`,
    [tenantId, first[0].id],
  );
  await owner.query(rebuild);
  await owner.query(
    `insert into receivables.summary (tenant_id, account_id, currency, company_id, open_minor, debit_minor, credit_minor,
       unapplied_minor, open_items)
     select tenant_id, account_id, currency, company_id, sum(open_minor),
       coalesce(sum(open_minor) filter (where aging_class = 'debit'), 0),
       coalesce(sum(open_minor) filter (where aging_class = 'credit'), 0),
       coalesce(sum(open_minor) filter (where aging_class = 'unapplied'), 0), count(*)
     from receivables.item where tenant_id = $1 and company_id = $2 and open_minor <> 0 and not noted
     group by tenant_id, account_id, currency, company_id
     on conflict (tenant_id, account_id, currency) do update set open_minor = excluded.open_minor,
       debit_minor = excluded.debit_minor, open_items = excluded.open_items`,
    [tenantId, company.id],
  );
  for (const table of ['summary', 'item', 'entry']) await owner.query(`vacuum analyze receivables.${table}`);
  const after = await owner.query(counted);
  return Number(after.rows[0].n).toLocaleString('en');
}

/** Drops what indexes no constraint needs of these tables of receivables; returns the statements that build them anew. */
async function dropIndexes(owner: pg.Client, tables: readonly string[]): Promise<string> {
  const { rows } = await owner.query(
    `select format('%I.%I', n.nspname, i.relname) as name, pg_get_indexdef(i.oid) as definition
     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
     join pg_namespace n on n.oid = t.relnamespace
     where n.nspname = 'receivables' and t.relname = any ($1)
       and not exists (select from pg_constraint c where c.conindid = i.oid)`,
    [tables],
  );
  for (const { name } of rows) await owner.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition).join(';\n');
}
