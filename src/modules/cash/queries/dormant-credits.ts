/** Credits that are no money of the bank's and that nobody has moved for as long as policy says: unclaimed property as well. */
import { type Day, formatAmount } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import type { DormantCreditsAnswer } from '../unapplied-contract.ts';

/** So many are listed; a company with more works them off from the oldest. */
const mostShown = 1_000;

/**
 * Open credit memos and other credit documents of customers (not receipts of ours, which stand in the queue of unapplied cash)
 * whose last movement lies as many months back as the rule of the customer's country says, else the general one; without a rule
 * there is none. Such a credit stays the customer's: it is applied, refunded or reported as unclaimed property, never taken to
 * income (R38). Intercompany accounts are no unclaimed property. The oldest first; totals are of all.
 */
export function listDormantCredits(
  engine: Engine,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly day: Day },
): Promise<DormantCreditsAnswer> {
  return runQuery(engine, tenantId, async (db) => {
    const dormant = sql`
      select i.id as "itemId", i.number, i.document_type as "documentType", a.number as customer, a.name as "customerName", a.country,
        i.posting_date as "postingDate", m.day as "lastMovedOn", (m.day + make_interval(months => p.months))::date as "dormantSince", p.months,
        -i.open_minor as "leftMinor", i.currency
      from receivables.v_item i
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
      cross join lateral (
        select greatest(i.posting_date, max(x.effective_date)) as day from receivables.v_allocation x
        where x.tenant_id = ${tenantId} and x.credit_item_id = i.id
      ) m
      cross join lateral (
        select d.months from cash.dormancy_policy d
        where d.tenant_id = ${tenantId} and d.company_id = ${of.companyId} and d.country in ('', a.country) and d.valid_from <= ${of.day}
        order by d.country desc, d.valid_from desc limit 1
      ) p
      where i.tenant_id = ${tenantId} and i.company_id = ${of.companyId} and i.open_minor < 0 and not i.noted and i.posting_date <= ${of.day}
        and a.category <> 'intercompany' and p.months > 0 and m.day + make_interval(months => p.months) <= ${of.day}::date
        and not exists (select from cash.receipt r where r.tenant_id = ${tenantId} and r.item_id = i.id)`;
    const { rows } = await sql<
      Omit<DormantCreditsAnswer['rows'][number], 'left' | 'itemId'> & { itemId: bigint; leftMinor: bigint }
    >`${dormant} order by m.day, i.id limit ${mostShown}`.execute(db);
    const totals = await sql<{ currency: string; credits: number; left: bigint }>`
      with u as (${dormant}) select currency, count(*)::integer as credits, sum("leftMinor")::bigint as left from u group by 1 order by 1`.execute(
      db,
    );
    return {
      rows: rows.map(({ leftMinor, itemId, ...row }) => ({
        ...row,
        itemId: itemId.toString(),
        left: formatAmount(leftMinor, row.currency),
      })),
      totals: totals.rows.map((one) => ({ ...one, left: formatAmount(one.left, one.currency) })),
    };
  });
}
