/** Counts what became of the engine's explanations, once a day: what the next runs of cash application go by. */
import type { Company } from '#company';
import { type Day, done, type Outcome } from '#kernel';
import { type Caller, type Engine, runCommand, runQuery } from '#platform';
import { loadKindCounts, spanOf } from '../queries/quality.ts';
import { countedMonths } from '../rules/track-record.ts';
import { insertTrackRecords, loadTrackRecords } from '../store/judgements.ts';

/**
 * Keeps the count of the last twelve months as of a day. A day is counted once: what happens later on it counts the next
 * day, so that a second run of a day judges as the first did. Answers how many kinds were counted; none where the day was
 * counted before or nothing is known yet.
 */
export async function countTrackRecord(
  engine: Engine,
  caller: Caller,
  input: { company: Company; day: Day },
): Promise<Outcome<{ kinds: number }>> {
  const { company, day } = input;
  const kinds = await runQuery(engine, caller.tenantId, async (db) => {
    const last = await loadTrackRecords(db, caller.tenantId, { companyId: company.id, day });
    return last?.countedOn === day ? [] : loadKindCounts(db, caller.tenantId, spanOf(company.id, day, countedMonths));
  });
  if (kinds.length === 0) return done({ kinds: 0 });
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.count-track-record',
      reason: `What became of the matching of the last ${countedMonths} months was counted for ${day}.`,
      input: { company: company.code, day, kinds },
    },
    async (tx) => {
      await insertTrackRecords(tx, { companyId: company.id, day, kinds });
      return done({ kinds: kinds.length });
    },
  );
}
