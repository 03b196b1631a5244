/** A person asks for work of a schedule now; the worker begins it with its next round. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import type { ScheduleKind } from '../model.ts';
import { insertAskedWork, isRunning } from '../store.ts';

/**
 * Asks for the day run, the reading of the inbox or the sending of what waits. Refuses `operations.work-asked` while it is
 * asked for already and has not ended, and `platform.job-running` while a run that a schedule began is under way.
 */
export function askForWork(
  engine: Engine,
  caller: Caller,
  input: { readonly kind: ScheduleKind },
): Promise<Outcome<{ kind: ScheduleKind }>> {
  const { kind } = input;
  const description = {
    operation: 'operations.ask-for-work',
    reason: `The ${kind.replace('-', ' ')} was asked for now.`,
    input,
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ kind: ScheduleKind }>> => {
    if (!(await insertAskedWork(tx, kind)))
      return refuse('operations.work-asked', 'This is asked for already and has not ended; wait for its end.', {
        kind,
      });
    if (await isRunning(tx, kind))
      return refuse('platform.job-running', 'A run is under way; wait for its end. Nothing was changed.', { kind });
    tx.publish({ type: 'operations.work-asked', payload: { kind } });
    return done({ kind });
  });
}
