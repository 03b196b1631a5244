/** Proposals: what an upper module wants to say. Nothing leaves, no level moves and no charge is posted here. */
import type { Transaction } from '#platform';
import type { NewMessage, Suppression } from '../model.ts';
import { insertMessages, insertSuppressions, updateState } from '../store.ts';

/** Proposes messages; the same source key again changes nothing. Returns the ids of new ones. */
export async function proposeMessagesIn(
  tx: Transaction,
  messages: readonly (NewMessage & { readonly notBefore: string | null })[],
): Promise<bigint[]> {
  const ids = await insertMessages(tx, messages);
  tx.count('messages proposed', ids.length);
  return ids;
}

/** Records suppressions of messages that were never proposed: as a message that is suppressed from the start. */
export async function recordNotProposedIn(
  tx: Transaction,
  messages: readonly (NewMessage & { readonly suppression: Suppression })[],
): Promise<number> {
  let recorded = 0;
  for (const message of messages) {
    const [id] = await insertMessages(tx, [{ ...message, notBefore: null }]);
    if (id === undefined) continue;
    await insertSuppressions(tx, id, [message.suppression]);
    await updateState(tx, id, 'suppressed', { reason: message.suppression.reason });
    recorded += 1;
  }
  tx.count('messages suppressed', recorded);
  return recorded;
}
