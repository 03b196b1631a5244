/** Moves part of open items into items of another kind, account or customer: two items, one journal, one number. */
import { type Company, loadReasonCodes, loadTaxCodes, taxFacts } from '#company';
import { type CustomerAccount, lockAccounts } from '#customers';
import { done, laterDay, type Outcome, periodOf, refuse, textKey } from '#kernel';
import { accountsByPurpose, lockPeriods, type NewJournal, takeJournalIds } from '#ledger';
import type { Transaction } from '#platform';
import type { Item, TaxPart } from '../model.ts';
import { controlLines, downPaymentTaxLines } from '../rules/journal.ts';
import { type PlannedMove, planMoves, type WantedMove } from '../rules/move.ts';
import { containedTax, negated, takeHeldTax, takeTax } from '../rules/tax.ts';
import { type ItemRow, loadItems, reduceRequests, takeItemIds } from '../store/items.ts';
import { inheritParties } from '../store/parties.ts';
import type { NewItemTax } from '../store/taxes.ts';
import { clearManyIn } from './clear-items.ts';
import { takeDocumentNumbers } from './document-numbers.ts';
import { codedParts, loadHeldTaxes, type TaxBearing, taxLeft } from './document-taxes.ts';
import { writePostings } from './write-postings.ts';

/** What a move made: the item that stands now, and the one that took the part out of the source. */
export interface MovedItem {
  readonly number: string;
  readonly itemId: bigint;
  readonly clearingItemId: bigint;
  readonly amountMinor: bigint;
  readonly currency: string;
}

/**
 * Moves parts of items of one company, a fixed number of statements for any number of moves. Each gets a number of its
 * document type; the tax of the part goes with it by code. With `clear: false` the caller clears the sources with the
 * clearing items itself, in one clearing with a payment. Refuses what `planMoves` and `lockPeriods` refuse, `receivables.account-unknown`, `receivables.reason-unknown`.
 */
export async function moveItemsIn(
  tx: Transaction,
  company: Company,
  wanted: readonly WantedMove[],
  options: { readonly clear: boolean } = { clear: true },
): Promise<Outcome<readonly MovedItem[]>> {
  if (wanted.length === 0) return done([]);
  const ids = [...new Set(wanted.map((move) => move.itemId))];
  const before = await loadItems(tx.db, tx.tenantId, { itemIds: ids });
  if (before.some((item) => item.companyId !== company.id))
    return refuse('receivables.item-unknown', 'An item to be moved is of another company. Nothing was changed.');
  const postedOn = new Map(before.map((item) => [item.id, item.postingDate]));
  const months = wanted.map((move) =>
    periodOf(laterDay(move.postingDate, postedOn.get(move.itemId) ?? move.postingDate)),
  );
  const open = await lockPeriods(tx, company.id, months);
  if (!open.ok) return open;
  const accounts = new Map(
    (
      await lockAccounts(tx, [
        ...before.map((item) => item.accountId),
        ...wanted.flatMap((move) => (move.toAccountId === undefined ? [] : [move.toAccountId])),
      ])
    ).map((account) => [account.id, account]),
  );
  const stranger = wanted.find(
    (move) => move.toAccountId !== undefined && accounts.get(move.toAccountId)?.companyId !== company.id,
  );
  if (stranger) {
    return refuse(
      'receivables.account-unknown',
      `There is no such customer account in company ${company.code}. Nothing was changed.`,
      { accountId: stranger.toAccountId!.toString() },
    );
  }
  const reasons = await checkReasons(tx, wanted);
  if (!reasons.ok) return reasons;
  const items = new Map((await loadItems(tx.db, tx.tenantId, { itemIds: ids })).map((item) => [item.id, item]));
  const planned = planMoves(items, wanted);
  if (!planned.ok) return planned;
  const taxes = await taxesOf(tx, company, planned.value);
  if (!taxes.ok) return taxes;
  const moved = await write(tx, company, planned.value, taxes.value, accounts);
  if (!options.clear) return done(moved);
  const cleared = await clearManyIn(
    tx,
    company,
    moved.map((one, index) => {
      const { source, wanted: move, postingDate } = planned.value[index]!;
      const [creditItemId, debitItemId] =
        source.amountMinor > 0n ? [one.clearingItemId, source.id] : [source.id, one.clearingItemId];
      return {
        allocations: [{ creditItemId, debitItemId, amountMinor: magnitude(one.amountMinor) }],
        postingDate,
        kind: move.documentType,
        explanation: explanationOf(planned.value[index]!, one.number),
        madeByItemId: one.itemId,
      };
    }),
    new Set(moved.map((one) => one.clearingItemId)),
  );
  return cleared.ok ? done(moved) : cleared;
}

const magnitude = (minor: bigint): bigint => (minor < 0n ? -minor : minor);

async function checkReasons(tx: Transaction, wanted: readonly WantedMove[]): Promise<Outcome<null>> {
  const codes = wanted.flatMap((move) => (move.reasonCode ? [move.reasonCode] : []));
  if (codes.length === 0) return done(null);
  const known = new Set((await loadReasonCodes(tx.db, tx.tenantId)).map((reason) => reason.code));
  const unknown = codes.find((code) => !known.has(code));
  return unknown === undefined
    ? done(null)
    : refuse(
        'receivables.reason-unknown',
        `There is no reason code "${unknown}". Nothing was changed.`,
        { reasonCode: unknown },
        { field: 'reasonCode' },
      );
}

const explanationOf = (move: PlannedMove, number: string): string =>
  move.wanted.explanation ?? `${move.wanted.documentType.replaceAll('_', ' ')} ${number} out of ${move.source.number}.`;

async function write(
  tx: Transaction,
  company: Company,
  moves: readonly PlannedMove[],
  { glAccount, shares, contained }: MovedTaxes,
  accounts: ReadonlyMap<bigint, CustomerAccount>,
): Promise<MovedItem[]> {
  const numbers = await takeDocumentNumbers(
    tx,
    company,
    moves.map((move) => ({ documentType: move.wanted.documentType, day: move.postingDate })),
  );
  const journalIds = await takeJournalIds(tx, moves.length);
  const itemIds = await takeItemIds(tx, moves.length * 2);
  const rows: ItemRow[] = [];
  const taxes: NewItemTax[] = [];
  const journals: (NewJournal & { id: bigint })[] = [];
  const result: MovedItem[] = [];
  for (const [index, move] of moves.entries()) {
    const number = numbers[index]!;
    const parts = shares[index]!;
    const due = contained[index]!;
    const [fresh, clearing] = rowsOf(move, number, journalIds[index]!, { parts, due }, accounts, [
      itemIds[2 * index]!,
      itemIds[2 * index + 1]!,
    ]);
    rows.push(fresh, clearing);
    taxes.push(
      ...(due.length > 0 ? due : parts).map((part) => ({ ...part, itemId: fresh.id, adjustsItemId: null })),
      ...negated(parts).map((part) => ({ ...part, itemId: clearing.id, adjustsItemId: move.source.id })),
    );
    journals.push({
      id: journalIds[index]!,
      companyId: company.id,
      postingDate: move.postingDate,
      documentDate: move.wanted.postingDate,
      kind: move.wanted.documentType,
      explanation: explanationOf(move, number),
      lines: [...controlLines([fresh, clearing], glAccount), ...downPaymentTaxLines(fresh, due, glAccount)],
    });
    result.push({
      number,
      itemId: fresh.id,
      clearingItemId: clearing.id,
      amountMinor: fresh.amountMinor,
      currency: fresh.currency,
    });
  }
  await writePostings(tx, { journals, rows, taxes });
  const staying = moves
    .map((move, index) => ({ move, itemId: result[index]!.itemId }))
    .filter(({ move }) => move.wanted.toAccountId === undefined);
  inheritParties(tx, new Map(staying.map(({ move, itemId }) => [itemId, move.source.id])));
  reduceRequests(
    tx,
    moves.flatMap((move) => (move.wanted.linkedItemId === undefined ? [] : [move.wanted.linkedItemId])),
  );
  tx.count('documents', moves.length);
  for (const type of new Set(moves.map((move) => move.wanted.documentType)))
    tx.count(`documents.${type}`, moves.filter((move) => move.wanted.documentType === type).length);
  return result;
}

interface MovedTaxes {
  readonly glAccount: Awaited<ReturnType<typeof accountsByPurpose>>;
  /** The tax that goes with each part, out of its source. */
  readonly shares: readonly (readonly TaxPart[])[];
  /** The tax that a down payment contains, due from now on. */
  readonly contained: readonly (readonly TaxPart[])[];
}

/** The tax of each move, by code; moves without tax read nothing but the accounts. */
async function taxesOf(tx: Transaction, company: Company, moves: readonly PlannedMove[]): Promise<Outcome<MovedTaxes>> {
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const bearing = new Map<bigint, Item>(
    moves.filter((move) => move.source.taxMinor !== 0n).map((move) => [move.source.id, move.source]),
  );
  const isDownPayment = (item: Item): boolean => item.specialGl === 'down_payment';
  const sources = [...bearing.values()];
  const held = await loadHeldTaxes(tx, company, sources.filter(isDownPayment), glAccount);
  const others = sources.filter((item) => !isDownPayment(item));
  const left = others.length === 0 ? new Map() : await taxLeft(tx, company, others, glAccount);
  const shares = moves.map((move): readonly TaxPart[] => {
    const holding = held.get(move.source.id);
    if (holding) {
      const { taken, left: rest } = takeHeldTax(holding, move.amountMinor);
      held.set(move.source.id, rest);
      return taken.filter((part) => part.baseMinor !== 0n || part.taxMinor !== 0n);
    }
    const remainder = left.get(move.source.id);
    if (!remainder) return [];
    const { taken, left: rest } = takeTax(remainder, move.amountMinor);
    left.set(move.source.id, rest);
    return taken;
  });
  const contained = await containedTaxes(tx, company, moves, glAccount);
  return contained.ok ? done({ glAccount, shares, contained: contained.value }) : contained;
}

async function containedTaxes(
  tx: Transaction,
  company: Company,
  moves: readonly PlannedMove[],
  glAccount: MovedTaxes['glAccount'],
): Promise<Outcome<(readonly TaxPart[])[]>> {
  if (!moves.some((move) => move.wanted.taxCode !== undefined)) return done(moves.map(() => []));
  const facts = taxFacts(await loadTaxCodes(tx.db, tx.tenantId), []);
  const bearing = moves.map((move): TaxBearing => {
    const { amountMinor, wanted } = move;
    const documentDate = wanted.postingDate;
    if (wanted.taxCode === undefined) return { number: null, amountMinor, documentDate, taxes: [] };
    const rate = facts.code(company.country, wanted.taxCode, documentDate)?.ratePercent ?? '0';
    const taxMinor = containedTax(amountMinor, rate);
    const taxes = [{ code: wanted.taxCode, baseMinor: amountMinor - taxMinor, taxMinor }];
    return { number: null, amountMinor, documentDate, taxes };
  });
  const parts = await codedParts(tx, company, bearing, facts, glAccount);
  return parts.ok ? done(bearing.map((one) => parts.value.get(one)!)) : parts;
}

/** The item that stands from now on, and the one that takes the part out of the source. */
function rowsOf(
  move: PlannedMove,
  number: string,
  journalId: bigint,
  taxes: { readonly parts: readonly TaxPart[]; readonly due: readonly TaxPart[] },
  accounts: ReadonlyMap<bigint, CustomerAccount>,
  [freshId, clearingId]: readonly [bigint, bigint],
): [ItemRow, ItemRow] {
  const { source, wanted } = move;
  const target = accounts.get(wanted.toAccountId ?? source.accountId)!;
  const sum = (parts: readonly TaxPart[]): bigint => parts.reduce((total, part) => total + part.taxMinor, 0n);
  const taxMinor = sum(taxes.parts);
  const references = [number, source.number, ...(wanted.references ?? [])].map(textKey).filter((key) => key.length > 0);
  const fresh: ItemRow = {
    id: freshId,
    companyId: source.companyId,
    accountId: target.id,
    customerId: target.customerId,
    documentType: wanted.documentType,
    agingClass: move.agingClass,
    number,
    numberKey: textKey(number),
    instalment: 1,
    source: 'dunwell',
    sourceKey: number,
    // A transferred item ages as before: its own document day goes with it.
    documentDate: wanted.documentType === 'transfer' ? source.documentDate : wanted.postingDate,
    postingDate: move.postingDate,
    dueDate: move.dueDate,
    discountUntil: null,
    discountMinor: null,
    currency: source.currency,
    amountMinor: move.amountMinor,
    companyAmountMinor: move.companyAmountMinor,
    taxMinor: taxes.due.length > 0 ? sum(taxes.due) : taxMinor,
    specialGl: move.specialGl,
    noted: false,
    reasonCode: wanted.reasonCode ?? null,
    purchaseOrder: source.purchaseOrder,
    referenceKeys: [...new Set(references)],
    linkedItemId: wanted.linkedItemId ?? source.id,
    journalId,
    text: wanted.text ?? null,
    clearedAtOnce: false,
  };
  return [
    fresh,
    {
      ...fresh,
      id: clearingId,
      clearedAtOnce: true,
      accountId: source.accountId,
      customerId: source.customerId,
      agingClass: source.agingClass === 'unapplied' ? 'unapplied' : source.amountMinor > 0n ? 'credit' : 'debit',
      // The two items of one document: the clearing side has a key of its own.
      sourceKey: `${number} out of ${source.id}`,
      linkedItemId: source.id,
      dueDate: source.dueDate,
      amountMinor: -move.amountMinor,
      companyAmountMinor: -move.companyAmountMinor,
      taxMinor: -taxMinor,
      specialGl: source.specialGl,
    },
  ];
}
