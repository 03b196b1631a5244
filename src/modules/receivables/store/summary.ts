/** The summary per customer account and currency: maintained by a projector, rebuilt by the same SQL. */
import { type RawSql, type Sql, sql } from '#platform';

/**
 * The one definition of a summary: used by the projector for changed accounts and by `verify` for all of them. Nothing
 * in it depends on the day, so it cannot grow stale overnight.
 */
export function summaryOf(tenantId: bigint, accountIds: readonly bigint[] | null) {
  const scope = accountIds === null ? sql`true` : sql`account_id = any(${accountIds as bigint[]}::bigint[])`;
  return sql`
    select account_id, currency, company_id,
      sum(open_minor)::bigint as open_minor,
      coalesce(sum(open_minor) filter (where aging_class = 'debit'), 0)::bigint as debit_minor,
      coalesce(sum(open_minor) filter (where aging_class = 'credit'), 0)::bigint as credit_minor,
      coalesce(sum(open_minor) filter (where aging_class = 'unapplied'), 0)::bigint as unapplied_minor,
      (count(*) filter (where open_minor <> 0))::integer as open_items,
      min(due_date) filter (where open_minor > 0 and aging_class = 'debit') as oldest_due_date,
      max(posting_date) filter (where document_type = 'payment') as last_payment_date
    from receivables.item
    where tenant_id = ${tenantId} and not noted and ${scope}
    group by account_id, currency, company_id`;
}

/** The statement that brings the summaries of some accounts (null: all) up to date. */
export function projectSummaries(tenantId: bigint, accountIds: readonly bigint[] | null): RawSql {
  return sql`
    insert into receivables.summary as old (tenant_id, account_id, currency, company_id, open_minor, debit_minor, credit_minor,
      unapplied_minor, open_items, oldest_due_date, last_payment_date)
    select ${tenantId}, s.account_id, s.currency, s.company_id, s.open_minor, s.debit_minor, s.credit_minor, s.unapplied_minor,
      s.open_items, s.oldest_due_date, s.last_payment_date
    from (${summaryOf(tenantId, accountIds)}) s
    on conflict (tenant_id, account_id, currency) do update set open_minor = excluded.open_minor, debit_minor = excluded.debit_minor,
      credit_minor = excluded.credit_minor, unapplied_minor = excluded.unapplied_minor, open_items = excluded.open_items,
      oldest_due_date = excluded.oldest_due_date, last_payment_date = excluded.last_payment_date
    where (old.open_minor, old.debit_minor, old.credit_minor, old.unapplied_minor, old.open_items, old.oldest_due_date, old.last_payment_date)
      is distinct from (excluded.open_minor, excluded.debit_minor, excluded.credit_minor, excluded.unapplied_minor, excluded.open_items,
        excluded.oldest_due_date, excluded.last_payment_date)`;
}

/** The summaries as stored, in the columns of `summaryOf`. */
export async function loadSummaries(db: Sql, tenantId: bigint): Promise<{ account_id: bigint; currency: string }[]> {
  const { rows } = await sql<{ account_id: bigint; currency: string }>`
    select account_id, currency, company_id, open_minor, debit_minor, credit_minor, unapplied_minor, open_items, oldest_due_date, last_payment_date
    from receivables.summary where tenant_id = ${tenantId}`.execute(db);
  return rows;
}
