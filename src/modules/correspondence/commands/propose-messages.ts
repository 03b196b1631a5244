/** Proposals: what an upper module wants to say. Nothing leaves, no level moves and no charge is posted here. */
import type { Transaction } from '#platform';
import type { NewMessage, Suppression } from '../model.ts';
import { insertMessages, insertSuppressed } from '../store.ts';

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
  const recorded = await insertSuppressed(tx, messages);
  tx.count('messages suppressed', recorded);
  return recorded;
}
