/** When a company sends its statements of account. */
import type { Company } from '#company';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import type { StatementCycle } from '../statement-model.ts';
import { insertStatementCycle } from '../store.ts';

/**
 * Sets the cycle from today on; the version before stays on record. The first statements are those of the next day of the
 * cycle. Refuses `collections.statement-day`: a day that not every month has.
 */
export function setStatementCycle(
  engine: Engine,
  caller: Caller,
  input: { company: Company; active: boolean; dayOfMonth: number; withMovements: boolean },
): Promise<Outcome<StatementCycle>> {
  const { company, active, dayOfMonth, withMovements } = input;
  const description = {
    operation: 'collections.set-statement-cycle',
    reason: active
      ? `${company.name} sends statements from day ${dayOfMonth} of the month.`
      : `${company.name} sends no statements by itself.`,
    input: { company: company.code, active, dayOfMonth, withMovements },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<StatementCycle>> => {
    if (!Number.isInteger(dayOfMonth) || dayOfMonth < 1 || dayOfMonth > 28)
      return refuse(
        'collections.statement-day',
        'The day is one that every month has, from 1 to 28. Nothing was changed.',
        {},
        { field: 'dayOfMonth' },
      );
    const validFrom = dayInZone(tx.now, company.timeZone);
    const cycle = { active, dayOfMonth, withMovements, validFrom };
    tx.atHead((head) => insertStatementCycle(tx, head.seq, company.id, cycle));
    return done(cycle);
  });
}
