/** Proposals: what an upper module wants to say. Nothing leaves, no level moves and no charge is posted here. */
import type { Transaction } from '#platform';
import type { NewMessage, Suppression, WrittenMessage } from '../model.ts';
import { insertMessages, insertSuppressed } from '../store.ts';

/** Proposes messages; the same source key again changes nothing. Returns the new ones. */
export async function proposeMessagesIn(
  tx: Transaction,
  messages: readonly (NewMessage & { readonly notBefore: string | null })[],
): Promise<WrittenMessage[]> {
  const written = await insertMessages(tx, messages);
  tx.count('messages proposed', written.length);
  return written;
}

/** Records suppressions of messages that were never proposed: as a message that is suppressed from the start. Returns the new ones. */
export async function recordNotProposedIn(
  tx: Transaction,
  messages: readonly (NewMessage & { readonly suppression: Suppression })[],
): Promise<WrittenMessage[]> {
  const written = await insertSuppressed(tx, messages);
  tx.count('messages suppressed', written.length);
  return written;
}
