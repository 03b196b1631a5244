/** Refunds a customer's credit: it leaves the account and is owed to be paid out. Under authority. */
import { type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, type GovernedAction, runCommand } from '#platform';
import { type RefundCredit, refundCreditInput } from '../contract.ts';
import { companyOfItem, decideAbout, type MadeDocument, said, takeItem } from './item-at-hand.ts';
import { settleIn } from './settle-item.ts';

export const refundCreditAction: GovernedAction<RefundCredit> = {
  name: 'receivables.refund',
  permission: 'receivables.refund',
  sentence: 'refund credits of customers',
  amountMeans: 'the amount paid out',
  alwaysTwo: false,
  defaultLimits: [
    { role: 'cash_applier', mode: 'with_approval' },
    { role: 'lead', mode: 'with_approval' },
    { role: 'lead', mode: 'approve', amount: '5000' },
    { role: 'controller', mode: 'with_approval' },
    { role: 'controller', mode: 'approve' },
  ],
  input: refundCreditInput,
  companyOf: (db, tenantId, input) => companyOfItem(db, tenantId, input.itemId),
  run: (engine, caller, input) => refundCredit(engine, caller, input),
};

/**
 * Posts a refund that settles a credit item, against the refunds to be paid out. Refuses `receivables.wrong-side` for a
 * receivable, and what `takeItem`, `decideAbout` and `settleIn` refuse.
 */
export function refundCredit(
  engine: Engine,
  caller: Caller,
  input: RefundCredit,
): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation: refundCreditAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const hand = await takeItem(tx, input);
    if (!hand.ok) return hand;
    const { item, account, postingDate } = hand.value;
    if (item.amountMinor > 0n)
      return refuse(
        'receivables.wrong-side',
        `${item.number} is a receivable; only credits are refunded. Nothing was changed.`,
      );
    const decided = await decideAbout(tx, refundCreditAction, hand.value, {
      content: { postingDate, reasonCode: input.reasonCode ?? null, openMinor: item.openMinor },
      sentence: `Refund ${said(hand.value)} of ${item.number} to customer ${account.number}: ${input.reason}`,
    });
    if (!decided.ok) return decided;
    return settleIn(tx, hand.value, {
      documentType: 'refund',
      dueDate: postingDate,
      reasonCode: input.reasonCode ?? null,
      text: input.reason,
      explanation: `Refund of ${item.number}: ${input.reason}`,
    });
  });
}
