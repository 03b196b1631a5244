/** Aged debt over several companies of a tenant, each currency by itself or all in one. */
import { type Company, convertAt, loadRatesInForce } from '#company';
import { done, formatAmount, type Outcome } from '#kernel';
import { type Engine, runQuery, type Sql, sql } from '#platform';
import { convertKeepingSum } from '../rules/group-currency.ts';
import {
  type Aging,
  type AgingPart,
  type AgingRequest,
  agingToJson,
  bucketNames,
  checkBuckets,
  columnOf,
  seqKnownAt,
  stillOpen,
  sumUp,
} from './aging.ts';
import { type AgingPlace, loadAgingLabels } from './aging-labels.ts';

/**
 * `historical`: what the books carry the items at, each in its company's currency; this ties to the control accounts. A
 * company that keeps its books in another currency than the group's is translated whole, at the rate of the day.
 * `closing`: every item's own currency at the rate of the day.
 */
export type GroupRates = 'historical' | 'closing';

export interface GroupAgingRequest extends Omit<AgingRequest, 'companyId' | 'customerId'> {
  readonly companies: readonly Company[];
  /** Null: no conversion, a line per currency. */
  readonly group: { readonly currency: string; readonly rates: GroupRates } | null;
}

export interface GroupAging extends Aging {
  readonly group: {
    readonly currency: string;
    readonly rates: GroupRates;
    /** Every rate that was used, in words. */
    readonly used: readonly string[];
  } | null;
  /** Each company's balance as its books carry it, and what of the report's total is its. */
  readonly companies: readonly {
    readonly company: string;
    readonly currency: string;
    readonly balanceMinor: bigint;
    readonly groupMinor: bigint | null;
  }[];
}

interface Row {
  readonly account_id: bigint;
  readonly company_id: bigint;
  readonly currency: string;
  readonly column: number;
  readonly amount: bigint;
  readonly company_amount: bigint;
}

/**
 * Aged debt over companies, with the same columns as the aging of one. Converted, the columns of a line, of the totals
 * and of each company still sum: a company's part of the report is its converted balance, to the unit. Refuses
 * `receivables.buckets` and `company.rate-missing`.
 */
export async function groupAging(
  engine: Engine,
  tenantId: bigint,
  request: GroupAgingRequest,
): Promise<Outcome<GroupAging>> {
  const checked = checkBuckets(request.buckets);
  if (!checked.ok) return checked;
  return runQuery(engine, tenantId, async (db) => {
    const seq = request.asKnown === null ? null : await seqKnownAt(db, tenantId, request.asKnown);
    const rows = await loadRows(db, tenantId, request, seq);
    const accountIds = request.by === 'company' ? [] : [...new Set(rows.map((row) => row.account_id))];
    const labelOf = await loadAgingLabels(db, tenantId, request, seq, accountIds);
    const place = (row: Row): AgingPlace => ({ accountId: row.account_id, companyId: row.company_id });
    const columns = bucketNames(request.buckets).map((_, index) => index);
    const partOf = (row: Row, currency: string, amountMinor: bigint): AgingPart => ({
      ...labelOf(place(row)),
      currency,
      amountsMinor: columns.map((column) => (column === row.column ? amountMinor : 0n)),
    });
    const balances = request.companies.map((company) => ({
      company: company.code,
      currency: company.currency,
      balanceMinor: rows.reduce((sum, row) => (row.company_id === company.id ? sum + row.company_amount : sum), 0n),
      groupMinor: null as bigint | null,
    }));
    if (request.group === null) {
      const parts = rows.map((row) => partOf(row, row.currency, row.amount));
      return done({ ...sumUp(request, parts), group: null, companies: balances });
    }
    const { currency, rates } = request.group;
    const currencyOf = new Map(request.companies.map((company) => [company.id, company.currency]));
    const sourceOf = (row: Row): { currency: string; minor: bigint } =>
      rates === 'closing'
        ? { currency: row.currency, minor: row.amount }
        : { currency: currencyOf.get(row.company_id)!, minor: row.company_amount };
    const sources = [...new Set(rows.map((row) => sourceOf(row).currency))].filter((one) => one !== currency).sort();
    const inForce = await loadRatesInForce(
      db,
      tenantId,
      sources.map((from) => ({ from, to: currency })),
      request.asOf,
      { seq, through: [...new Set(currencyOf.values())] },
    );
    if (!inForce.ok) return inForce;
    const converted = new Map<Row, bigint>();
    const groups = new Map<string, Row[]>();
    for (const row of rows) {
      const key = `${row.company_id} ${sourceOf(row).currency}`;
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
    for (const group of groups.values()) {
      const rate = inForce.value(sourceOf(group[0]!).currency, currency);
      const amounts = convertKeepingSum(
        group.map((row) => sourceOf(row).minor),
        (minor) => convertAt(rate, minor),
      );
      for (const [index, row] of group.entries()) converted.set(row, amounts[index]!);
    }
    const ofCompany = new Map(request.companies.map((company) => [company.code, company.id]));
    return done({
      ...sumUp(
        request,
        rows.map((row) => partOf(row, currency, converted.get(row)!)),
      ),
      group: { currency, rates, used: sources.map((from) => inForce.value(from, currency).text) },
      companies: balances.map((one) => ({
        ...one,
        groupMinor: rows.reduce(
          (sum, row) => (row.company_id === ofCompany.get(one.company) ? sum + converted.get(row)! : sum),
          0n,
        ),
      })),
    });
  });
}

/** Sums by company, account, currency and column, in an order that does not change between two equal reports. */
async function loadRows(
  db: Sql,
  tenantId: bigint,
  request: GroupAgingRequest,
  seq: bigint | null,
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select ${request.by === 'company' ? sql`0::bigint` : sql`e.account_id`} as account_id, e.company_id, e.currency,
      ${columnOf(request)} as "column", sum(e.amount_minor)::bigint as amount, sum(e.company_amount_minor)::bigint as company_amount
    from receivables.entry e
    where e.tenant_id = ${tenantId} and e.company_id = any(${request.companies.map((company) => company.id)}::bigint[])
      and e.effective_date <= ${request.asOf} and ${stillOpen(request.asOf, seq)}
    group by 1, 2, 3, 4
    having sum(e.amount_minor) <> 0 or sum(e.company_amount_minor) <> 0
    order by 2, 3, 1, 4`.execute(db);
  return rows;
}

/** The public document: that of the aging, with the group currency, its rates and each company's part. */
export function groupAgingToJson(result: GroupAging) {
  return {
    ...agingToJson(result),
    group: result.group === null ? null : { ...result.group, used: [...result.group.used] },
    companies: result.companies.map((one) => ({
      company: one.company,
      currency: one.currency,
      balance: formatAmount(one.balanceMinor, one.currency),
      inGroupCurrency: one.groupMinor === null ? null : formatAmount(one.groupMinor, result.group!.currency),
    })),
  };
}
