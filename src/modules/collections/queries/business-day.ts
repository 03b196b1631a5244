/** The day that a company works on. */
import type { Company } from '#company';
import { type Day, dayInZone } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';

/** The day that priorities were made for; before the first run the calendar day in the company's zone. */
export async function businessDayOf(engine: Engine, tenantId: bigint, company: Company): Promise<Day> {
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<{ day: Day }>`
      select day from collections.business_day where tenant_id = ${tenantId} and company_id = ${company.id}`.execute(
      db,
    ),
  );
  return rows[0]?.day ?? dayInZone(engine.clock.now(), company.timeZone);
}
