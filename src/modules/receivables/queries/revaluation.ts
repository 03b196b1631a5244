/** What revaluation of a month comes to: open foreign-currency balances at closing rates, what is posted, what is not yet. */
import { type Company, convertAt, loadRatesInForce } from '#company';
import { type Day, done, endOfMonth, formatAmount, type Outcome, refuse } from '#kernel';
import { foreignBalances } from '#ledger';
import { type Engine, runQuery, type Sql, sql } from '#platform';
import { controlPurposes, revaluedPurposes } from '../rules/revaluation.ts';

export interface Revaluation {
  readonly controlAccountId: bigint;
  readonly controlAccount: string;
  readonly currency: string;
  /** Open in the currency at the end of the month. */
  readonly openMinor: bigint;
  /** What the control account carries it at, in company currency. */
  readonly carriedMinor: bigint;
  /** What it is worth at the closing rate, in company currency. */
  readonly revaluedMinor: bigint;
  readonly rate: string;
  /** What earlier runs of the month posted. */
  readonly postedMinor: bigint;
  /** What is still to be posted: revalued - carried - posted. */
  readonly dueMinor: bigint;
}

/**
 * Works out the revaluation of a month on a snapshot or under the caller's locks. The open items must equal the control
 * accounts in every currency, else there is nothing sound to value: refuses `receivables.not-tied-out` and
 * `company.rate-missing`.
 */
export async function revaluationIn(
  db: Sql,
  tenantId: bigint,
  company: Company,
  month: string,
): Promise<Outcome<Revaluation[]>> {
  const day = endOfMonth(`${month}-01`);
  const at = { companyId: company.id, companyCurrency: company.currency, day };
  const balances = await foreignBalances(db, tenantId, { ...at, purposes: revaluedPurposes });
  const tied = await tieOut(db, tenantId, company, day);
  if (!tied.ok) return tied;
  const posted = await sql<{ id: bigint; code: string; currency: string; amount: bigint }>`
    select r.control_account_id as id, a.code, r.currency, sum(r.adjustment_minor)::bigint as amount
    from receivables.revaluation r join ledger.v_account a on a.tenant_id = ${tenantId} and a.id = r.control_account_id
    where r.tenant_id = ${tenantId} and r.company_id = ${company.id} and r.month = ${month}
    group by r.control_account_id, a.code, r.currency`.execute(db);
  const rows = new Map<string, Omit<Revaluation, 'revaluedMinor' | 'rate' | 'dueMinor'>>();
  for (const one of balances) {
    rows.set(`${one.accountCode} ${one.currency}`, {
      controlAccountId: one.accountId,
      controlAccount: one.accountCode,
      currency: one.currency,
      openMinor: one.amountMinor,
      carriedMinor: one.companyAmountMinor,
      postedMinor: 0n,
    });
  }
  for (const one of posted.rows) {
    const key = `${one.code} ${one.currency}`;
    const empty = { openMinor: 0n, carriedMinor: 0n };
    const known = rows.get(key) ?? {
      controlAccountId: one.id,
      controlAccount: one.code,
      ...empty,
      currency: one.currency,
    };
    rows.set(key, { ...known, postedMinor: one.amount });
  }
  const wanted = [...rows.values()].map(({ currency }) => ({ from: currency, to: company.currency }));
  const rates = await loadRatesInForce(db, tenantId, wanted, day);
  if (!rates.ok) return rates;
  return done(
    [...rows.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => {
        const rate = rates.value(row.currency, company.currency);
        const revaluedMinor = convertAt(rate, row.openMinor);
        const dueMinor = revaluedMinor - row.carriedMinor - row.postedMinor;
        return { ...row, revaluedMinor, rate: rate.text, dueMinor };
      }),
  );
}

/** The same on a snapshot of its own, as money in words: for the command line and the API. */
export function revaluation(
  engine: Engine,
  tenantId: bigint,
  input: { company: Company; month: string },
): Promise<Outcome<Revaluation[]>> {
  return runQuery(engine, tenantId, (db) => revaluationIn(db, tenantId, input.company, input.month));
}

/** The public document: amounts as decimal strings in major units. */
export function revaluationToJson(company: Company, month: string, rows: readonly Revaluation[]) {
  const inCompany = (minor: bigint): string => formatAmount(minor, company.currency);
  return {
    company: company.code,
    month,
    companyCurrency: company.currency,
    rows: rows.map((row) => ({
      controlAccount: row.controlAccount,
      currency: row.currency,
      open: formatAmount(row.openMinor, row.currency),
      carried: inCompany(row.carriedMinor),
      revalued: inCompany(row.revaluedMinor),
      rate: row.rate,
      posted: inCompany(row.postedMinor),
      due: inCompany(row.dueMinor),
    })),
  };
}

/** The open items of the day against the control accounts, by currency, in both amounts. */
async function tieOut(db: Sql, tenantId: bigint, company: Company, day: Day): Promise<Outcome<null>> {
  const { rows } = await sql<{ currency: string; items: bigint; control: bigint }>`
    with control as (
      select l.currency, sum(l.amount_minor)::bigint as amount, sum(l.company_amount_minor)::bigint as company_amount
      from ledger.v_line l
      join ledger.v_journal j on j.tenant_id = ${tenantId} and j.id = l.journal_id and j.posting_date <= ${day}
      join ledger.v_account a on a.tenant_id = ${tenantId} and a.id = l.account_id
      where l.tenant_id = ${tenantId} and a.company_id = ${company.id} and a.purpose = any(${controlPurposes as string[]}::text[])
      group by l.currency
    ), items as (
      select currency, sum(amount_minor)::bigint as amount, sum(company_amount_minor)::bigint as company_amount
      from receivables.entry where tenant_id = ${tenantId} and company_id = ${company.id} and effective_date <= ${day}
      group by currency
    )
    select currency, coalesce(i.amount, 0) as items, coalesce(c.amount, 0) as control
    from control c full join items i using (currency)
    where (coalesce(c.amount, 0), coalesce(c.company_amount, 0)) <> (coalesce(i.amount, 0), coalesce(i.company_amount, 0))`.execute(
    db,
  );
  const off = rows[0];
  return off
    ? refuse(
        'receivables.not-tied-out',
        `On ${day} the open items in ${off.currency} do not equal the control accounts: have the books verified first. Nothing was changed.`,
        { day, currency: off.currency, itemsMinor: off.items.toString(), controlMinor: off.control.toString() },
      )
    : done(null);
}
