/** The summary per customer account and currency: maintained by a projector, rebuilt by the same SQL. */
import { type RawSql, type Sql, sql } from '#platform';

/** What a summary says of the open items of an account in a currency: in here whatever is closed adds nothing. */
const figures = sql`
      coalesce(sum(open_minor), 0)::bigint as open_minor,
      coalesce(sum(open_minor) filter (where aging_class = 'debit'), 0)::bigint as debit_minor,
      coalesce(sum(open_minor) filter (where aging_class = 'credit'), 0)::bigint as credit_minor,
      coalesce(sum(open_minor) filter (where aging_class = 'unapplied'), 0)::bigint as unapplied_minor,
      (count(*) filter (where open_minor <> 0))::integer as open_items,
      min(due_date) filter (where open_minor > 0 and aging_class = 'debit') as oldest_due_date`;

/**
 * The one definition of a summary, from all items: what `verify` holds the stored ones against. Nothing in it depends on
 * the day, so it cannot grow stale overnight.
 */
export function summaryOf(tenantId: bigint): RawSql {
  return sql`
    select account_id, currency, company_id, ${figures},
      max(posting_date) filter (where document_type = 'payment') as last_payment_date
    from receivables.item
    where tenant_id = ${tenantId} and not noted
    group by account_id, currency, company_id`;
}

/**
 * The statement that brings the summaries up to date of the accounts and currencies that a command's items touch. It reads
 * those items and what is open, so that it costs the same on the thousandth document as on the first. Payments are never taken out of the books: the
 * latest one is the latest of those known and those touched.
 */
export function projectSummaries(tenantId: bigint, touchedItemIds: readonly bigint[]): RawSql {
  return sql`
    with touched as (
      select account_id, currency, company_id, max(posting_date) filter (where document_type = 'payment') as last_payment_date
      from receivables.item
      where tenant_id = ${tenantId} and id = any(${touchedItemIds as bigint[]}::bigint[]) and not noted
      group by account_id, currency, company_id
    ), opened as (
      select account_id, currency, ${figures}
      from receivables.item
      where tenant_id = ${tenantId} and account_id = any(array(select account_id from touched)) and open_minor <> 0 and not noted
      group by account_id, currency
    )
    insert into receivables.summary as old (tenant_id, account_id, currency, company_id, open_minor, debit_minor, credit_minor,
      unapplied_minor, open_items, oldest_due_date, last_payment_date)
    select ${tenantId}, t.account_id, t.currency, t.company_id, coalesce(o.open_minor, 0), coalesce(o.debit_minor, 0), coalesce(o.credit_minor, 0),
      coalesce(o.unapplied_minor, 0), coalesce(o.open_items, 0), o.oldest_due_date, t.last_payment_date
    from touched t left join opened o on o.account_id = t.account_id and o.currency = t.currency
    on conflict (tenant_id, account_id, currency) do update set open_minor = excluded.open_minor, debit_minor = excluded.debit_minor,
      credit_minor = excluded.credit_minor, unapplied_minor = excluded.unapplied_minor, open_items = excluded.open_items,
      oldest_due_date = excluded.oldest_due_date, last_payment_date = greatest(old.last_payment_date, excluded.last_payment_date)
    where (old.open_minor, old.debit_minor, old.credit_minor, old.unapplied_minor, old.open_items, old.oldest_due_date, old.last_payment_date)
      is distinct from (excluded.open_minor, excluded.debit_minor, excluded.credit_minor, excluded.unapplied_minor, excluded.open_items,
        excluded.oldest_due_date, greatest(old.last_payment_date, excluded.last_payment_date))`;
}

/** The summaries as stored, in the columns of `summaryOf`. */
export async function loadSummaries(db: Sql, tenantId: bigint): Promise<{ account_id: bigint; currency: string }[]> {
  const { rows } = await sql<{ account_id: bigint; currency: string }>`
    select account_id, currency, company_id, open_minor, debit_minor, credit_minor, unapplied_minor, open_items, oldest_due_date, last_payment_date
    from receivables.summary where tenant_id = ${tenantId}`.execute(db);
  return rows;
}
