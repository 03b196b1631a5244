/** Money whose facts a person has just changed is judged at once, as the second half of that decision. */
import type { Company } from '#company';
import { type Day, dayInZone } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import { type Caller, type Engine, runQuery } from '#platform';
import { countJudged } from '../store/receipts.ts';
import { applyCash } from './apply-cash.ts';

export interface JudgedLines {
  /** How many of the receipts are applied, and how many have a proposal. */
  readonly applied: number;
  readonly proposed: number;
}

/**
 * Judges some money up to a day (absent: today), and tells how it stands. It is no part of the decision before it, which stands: what
 * cannot be posted now, such as in a month that takes no posting, the next run posts. Done again it finds nothing new and tells the
 * same, so a repeat of the person's request, which its first command answers from what was kept, is answered as before.
 */
export async function judgeLines(
  engine: Engine,
  caller: Caller,
  of: { readonly company: Company; readonly asOf?: Day | undefined; readonly lineIds: readonly bigint[] },
): Promise<JudgedLines> {
  const { company, lineIds } = of;
  if (lineIds.length === 0) return { applied: 0, proposed: 0 };
  const asOf = of.asOf ?? dayInZone(engine.clock.now(), company.timeZone);
  // A request's key belongs to one command: the person's decision.
  const { idempotencyKey: _, ...plain } = caller;
  const freshSince = previousBusinessDay(asOf, company.country);
  await applyCash(engine, plain, { company, asOf, freshSince, bankLineIds: lineIds });
  return runQuery(engine, caller.tenantId, (db) => countJudged(db, caller.tenantId, lineIds));
}
