/** Sends what waits in the outbox: proposed by a person, or held back until the customer's contact hours. */
import { staleBank } from '#collections';
import { listCompanies } from '#company';
import { type SendPath, sendMessages } from '#correspondence';
import { dayInZone, done, type Outcome } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import { type Caller, type Engine, runAlone, runQuery, sql } from '#platform';

/**
 * Sends for every company that has messages due and whose bank is read up to the last business day: what was proposed on
 * fresh facts must not leave on stale ones. Does nothing while a day run is under way, which sends by itself. Answers how
 * many messages were sent.
 */
export async function emptyOutbox(
  engine: Engine,
  caller: Caller,
  sendPath: SendPath,
): Promise<Outcome<{ sent: number }>> {
  const { tenantId } = caller;
  const now = engine.clock.now();
  const outcome = await runAlone(
    engine,
    `dunwell job day-run ${tenantId}`,
    async (): Promise<Outcome<{ sent: number }>> => {
      const waiting = await runQuery(engine, tenantId, async (db) => {
        const { rows } = await sql<{ company_id: bigint }>`
        select distinct company_id from correspondence.v_message where tenant_id = ${tenantId}
          and (state = 'sending' or state = 'proposed' and coalesce(not_before <= ${now.toISOString()}::timestamptz, true))`.execute(
          db,
        );
        return new Set(rows.map((row) => row.company_id));
      });
      let sent = 0;
      for (const company of await listCompanies(engine, tenantId)) {
        if (!waiting.has(company.id)) continue;
        const lastBusinessDay = previousBusinessDay(dayInZone(now, company.timeZone), company.country);
        if ((await staleBank(engine, tenantId, company.id, lastBusinessDay)) !== null) continue;
        const result = await sendMessages(engine, caller, sendPath, { company });
        if (!result.ok) return result;
        sent += result.value.sent;
      }
      return done({ sent });
    },
  );
  return outcome ?? done({ sent: 0 });
}
