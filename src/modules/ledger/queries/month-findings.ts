/** What is to be done before a month is closed for good, as the upper modules say. */
import { type Engine, type MonthFinding, runQuery, type Sql } from '#platform';

interface MonthOfCompany {
  readonly companyId: bigint;
  readonly month: string;
}

/** The same under the caller's locks. */
export async function monthFindingsIn(
  db: Sql,
  { registrations }: Pick<Engine, 'registrations'>,
  tenantId: bigint,
  of: MonthOfCompany,
): Promise<readonly MonthFinding[]> {
  const found: MonthFinding[] = [];
  for (const check of registrations.monthHolds) found.push(...(await check.find(db, tenantId, of)));
  return found;
}

/** What stands against closing the month now, on a snapshot. */
export const monthFindings = (engine: Engine, tenantId: bigint, of: MonthOfCompany): Promise<readonly MonthFinding[]> =>
  runQuery(engine, tenantId, (db) => monthFindingsIn(db, engine, tenantId, of));
