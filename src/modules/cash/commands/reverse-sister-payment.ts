/** Takes a payment between companies back, in both books at once. */
import type { Company } from '#company';
import { lockAccounts } from '#customers';
import { type Day, done, laterDay, type Outcome, periodOf, refuse } from '#kernel';
import { lockPeriods, reverseJournals, takeJournalIds } from '#ledger';
import { type Caller, type Engine, runCommand, sql, type Transaction } from '#platform';
import { loadItems, reverseClearingIn, reverseDocumentIn } from '#receivables';
import {
  type IntercompanyPayment,
  loadWholePayment,
  markIntercompanyReversed,
  markSplitReversed,
  setReceiptState,
} from '../store/intercompany.ts';

/**
 * Reverses clearings and documents of every company involved: the receipt is open again (or back in suspense), the other
 * companies' items too. A payment that was split over companies is taken back whole, the own company's clearing with it. The
 * day is not before any day it undoes. Refuses `cash.payment-not-found`, `cash.payment-reversed`, and what reversing and
 * `lockPeriods` refuse.
 */
export function reverseSisterPayment(
  engine: Engine,
  caller: Caller,
  input: SisterReversal,
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

interface SisterReversal {
  /** Where the caller may: a payment that touches another company is not found. */
  readonly companies: readonly Company[];
  readonly paymentId: bigint;
  readonly postingDate: Day;
  readonly reason: string;
}

async function reverseIn(tx: Transaction, input: SisterReversal): Promise<Outcome<{ paymentId: bigint }>> {
  const seen = await loadWholePayment(tx.db, tx.tenantId, input.paymentId);
  const [first] = seen.payments;
  const ids = new Set(seen.payments.flatMap((one) => [one.fromCompanyId, one.toCompanyId]));
  const involved = input.companies.filter((one) => ids.has(one.id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  if (!first || involved.length < ids.size)
    return refuse('cash.payment-not-found', 'There is no such payment between companies. Nothing was changed.');
  const from = involved.find((one) => one.id === first.fromCompanyId)!;
  const touched = await touchedBy(tx, seen);
  const day = laterDay(touched.latest ?? input.postingDate, laterDay(input.postingDate, first.postingDate));
  for (const one of involved) {
    const open = await lockPeriods(tx, one.id, [periodOf(day)]);
    if (!open.ok) return open;
  }
  tx.claimLock('receipt', first.lineId.toString(), first.lineId);
  await sql`select id from cash.bank_line where tenant_id = ${tx.tenantId} and id = ${first.lineId} for update`.execute(
    tx.db,
  );
  const own = seen.payments.flatMap((one) => [one.toItemId, ...(one.fromItemId === null ? [] : [one.fromItemId])]);
  await lockAccounts(
    tx,
    (await loadItems(tx.db, tx.tenantId, { itemIds: [...touched.itemIds, ...own] })).map((item) => item.accountId),
  );
  const whole = await loadWholePayment(tx.db, tx.tenantId, input.paymentId);
  if (whole.payments.some((one) => one.reversed))
    return refuse('cash.payment-reversed', 'This payment was taken back already. Nothing was changed.');
  const how = { postingDate: day, reason: input.reason };
  for (const payment of whole.payments) {
    const to = involved.find((one) => one.id === payment.toCompanyId)!;
    const back = await takeBack(tx, { payment, from, to, how });
    if (!back.ok) return back;
  }
  if (whole.ownClearingId !== null) {
    const back = await reverseClearingIn(tx, from, { ...how, clearingId: whole.ownClearingId });
    if (!back.ok) return back;
  }
  if (whole.splitId !== null) await markSplitReversed(tx, whole.splitId);
  return done({ paymentId: input.paymentId });
}

/** One payment, in both books. */
async function takeBack(
  tx: Transaction,
  of: { payment: IntercompanyPayment; from: Company; to: Company; how: { postingDate: Day; reason: string } },
): Promise<Outcome<null>> {
  const { payment, from, to, how } = of;
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
        postingDate: how.postingDate,
        explanation: `Payment to ${to.code} taken back: ${how.reason}`,
      },
    ]);
    await setReceiptState(tx, payment.receiptId, 'unidentified');
  }
  await markIntercompanyReversed(tx, payment.id);
  tx.publish({ type: 'cash.sister-payment-reversed', payload: { paymentId: payment.id.toString() } });
  return done(null);
}

/** The items that the clearings here and every clearing of the payments there touch, and their latest day. */
async function touchedBy(
  tx: Transaction,
  whole: { payments: readonly IntercompanyPayment[]; ownClearingId: bigint | null },
): Promise<{ itemIds: bigint[]; latest: Day | null }> {
  const clearingIds = [...whole.payments.map((one) => one.fromClearingId), whole.ownClearingId].filter(
    (id) => id !== null,
  );
  const { rows } = await sql<{ credit: bigint; debit: bigint; day: Day }>`
    select credit_item_id as credit, debit_item_id as debit, effective_date as day from receivables.v_allocation
    where tenant_id = ${tx.tenantId} and (clearing_id = any(${clearingIds}::bigint[])
      or credit_item_id = any(${whole.payments.map((one) => one.toItemId)}::bigint[]))`.execute(tx.db);
  return {
    itemIds: rows.flatMap((row) => [row.credit, row.debit]),
    latest:
      rows
        .map((row) => row.day)
        .sort()
        .at(-1) ?? null,
  };
}
