/** Credits that nobody has moved for as long as policy says: unclaimed property; and those whose customers are asked before. */
import { type Day, formatAmount } from '#kernel';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import type { DormantCreditsAnswer } from '../unapplied-contract.ts';

/** So many are listed; a company with more works them off from the oldest. */
const mostShown = 1_000;

interface CompanyOnDay {
  readonly companyId: bigint;
  readonly day: Day;
}

/**
 * The open credits `i` of a company's customers `a`, of whatever document, with the last day on which each moved (`m`), the rule of the
 * customer's country or else the general one (`p`), and the day on which the customer was last asked about it since (`q`; a letter of
 * which nobody knows whether it left has asked). Without a rule there is none; own companies' accounts are no unclaimed property.
 */
const creditsUnderRule = (tenantId: bigint, of: CompanyOnDay): RawSql => sql`
      receivables.v_item i
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id and a.category <> 'intercompany'
      cross join lateral (
        select greatest(i.posting_date, max(x.effective_date)) as day from receivables.v_allocation x
        where x.tenant_id = ${tenantId} and x.credit_item_id = i.id
      ) m
      cross join lateral (
        select d.months, d.letter_days from cash.dormancy_policy d
        where d.tenant_id = ${tenantId} and d.company_id = ${of.companyId} and d.country in ('', a.country) and d.valid_from <= ${of.day}
        order by d.country desc, d.valid_from desc limit 1
      ) p
      left join lateral (
        select max(s.proposed_date) as day from correspondence.v_message s
        where s.tenant_id = ${tenantId} and s.account_id = i.account_id and s.kind = 'dormant_credit' and s.state in ('proposed', 'sending', 'sent', 'unknown')
          and s.facts -> 'itemIds' ? i.id::text and s.proposed_date >= m.day
      ) q on true
      where i.tenant_id = ${tenantId} and i.company_id = ${of.companyId} and i.open_minor < 0 and not i.noted and i.posting_date <= ${of.day}
        and p.months > 0`;

/** A credit whose customer is asked what to do with it, before it is dormant. Minor units, positive. */
export interface CreditToAskAbout {
  readonly itemId: bigint;
  readonly accountId: bigint;
  readonly number: string;
  readonly postingDate: Day;
  readonly lastMovedOn: Day;
  /** The day from which its customer is asked. */
  readonly letterOn: Day;
  /** The day on which it is unclaimed property. */
  readonly dormantOn: Day;
  readonly amountMinor: bigint;
  readonly leftMinor: bigint;
  readonly currency: string;
}

/** What is due to be asked about so many days later goes with a letter that is due: nobody gets one for each credit. */
const gatheredDays = 60;

/**
 * Credits, money and documents alike, of which the customer has to be asked on a day: as many days before they are dormant as the rule
 * says, and later where it was not done. Who was asked since the credit moved is not asked again; what is due in the next sixty days
 * goes with it. By account and currency; of some accounts or of all. With `itemIds` those credits as they stand, asked about or not:
 * of a letter that is about to leave.
 */
export async function creditsToAskAbout(
  db: Sql,
  tenantId: bigint,
  of: CompanyOnDay & { readonly itemIds?: readonly bigint[]; readonly accountIds?: readonly bigint[] },
): Promise<CreditToAskAbout[]> {
  // Most companies have no such rule, and all of them have credits.
  const { rows: rules } = await sql`
    select 1 from cash.dormancy_policy where tenant_id = ${tenantId} and company_id = ${of.companyId} and months > 0 limit 1`.execute(
    db,
  );
  if (rules.length === 0) return [];
  const some =
    of.itemIds === undefined
      ? sql`and p.letter_days > 0 and q.day is null and m.day + make_interval(months => p.months) - make_interval(days => p.letter_days) <= ${of.day}::date + ${gatheredDays}::integer`
      : sql`and i.id = any(${of.itemIds as bigint[]}::bigint[])`;
  const own = of.accountIds === undefined ? sql`` : sql`and i.account_id = any(${of.accountIds as bigint[]}::bigint[])`;
  const { rows } = await sql<CreditToAskAbout>`
    select i.id as "itemId", i.account_id as "accountId", i.number, i.posting_date as "postingDate", m.day as "lastMovedOn",
      (m.day + make_interval(months => p.months) - make_interval(days => p.letter_days))::date as "letterOn",
      (m.day + make_interval(months => p.months))::date as "dormantOn", -i.amount_minor as "amountMinor", -i.open_minor as "leftMinor", i.currency
    from ${creditsUnderRule(tenantId, of)} ${some} ${own} order by i.account_id, i.currency, m.day, i.id`.execute(db);
  if (of.itemIds !== undefined) return rows;
  const keyOf = (one: CreditToAskAbout): string => `${one.accountId} ${one.currency}`;
  const due = new Set(rows.filter((one) => one.letterOn <= of.day).map(keyOf));
  return rows.filter((one) => due.has(keyOf(one)));
}

/**
 * Open credit memos and other credit documents of customers (not receipts of ours, which stand in the queue of unapplied cash)
 * whose last movement lies as many months back as the rule of the customer's country says, else the general one. Such a credit stays
 * the customer's: it is applied, refunded or reported as unclaimed property, never taken to income (R38). The oldest first; totals
 * are of all.
 */
export function listDormantCredits(engine: Engine, tenantId: bigint, of: CompanyOnDay): Promise<DormantCreditsAnswer> {
  return runQuery(engine, tenantId, async (db) => {
    const dormant = sql`
      select i.id as "itemId", i.number, i.document_type as "documentType", a.number as customer, a.name as "customerName", a.country,
        i.posting_date as "postingDate", m.day as "lastMovedOn", (m.day + make_interval(months => p.months))::date as "dormantSince", p.months,
        q.day as "askedOn", -i.open_minor as "leftMinor", i.currency
      from ${creditsUnderRule(tenantId, of)} and m.day + make_interval(months => p.months) <= ${of.day}::date
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
