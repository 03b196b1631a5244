/** Refunds a customer's credit: it leaves the account and is owed to be paid out. Under authority. */
import { done, type Outcome, refuse } from '#kernel';
import {
  type Caller,
  type CommandOutcome,
  decideAuthority,
  type Engine,
  type GovernedAction,
  runCommand,
} from '#platform';
import { type RefundCredit, refundCreditInput } from '../contract.ts';
import { askAbout, companyOfItem, type MadeDocument, made, said, takeItem } from './item-at-hand.ts';
import { postDocumentsIn } from './post-documents.ts';

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
 * receivable, and what `takeItem`, `decideAuthority` and `postDocumentsIn` refuse.
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
    const { company, item, account, amountMinor, postingDate } = hand.value;
    if (item.amountMinor > 0n)
      return refuse(
        'receivables.wrong-side',
        `${item.number} is a receivable; only credits are refunded. Nothing was changed.`,
      );
    const ask = await askAbout(tx, hand.value, {
      content: { postingDate, reasonCode: input.reasonCode ?? null, openMinor: item.openMinor },
      sentence: `Refund ${said(hand.value)} of ${item.number} to customer ${account.number}: ${input.reason}`,
    });
    if (!ask.ok) return ask;
    const decided = await decideAuthority(tx, refundCreditAction, ask.value);
    if (!decided.ok) return decided;
    const posted = await postDocumentsIn(tx, company, [
      {
        accountId: item.accountId,
        documentType: 'refund',
        number: null,
        documentDate: postingDate,
        dueDate: postingDate,
        currency: item.currency,
        amountMinor,
        reasonCode: input.reasonCode ?? null,
        linkedItemId: item.id,
        settles: true,
        text: input.reason,
        explanation: `Refund of ${item.number}: ${input.reason}`,
      },
    ]);
    if (!posted.ok) return posted;
    const [document] = posted.value.posted;
    return done(made({ ...document!, itemId: document!.itemIds[0]!, amountMinor, currency: item.currency }));
  });
}
