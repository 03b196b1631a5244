/**
 * Reverses a document: takes back what it cleared, then negates it exactly. A reversal is a document; nothing is deleted. By
 * hand it takes authority: an invoice that is gone is as good as written off.
 */
import { type Company, loadCompany } from '#company';
import { type CustomerAccount, lockAccounts } from '#customers';
import {
  absolute,
  type Day,
  dayInZone,
  done,
  formatAmount,
  laterDay,
  type Outcome,
  periodOf,
  refuse,
  textKey,
} from '#kernel';
import { lockPeriods, reverseJournals, takeJournalIds } from '#ledger';
import {
  type Caller,
  type CommandOutcome,
  decideAuthority,
  type Engine,
  type GovernedAction,
  runCommand,
  type Transaction,
} from '#platform';
import { type ReverseOneDocument, reverseDocumentInput } from '../contract.ts';
import { type Item, madeForPayment } from '../model.ts';
import { refuseReversal } from '../rules/owned-documents.ts';
import { negated } from '../rules/tax.ts';
import { insertClearings, loadTiedClearings, type TiedClearing, takeClearingIds } from '../store/clearings.ts';
import { appendEntries } from '../store/entries.ts';
import {
  documentItemIds,
  findStandingRecovery,
  type ItemRow,
  insertItems,
  loadItems,
  markReversed,
  reduceRequests,
  takeItemIds,
  updateOpen,
} from '../store/items.ts';
import { insertItemTaxes, loadItemTaxes } from '../store/taxes.ts';
import { reverseClearingsIn } from './clear-items.ts';
import { companyOfItem, namesOfItems } from './item-at-hand.ts';
import { reverseRelief } from './relieve-tax.ts';

export interface ReversalInput {
  /** Any item of each document. */
  readonly itemIds: readonly bigint[];
  readonly postingDate: Day;
  readonly reason: string;
  /** The caller takes the bank's money of these documents back as well, so that they may go although they stand on a statement. */
  readonly withBankMoney?: true;
}

export const reverseDocumentAction: GovernedAction<ReverseOneDocument> = {
  name: 'receivables.reverse-document',
  permission: 'receivables.reverse',
  sentence: 'reverse documents',
  amountMeans: 'what the reversed documents come to, in company currency',
  alwaysTwo: false,
  defaultLimits: [
    { role: 'cash_applier', mode: 'alone', amount: '5000' },
    { role: 'cash_applier', mode: 'with_approval' },
    { role: 'lead', mode: 'alone', amount: '10000' },
    { role: 'lead', mode: 'with_approval' },
    { role: 'lead', mode: 'approve', amount: '10000' },
    { role: 'controller', mode: 'alone', amount: '250000' },
    { role: 'controller', mode: 'with_approval' },
    { role: 'controller', mode: 'approve' },
  ],
  input: reverseDocumentInput,
  companyOf: (db, tenantId, input) => companyOfItem(db, tenantId, input.itemId),
  namesOf: namesOfItems,
  run: (engine, caller, input) => reverseOneDocument(engine, caller, input),
};

/**
 * Reverses whole documents: the clearings that a document made, or in which it is the credit, are taken back and what
 * they cleared is open again; what was made for the payment that goes (its discount, its deduction) goes with it; then a
 * reversing item and journal negate each document exactly. The day is not before any day it undoes. Refuses
 * `receivables.item-unknown`, `receivables.already-reversed`, `receivables.is-reversal`, `receivables.bank-document`, `receivables.erp-document` (the ERP's), `receivables.has-allocations` (a
 * debit that others cleared: take their clearing back first), `receivables.recovered`,
 * `receivables.changed-meanwhile` and what `lockPeriods` and `decideAuthority` refuse.
 */
export function reverseDocument(
  engine: Engine,
  caller: Caller,
  input: { company: Company } & ReversalInput,
): Promise<Outcome<{ itemIds: readonly bigint[] }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: reverseDocumentAction.name,
      reason: input.reason,
      input: { ...input, company: input.company.code },
    },
    async (tx) => {
      const items = await loadItems(tx.db, tx.tenantId, { itemIds: input.itemIds });
      const owned = refuseReversal(input.company, items);
      if (owned) return { ok: false, refusal: owned };
      return unlessHeld(engine, tx, await reverseByHand(tx, input.company, input), input.itemIds);
    },
  );
}

/** The same for one item that a person points at: its company, and today where no day is given. */
export function reverseOneDocument(
  engine: Engine,
  caller: Caller,
  input: ReverseOneDocument,
): Promise<CommandOutcome<{ itemIds: readonly string[] }>> {
  const description = { operation: reverseDocumentAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ itemIds: readonly string[] }>> => {
    const [item] = await loadItems(tx.db, tx.tenantId, { itemIds: [input.itemId] });
    const company = item && (await loadCompany(tx.db, tx.tenantId, item.companyId));
    if (!item || !company) return refuse('receivables.item-unknown', 'There is no such document. Nothing was changed.');
    const owned = refuseReversal(company, [item]);
    if (owned) return { ok: false, refusal: owned };
    const postingDate = input.postingDate ?? dayInZone(tx.now, company.timeZone);
    const reversed = await unlessHeld(
      engine,
      tx,
      await reverseByHand(tx, company, { itemIds: [item.id], postingDate, reason: input.reason }),
      [item.id],
    );
    return reversed.ok ? done({ itemIds: reversed.value.itemIds.map(String) }) : reversed;
  });
}

/** Asks upper modules, under the locks that the reversal took, whether a document's effect has left the books (`receivables.held`). */
async function unlessHeld<T>(
  engine: Engine,
  tx: Transaction,
  reversed: Outcome<T>,
  itemIds: readonly bigint[],
): Promise<Outcome<T>> {
  if (!reversed.ok) return reversed;
  for (const holds of engine.registrations.reversalHolds) {
    const [hold] = await holds.load(tx.db, tx.tenantId, itemIds);
    if (hold) return refuse('receivables.held', `${hold.why} Nothing was changed.`, { itemId: hold.itemId.toString() });
  }
  return reversed;
}

/** Reverses what a person points at, once authority allows it: asked under the locks, before anything is written. */
async function reverseByHand(
  tx: Transaction,
  company: Company,
  input: ReversalInput,
): Promise<Outcome<{ itemIds: readonly bigint[] }>> {
  const taken = await takeBackIn(tx, company, input, null, ({ items, day, accounts }) => {
    const side = (sign: 1n | -1n): bigint =>
      items.reduce((sum, { companyAmountMinor: minor }) => (minor * sign > 0n ? sum + minor * sign : sum), 0n);
    // A document of two sides, such as a transfer, comes to one of them.
    const amountMinor = [side(1n), side(-1n)].reduce((a, b) => (a > b ? a : b));
    const customers = new Set(items.map((item) => accounts.get(item.accountId)!.customerId));
    const numbers = [...new Set(items.map((item) => item.number))];
    const named = numbers.length > 3 ? `${numbers.slice(0, 3).join(', ')} and others` : numbers.join(', ');
    return decideAuthority(tx, reverseDocumentAction, {
      companyId: company.id,
      customerId: customers.size === 1 ? [...customers][0]! : null,
      subject: reversalSubject(input.itemIds),
      money: { amountMinor, currency: company.currency },
      day: dayInZone(tx.now, company.timeZone),
      content: { items: items.map((item) => [item.id, item.amountMinor, item.openMinor]), postingDate: day },
      sentence: `Reverse ${company.currency} ${formatAmount(amountMinor, company.currency)} of ${named} of customer ${accounts.get(items[0]!.accountId)!.number}: ${input.reason}`,
    });
  });
  if (!taken.ok) return taken;
  return done({ itemIds: await negate(tx, company, taken.value.items, taken.value.day, input) });
}

/** What a reversal is asked authority for. */
export const reversalSubject = (itemIds: readonly bigint[]): string => `item ${itemIds.map(String).join(', ')}`;

/** The same inside a transaction of an upper module. */
export async function reverseDocumentIn(
  tx: Transaction,
  company: Company,
  input: ReversalInput,
): Promise<Outcome<{ itemIds: readonly bigint[] }>> {
  const taken = await takeBackIn(tx, company, input, null);
  if (!taken.ok) return taken;
  return done({ itemIds: await negate(tx, company, taken.value.items, taken.value.day, input) });
}

/**
 * Takes back everything that a payment cleared, inside a transaction of an upper module: what it paid is open again, what
 * was made for it (a discount, a deduction) is reversed with it; the payment itself stays, wholly open. Refuses what
 * `reverseDocument` refuses, for what goes with it. Gives the day it takes effect: not before anything it undoes.
 */
export async function takeBackPaymentIn(
  tx: Transaction,
  company: Company,
  input: { itemId: bigint; postingDate: Day; reason: string },
): Promise<Outcome<{ day: Day; reopenedItemIds: readonly bigint[] }>> {
  const whole = { itemIds: [input.itemId], postingDate: input.postingDate, reason: input.reason };
  const taken = await takeBackIn(tx, company, whole, input.itemId);
  if (!taken.ok) return taken;
  const { day, items, reopenedItemIds } = taken.value;
  if (items.length > 0) await negate(tx, company, items, day, whole);
  return done({ day, reopenedItemIds });
}

/** The day from which a payment can be taken back, and the accounts that are touched: what to lock before. */
export async function takingBackTouches(
  tx: Transaction,
  itemId: bigint,
  postingDate: Day,
): Promise<{ day: Day; accountIds: readonly bigint[] }> {
  return reversingTouches(tx, [itemId], postingDate);
}

/** The same for several documents that go together. */
export async function reversingTouches(
  tx: Transaction,
  itemIds: readonly bigint[],
  postingDate: Day,
): Promise<{ day: Day; accountIds: readonly bigint[] }> {
  const found = await gather(tx, itemIds);
  return { day: dayOf(found, postingDate), accountIds: found.accountIds };
}

/** Locks, checks and takes the clearings back; what remains to be negated is handed to the caller, without `kept`. */
async function takeBackIn(
  tx: Transaction,
  company: Company,
  input: ReversalInput,
  kept: bigint | null,
  allowed: (facts: {
    readonly items: readonly Item[];
    readonly day: Day;
    readonly accounts: ReadonlyMap<bigint, CustomerAccount>;
  }) => Promise<Outcome<unknown>> = async () => done(null),
): Promise<Outcome<{ day: Day; items: readonly Item[]; reopenedItemIds: readonly bigint[] }>> {
  // What is read before the locks only tells which rows to lock.
  const before = await gather(tx, input.itemIds);
  if (before.items.length === 0 || before.items.some((item) => item.companyId !== company.id))
    return refuse('receivables.item-unknown', 'There is no such document. Nothing was changed.');
  const latest = dayOf(before, input.postingDate);
  const open = await lockPeriods(tx, company.id, [periodOf(latest)]);
  if (!open.ok) return open;
  const accounts = new Map((await lockAccounts(tx, before.accountIds)).map((account) => [account.id, account]));
  const found = await gather(tx, input.itemIds);
  const locked = new Set(before.accountIds);
  if (found.accountIds.some((id) => !locked.has(id)) || dayOf(found, input.postingDate) !== latest)
    return refuse(
      'receivables.changed-meanwhile',
      'The document was cleared by somebody else just now; look again. Nothing was changed.',
    );
  const fits = checkReversible(found, kept, input.withBankMoney === true);
  if (!fits.ok) return fits;
  const items = found.items.filter((item) => item.id !== kept);
  const writeOffs = items.filter((item) => item.documentType === 'write_off').map((item) => item.id);
  const recovery = writeOffs.length > 0 ? await findStandingRecovery(tx.db, tx.tenantId, writeOffs) : undefined;
  if (recovery !== undefined)
    return refuse(
      'receivables.recovered',
      `Part of this write-off was recovered by ${recovery}; reverse that first. Nothing was changed.`,
    );
  const decided = await allowed({ items, day: latest, accounts });
  if (!decided.ok) return decided;
  const back = await reverseClearingsIn(tx, company, {
    clearingIds: found.tied.map((one) => one.clearingId),
    postingDate: latest,
    reason: input.reason,
  });
  if (!back.ok) return back;
  const going = new Set(found.items.map((item) => item.id));
  const reopenedItemIds = [...new Set(found.tied.map((one) => one.debitItemId))].filter((id) => !going.has(id));
  return done({ day: latest, items, reopenedItemIds });
}

interface Gathered {
  /** All items of all documents that go. */
  readonly items: readonly Item[];
  /** The allocations of the clearings that are taken back. */
  readonly tied: readonly TiedClearing[];
  readonly accountIds: readonly bigint[];
}

/** The documents, what they cleared, and the documents that were made for those clearings, until nothing is added. */
async function gather(tx: Transaction, itemIds: readonly bigint[]): Promise<Gathered> {
  let ids = await documentItemIds(tx.db, tx.tenantId, itemIds);
  for (;;) {
    const tied = await loadTiedClearings(tx.db, tx.tenantId, ids);
    const known = new Set(ids);
    const more = tied
      .filter((one) => one.madeWithIt && madeForPayment.has(one.creditType as Item['documentType']))
      .map((one) => one.creditItemId)
      .filter((id) => !known.has(id));
    if (more.length > 0) {
      ids = await documentItemIds(tx.db, tx.tenantId, [...ids, ...more]);
      continue;
    }
    const all = await loadItems(tx.db, tx.tenantId, {
      itemIds: [...new Set([...ids, ...tied.flatMap((one) => [one.creditItemId, one.debitItemId])])],
    });
    return {
      items: all.filter((item) => known.has(item.id)),
      tied,
      accountIds: [...new Set(all.map((item) => item.accountId))],
    };
  }
}

/** The day of the reversal: not before anything that it undoes. */
const dayOf = (found: Gathered, postingDate: Day): Day =>
  [...found.items.map((item) => item.postingDate), ...found.tied.map((one) => one.effectiveDate)].reduce(
    laterDay,
    postingDate,
  );

/** Once the tied clearings are taken back, every item of the documents must be wholly open. */
function checkReversible(found: Gathered, kept: bigint | null, withBankMoney: boolean): Outcome<null> {
  const going = new Set(found.items.map((item) => item.id));
  const used = found.tied.find((one) => one.madeByItemId !== null && !going.has(one.madeByItemId));
  if (used) {
    return refuse(
      'receivables.has-allocations',
      'What this document brought was refunded or moved on; reverse that document first. Nothing was changed.',
      { itemId: used.madeByItemId!.toString() },
    );
  }
  const freed = new Map<bigint, bigint>();
  for (const one of found.tied) {
    freed.set(one.creditItemId, (freed.get(one.creditItemId) ?? 0n) - one.amountMinor);
    freed.set(one.debitItemId, (freed.get(one.debitItemId) ?? 0n) + one.amountMinor);
  }
  for (const item of found.items) {
    if (item.documentType === 'reversal')
      return refuse(
        'receivables.is-reversal',
        `${item.number} is a reversal itself; post the document again instead. Nothing was changed.`,
      );
    if (item.source === 'bank' && item.id !== kept && !withBankMoney)
      return refuse(
        'receivables.bank-document',
        `The money of ${item.number} stands on the bank's statement; take its clearing back, or transfer or refund it. Nothing was changed.`,
      );
    if (item.reversedBy !== null)
      return refuse('receivables.already-reversed', `${item.number} was reversed already. Nothing was changed.`);
    if (item.openMinor + (freed.get(item.id) ?? 0n) !== item.amountMinor && !item.noted)
      return refuse(
        'receivables.has-allocations',
        `${item.number} has allocations; take its clearing back first. Nothing was changed.`,
        { itemId: item.id.toString() },
      );
    if (item.noted && item.openMinor !== item.amountMinor)
      return refuse(
        'receivables.has-allocations',
        `Down payments came for ${item.number}; reverse them first. Nothing was changed.`,
        { itemId: item.id.toString() },
      );
  }
  return done(null);
}

/** Writes the reversing items and journals, and clears each item against its reversal. */
async function negate(
  tx: Transaction,
  company: Company,
  documents: readonly Item[],
  day: Day,
  input: ReversalInput,
): Promise<readonly bigint[]> {
  const items = await loadItems(tx.db, tx.tenantId, { itemIds: documents.map((item) => item.id) });
  const ids = await takeItemIds(tx, items.length);
  const journals = [...new Set(items.flatMap((item) => (item.journalId === null ? [] : [item.journalId])))];
  const reversals = journals.length === 0 ? [] : await takeJournalIds(tx, journals.length);
  await reverseJournals(
    tx,
    journals.map((journalId, index) => ({
      id: reversals[index]!,
      journalId,
      postingDate: day,
      explanation: `Reversal of ${items.find((item) => item.journalId === journalId)!.number}: ${input.reason}`,
    })),
  );
  const reversing = items.map((item, index) => ({
    ...item,
    id: ids[index]!,
    numberKey: textKey(item.number),
    // Its clearing against the document follows.
    clearedAtOnce: true,
    documentType: 'reversal' as const,
    source: 'dunwell',
    sourceKey: `reversal of ${item.id}`,
    postingDate: day,
    documentDate: input.postingDate,
    discountUntil: null,
    discountMinor: null,
    amountMinor: -item.amountMinor,
    companyAmountMinor: -item.companyAmountMinor,
    taxMinor: -item.taxMinor,
    linkedItemId: item.id,
    journalId: item.journalId === null ? null : reversals[journals.indexOf(item.journalId)]!,
    text: input.reason,
  }));
  await insertItems(tx, reversing);
  await reverseRelief(tx, company, items, day, (item) => reversals[journals.indexOf(item.journalId!)]!);
  await reverseTaxes(tx, items, new Map(items.map((item, index) => [item.id, ids[index]!])));
  await clearAgainstReversal(tx, company, items, reversing, day, input.reason);
  markReversed(tx, new Map(items.map((item, index) => [item.id, ids[index]!])));
  reduceRequests(
    tx,
    items.flatMap((item) => (item.documentType === 'down_payment' && item.linkedItemId ? [item.linkedItemId] : [])),
  );
  tx.accountsChanged(items.map((item) => item.accountId));
  tx.itemsTouched(items.flatMap((item, index) => (item.noted ? [] : [item.id, ids[index]!])));
  tx.count('documents.reversed', journals.length || 1);
  for (const accountId of new Set(items.map((item) => item.accountId)))
    tx.publish({
      type: 'receivables.document-reversed',
      payload: {
        accountId: accountId.toString(),
        companyId: company.id.toString(),
        numbers: [...new Set(items.filter((item) => item.accountId === accountId).map((item) => item.number))],
      },
    });
  return ids;
}

/** The tax a document carried goes back to where it was taken from; its own tax is gone. */
async function reverseTaxes(
  tx: Transaction,
  items: readonly Item[],
  reversedBy: ReadonlyMap<bigint, bigint>,
): Promise<void> {
  const bearing = items.filter((item) => item.taxMinor !== 0n);
  const lines = await loadItemTaxes(
    tx.db,
    tx.tenantId,
    bearing.map((item) => item.id),
  );
  await insertItemTaxes(
    tx,
    lines
      .filter((line) => reversedBy.has(line.itemId))
      .map((line) => ({
        ...negated([line])[0]!,
        itemId: reversedBy.get(line.itemId)!,
        adjustsItemId: line.adjustsItemId ?? line.itemId,
      })),
  );
}

async function clearAgainstReversal(
  tx: Transaction,
  company: Company,
  documents: readonly Item[],
  reversals: readonly ItemRow[],
  day: Day,
  reason: string,
): Promise<void> {
  await updateOpen(tx, new Map(documents.map(({ id }) => [id, { openMinor: 0n, openCompanyMinor: 0n }])));
  const pairs = documents.map((item, index) => ({ item, other: reversals[index]! })).filter(({ item }) => !item.noted);
  if (pairs.length === 0) return;
  const [clearingId] = await takeClearingIds(tx, 1);
  await insertClearings(
    tx,
    [
      {
        id: clearingId!,
        companyId: company.id,
        accountId: pairs[0]!.item.accountId,
        effectiveDate: day,
        kind: 'document_reversal',
        explanation: reason,
        journalId: null,
        reversalOf: null,
        madeByItemId: null,
      },
    ],
    pairs.map(({ item, other }) => {
      const [credit, debit] = item.amountMinor < 0n ? [item, other] : [other, item];
      return {
        clearingId: clearingId!,
        creditItemId: credit.id,
        debitItemId: debit.id,
        effectiveDate: day,
        creditAmountMinor: absolute(item.amountMinor),
        debitAmountMinor: absolute(item.amountMinor),
        creditCompanyMinor: absolute(item.companyAmountMinor),
        debitCompanyMinor: absolute(item.companyAmountMinor),
      };
    }),
  );
  const entry = (of: ItemRow | Item, amountMinor: bigint, companyAmountMinor: bigint) => ({
    ...of,
    itemId: of.id,
    effectiveDate: day,
    amountMinor,
    companyAmountMinor,
  });
  const entries = pairs.flatMap(({ item, other }) => [
    entry(other, other.amountMinor, other.companyAmountMinor),
    entry(other, -other.amountMinor, -other.companyAmountMinor),
    entry(item, -item.amountMinor, -item.companyAmountMinor),
  ]);
  appendEntries(tx, entries, { cleared: pairs.flatMap(({ item, other }) => [item.id, other.id]) });
}
