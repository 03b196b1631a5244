/** Takes a payment between companies back, in both books at once. */
import type { Company } from '#company';
import { lockAccounts } from '#customers';
import { type Day, done, laterDay, type Outcome, periodOf, refuse } from '#kernel';
import { lockPeriods, reverseJournals, takeJournalIds } from '#ledger';
import { type Caller, type Engine, runCommand, sql, type Transaction } from '#platform';
import { loadItems, reverseClearingIn, reverseDocumentIn } from '#receivables';
import { loadIntercompanyPayment, markIntercompanyReversed, setReceiptState } from '../store/intercompany.ts';

/**
 * Reverses clearings and documents of both companies: the receipt is open again (or back in suspense), the sister's items
 * too. The day is not before any day it undoes. Refuses `cash.payment-not-found`, `cash.payment-reversed`, and what
 * reversing and `lockPeriods` refuse.
 */
export function reverseSisterPayment(
  engine: Engine,
  caller: Caller,
  input: { companies: readonly Company[]; paymentId: bigint; postingDate: Day; reason: string },
): Promise<Outcome<{ paymentId: bigint }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.reverse-sister-payment',
      reason: input.reason,
      input: { paymentId: input.paymentId, postingDate: input.postingDate },
    },
    (tx) => reverseIn(tx, input),
  );
}

async function reverseIn(
  tx: Transaction,
  input: { companies: readonly Company[]; paymentId: bigint; postingDate: Day; reason: string },
): Promise<Outcome<{ paymentId: bigint }>> {
  const seen = await loadIntercompanyPayment(tx.db, tx.tenantId, input.paymentId);
  const from = input.companies.find((one) => one.id === seen?.fromCompanyId);
  const to = input.companies.find((one) => one.id === seen?.toCompanyId);
  if (!seen || !from || !to)
    return refuse('cash.payment-not-found', 'There is no such payment between companies. Nothing was changed.');
  const touched = await touchedBy(tx, seen.fromClearingId, seen.toItemId);
  const day = laterDay(touched.latest ?? input.postingDate, laterDay(input.postingDate, seen.postingDate));
  for (const one of [from, to].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const open = await lockPeriods(tx, one.id, [periodOf(day)]);
    if (!open.ok) return open;
  }
  tx.claimLock('receipt', seen.lineId.toString(), seen.lineId);
  await sql`select id from cash.bank_line where tenant_id = ${tx.tenantId} and id = ${seen.lineId} for update`.execute(
    tx.db,
  );
  const itemIds = [...touched.itemIds, seen.toItemId, ...(seen.fromItemId === null ? [] : [seen.fromItemId])];
  await lockAccounts(
    tx,
    (await loadItems(tx.db, tx.tenantId, { itemIds })).map((item) => item.accountId),
  );
  const payment = (await loadIntercompanyPayment(tx.db, tx.tenantId, input.paymentId))!;
  if (payment.reversed)
    return refuse('cash.payment-reversed', 'This payment was taken back already. Nothing was changed.');
  const how = { postingDate: day, reason: input.reason };
  // The sister's payment takes its clearings with it; in the bank's company the transfer is freed first.
  const backTo = await reverseDocumentIn(tx, to, { ...how, itemIds: [payment.toItemId] });
  if (!backTo.ok) return backTo;
  if (payment.fromItemId !== null) {
    const freed = await reverseClearingIn(tx, from, { ...how, clearingId: payment.fromClearingId! });
    if (!freed.ok) return freed;
    const backFrom = await reverseDocumentIn(tx, from, { ...how, itemIds: [payment.fromItemId] });
    if (!backFrom.ok) return backFrom;
  } else {
    const [id] = await takeJournalIds(tx, 1);
    await reverseJournals(tx, [
      {
        id: id!,
        journalId: payment.fromJournalId!,
        postingDate: day,
        explanation: `Payment to ${to.code} taken back: ${input.reason}`,
      },
    ]);
    await setReceiptState(tx, payment.receiptId, 'unidentified');
  }
  await markIntercompanyReversed(tx, payment.id);
  tx.publish({ type: 'cash.sister-payment-reversed', payload: { paymentId: payment.id.toString() } });
  return done({ paymentId: payment.id });
}

/** The items that the clearing here and every clearing of the payment there touch, and their latest day. */
async function touchedBy(
  tx: Transaction,
  fromClearingId: bigint | null,
  toItemId: bigint,
): Promise<{ itemIds: bigint[]; latest: Day | null }> {
  const { rows } = await sql<{ credit: bigint; debit: bigint; day: Day }>`
    select credit_item_id as credit, debit_item_id as debit, effective_date as day from receivables.v_allocation
    where tenant_id = ${tx.tenantId} and (clearing_id = ${fromClearingId} or credit_item_id = ${toItemId})`.execute(
    tx.db,
  );
  return {
    itemIds: rows.flatMap((row) => [row.credit, row.debit]),
    latest:
      rows
        .map((row) => row.day)
        .sort()
        .at(-1) ?? null,
  };
}
