/** Saves a list as it is looked at under a name, or changes one's saved view. */
import { done, type Outcome, refuse, textKey } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { insertSavedView, updateSavedView } from '../store.ts';

export interface ViewToSave {
  /** Absent: a new one. */
  readonly id?: bigint | undefined;
  readonly name: string;
  /** The page, such as `/items`. */
  readonly path: string;
  /** Its search parameters without the question mark. */
  readonly search: string;
  /** Everybody of the tenant finds it. */
  readonly shared: boolean;
}

/**
 * Saves a view of the caller. A person's views have different names; a shared one may be called like somebody else's.
 * Refuses `operations.view-name-taken`, and `operations.view-not-found` for a view that is not the caller's.
 */
export function saveView(engine: Engine, caller: Caller, input: ViewToSave): Promise<Outcome<{ viewId: string }>> {
  const description = {
    operation: 'operations.save-view',
    reason: `The view "${input.name}" of ${input.path} was saved${input.shared ? ' for everybody' : ''}.`,
    input: { ...input, id: input.id?.toString() ?? null },
  };
  return runCommand(engine, caller, description, async (tx) => {
    const nameKey = textKey(input.name);
    const written =
      input.id === undefined
        ? await insertSavedView(tx, { ...input, nameKey })
        : await updateSavedView(tx, { ...input, id: input.id, nameKey });
    if (written === 'absent')
      return refuse('operations.view-not-found', 'There is no such view among yours. Nothing was changed.');
    if (written === 'taken')
      return refuse(
        'operations.view-name-taken',
        `You have a view "${input.name}" already; give this one another name. Nothing was changed.`,
        { name: input.name },
        { field: 'name' },
      );
    const viewId = written.toString();
    tx.publish({ type: 'operations.view-saved', payload: { viewId } });
    return done({ viewId });
  });
}
