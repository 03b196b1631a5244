/** The policy of reminders: dunning procedures, each version from a day on. */
import { type Day, done, isCurrency, isDay, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import type { DunningRule } from '../model.ts';
import { insertProcedure } from '../store.ts';

/** Looks at a rule; refuses with the member at fault. */
function checkRule({ levels }: DunningRule): Outcome<null> {
  if (levels.some((level, index) => level.level !== index + 1) || levels.length === 0)
    return refuse('collections.levels', 'The levels of a procedure are numbered 1, 2, 3 …', {}, { field: 'levels' });
  for (const [index, level] of levels.entries()) {
    const before = levels[index - 1];
    if (before && level.daysOverdue < before.daysOverdue)
      return refuse(
        'collections.levels-order',
        `Level ${level.level} would come at ${level.daysOverdue} days overdue, before level ${before.level} at ${before.daysOverdue}. Nothing was changed.`,
        {},
        { field: `levels.${index}.daysOverdue` },
      );
    if (level.charge && (!isCurrency(level.charge.currency) || BigInt(level.charge.amountMinor) < 0n))
      return refuse(
        'collections.charge',
        `The charge of level ${level.level} is no amount of a currency. Nothing was changed.`,
        {},
        { field: `levels.${index}.charge` },
      );
  }
  return done(null);
}

/**
 * Sets a dunning procedure from a day on (absent: always, so that it applies at once); the versions before stay on record.
 * Refuses levels that are not 1, 2, 3 … (`collections.levels`), that come earlier than the one before
 * (`collections.levels-order`), a charge that is none (`collections.charge`), and a day that is none
 * (`collections.procedure-day`).
 */
export function setProcedure(
  engine: Engine,
  caller: Caller,
  input: { code: string; name: string; rule: DunningRule; validFrom?: Day },
): Promise<Outcome<null>> {
  const validFrom = input.validFrom ?? '0001-01-01';
  return runCommand(
    engine,
    caller,
    { operation: 'collections.set-procedure', reason: `Dunning procedure ${input.code} was set.`, input },
    async (tx) => {
      const checked = checkRule(input.rule);
      if (!checked.ok) return checked;
      if (!isDay(validFrom))
        return refuse(
          'collections.procedure-day',
          `"${validFrom}" is not a calendar day. Nothing was changed.`,
          {},
          { field: 'validFrom' },
        );
      tx.atHead((head) => insertProcedure(tx, head.seq, { ...input, validFrom }));
      return done(null);
    },
  );
}
