/** A person's no to what the engine proposed for a receipt: kept with its reason, and taken back when it was a mistake. */
import type { Company } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import { noteMistaken, withdrawMistaken } from '../store/aliases.ts';
import { insertDeclined, withdrawDeclined } from '../store/declined.ts';
import { loadProposal, lockMoney, lookAgain, type StandingProposal } from '../store/receipts.ts';

export interface Named {
  readonly company: Company;
  readonly receiptId: bigint;
  /** The version of the receipt that the person saw. */
  readonly version: number;
}

/**
 * Declines the proposal of a receipt: it waits without one, the same items are not proposed for it again, and the next run
 * of cash application may find another explanation. What was learned and led to it has failed once. Money stays where it is. Refuses `cash.receipt-not-found`,
 * `cash.receipt-stale`, `cash.nothing-proposed`.
 */
export function declineProposal(
  engine: Engine,
  caller: Caller,
  input: Named & { reason: string },
): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.decline-proposal',
      reason: `A person declined what was proposed for receipt ${input.receiptId}: ${input.reason}`,
      input: { receipt: input.receiptId, version: input.version, reason: input.reason },
    },
    async (tx) => {
      const found = await lockProposal(tx, input);
      if (!found.ok) return found;
      const receipt = found.value;
      if (receipt.itemIds.length === 0)
        return refuse('cash.nothing-proposed', 'Nothing is proposed for this receipt. Nothing was changed.', {});
      await insertDeclined(tx, {
        companyId: input.company.id,
        receiptId: input.receiptId,
        itemIds: receipt.itemIds,
        explanation: receipt.explanation,
        confidence: receipt.confidence,
        reason: input.reason,
      });
      await noteMistaken(tx, input.receiptId, receipt.learnedIds);
      await lookAgain(tx, input.receiptId, {
        decision: 'declined',
        explanation: `A person declined the proposal: ${input.reason}`,
      });
      publish(tx, input, receipt, 'declined');
      return done(null);
    },
  );
}

/**
 * Takes back every no to explanations of a receipt: the next run may propose them again. Gives its line of the bank. Refuses `cash.receipt-not-found`,
 * `cash.receipt-stale`, `cash.nothing-declined`.
 */
export function withdrawDecline(
  engine: Engine,
  caller: Caller,
  input: Named,
): Promise<Outcome<{ lineId: bigint; withdrawn: number }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.withdraw-decline',
      reason: `A person took back what was declined for receipt ${input.receiptId}.`,
      input: { receipt: input.receiptId, version: input.version },
    },
    async (tx) => {
      const found = await lockProposal(tx, input);
      if (!found.ok) return found;
      const withdrawn = await withdrawDeclined(tx, input.receiptId, null);
      if (withdrawn === 0)
        return refuse('cash.nothing-declined', 'Nothing was declined for this receipt. Nothing was changed.', {});
      await withdrawMistaken(tx, input.receiptId);
      // A proposal that came after the no stays beside what may come again.
      if (found.value.itemIds.length === 0)
        await lookAgain(tx, input.receiptId, {
          decision: 'declined',
          explanation: 'What a person declined may be proposed again; the next run looks.',
        });
      publish(tx, input, found.value, 'decline_withdrawn');
      return done({ lineId: found.value.lineId, withdrawn });
    },
  );
}

/** The receipt under its lock, in the version that the person saw. */
export async function lockProposal(tx: Transaction, input: Named): Promise<Outcome<StandingProposal>> {
  const before = await loadProposal(tx.db, tx.tenantId, input.company.id, input.receiptId);
  const open = before && (await lockMoney(tx, [before.lineId])).has(before.lineId);
  const receipt = open ? await loadProposal(tx.db, tx.tenantId, input.company.id, input.receiptId) : undefined;
  if (!receipt) return refuse('cash.receipt-not-found', 'This receipt is not open any more. Nothing was changed.', {});
  if (receipt.version !== input.version)
    return refuse(
      'cash.receipt-stale',
      'Somebody else worked on this receipt after you opened it. Nothing was changed; look at it again.',
      { yours: input.version, now: receipt.version },
    );
  return done(receipt);
}

function publish(tx: Transaction, input: Named, receipt: StandingProposal, as: 'declined' | 'decline_withdrawn'): void {
  tx.publish({
    type: 'cash.receipt-worked',
    payload: {
      receiptId: input.receiptId.toString(),
      companyId: input.company.id.toString(),
      accountId: receipt.accountId?.toString() ?? null,
      as,
    },
  });
}
