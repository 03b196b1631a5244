/** Whoever takes an application of money back for a reason of its own says so on the receipt: its *Why* is no longer what was applied. */
import type { Transaction } from '#platform';
import { explainTakenBack } from '../store/receipts.ts';

/**
 * Says on the receipts of a clearing why it was taken back, inside the transaction that does so. Their money is looked at again as
 * after a person's no: by another explanation it may be proposed, by the same one only a person applies it. `refused`: by the ERP, which is to be put
 * right first.
 */
export const tellTakenBackIn = (
  tx: Transaction,
  { clearingId, ...said }: { clearingId: bigint; decision: 'refused' | 'declined'; explanation: string },
): Promise<void> => explainTakenBack(tx, clearingId, said);
