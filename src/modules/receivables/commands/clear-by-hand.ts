/** A person clears credits against debits of one company, and takes a clearing back. */
import { type Company, loadCompany } from '#company';
import { absolute, catchRefusal, type Day, dayInZone, done, minimum, type Outcome, parseAmount, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand, type Transaction } from '#platform';
import type { ClearByHand, TakeClearingBack } from '../contract.ts';
import { type Item, madeForPayment } from '../model.ts';
import { refuseTakingBack } from '../rules/owned-documents.ts';
import { loadClearing, type StoredClearing } from '../store/clearings.ts';
import { loadItems } from '../store/items.ts';
import { clearItemsIn, reverseClearingIn, takenBackAlready } from './clear-items.ts';
import { reverseDocumentIn, reversingTouches } from './reverse-document.ts';

/**
 * Clears what is named; without an amount as much as both sides have open. Amounts are decimals in the currency of the
 * credit. Refuses `receivables.item-unknown`, `money.malformed`, `money.too-fine` and what `clearItemsIn` refuses.
 */
export function clearByHand(
  engine: Engine,
  caller: Caller,
  input: ClearByHand,
): Promise<CommandOutcome<{ clearingId: string }>> {
  const description = { operation: 'receivables.clear-by-hand', reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ clearingId: string }>> => {
    const ids = [...new Set(input.allocations.flatMap((one) => [one.creditItemId, one.debitItemId]))];
    const items = new Map((await loadItems(tx.db, tx.tenantId, { itemIds: ids })).map((item) => [item.id, item]));
    const companyId = items.get(ids[0]!)?.companyId;
    if (companyId === undefined || ids.some((id) => items.get(id)?.companyId !== companyId))
      return refuse('receivables.item-unknown', 'There is no such item in this company. Nothing was changed.');
    const company = (await loadCompany(tx.db, tx.tenantId, companyId))!;
    const wanted = catchRefusal(() =>
      input.allocations.map(({ creditItemId, debitItemId, amount }) => {
        const [credit, debit] = [items.get(creditItemId)!, items.get(debitItemId)!];
        return {
          creditItemId,
          debitItemId,
          amountMinor:
            amount === undefined
              ? minimum(absolute(credit.openMinor), absolute(debit.openMinor))
              : parseAmount(amount, credit.currency),
        };
      }),
    );
    if (!wanted.ok) return wanted;
    const cleared = await clearItemsIn(tx, company, {
      allocations: wanted.value,
      postingDate: input.postingDate ?? dayInZone(tx.now, company.timeZone),
      kind: 'manual',
      explanation: input.reason,
    });
    if (!cleared.ok) return cleared;
    for (const payload of byAccount([...items.values()])) tx.publish({ type: 'receivables.cleared-by-hand', payload });
    return done({ clearingId: cleared.value.clearingId.toString() });
  });
}

/** What an event tells of each account of the items: its own documents. */
const byAccount = (items: readonly Item[]): readonly { readonly accountId: string; readonly numbers: string[] }[] =>
  [...new Set(items.map((item) => item.accountId))].map((accountId) => ({
    accountId: accountId.toString(),
    numbers: items.filter((item) => item.accountId === accountId).map((item) => item.number),
  }));

/**
 * Takes a clearing back that a person or the application of cash made: its items are open again, and what was made for the
 * payment in it is reversed. Refuses `receivables.clearing-of-document`, `receivables.already-reversed` and what `reverseClearingIn` and `reverseDocumentIn` refuse.
 */
export function takeClearingBack(
  engine: Engine,
  caller: Caller,
  input: TakeClearingBack,
): Promise<CommandOutcome<{ clearingId: string }>> {
  const description = { operation: 'receivables.take-clearing-back', reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ clearingId: string }>> => {
    const clearing = await loadClearing(tx.db, tx.tenantId, input.clearingId);
    const company = clearing && (await loadCompany(tx.db, tx.tenantId, clearing.companyId));
    if (!company) return refuse('receivables.clearing-unknown', 'There is no such clearing. Nothing was changed.');
    const itemIds = clearing.allocations.flatMap((one) => [one.creditItemId, one.debitItemId]);
    const items = await loadItems(tx.db, tx.tenantId, { itemIds });
    const owned = refuseTakingBack(clearing);
    if (owned) return { ok: false, refusal: owned };
    const on = { postingDate: input.postingDate ?? dayInZone(tx.now, company.timeZone), reason: input.reason };
    const reversed = await undoClearingIn(tx, company, { clearingId: input.clearingId, ...on });
    if (!reversed.ok) return reversed;
    const { reversedById } = (await loadClearing(tx.db, tx.tenantId, input.clearingId))!;
    for (const payload of byAccount(items)) tx.publish({ type: 'receivables.clearing-taken-back', payload });
    return done({ clearingId: reversedById!.toString() });
  });
}

/** Clearings of documents that say nothing without them; a refund or an offset is ended by its own command. */
const saidByClearing: ReadonlySet<string> = new Set([
  ...[
    'write_off',
    'discount',
    'credit_memo',
    'deduction',
    'retention',
    'bill_of_exchange',
    'withholding_tax',
    'transfer',
  ],
]);

/** The documents that go with a clearing: what made it, else what was made for the payment in it (a discount, a deduction). */
async function goingWith(tx: Transaction, clearing: StoredClearing): Promise<bigint[]> {
  if (clearing.madeByItemId !== null) return saidByClearing.has(clearing.kind) ? [clearing.madeByItemId] : [];
  if (clearing.kind !== 'cash_application') return [];
  const itemIds = clearing.allocations.flatMap((one) => [one.creditItemId, one.debitItemId]);
  const items = await loadItems(tx.db, tx.tenantId, { itemIds });
  return items.filter((item) => item.amountMinor < 0n && madeForPayment.has(item.documentType)).map((item) => item.id);
}

/**
 * Undoes a clearing inside a transaction of an upper module: its items are open again, and a document that made it, or was made for
 * the payment in it, is reversed with it, so that no credit of a write-off or a discount stays behind. Whoever undoes several passes
 * over `receivables.already-reversed`: a document that was undone before took that one along. Refuses
 * `receivables.clearing-unknown`, `receivables.already-reversed` and what `reverseClearingIn` and `reverseDocumentIn` refuse.
 */
export async function undoClearingIn(
  tx: Transaction,
  company: Company,
  input: { clearingId: bigint; postingDate: Day; reason: string },
): Promise<Outcome<null>> {
  const clearing = await loadClearing(tx.db, tx.tenantId, input.clearingId);
  if (!clearing) return refuse('receivables.clearing-unknown', 'There is no such clearing. Nothing was changed.');
  if (clearing.reversedById !== null) return takenBackAlready();
  const { clearingId: _id, ...on } = input;
  const itemIds = await goingWith(tx, clearing);
  const undone =
    itemIds.length > 0
      ? await reverseDocumentIn(tx, company, { itemIds, ...on })
      : await reverseClearingIn(tx, company, input);
  return undone.ok ? done(null) : undone;
}

/** The accounts and the latest day that undoing some clearings touches: what to lock before. */
export async function undoingTouches(
  tx: Transaction,
  clearingIds: readonly bigint[],
  postingDate: Day,
): Promise<{ days: readonly Day[]; accountIds: readonly bigint[] }> {
  const days: Day[] = [];
  const accountIds = new Set<bigint>();
  for (const id of clearingIds) {
    const clearing = await loadClearing(tx.db, tx.tenantId, id);
    const itemIds = clearing ? await goingWith(tx, clearing) : [];
    if (itemIds.length === 0) continue;
    const touched = await reversingTouches(tx, itemIds, postingDate);
    days.push(touched.day);
    for (const accountId of touched.accountIds) accountIds.add(accountId);
  }
  return { days, accountIds: [...accountIds] };
}
