/** A return that was none after all: what was posted for it goes back in one step, and the money is here again. */
import type { Company } from '#company';
import { loadWholes, lockAccounts } from '#customers';
import { type Day, dayInZone, done, laterDay, type Outcome, periodOf, refuse } from '#kernel';
import { loadPostingDays, lockPeriods, reverseJournals, takeJournalIds } from '#ledger';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import { reverseDocumentIn, reversingTouches } from '#receivables';
import { lockMoney } from '../store/receipts.ts';
import { loadReturnable, loadReturnsTogether, markReturnsReversed, type ReturnOfTheSame } from '../store/returns.ts';
import { judgeLines } from './judge-lines.ts';

export interface ReturnBack {
  readonly company: Company;
  /** The receipt that is said to have come back. */
  readonly receiptId: bigint;
  readonly reason: string;
}

/**
 * Takes the return of a receipt back: the debit, the fee and the bank's charge are reversed, and where the bank's line took
 * several payments back all of them are, for the line waits to be linked again and is not linked to these by itself any more.
 * The money is judged anew at once: it pays what it names where that is proved, else it stays on account or in suspense. Returns
 * how many returns went back. Refuses `cash.receipt-not-found`, `cash.not-returned`, `receivables.has-allocations` (the fee was paid meanwhile) and what
 * reversing and `lockPeriods` refuse.
 */
export async function takeReturnBack(
  engine: Engine,
  caller: Caller,
  input: ReturnBack,
): Promise<Outcome<{ returns: number }>> {
  const { company, reason } = input;
  const outcome = await runCommand(
    engine,
    caller,
    { operation: 'cash.take-return-back', reason, input: { ...input, company: company.code } },
    (tx) => takeBackIn(tx, input),
  );
  if (!outcome.ok) return outcome;
  const { returns, lineIds } = outcome.value;
  await judgeLines(engine, caller, { company, lineIds: lineIds.map(BigInt) });
  return done({ returns });
}

async function takeBackIn(
  tx: Transaction,
  { company, receiptId, reason }: ReturnBack,
): Promise<Outcome<{ returns: number; lineIds: readonly string[] }>> {
  const receipt = await loadReturnable(tx.db, tx.tenantId, receiptId);
  if (receipt?.companyId !== company.id)
    return refuse('cash.receipt-not-found', 'There is no such receipt in this company. Nothing was changed.');
  const of = { companyId: company.id, receiptId };
  const seen = await loadReturnsTogether(tx.db, tx.tenantId, of);
  if (seen.length === 0) return notReturned();
  const today = dayInZone(tx.now, company.timeZone);
  const itemIds = seen.flatMap(itemsOf);
  const touches =
    itemIds.length === 0 ? { day: today, accountIds: [] } : await reversingTouches(tx, itemIds, latest(seen, today));
  const day = (await loadPostingDays(tx.db, tx.tenantId, company.id))(laterDay(touches.day, latest(seen, today)));
  const open = await lockPeriods(tx, company.id, [periodOf(day)]);
  if (!open.ok) return open;
  await lockMoney(tx, [
    ...new Set(seen.flatMap((one) => [one.lineId, ...(one.returnLineId ? [one.returnLineId] : [])])),
  ]);
  // Who was merged with the payer is touched too: a promise of either is judged anew with this money.
  const wholes = await loadWholes(tx.db, tx.tenantId, { companyId: company.id, day });
  await lockAccounts(tx, [
    ...touches.accountIds,
    ...seen.flatMap((one) => (one.accountId === null ? [] : wholes.accountsOf(one.accountId))),
  ]);
  // Looked at again under the locks.
  const standing = await loadReturnsTogether(tx.db, tx.tenantId, of);
  if (standing.length !== seen.length || standing.some((one, place) => one.id !== seen[place]!.id))
    return notReturned();
  if (itemIds.length > 0) {
    const negated = await reverseDocumentIn(tx, company, { itemIds, postingDate: day, reason });
    if (!negated.ok) return negated;
  }
  const journals = standing.flatMap(journalsOf);
  const ids = await takeJournalIds(tx, journals.length);
  await reverseJournals(
    tx,
    journals.map((journalId, index) => ({
      ...{ id: ids[index]!, journalId, postingDate: day },
      explanation: `The payment did not come back after all: ${reason}`,
    })),
  );
  await markReturnsReversed(tx, standing);
  for (const one of standing)
    tx.publish({
      type: 'cash.return-taken-back',
      payload: {
        receiptId: one.receiptId.toString(),
        companyId: company.id.toString(),
        accountId: one.accountId?.toString() ?? null,
        readsAsOn: day,
      },
    });
  tx.count('returns.taken-back', standing.length);
  return done({ returns: standing.length, lineIds: standing.map((one) => one.lineId.toString()) });
}

const notReturned = () =>
  refuse('cash.not-returned', 'This money has not come back, or that was taken back already. Nothing was changed.');

const itemsOf = ({ itemId, feeItemId }: ReturnOfTheSame): bigint[] => [itemId, feeItemId].filter((id) => id !== null);
const journalsOf = ({ journalId, chargeJournalId }: ReturnOfTheSame): bigint[] =>
  [journalId, chargeJournalId].filter((id) => id !== null);
/** Not before the day on which it is said to have come back. */
const latest = (returns: readonly ReturnOfTheSame[], day: Day): Day =>
  returns.reduce((last, one) => laterDay(last, one.returnedOn), day);
