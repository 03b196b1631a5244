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

export interface MonthAndFindings {
  readonly month: string;
  readonly findings: readonly MonthFinding[];
}

/**
 * What stands against closing a month under the caller's locks, at the instant of the command. `through`: the months before it
 * that hold postings are closed with it, so they do not stand against it; what stands against each of them is told, in their order.
 */
export async function monthsFindingsIn(
  db: Sql,
  { registrations }: Pick<Engine, 'registrations'>,
  tenantId: bigint,
  of: MonthOfCompany & { readonly now: Date; readonly through: boolean },
): Promise<readonly MonthAndFindings[]> {
  const company = await loadCompany(db, tenantId, of.companyId);
  if (!company) return [{ month: of.month, findings: [] }];
  const today = dayInZone(of.now, company.timeZone);
  const unclosed = await unclosedBefore(db, tenantId, of);
  const found: MonthAndFindings[] = [];
  for (const month of of.through ? [...unclosed, of.month] : [of.month]) {
    const findings = findMonthOrder({ month, today, unclosed: of.through ? [] : unclosed });
    for (const check of registrations.monthHolds)
      findings.push(...(await check.find(db, tenantId, { companyId: of.companyId, month })));
    found.push({ month, findings });
  }
  return found;
}

/** What stands against closing the month now, on a snapshot. */
export const monthFindings = async (
  engine: Engine,
  tenantId: bigint,
  of: MonthOfCompany,
): Promise<readonly MonthFinding[]> => (await findingsOf(engine, tenantId, { ...of, through: false })).at(-1)!.findings;

/** What stands against closing the month and those before it that hold postings, in their order, the month last. */
export const monthsFindings = (
  engine: Engine,
  tenantId: bigint,
  of: MonthOfCompany,
): Promise<readonly MonthAndFindings[]> => findingsOf(engine, tenantId, { ...of, through: true });

const findingsOf = (engine: Engine, tenantId: bigint, of: MonthOfCompany & { readonly through: boolean }) =>
  runQuery(engine, tenantId, (db) => monthsFindingsIn(db, engine, tenantId, { ...of, now: engine.clock.now() }));
