/** Refunds a customer's credit: it leaves the account and is owed to be paid out. Under authority. */
import { loadBankAccounts, loadEstate } from '#customers';
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, type GovernedAction, runCommand } from '#platform';
import { type RefundCredit, refundCreditInput } from '../contract.ts';
import { choosePayout, type Payout, payoutInWords } from '../rules/payout.ts';
import { insertPayout } from '../store/payouts.ts';
import { companyOfItem, decideAbout, type MadeDocument, namesOfItems, said, takeItem } from './item-at-hand.ts';
import { settleIn } from './settle-item.ts';

/** Of every act by which money goes back to customers: nobody does it alone. */
export const refundLimits: GovernedAction['defaultLimits'] = [
  { role: 'cash_applier', mode: 'with_approval' },
  { role: 'lead', mode: 'with_approval' },
  { role: 'lead', mode: 'approve', amount: '5000' },
  { role: 'controller', mode: 'with_approval' },
  { role: 'controller', mode: 'approve' },
];

export const refundCreditAction: GovernedAction<RefundCredit> = {
  name: 'receivables.refund',
  permission: 'receivables.refund',
  sentence: 'refund credits of customers',
  amountMeans: 'the amount paid out',
  alwaysTwo: false,
  defaultLimits: refundLimits,
  input: refundCreditInput,
  companyOf: (db, tenantId, input) => companyOfItem(db, tenantId, input.itemId),
  namesOf: namesOfItems,
  run: (engine, caller, input) => refundCredit(engine, caller, input),
};

/**
 * Posts a refund that settles a credit item, against the refunds to be paid out, and keeps the account that it goes to, unless it
 * is to leave by check: what is approved names it. Refuses `receivables.wrong-side` for a receivable, `receivables.payout-check`, and what `takeItem`, `choosePayout`, `decideAbout` and
 * `settleIn` refuse.
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
    const estate = await loadEstate(tx.db, tx.tenantId, account.id);
    if (input.byCheck === true && (estate || input.payTo !== undefined))
      return refuse(
        'receivables.payout-check',
        estate
          ? `Customer ${account.number} is insolvent since ${estate.insolventSince}; its money goes to the administrator's account. Nothing was changed.`
          : 'A refund goes to an account or leaves by check: name one of them. Nothing was changed.',
        {},
        { field: 'byCheck' },
      );
    const [verified] = await loadBankAccounts(tx.db, tx.tenantId, [account.id]);
    const origins = await Promise.all(
      engine.registrations.moneyOrigins.map((one) => one.load(tx.db, tx.tenantId, [item.id])),
    );
    const payout: Outcome<Payout | null> =
      input.byCheck === true
        ? done(null)
        : choosePayout({
            customer: account.number,
            origins: origins.flat(),
            verified,
            wanted: input.payTo,
            estate,
          });
    if (!payout.ok) return payout;
    const decided = await decideAbout(tx, refundCreditAction, hand.value, {
      content: {
        ...{ postingDate, reasonCode: input.reasonCode ?? null, openMinor: item.openMinor },
        payTo: payout.value === null ? 'check' : boundPart(payout.value),
      },
      sentence: `Refund ${said(hand.value)} of ${item.number} to customer ${account.number}, paid ${payout.value === null ? `by check to ${account.name}` : `to ${payoutInWords(payout.value)}`}: ${input.reason}`,
    });
    if (!decided.ok) return decided;
    const refunded = await settleIn(tx, hand.value, {
      documentType: 'refund',
      dueDate: postingDate,
      reasonCode: input.reasonCode ?? null,
      text: input.reason,
      explanation: `Refund of ${item.number}: ${input.reason}`,
    });
    if (refunded.ok && payout.value !== null) await insertPayout(tx, BigInt(refunded.value.itemId), payout.value);
    return refunded;
  });
}

/** What of the account is bound by an approval. */
const boundPart = ({
  accountKey,
  basis,
  bankAccountId,
}: Payout): Pick<Payout, 'accountKey' | 'basis' | 'bankAccountId'> => ({
  accountKey,
  basis,
  bankAccountId,
});
