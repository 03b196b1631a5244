/** Takes a saved view away; the list that it showed stays as it is. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { endSavedView } from '../store.ts';

/** Removes a view of the caller. Refuses `operations.view-not-found` for one that is not the caller's. */
export function removeView(
  engine: Engine,
  caller: Caller,
  input: { readonly viewId: bigint },
): Promise<Outcome<{ viewId: string }>> {
  const viewId = input.viewId.toString();
  const description = { operation: 'operations.remove-view', reason: 'A saved view was removed.', input: { viewId } };
  return runCommand(engine, caller, description, async (tx) => {
    if (!(await endSavedView(tx, input.viewId)))
      return refuse('operations.view-not-found', 'There is no such view among yours. Nothing was changed.');
    tx.publish({ type: 'operations.view-removed', payload: { viewId } });
    return done({ viewId });
  });
}
