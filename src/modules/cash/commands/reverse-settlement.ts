/** Takes a posted settlement back in one step: every part, fees and reserve; the deposit stands in suspense again. */
import type { Company } from '#company';
import { lockAccounts } from '#customers';
import { type Day, done, laterDay, type Outcome, periodOf, refuse } from '#kernel';
import { lockPeriods, reverseJournals, takeJournalIds } from '#ledger';
import { type Caller, type Engine, runCommand, sql, type Transaction } from '#platform';
import { reverseClearingIn, reverseDocumentIn, reversingTouches } from '#receivables';
import { lockMoney } from '../store/receipts.ts';
import {
  type KeptSettlement,
  loadPostedParts,
  loadSettlements,
  lockSettlements,
  markSettlementReversed,
  type PostedPart,
} from '../store/settlements.ts';

interface Reversal {
  readonly company: Company;
  readonly settlementId: bigint;
  readonly postingDate: Day;
  readonly reason: string;
}

/**
 * Reverses a settlement: what its parts cleared is open again with what was made for it, the parts' documents and journals are
 * negated, fees and reserve too, and the bank's line waits in suspense for another explanation. Not before any day that it
 * undoes. Refuses `cash.settlement-not-found`, `cash.settlement-not-posted`, a part that is not posted yet
 * (`cash.settlement-unfinished`) or that went on from there (`cash.settlement-moved-on`: it came back later, took back
 * another, or another company has it), and what reversing and `lockPeriods` refuse.
 */
export function reverseSettlement(
  engine: Engine,
  caller: Caller,
  input: Reversal,
): Promise<Outcome<{ parts: number }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.reverse-settlement',
      reason: input.reason,
      input: { ...input, company: input.company.code },
    },
    (tx) => reverseIn(tx, input),
  );
}

async function reverseIn(tx: Transaction, input: Reversal): Promise<Outcome<{ parts: number }>> {
  const { company, reason } = input;
  const ofSettlement = { companyId: company.id, id: input.settlementId };
  const [seen] = await loadSettlements(tx.db, tx.tenantId, ofSettlement);
  const fits = checkPosted(seen);
  if (!fits.ok) return fits;
  const before = await loadPostedParts(tx.db, tx.tenantId, input.settlementId);
  const paidOut = await clearingsOfRefunds(tx, before);
  const touches = await reversingTouches(
    tx,
    [...itemsOf(before), ...paidOut.memoItemIds],
    await latestDay(tx, fits.value.journalId!, input.postingDate),
  );
  const day = laterDay(touches.day, paidOut.latest ?? touches.day);
  const open = await lockPeriods(tx, company.id, [periodOf(day)]);
  if (!open.ok) return open;
  const partLineIds = before.map((part) => part.lineId);
  await lockMoney(tx, [fits.value.creditedLineId!, ...partLineIds]);
  await lockSettlements(tx, [input.settlementId]);
  await lockAccounts(tx, touches.accountIds);
  // Looked at again under the locks.
  const [now] = await loadSettlements(tx.db, tx.tenantId, ofSettlement);
  const still = checkPosted(now);
  if (!still.ok) return still;
  const parts = await loadPostedParts(tx.db, tx.tenantId, input.settlementId);
  const free = checkFree(still.value, parts);
  if (!free.ok) return free;
  const how = { postingDate: day, reason };
  for (const clearingId of (await clearingsOfRefunds(tx, parts)).clearingIds) {
    const freed = await reverseClearingIn(tx, company, { ...how, clearingId });
    if (!freed.ok) return freed;
  }
  const itemIds = itemsOf(parts);
  if (itemIds.length > 0) {
    const negated = await reverseDocumentIn(tx, company, { ...how, itemIds, withBankMoney: true });
    if (!negated.ok) return negated;
  }
  const explanation = `Settlement ${still.value.number} of ${still.value.serviceName} was taken back: ${reason}`;
  // What stood in suspense or as other money out, and last the deposit with fees and reserve.
  const journalIds = [
    ...parts.flatMap((part) => (part.journalId === null ? [] : [part.journalId])),
    still.value.journalId!,
  ];
  const reversals = await takeJournalIds(tx, journalIds.length);
  await reverseJournals(
    tx,
    journalIds.map((journalId, index) => ({ id: reversals[index]!, journalId, postingDate: day, explanation })),
  );
  await markSettlementReversed(tx, {
    settlementId: input.settlementId,
    journalId: reversals.at(-1)!,
    depositLineId: still.value.creditedLineId!,
    partLineIds,
    explanation,
  });
  tx.count('settlements reversed', 1);
  tx.publish({
    type: 'cash.settlement-reversed',
    payload: { settlementId: input.settlementId.toString(), companyId: company.id.toString() },
  });
  return done({ parts: parts.length });
}

function checkPosted(one: KeptSettlement | undefined): Outcome<KeptSettlement> {
  if (!one)
    return refuse('cash.settlement-not-found', 'There is no such settlement in this company. Nothing was changed.');
  if (one.state !== 'posted')
    return refuse(
      'cash.settlement-not-posted',
      `Settlement ${one.number} is ${one.state}; there is nothing to take back. Nothing was changed.`,
    );
  return done(one);
}

function checkFree(settlement: KeptSettlement, parts: readonly PostedPart[]): Outcome<null> {
  const moved = parts.find((part) => part.movedOn);
  if (moved)
    return refuse(
      'cash.settlement-moved-on',
      `Line ${moved.line} of settlement ${settlement.number}${moved.document === '' ? '' : ` (${moved.document})`} came back, took back another payment, or pays another company; take that back first. Nothing was changed.`,
      { line: moved.line, receiptId: moved.receiptId?.toString() ?? null },
    );
  const waiting = parts.filter((part) => part.receiptId === null).length;
  if (waiting > 0)
    return refuse(
      'cash.settlement-unfinished',
      `${waiting} lines of settlement ${settlement.number} are not posted yet; apply the cash first. Nothing was changed.`,
    );
  return done(null);
}

const itemsOf = (parts: readonly PostedPart[]): bigint[] =>
  parts.flatMap((part) => (part.itemId === null ? [] : [part.itemId]));

/** Refunds that paid out a credit memo: they are the debit of its clearing, which is taken back first. */
async function clearingsOfRefunds(
  tx: Transaction,
  parts: readonly PostedPart[],
): Promise<{ clearingIds: bigint[]; memoItemIds: bigint[]; latest: Day | null }> {
  const refunds = parts.flatMap((part) =>
    part.receiptState === 'refunded' && part.itemId !== null ? [part.itemId] : [],
  );
  if (refunds.length === 0) return { clearingIds: [], memoItemIds: [], latest: null };
  const { rows } = await sql<{ clearing_id: bigint; credit_item_id: bigint; effective: Day }>`
    select a.clearing_id, a.credit_item_id, a.effective_date as effective from receivables.v_allocation a
    where a.tenant_id = ${tx.tenantId} and a.debit_item_id = any(${refunds}::bigint[]) and a.reversal_of is null
      and not exists (select 1 from receivables.v_clearing b where b.tenant_id = ${tx.tenantId} and b.reversal_of = a.clearing_id)
    order by a.clearing_id`.execute(tx.db);
  return {
    clearingIds: [...new Set(rows.map((row) => row.clearing_id))],
    memoItemIds: [...new Set(rows.map((row) => row.credit_item_id))],
    latest: rows.reduce<Day | null>(
      (last, row) => (last === null ? row.effective : laterDay(last, row.effective)),
      null,
    ),
  };
}

/** Not before the deposit was posted. */
async function latestDay(tx: Transaction, journalId: bigint, wanted: Day): Promise<Day> {
  const { rows } = await sql<{ posting_date: Day }>`
    select posting_date from ledger.v_journal where tenant_id = ${tx.tenantId} and id = ${journalId}`.execute(tx.db);
  return laterDay(rows[0]!.posting_date, wanted);
}
