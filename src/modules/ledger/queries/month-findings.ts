/** What is to be done before a month is closed for good, as the ledger and the upper modules say. */
import { loadCompany } from '#company';
import { dayInZone } from '#kernel';
import { type Engine, type MonthFinding, runQuery, type Sql } from '#platform';
import { findMonthOrder } from '../rules/month-order.ts';
import { unclosedBefore } from '../store.ts';

interface MonthOfCompany {
  readonly companyId: bigint;
  readonly month: string;
}

/** The same under the caller's locks, at the instant of the command. */
export async function monthFindingsIn(
  db: Sql,
  { registrations }: Pick<Engine, 'registrations'>,
  tenantId: bigint,
  of: MonthOfCompany & { readonly now: Date },
): Promise<readonly MonthFinding[]> {
  const company = await loadCompany(db, tenantId, of.companyId);
  if (!company) return [];
  const found = findMonthOrder({
    month: of.month,
    today: dayInZone(of.now, company.timeZone),
    unclosed: await unclosedBefore(db, tenantId, of),
  });
  for (const check of registrations.monthHolds) found.push(...(await check.find(db, tenantId, of)));
  return found;
}

/** What stands against closing the month now, on a snapshot. */
export const monthFindings = (engine: Engine, tenantId: bigint, of: MonthOfCompany): Promise<readonly MonthFinding[]> =>
  runQuery(engine, tenantId, (db) => monthFindingsIn(db, engine, tenantId, { ...of, now: engine.clock.now() }));
