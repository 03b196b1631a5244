/** Money that a person left on account is taken up again: what the engine explains of it may be proposed, and posted, as of any other. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { leftByPerson } from '../model.ts';
import { lookAgain } from '../store/receipts.ts';
import { lockProposal, type Named } from './decline-proposal.ts';

/**
 * Takes back that a person left a receipt on account; the money stays where it is, also on the account of the customer whom the
 * person named, and the next run looks at it. Gives its line of the bank, so that it can be looked at now. Refuses `cash.receipt-not-found`,
 * `cash.receipt-stale`, `cash.not-left`.
 */
export function takeUpReceipt(engine: Engine, caller: Caller, input: Named): Promise<Outcome<{ lineId: bigint }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.take-up-receipt',
      reason: `A person took back that receipt ${input.receiptId} was left on account.`,
      input: { receipt: input.receiptId, version: input.version },
    },
    async (tx) => {
      const found = await lockProposal(tx, input);
      if (!found.ok) return found;
      const { explanation, accountId, lineId } = found.value;
      if (explanation !== leftByPerson)
        return refuse('cash.not-left', 'Nobody left this receipt on account. Nothing was changed.', {});
      await lookAgain(tx, input.receiptId, {
        decision: 'on_account',
        explanation: 'What a person left on account may be proposed again; the next run looks.',
      });
      tx.publish({
        type: 'cash.receipt-worked',
        payload: {
          receiptId: input.receiptId.toString(),
          companyId: input.company.id.toString(),
          accountId: accountId?.toString() ?? null,
          as: 'taken_up',
        },
      });
      return done({ lineId });
    },
  );
}
