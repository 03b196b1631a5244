/** The policy of reminders: dunning procedures, dated by sequence. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import type { DunningRule } from '../model.ts';
import { insertProcedure } from '../store.ts';

/** Sets a dunning procedure; the version before stays on record. Refuses levels that are not 1, 2, 3 … (`collections.levels`). */
export function setProcedure(
  engine: Engine,
  caller: Caller,
  input: { code: string; name: string; rule: DunningRule },
): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    { operation: 'collections.set-procedure', reason: `Dunning procedure ${input.code} was set.`, input },
    async (tx) => {
      if (input.rule.levels.some((level, index) => level.level !== index + 1) || input.rule.levels.length === 0) {
        return refuse(
          'collections.levels',
          'The levels of a procedure are numbered 1, 2, 3 …',
          {},
          { field: 'levels' },
        );
      }
      tx.atHead((head) => insertProcedure(tx, head.seq, input));
      return done(null);
    },
  );
}
