/**
 * Takes one chunk of a load into the mirror and the subledger: whole customer accounts, one transaction. New items are
 * posted, closings and nettings follow what the ERP says, and everything is dated, sequenced and reversible. Applied
 * again it changes nothing, so an import that was killed goes on where it stopped.
 */

import { tellTakenBackIn } from '#cash';
import { inheritLevelsIn } from '#collections';
import type { Company } from '#company';
import { loadWholes, lockAccounts, type Wholes } from '#customers';
import { absolute, type Day, done, laterDay, type Outcome, periodOf, sign } from '#kernel';
import { accountsByPurpose, closedMonths, lockPeriods } from '#ledger';
import { type Sql, sql, type Transaction } from '#platform';
import {
  blockItemsIn,
  type ClearingRequest,
  changeDueDatesIn,
  clearManyIn,
  endBlocksIn,
  type Item,
  loadItems,
  type NewBlock,
  type NewDocument,
  type PostedDocument,
  postDocumentsIn,
  postingChunkSize,
  reverseClearingIn,
  reverseDocumentIn,
  tellTaxesIn,
  undoClearingIn,
  undoingTouches,
} from '#receivables';
import { isPayment, type MirroredItem, type ResolvedRow } from '../model.ts';
import { judgeExport } from '../rules/judge-export.ts';
import {
  closingDay,
  closingDue,
  follow,
  type MirrorChange,
  mustReplace,
  standsElsewhere,
  vanish,
  wantedNetting,
} from '../rules/mirror-changes.ts';
import { type MovedPair, mayBeMoved, pairMoved, pairStanding, standingOf } from '../rules/moved-items.ts';
import { linkPayment, type PaymentLink } from '../rules/same-money.ts';
import { type KnownTaxCode, taxOfRow } from '../rules/told-tax.ts';
import {
  loadConfirmed,
  loadExportLines,
  loadMovedByUs,
  type UndecidedExport,
  undecidedOfItems,
  updateExports,
} from '../store/exports.ts';
import {
  closingKind,
  insertChanges,
  type LeftBehind,
  loadClosings,
  loadLeftBehind,
  loadMirror,
  loadNettings,
  loadTaxless,
  nettingKind,
  upsertMirror,
} from '../store/mirror.ts';
import {
  type FreeReceipt,
  loadBankReading,
  loadFreeReceipts,
  loadSameMoneyFacts,
  type MoneyPair,
  savePairs,
} from '../store/same-money.ts';
import { closeItemsIn, movedKind, sameMoneyKind } from './close-items.ts';
import { taxCodesOf } from './tax-codes.ts';

/** What a chunk is taken in under. */
export interface LoadContext {
  readonly company: Company;
  readonly loadId: bigint;
  readonly scope: string;
  readonly keyDate: Day;
  /** The ERP's name, for sentences. */
  readonly system: string;
  /** Whether Dunwell reads a bank of the company: what the bank told is then looked for in what the ERP tells. */
  readonly readsBank: boolean;
}

export interface Chunk {
  readonly rows: readonly ResolvedRow[];
  /** Identities of open items that a full load does not name. */
  readonly missing: readonly string[];
}

/** What a chunk works on: the mirror's rows as they become, the subledger's items as they are. */
interface Work {
  readonly tx: Transaction;
  readonly context: LoadContext;
  readonly mirror: Map<string, MirroredItem>;
  readonly items: Map<bigint, Item>;
  readonly changes: MirrorChange[];
  /** Credits whose netting ended because what they were netted with gave way to another item. */
  readonly freed: Set<string>;
  /** Payments that were found to be receipts of ours. */
  readonly pairs: MoneyPair[];
  readonly contraAccountId: bigint;
  /** A tax code of the company's country on a day, where it is recorded with an account that the chart has. */
  readonly taxCode: KnownTaxCode;
  /** The day itself, or the key date where its month is closed here. */
  readonly postable: (day: Day) => Day;
}

/** Applies a chunk. Refuses a key date in a month that is closed here, as `lockPeriods` does, and what receivables refuses. */
export async function applyChunkIn(
  tx: Transaction,
  context: LoadContext,
  chunk: Chunk,
): Promise<Outcome<{ changes: number }>> {
  const { company, keyDate } = context;
  const keys = [...chunk.rows.map((row) => row.key), ...chunk.missing];
  const named = [...keys, ...chunk.rows.flatMap((row) => (row.linkedKey ? [row.linkedKey] : []))];
  const receipts = await receiptsOf(tx, company.id, chunk.rows);
  const leftBehind = await loadLeftBehind(tx.db, tx.tenantId, company.id, keys);
  const others = [...receipts.map((item) => item.id), ...leftBehind.map((item) => item.itemId)];
  const ours = await clearedByUs(tx, company.id, named, others, keyDate);
  const around = [...named, ...ours.keys];
  const read = () => loadMirror(tx.db, tx.tenantId, company.id, { around });
  const before = await read();
  const days = [...ours.days, ...receipts.map((item) => item.postingDate)];
  const months = [...new Set([...(await monthsOf(tx, chunk, before, keyDate)), ...days.map(periodOf)])];
  // What lies in a month that is closed here is posted on the key date.
  const closed = await closedMonths(tx.db, tx.tenantId, company.id, months, false);
  const periods = await lockPeriods(
    tx,
    company.id,
    months.filter((month) => month === periodOf(keyDate) || !closed.has(month)),
  );
  if (!periods.ok) return periods;
  const wholes = await loadWholes(tx.db, tx.tenantId, { companyId: company.id, day: keyDate });
  await lockAccounts(tx, [
    ...chunk.rows.flatMap((row) => wholes.accountsOf(row.accountId)),
    ...[...before.values()].map((item) => item.accountId),
    ...ours.accountIds,
    ...receipts.map((item) => item.accountId),
    ...leftBehind.map((item) => item.accountId),
  ]);
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const work: Work = {
    tx,
    context,
    mirror: await read(),
    items: new Map(),
    changes: [],
    freed: new Set(),
    pairs: [],
    contraAccountId: glAccount('erp_mirror'),
    taxCode: await taxCodesOf(tx.db, tx.tenantId, company, chunk.rows),
    postable: (day) => (closed.has(periodOf(day)) ? keyDate : day),
  };
  await reload(work);
  const { fresh, replaced, misplaced } = followRows(work, chunk);
  // First the due days: what is left of an item inherits the one in force.
  await followDueDates(work);
  const moved = await movedItems(work, wholes, { rows: chunk.rows, fresh, replaced });
  const posted = await postFresh(work, [...fresh, ...moved.standing], replaced, moved.pairs);
  if (!posted.ok) return posted;
  const followed = await followReplaced(work, leftBehind);
  if (!followed.ok) return followed;
  const taxed = await followTaxes(work, chunk);
  if (!taxed.ok) return taxed;
  await followBlocks(work);
  const exports = await followExports(work, ours.itemIds.length > 0);
  if (!exports.ok) return exports;
  const settled = await settle(work);
  if (!settled.ok) return settled;
  const placed = await place(work, misplaced);
  if (!placed.ok) return placed;
  await upsertMirror(tx, company.id, context.loadId, [...work.mirror.values()]);
  await savePairs(tx, company.id, work.pairs);
  const firstOrdinal = tx.nextOrdinal(work.changes.length);
  tx.atHead((head) =>
    insertChanges(
      tx,
      head,
      { companyId: company.id, loadId: context.loadId, effectiveDate: keyDate, firstOrdinal },
      work.changes,
    ),
  );
  for (const change of work.changes) tx.count(`mirror.${change.kind}`);
  return done({ changes: work.changes.length });
}

/** The items of receipts that the payments among some rows may be. */
async function receiptsOf(tx: Transaction, companyId: bigint, rows: readonly ResolvedRow[]): Promise<Item[]> {
  const wanted = rows
    .filter(isPayment)
    .map((row) => ({ currency: row.currency, amountMinor: -row.amountMinor, day: row.postingDate }));
  const receipts = await loadFreeReceipts(tx.db, tx.tenantId, companyId, wanted);
  return receipts.length === 0 ? [] : loadItems(tx.db, tx.tenantId, { itemIds: receipts.map((one) => one.itemId) });
}

/** Undecided clearings of ours on mirrored and other items: all items that they touch, with their identities and accounts. */
async function clearedByUs(
  tx: Transaction,
  companyId: bigint,
  keys: readonly string[],
  others: readonly bigint[],
  keyDate: Day,
): Promise<{ itemIds: bigint[]; keys: string[]; accountIds: bigint[]; days: Day[] }> {
  const mirror = await loadMirror(tx.db, tx.tenantId, companyId, { keys });
  const itemIds = [...mirror.values()].flatMap((item) => (item.itemId === null ? [] : [item.itemId]));
  const undecided = await undecidedOfItems(tx.db, tx.tenantId, [...itemIds, ...others]);
  if (undecided.length === 0) return { itemIds: [], keys: [], accountIds: [], days: [] };
  const lines = await loadExportLines(tx.db, tx.tenantId, [...new Set(undecided.map((one) => one.clearingId))]);
  const touched = [...new Set(lines.flatMap((line) => [line.creditItemId, line.debitItemId]))];
  const items = await loadItems(tx.db, tx.tenantId, { itemIds: touched });
  const undone = await undoingTouches(tx, [...new Set(undecided.map((one) => one.clearingId))], keyDate);
  return {
    itemIds: touched,
    keys: lines.flatMap((line) => [line.creditKey, line.debitKey]).filter((key) => key !== null),
    accountIds: [...items.map((item) => item.accountId), ...undone.accountIds],
    days: [...undone.days, ...[...lines, ...items].map((one) => laterDay(one.postingDate, keyDate))],
  };
}

/**
 * What a load tells of our own clearings. Confirmed: the ERP closed the item giving back our reference, or by the document
 * that it had named. Overtaken: it closed the item by a document of its own before ours was exported, or gives another
 * reference of ours; our clearing is taken back. Diverged: it confirmed, but a later load shows more open than that.
 * An item that only disappeared decides nothing.
 */
async function followExports(work: Work, any: boolean): Promise<Outcome<null>> {
  if (!any) return done(null);
  const { tx, context, mirror, changes } = work;
  const byItem = new Map(
    [...mirror.values()].flatMap((item) => (item.itemId === null ? [] : [[item.itemId, item] as const])),
  );
  const undecided = await undecidedOfItems(tx.db, tx.tenantId, [...byItem.keys()]);
  const lines = await loadExportLines(tx.db, tx.tenantId, [...new Set(undecided.map((one) => one.clearingId))]);
  const decided = new Map<
    bigint,
    { one: UndecidedExport; verdict: 'confirmed' | 'overtaken' | 'diverged'; item: MirroredItem }
  >();
  for (const one of undecided) {
    const item = byItem.get(one.itemId)!;
    const verdict = judgeExport(one, item, context.keyDate);
    if (verdict !== null && !decided.has(one.entryId)) decided.set(one.entryId, { one, verdict, item });
  }
  for (const { one, verdict, item } of decided.values()) {
    changes.push({ key: item.key, kind: verdict, before: one.reference, after: item.clearingDocument });
    await updateExports(
      tx,
      [
        {
          id: one.entryId,
          state: verdict,
          erpDocument: item.clearingDocument,
          reason:
            verdict === 'overtaken'
              ? `${context.system} cleared ${item.number} itself${item.clearingDocument ? ` by ${item.clearingDocument}` : ''}.`
              : verdict === 'diverged'
                ? `${context.system} confirmed, but on ${context.keyDate} shows more of ${item.number} open than that.`
                : null,
        },
      ],
      { answeredOn: context.keyDate },
    );
    if (verdict === 'overtaken') {
      const taken = await undo(
        tx,
        context,
        one.clearingId,
        `Overtaken: ${context.system} cleared ${item.number} itself.`,
      );
      if (!taken.ok) return taken;
    }
  }
  if (decided.size === 0) return done(null);
  const clearings = new Set([...decided.values()].map(({ one }) => one.clearingId));
  await countDone(
    work,
    lines.filter((line) => clearings.has(line.clearingId)),
  );
  await reload(work);
  return done(null);
}

/** What the mirror counts as done by the ERP, of the items of some clearings: what the queue says is confirmed. */
async function countDone(
  { tx, mirror }: Work,
  lines: readonly { readonly creditItemId: bigint; readonly debitItemId: bigint }[],
): Promise<void> {
  if (lines.length === 0) return;
  const itemIds = new Set(lines.flatMap((line) => [line.creditItemId, line.debitItemId]));
  const confirmed = await loadConfirmed(tx.db, tx.tenantId, [...itemIds]);
  for (const item of mirror.values())
    if (item.itemId !== null && itemIds.has(item.itemId))
      mirror.set(item.key, { ...item, confirmedMinor: confirmed.get(item.itemId) ?? 0n });
}

/**
 * Follows in the subledger what the mirror says of some items, after our own clearings on them were taken back. The
 * caller holds the locks of their accounts.
 */
export async function settleMirrorIn(
  tx: Transaction,
  context: Omit<LoadContext, 'loadId' | 'scope' | 'readsBank'>,
  keys: readonly string[],
): Promise<Outcome<null>> {
  if (keys.length === 0) return done(null);
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, context.company.id);
  const work: Work = {
    tx,
    context: { ...context, loadId: 0n, scope: '', readsBank: false },
    mirror: await loadMirror(tx.db, tx.tenantId, context.company.id, { around: keys }),
    items: new Map(),
    changes: [],
    freed: new Set(),
    pairs: [],
    contraAccountId: glAccount('erp_mirror'),
    taxCode: () => undefined,
    postable: (day) => (day < context.keyDate ? context.keyDate : day),
  };
  await reload(work);
  const settled = await settle(work);
  if (!settled.ok) return settled;
  await upsertMirror(tx, context.company.id, null, [...work.mirror.values()]);
  return done(null);
}

/** Every month that this chunk may post into. */
async function monthsOf(
  tx: Transaction,
  chunk: Chunk,
  before: ReadonlyMap<string, MirroredItem>,
  keyDate: Day,
): Promise<string[]> {
  const itemIds = [...before.values()].flatMap((item) => (item.itemId === null ? [] : [item.itemId]));
  const items = await loadItems(tx.db, tx.tenantId, { itemIds });
  const days = [
    keyDate,
    ...chunk.rows.flatMap((row) => [row.postingDate, ...(row.clearingDate ? [row.clearingDate] : [])]),
    ...items.map((item) => item.postingDate),
    ...[...before.values()].flatMap((item) => (item.clearingDate ? [item.clearingDate] : [])),
  ];
  return [...new Set(days.map(periodOf))];
}

/** Reads the subledger's items of the mirror again. */
async function reload(work: Work): Promise<void> {
  const itemIds = [...work.mirror.values()].flatMap((item) => (item.itemId === null ? [] : [item.itemId]));
  work.items.clear();
  for (const item of await loadItems(work.tx.db, work.tx.tenantId, { itemIds })) work.items.set(item.id, item);
}

const itemOf = (work: Work, mirrored: MirroredItem | undefined): Item | undefined =>
  mirrored?.itemId == null ? undefined : work.items.get(mirrored.itemId);

interface Followed {
  /** To be posted. */
  readonly fresh: ResolvedRow[];
  /** Items that give way to new ones. */
  readonly replaced: Map<string, MirroredItem>;
  /** Payments that stand on another control account than their ERP has them on: receipts of ours that give way. */
  readonly misplaced: ResolvedRow[];
}

/** Brings the mirror's rows to what the load says. */
function followRows(work: Work, chunk: Chunk): Followed {
  const { mirror, changes, context } = work;
  const fresh: ResolvedRow[] = [];
  const replaced = new Map<string, MirroredItem>();
  const misplaced: ResolvedRow[] = [];
  for (const row of chunk.rows) {
    const known = mirror.get(row.key);
    if (!known) {
      // What was opened and closed between two loads leaves no trace in what is open; but our receipt may be that payment.
      if (row.openMinor === 0n && !(isPayment(row) && context.readsBank)) continue;
      fresh.push(row);
      changes.push({ key: row.key, kind: 'new', before: null, after: row.openMinor.toString() });
    } else if (known.itemId === null && !known.noted && row.openMinor !== 0n) {
      // It waited for its receipt, or was closed before it counted.
      fresh.push(row);
    } else if (mustReplace(known, row) || isOrphaned(work, known, row)) {
      fresh.push(row);
      replaced.set(row.key, known);
      changes.push({
        key: row.key,
        kind: 'replaced',
        before: known.amountMinor.toString(),
        after: row.amountMinor.toString(),
      });
    } else if (standsElsewhere(known, row) && itemOf(work, known)?.source === 'erp') {
      fresh.push(row);
      replaced.set(row.key, known);
      changes.push({
        key: row.key,
        kind: 'replaced',
        before: known.specialGlAccount ?? 'main',
        after: row.specialGlAccount ?? 'main',
      });
    } else {
      const followed = follow({ ...known, scope: context.scope }, row);
      mirror.set(row.key, followed.item);
      changes.push(...followed.changes);
      const apart = known.specialGlAccount !== row.specialGlAccount && itemOf(work, known)?.source !== 'erp';
      if (known.itemId !== null && apart && standsApart(row)) misplaced.push(row);
    }
  }
  for (const key of chunk.missing) {
    const known = mirror.get(key);
    if (!known || (known.erpOpenMinor === 0n && known.state !== 'waiting')) continue;
    const gone = vanish(known);
    mirror.set(key, gone.item);
    changes.push(...gone.changes);
  }
  return { fresh, replaced, misplaced };
}

/** What of ours stood for an item that the ERP still has open was reversed. */
const isOrphaned = (work: Work, known: MirroredItem, row: ResolvedRow): boolean => {
  const item = itemOf(work, known);
  return row.openMinor !== 0n && item?.source === 'dunwell' && item.reversedBy !== null;
};

interface Moved {
  /** By the identity of the ERP's item. */
  readonly pairs: ReadonlyMap<string, MovedPair>;
  /** Rows that an earlier list brought as items beside ours, to which they give way. */
  readonly standing: readonly ResolvedRow[];
}

/**
 * What was moved here and the ERP has as an item of its own, told now or by an earlier list; of merged customers on the account of
 * either.
 */
async function movedItems(
  work: Work,
  { accountsOf, holderOf }: Wholes,
  { rows, fresh, replaced }: Pick<Followed, 'fresh' | 'replaced'> & { readonly rows: readonly ResolvedRow[] },
): Promise<Moved> {
  const { tx, context, mirror } = work;
  const told = fresh.filter((row) => mayBeMoved(row) && !replaced.has(row.key));
  const isFresh = new Set(fresh.map((row) => row.key));
  const known = rows
    .filter((row) => !isFresh.has(row.key) && itemOf(work, mirror.get(row.key))?.source === 'erp')
    .flatMap((row) => standingOf(row, mirror));
  if (told.length + known.length === 0) return { pairs: new Map(), standing: [] };
  const accountIds = [...new Set([...told, ...known].flatMap((row) => accountsOf(row.accountId)))];
  const ours = await loadMovedByUs(tx.db, tx.tenantId, context.company.id, accountIds);
  const pairs = pairMoved(told, ours, holderOf);
  const taken = new Set([...pairs.values()].map((pair) => pair.moved.itemId));
  const twice = pairStanding(
    known,
    ours.filter((one) => !taken.has(one.itemId)),
    holderOf,
  );
  return { pairs: new Map([...pairs, ...twice]), standing: known.filter((row) => twice.has(row.key)) };
}

/**
 * Posts new items to the mirror's control account. A residual inherits from the item it is left of. A payment on a special
 * account stands there by an item of its own, and its receipt gives way to it.
 */
async function postFresh(
  work: Work,
  fresh: readonly ResolvedRow[],
  replaced: ReadonlyMap<string, MirroredItem>,
  moved: ReadonlyMap<string, MovedPair>,
): Promise<Outcome<null>> {
  const { tx, context, mirror } = work;
  const ofRow = new Map(fresh.map((row) => [row.key, row]));
  const judged = await linkPayments(work, fresh);
  const free = await freeReceipts(
    work,
    fresh.flatMap((row) => {
      const link = judged.get(row.key);
      return link?.kind === 'linked' && standsApart(row) ? [link.receipt.itemId] : [];
    }),
  );
  if (!free.ok) return free;
  const links = new Map(
    [...judged].map(([key, link]): [string, PaymentLink<FreeReceipt>] => [
      key,
      link.kind === 'linked' && standsApart(ofRow.get(key)!) && !free.value.has(link.receipt.itemId)
        ? { kind: 'waiting', why: whyKeptApart(link.receipt.number) }
        : link,
    ]),
  );
  rememberLinks(work, links);
  const standsHere = (key: string): bigint | undefined => {
    const pair = moved.get(key);
    return pair?.same ? pair.moved.itemId : undefined;
  };
  // A payment that its ERP has cleared already is only remembered: its receipt may be here, or come.
  const balance = fresh.filter(
    (row) =>
      !row.noted &&
      row.openMinor !== 0n &&
      standsHere(row.key) === undefined &&
      ((links.get(row.key)?.kind ?? 'own') === 'own' || (links.get(row.key)?.kind === 'linked' && standsApart(row))),
  );
  const documents = balance.map((row) => documentOf(work, row, replaced.get(row.key), ofRow));
  const posted: PostedDocument[] = [];
  for (let from = 0; from < documents.length; from += postingChunkSize) {
    const outcome = await postDocumentsIn(tx, context.company, documents.slice(from, from + postingChunkSize));
    if (!outcome.ok) return outcome;
    posted.push(...outcome.value.posted);
  }
  const itemIdOf = new Map(balance.map((row, index) => [row.key, posted[index]!.itemIds[0]!]));
  const heirs: { from: bigint; to: bigint }[] = [];
  const twice: { item: MirroredItem; ours: MovedPair['moved'] }[] = [];
  for (const row of fresh) {
    const known = moved.has(row.key) ? mirror.get(row.key) : undefined;
    const old = replaced.get(row.key) ?? (known?.itemId == null ? undefined : known);
    const link = links.get(row.key);
    if (link?.kind === 'linked')
      work.changes.push({ key: row.key, kind: 'linked_receipt', before: null, after: link.receipt.itemId.toString() });
    const ours = moved.get(row.key)?.moved;
    if (ours)
      work.changes.push({ key: row.key, kind: 'linked_item', before: ours.number, after: row.openMinor.toString() });
    if (ours && known?.itemId != null) {
      twice.push({ item: known, ours });
      heirs.push({ from: known.itemId, to: ours.itemId });
    }
    if (link?.kind === 'waiting' && row.openMinor !== 0n)
      work.changes.push({ key: row.key, kind: 'waiting', before: null, after: link.why });
    mirror.set(row.key, {
      key: row.key,
      scope: context.scope,
      // Ours stands where it was made, also on the account of a customer that was merged since.
      accountId: standsHere(row.key) === undefined ? row.accountId : moved.get(row.key)!.moved.accountId,
      itemId: itemIdOf.get(row.key) ?? standsHere(row.key) ?? (link?.kind === 'linked' ? link.receipt.itemId : null),
      number: row.number,
      documentType: row.documentType,
      currency: row.currency,
      amountMinor: row.amountMinor,
      erpOpenMinor: row.openMinor,
      closedMinor: 0n,
      confirmedMinor: 0n,
      dueDate: row.dueDate,
      blocks: row.blocks,
      linkedKey: row.linkedKey,
      specialGl: row.specialGl,
      specialGlAccount: itemIdOf.has(row.key) || standsHere(row.key) !== undefined ? row.specialGlAccount : null,
      noted: row.noted,
      state: row.openMinor === 0n ? 'closed' : link?.kind === 'waiting' ? 'waiting' : 'open',
      clearingDocument: row.clearingDocument,
      clearingDate: row.clearingDate,
      ourReference: row.ourReference,
      generation: (old?.generation ?? 0) + 1,
      postingDate: row.postingDate,
      told: link?.kind === 'waiting' && row.openMinor !== 0n ? row : null,
    });
  }
  // A receipt may have cleared something already, and the ERP may have confirmed it.
  const receiptIds = [...links.values()].flatMap((link) => (link.kind === 'linked' ? [link.receipt.itemId] : []));
  const movedIds = [...moved.values()].flatMap((pair) => (pair.same ? [pair.moved.itemId] : []));
  await countDone(
    work,
    [...receiptIds, ...movedIds].map((id) => ({ creditItemId: id, debitItemId: id })),
  );
  for (const row of balance) {
    const gaveWay = moved.get(row.key)?.moved;
    if (gaveWay) {
      heirs.push({ from: gaveWay.itemId, to: itemIdOf.get(row.key)! });
      continue;
    }
    const from = replaced.get(row.key) ?? originalOf(work, row);
    if (from?.itemId == null) continue;
    heirs.push({ from: from.itemId, to: itemIdOf.get(row.key)! });
    if (!replaced.has(row.key))
      work.changes.push({ key: row.key, kind: 'residual', before: from.key, after: row.openMinor.toString() });
  }
  await inherit(work, heirs);
  const otherwise = await closeMoved(work, balance, moved);
  if (!otherwise.ok) return otherwise;
  if (replaced.size > 0) {
    const closedNow = await closeReplaced(work, [...replaced.values()]);
    if (!closedNow.ok) return closedNow;
  }
  if (twice.length > 0) {
    const oursOf = new Map(twice.map(({ item, ours }) => [item.key, ours.number]));
    const closedNow = await closeReplaced(
      work,
      twice.map(({ item }) => item),
      {
        netted: 'What it was netted with stood here twice.',
        paid: 'Overtaken: what it was applied to stood here twice.',
        closed: (item) =>
          `${item.number} is ${oursOf.get(item.key)}, which was moved out of an invoice here before; it counts once.`,
      },
    );
    if (!closedNow.ok) return closedNow;
  }
  const gaveWay = await giveWay(
    work,
    balance.flatMap((row) => {
      const link = links.get(row.key);
      return link?.kind === 'linked' ? [{ row, receiptItemId: link.receipt.itemId }] : [];
    }),
  );
  if (!gaveWay.ok) return gaveWay;
  await reload(work);
  return done(null);
}

/** What was moved here and that the ERP keeps with another amount, or on another account, gives way to the ERP's item. */
async function closeMoved(
  { tx, context, contraAccountId }: Work,
  posted: readonly ResolvedRow[],
  moved: ReadonlyMap<string, MovedPair>,
): Promise<Outcome<null>> {
  const rows = posted.flatMap((row) => {
    const pair = moved.get(row.key);
    return pair ? [{ row, itemId: pair.moved.itemId }] : [];
  });
  const items = new Map(
    (await loadItems(tx.db, tx.tenantId, { itemIds: rows.map((one) => one.itemId) })).map((item) => [item.id, item]),
  );
  return closeItemsIn(
    tx,
    context.company,
    contraAccountId,
    movedKind,
    rows.flatMap(({ row, itemId }) => {
      const item = items.get(itemId)!;
      if (item.openMinor === 0n) return [];
      return [
        {
          item,
          amountMinor: absolute(item.openMinor),
          sourceKey: `${row.key} moved ${tx.commandId}`,
          documentDate: context.keyDate,
          postingDate: laterDay(context.keyDate, item.postingDate),
          sentence: `${item.number} is ${row.number} in ${context.system}, which keeps it otherwise; it counts once, there.`,
        },
      ];
    }),
  );
}

/** Payment documents are the money of our receipts where those are here: linked to them, not counted again. */
async function linkPayments(
  work: Work,
  fresh: readonly ResolvedRow[],
): Promise<ReadonlyMap<string, PaymentLink<FreeReceipt>>> {
  const payments = fresh.filter(isPayment);
  if (payments.length === 0) return new Map();
  const { tx, context } = work;
  return judgePayments(tx.db, tx.tenantId, context.company.id, payments, context.keyDate);
}

function rememberLinks({ pairs, context }: Work, links: ReadonlyMap<string, PaymentLink<FreeReceipt>>): void {
  for (const [key, link] of links)
    if (link.kind === 'linked')
      pairs.push({
        key,
        bankLineId: link.receipt.bankLineId,
        verdict: 'same',
        linked: true,
        saidBy: null,
        reason: `${context.system} posted the receipt ${link.receipt.number ?? ''} as well.`,
      });
}

/** Money that its ERP keeps on an account of its own, such as a down payment: in no balance of the receivables' account. */
const standsApart = (row: ResolvedRow): boolean =>
  isPayment(row) && row.specialGlAccount !== null && row.openMinor !== 0n;

const whyKeptApart = (receipt: string | null): string =>
  `It is the receipt ${receipt ?? ''}, which is applied here, but the ERP keeps it on a special account; take its application back, or have the ERP clear it.`;

/**
 * Of some receipts, those whose money nothing here has used. Clearings of ours that the ERP has not heard of are overtaken
 * first, where they use nothing but the receipt: the ERP keeps the money apart from what they pay.
 */
async function freeReceipts(work: Work, receiptItemIds: readonly bigint[]): Promise<Outcome<ReadonlySet<bigint>>> {
  if (receiptItemIds.length === 0) return done(new Set());
  const { tx, context } = work;
  const load = () => loadItems(tx.db, tx.tenantId, { itemIds: receiptItemIds });
  const used = (await load()).filter((item) => item.openMinor !== item.amountMinor);
  const pending = (
    await undecidedOfItems(
      tx.db,
      tx.tenantId,
      used.map((item) => item.id),
    )
  ).filter((one) => one.state === 'pending');
  const lines = await loadExportLines(tx.db, tx.tenantId, [...new Set(pending.map((one) => one.clearingId))]);
  for (const item of used) {
    const own = pending.filter((one) => one.itemId === item.id);
    const parts = lines.filter((line) => own.some((one) => one.clearingId === line.clearingId));
    const taken = parts.reduce((sum, line) => sum + line.amountMinor, 0n);
    const wholly = taken === absolute(item.amountMinor - item.openMinor);
    if (!wholly || parts.some((line) => line.creditItemId !== item.id)) continue;
    const back = await overtake(work, own, `Overtaken: ${context.system} keeps ${item.number} on a special account.`);
    if (!back.ok) return back;
  }
  if (used.length > 0) await reload(work);
  return done(new Set((await load()).filter((item) => item.openMinor === item.amountMinor).map((item) => item.id)));
}

/** Takes clearings of ours back that the ERP has gone past: their money is free again. */
async function overtake(
  { tx, context }: Work,
  exports: readonly UndecidedExport[],
  reason: string,
): Promise<Outcome<unknown>> {
  await updateExports(
    tx,
    exports.map((one) => ({ id: one.entryId, state: 'overtaken', reason })),
    { answeredOn: context.keyDate },
  );
  for (const clearingId of new Set(exports.map((one) => one.clearingId))) {
    const undone = await undo(tx, context, clearingId, reason);
    if (!undone.ok) return undone;
  }
  return done(null);
}

/** What a document that made a clearing cannot go for any more: money came for it, or it moved on. */
const documentStays: ReadonlySet<string> = new Set(['receivables.has-allocations', 'receivables.recovered']);

/**
 * Undoes a clearing of ours on the key date, with the write-off or the discount that made it; where that cannot go any more, the
 * clearing alone, so that no load is kept out for it. One that went along with what was undone before is passed over. Refuses
 * what `undoClearingIn` refuses besides.
 */
async function undo(
  tx: Transaction,
  { company, keyDate }: Pick<LoadContext, 'company' | 'keyDate'>,
  clearingId: bigint,
  reason: string,
): Promise<Outcome<unknown>> {
  const on = { clearingId, postingDate: keyDate, reason };
  const undone = await undoClearingIn(tx, company, on);
  if (!undone.ok && undone.refusal.code === 'receivables.already-reversed') return done(null);
  const taken =
    !undone.ok && documentStays.has(undone.refusal.code) ? await reverseClearingIn(tx, company, on) : undone;
  // A receipt that was applied by it says so.
  if (taken.ok) await tellTakenBackIn(tx, { clearingId, decision: 'declined', explanation: reason });
  return taken;
}

/** Reverses clearings on the key date, each once. */
async function takeBack(
  tx: Transaction,
  { company, keyDate }: LoadContext,
  clearingIds: readonly bigint[],
  reason: string,
): Promise<Outcome<unknown>> {
  for (const clearingId of new Set(clearingIds)) {
    const outcome = await reverseClearingIn(tx, company, { clearingId, postingDate: keyDate, reason });
    if (!outcome.ok) return outcome;
  }
  return done(null);
}

/** Receipts give way to the items on special accounts that are the same money: it counts once, where the ERP has it. */
async function giveWay(
  work: Work,
  links: readonly { readonly row: ResolvedRow; readonly receiptItemId: bigint }[],
): Promise<Outcome<null>> {
  if (links.length === 0) return done(null);
  const { tx, context, mirror } = work;
  const itemIds = links.flatMap(({ row, receiptItemId }) => [receiptItemId, mirror.get(row.key)!.itemId!]);
  const items = new Map((await loadItems(tx.db, tx.tenantId, { itemIds })).map((item) => [item.id, item]));
  return closeItemsIn(
    tx,
    context.company,
    work.contraAccountId,
    sameMoneyKind,
    links.map(({ row, receiptItemId }) => {
      const receipt = items.get(receiptItemId)!;
      const own = items.get(mirror.get(row.key)!.itemId!)!;
      return {
        item: receipt,
        amountMinor: absolute(receipt.openMinor),
        sourceKey: `${row.key} same money ${tx.commandId}`,
        documentDate: context.keyDate,
        postingDate: laterDay(receipt.postingDate, own.postingDate),
        sentence: `${receipt.number} is the money of ${own.number}, which ${context.system} keeps on a special account; it counts once, there.`,
      };
    }),
  );
}

/** Receipts that stand for payments which their ERP keeps apart give way to items of their own there, once they are free. */
async function place(work: Work, misplaced: readonly ResolvedRow[]): Promise<Outcome<null>> {
  if (misplaced.length === 0) return done(null);
  const { tx, context, mirror } = work;
  const receiptOf = (row: ResolvedRow): bigint => mirror.get(row.key)!.itemId!;
  const free = await freeReceipts(work, misplaced.map(receiptOf));
  if (!free.ok) return free;
  const ready = misplaced.filter((row) => free.value.has(receiptOf(row)));
  if (ready.length === 0) return done(null);
  const documents = ready.map((row) => documentOf(work, row, mirror.get(row.key)!, new Map()));
  const links = ready.map((row) => ({ row, receiptItemId: receiptOf(row) }));
  for (let from = 0; from < documents.length; from += postingChunkSize) {
    const posted = await postDocumentsIn(tx, context.company, documents.slice(from, from + postingChunkSize));
    if (!posted.ok) return posted;
    for (const [index, one] of posted.value.posted.entries()) standAt(work, ready[from + index]!, one.itemIds[0]!);
  }
  const gaveWay = await giveWay(work, links);
  if (!gaveWay.ok) return gaveWay;
  await reload(work);
  return settle(work);
}

/** An item of its own stands for the payment from now on. */
function standAt({ mirror }: Work, row: ResolvedRow, itemId: bigint): void {
  const known = mirror.get(row.key)!;
  mirror.set(row.key, {
    ...known,
    itemId,
    closedMinor: 0n,
    confirmedMinor: 0n,
    specialGlAccount: row.specialGlAccount,
    generation: known.generation + 1,
    state: 'open',
    told: null,
  });
}

/**
 * Takes payments in that wait and whose ERP keeps them on a special account: they stand there by items of their own, to which
 * their receipts give way. The caller holds the locks of their accounts and months. Answers the items by identity; a payment
 * whose row was erased goes on waiting. Refuses what posting refuses.
 */
export async function takeInApartIn(
  tx: Transaction,
  context: Omit<LoadContext, 'loadId' | 'scope' | 'readsBank'>,
  keys: readonly string[],
): Promise<Outcome<ReadonlyMap<string, bigint>>> {
  if (keys.length === 0) return done(new Map());
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, context.company.id);
  const work: Work = {
    tx,
    context: { ...context, loadId: 0n, scope: '', readsBank: false },
    mirror: await loadMirror(tx.db, tx.tenantId, context.company.id, { keys }),
    items: new Map(),
    changes: [],
    freed: new Set(),
    pairs: [],
    contraAccountId: glAccount('erp_mirror'),
    taxCode: () => undefined,
    postable: (day) => laterDay(day, context.keyDate),
  };
  const rows = [...work.mirror.values()].flatMap((item) => (item.told === null ? [] : [item.told]));
  const documents = rows.map((row) => documentOf(work, row, undefined, new Map()));
  const posted = await postDocumentsIn(tx, context.company, documents);
  if (!posted.ok) return posted;
  for (const [index, one] of posted.value.posted.entries()) standAt(work, rows[index]!, one.itemIds[0]!);
  await upsertMirror(tx, context.company.id, null, [...work.mirror.values()]);
  return done(new Map(rows.map((row) => [row.key, work.mirror.get(row.key)!.itemId!])));
}

/** Which receipts of ours some payment documents are; each receipt once. */
export async function judgePayments(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  payments: readonly ResolvedRow[],
  day: Day,
): Promise<Map<string, PaymentLink<FreeReceipt>>> {
  const told = payments.map((row) => ({
    id: row.key,
    accountId: row.accountId,
    currency: row.currency,
    amountMinor: -row.amountMinor,
    day: row.postingDate,
    number: row.number,
    names: [...(row.ourReference ? [row.ourReference] : []), ...row.references],
    closed: row.openMinor === 0n,
  }));
  const receipts = await loadFreeReceipts(db, tenantId, companyId, told);
  const bank = await loadBankReading(db, tenantId, companyId);
  const facts = await loadSameMoneyFacts(db, tenantId, companyId, day, {
    keys: told.map((one) => one.id),
    bankLineIds: receipts.map((one) => one.bankLineId),
    accountIds: [...told, ...receipts].map((one) => one.accountId),
  });
  const taken = new Set<bigint>();
  return new Map(
    told.map((payment, index) => {
      const free = receipts.filter((receipt) => !taken.has(receipt.bankLineId));
      const link = linkPayment(payment, free, bank, facts);
      if (link.kind === 'linked') taken.add(link.receipt.bankLineId);
      return link.kind === 'linked' && standsApart(payments[index]!) && link.receipt.used
        ? [payment.id, { kind: 'waiting', why: whyKeptApart(link.receipt.number) }]
        : [payment.id, link];
    }),
  );
}

/** Whether what names another item may be left of it: on its side and its control account. A bill is none of an invoice. */
const mayBeLeftOf = (
  row: ResolvedRow,
  other: Pick<MirroredItem, 'key' | 'amountMinor' | 'specialGl' | 'specialGlAccount' | 'noted'>,
): boolean =>
  other.key !== row.key &&
  sign(other.amountMinor) === sign(row.amountMinor) &&
  other.specialGl === row.specialGl &&
  other.specialGlAccount === row.specialGlAccount &&
  !other.noted;

/** The item that a row is a residual of. */
function originalOf(work: Work, row: ResolvedRow): MirroredItem | undefined {
  const original = row.linkedKey === null ? undefined : work.mirror.get(row.linkedKey);
  return original && mayBeLeftOf(row, original) ? original : undefined;
}

function documentOf(
  work: Work,
  row: ResolvedRow,
  replaced: MirroredItem | undefined,
  ofRow: ReadonlyMap<string, ResolvedRow>,
): NewDocument {
  const { context, postable } = work;
  const original = originalOf(work, row);
  const named = row.linkedKey === null ? undefined : ofRow.get(row.linkedKey);
  const inherited = itemOf(work, original)?.dueDate ?? (named && mayBeLeftOf(row, named) ? named.dueDate : undefined);
  // What gave way to another amount stood on the day that its ERP moved it to, or on one that was inherited until it is moved.
  const before = itemOf(work, replaced);
  const kept =
    before?.source === 'erp' ? (replaced!.dueDate === row.dueDate ? before.dueDate : row.dueDate) : undefined;
  return {
    accountId: row.accountId,
    documentType: row.documentType,
    number: row.number,
    source: 'erp',
    sourceKey: replaced ? `${row.key}#${replaced.generation + 1}` : row.key,
    documentDate: row.documentDate,
    postingDate: replaced ? laterDay(postable(row.postingDate), context.keyDate) : postable(row.postingDate),
    dueDate: kept ?? inherited ?? row.dueDate,
    currency: row.currency,
    amountMinor: row.amountMinor,
    ...(row.companyAmountMinor === null ? {} : { companyAmountMinor: row.companyAmountMinor }),
    ...taxOfRow(work.taxCode, row, itemOf(work, original)),
    specialGl: row.specialGlAccount,
    purchaseOrder: row.purchaseOrder,
    references: row.references,
    text: row.text,
    party: row.party,
    contraAccountId: work.contraAccountId,
    explanation: `${row.number} mirrored from ${context.system}, key date ${context.keyDate}.`,
  };
}

/** Blocks and dunning level go over from an item to what is left of it. */
async function inherit(work: Work, heirs: readonly { from: bigint; to: bigint }[]): Promise<void> {
  if (heirs.length === 0) return;
  const { tx } = work;
  const { rows } = await sql<{
    item_id: bigint;
    kind: NewBlock['kind'];
    amount_minor: bigint | null;
    from_date: string;
    to_date: string | null;
    source: string;
  }>`
    select item_id, kind, amount_minor, from_date, to_date, source from receivables.v_block
    where tenant_id = ${tx.tenantId} and item_id = any(${heirs.map((heir) => heir.from)}::bigint[]) and source not like 'erp %'`.execute(
    tx.db,
  );
  const blocks = rows.flatMap((row) =>
    heirs
      .filter((heir) => heir.from === row.item_id)
      .map((heir) => ({
        itemId: heir.to,
        kind: row.kind,
        amountMinor: row.amount_minor,
        from: row.from_date,
        to: row.to_date,
        source: row.source,
      })),
  );
  if (blocks.length > 0) await blockItemsIn(tx, blocks);
  await inheritLevelsIn(tx, heirs);
}

/** What is said of an item that gives way: to what was netted with it, to what was paid on it, and of itself. */
interface WhyReplaced {
  readonly netted: string;
  readonly paid: string;
  readonly closed: (item: MirroredItem) => string;
}

const anotherAmount = (system: string): WhyReplaced => ({
  netted: `What it was netted with has another amount or another account in ${system}.`,
  paid: `Overtaken: what it was applied to has another amount or another account in ${system}.`,
  closed: (item) => `${item.number} was closed: its amount or its account is another one in ${system}.`,
});

/**
 * Closes items that gave way to others: to new ones of another amount or on another account, or to what was moved here before. What was netted with them is free again, to be
 * netted with what stands in their place; so is money of ours that was applied to them and that the ERP does not know of yet.
 */
async function closeReplaced(
  work: Work,
  replaced: readonly MirroredItem[],
  why: WhyReplaced = anotherAmount(work.context.system),
): Promise<Outcome<null>> {
  const { tx, context, mirror } = work;
  const keyOfItem = new Map(
    [...mirror.values(), ...replaced].flatMap(({ itemId, key }): [bigint, string][] =>
      itemId === null ? [] : [[itemId, key]],
    ),
  );
  const gone = new Set(replaced.map((item) => item.key));
  const nettings = await loadNettings(tx.db, tx.tenantId, keyOfItem);
  const ended = nettings.filter((one) => gone.has(one.creditKey) || gone.has(one.debitKey));
  for (const one of ended) work.freed.add(one.creditKey);
  const free = await takeBack(
    tx,
    context,
    ended.flatMap((one) => one.clearingIds),
    why.netted,
  );
  if (!free.ok) return free;
  const itemIds = replaced.flatMap((item) => (item.itemId === null ? [] : [item.itemId]));
  const undecided = await undecidedOfItems(tx.db, tx.tenantId, itemIds);
  const back = await overtake(work, undecided, why.paid);
  if (!back.ok) return back;
  const confirmed = undecided.filter((one) => one.state === 'confirmed').map((one) => one.clearingId);
  await countDone(work, await loadExportLines(tx.db, tx.tenantId, [...new Set(confirmed)]));
  const items = new Map((await loadItems(tx.db, tx.tenantId, { itemIds })).map((item) => [item.id, item]));
  const due = replaced.flatMap((item) => {
    const posted = item.itemId === null ? undefined : items.get(item.itemId);
    return posted && posted.openMinor !== 0n ? [{ item, posted, amountMinor: absolute(posted.openMinor) }] : [];
  });
  return postClosings(work, due, why.closed);
}

/** What stands with items that gave way before is freed, as it should have been then; the list at hand nets it anew. */
async function followReplaced(work: Work, leftBehind: readonly LeftBehind[]): Promise<Outcome<null>> {
  const gone = leftBehind.flatMap(({ key, itemId }) => {
    const item = work.mirror.get(key);
    return item === undefined || item.itemId === itemId ? [] : [{ ...item, itemId }];
  });
  if (gone.length === 0) return done(null);
  const closed = await closeReplaced(work, gone);
  if (!closed.ok) return closed;
  await reload(work);
  return done(null);
}

/** Moves due days where the ERP's changed; an inherited due day stays until then. */
async function followDueDates(work: Work): Promise<void> {
  const moved = work.changes
    .filter((change) => change.kind === 'due_date')
    .flatMap((change) => {
      const item = work.mirror.get(change.key)!;
      return item.itemId === null ? [] : [{ itemId: item.itemId, dueDate: item.dueDate, accountId: item.accountId }];
    });
  if (moved.length === 0) return;
  await changeDueDatesIn(
    work.tx,
    moved,
    moved.map((one) => one.accountId),
  );
  await reload(work);
}

/**
 * The tax of items that were mirrored before their list told it is kept on them from now on. What something was written off or
 * deducted of stays without: its tax was settled by hand, and a part of what is told now would be settled twice.
 */
async function followTaxes(work: Work, chunk: Chunk): Promise<Outcome<null>> {
  const { tx, context, mirror, changes } = work;
  const told = chunk.rows.flatMap((row) => {
    const item = itemOf(work, mirror.get(row.key));
    if (item?.source !== 'erp' || item.taxMinor !== 0n || item.amountMinor !== row.amountMinor) return [];
    const { taxMinor, taxes } = taxOfRow(work.taxCode, row, undefined);
    return taxMinor === undefined || taxMinor === 0n ? [] : [{ key: row.key, item, taxMinor, ...(taxes && { taxes }) }];
  });
  if (told.length === 0) return done(null);
  const taxless = await loadTaxless(tx.db, tx.tenantId, context.company.id, { keys: told.map((one) => one.key) });
  const wanted = told.filter((one) => taxless.has(one.key));
  const kept = await tellTaxesIn(tx, context.company, wanted);
  if (!kept.ok) return kept;
  for (const { key, taxMinor } of wanted) changes.push({ key, kind: 'tax', before: '0', after: taxMinor.toString() });
  if (wanted.length > 0) await reload(work);
  return done(null);
}

/** The ERP's dunning block stops reminders here while it stands; its payment block is only shown. */
async function followBlocks(work: Work): Promise<void> {
  const { tx, context, mirror, changes } = work;
  const touched = changes.filter(
    (change) =>
      change.kind === 'blocks' || change.kind === 'new' || change.kind === 'replaced' || change.kind === 'linked_item',
  );
  const set: NewBlock[] = [];
  for (const key of new Set(touched.map((change) => change.key))) {
    const item = mirror.get(key)!;
    if (item.itemId === null) continue;
    const source = `erp ${context.company.code} ${key}`;
    if (!item.blocks.includes('dunning')) {
      if (touched.some((change) => change.key === key && change.kind === 'blocks')) await endBlocksIn(tx, [source]);
      continue;
    }
    set.push({ itemId: item.itemId, kind: 'stop', amountMinor: null, from: context.keyDate, to: null, source });
  }
  if (set.length > 0) await blockItemsIn(tx, set);
}

/** Makes the subledger follow: nettings that end, closings and reopenings, nettings that begin; in this order. */
async function settle(work: Work): Promise<Outcome<null>> {
  const { tx, context, mirror } = work;
  const keyOfItem = new Map(
    [...mirror.values()].flatMap((item): [bigint, string][] => (item.itemId === null ? [] : [[item.itemId, item.key]])),
  );
  const nettings = await loadNettings(tx.db, tx.tenantId, keyOfItem);
  const pairs = linkedPairs(work, nettings);
  const began = new Set([
    ...work.freed,
    ...pairs.filter((pair) => pair.nettedMinor > 0n).map((pair) => pair.creditKey),
  ]);
  let reversed = false;
  for (const pair of pairs) {
    if (pair.nettedMinor <= pair.idealMinor) continue;
    for (const clearingId of pair.clearingIds) {
      const outcome = await reverseClearingIn(tx, context.company, {
        clearingId,
        postingDate: context.keyDate,
        reason: `${mirror.get(pair.creditKey)!.number} is no longer linked to ${mirror.get(pair.debitKey)!.number} as an open item in ${context.system}.`,
      });
      if (!outcome.ok) return outcome;
    }
    pair.nettedMinor = 0n;
    reversed = true;
  }
  if (reversed) await reload(work);
  const settledOf = (key: string): bigint =>
    pairs
      .filter((pair) => pair.creditKey === key || pair.debitKey === key)
      .filter(
        (pair) => mirror.get(pair.creditKey)!.erpOpenMinor === 0n && mirror.get(pair.debitKey)!.erpOpenMinor === 0n,
      )
      .reduce((sum, pair) => sum + pair.nettedMinor, 0n);
  const reopened = await reopen(work, settledOf);
  if (!reopened.ok) return reopened;
  const due = [...mirror.values()].flatMap((item) => {
    const posted = itemOf(work, item);
    if (!posted) return [];
    const amountMinor = closingDue(item, settledOf(item.key), posted.openMinor);
    return amountMinor > 0n ? [{ item, posted, amountMinor }] : [];
  });
  const closings = await postClosings(work, due, null);
  if (!closings.ok) return closings;
  for (const { item, amountMinor } of due) {
    const now = mirror.get(item.key)!;
    mirror.set(item.key, { ...now, closedMinor: now.closedMinor + amountMinor });
  }
  if (due.length > 0) await reload(work);
  return net(work, pairs, began);
}

interface Pair {
  readonly creditKey: string;
  readonly debitKey: string;
  readonly clearingIds: readonly bigint[];
  readonly idealMinor: bigint;
  nettedMinor: bigint;
}

/** Credits with the debits they belong to: what is netted now, and what should be by the ERP's amounts alone. */
function linkedPairs(
  work: Work,
  nettings: readonly { creditKey: string; debitKey: string; nettedMinor: bigint; clearingIds: bigint[] }[],
): Pair[] {
  const { mirror } = work;
  const known = new Map(nettings.map((one) => [`${one.creditKey}\u0000${one.debitKey}`, one]));
  const linked: { creditKey: string; debitKey: string }[] = [...nettings];
  for (const item of mirror.values()) {
    const other = item.linkedKey === null ? undefined : mirror.get(item.linkedKey);
    if (!other || other.currency !== item.currency || sign(other.amountMinor) === sign(item.amountMinor)) continue;
    if (item.itemId === null || other.itemId === null || item.itemId === other.itemId) continue;
    // What names an item from another control account (a down payment, a bill) stays there until its ERP clears it.
    if (item.specialGl !== other.specialGl || item.specialGlAccount !== other.specialGlAccount) continue;
    const [creditKey, debitKey] = item.amountMinor < 0n ? [item.key, other.key] : [other.key, item.key];
    if (!known.has(`${creditKey}\u0000${debitKey}`)) linked.push({ creditKey, debitKey });
  }
  const taken = new Map<string, bigint>();
  return linked
    .sort((a, b) => (`${a.creditKey}\u0000${a.debitKey}` < `${b.creditKey}\u0000${b.debitKey}` ? -1 : 1))
    .map(({ creditKey, debitKey }) => {
      const credit = mirror.get(creditKey)!;
      const debit = mirror.get(debitKey)!;
      const standing = known.get(`${creditKey}\u0000${debitKey}`);
      const nettedMinor = standing?.nettedMinor ?? 0n;
      const stillLinked = credit.linkedKey === debitKey || debit.linkedKey === creditKey;
      const rest = (item: MirroredItem): bigint => absolute(item.erpOpenMinor) - (taken.get(item.key) ?? 0n);
      const bothClosed = credit.erpOpenMinor === 0n && debit.erpOpenMinor === 0n;
      const idealMinor = bothClosed
        ? nettedMinor
        : stillLinked
          ? wantedNetting(credit, debit, 0n, { creditMinor: rest(credit), debitMinor: rest(debit) })
          : 0n;
      if (!bothClosed) for (const key of [creditKey, debitKey]) taken.set(key, (taken.get(key) ?? 0n) + idealMinor);
      return { creditKey, debitKey, clearingIds: standing?.clearingIds ?? [], idealMinor, nettedMinor };
    });
}

/** Takes closings back where the ERP shows more open again: a reset clearing, a returned item. */
async function reopen(work: Work, settledOf: (key: string) => bigint): Promise<Outcome<null>> {
  const { tx, context, mirror } = work;
  const back = [...mirror.values()].filter((item) => {
    const posted = itemOf(work, item);
    return posted && item.closedMinor > 0n && closingDue(item, settledOf(item.key), posted.openMinor) < 0n;
  });
  if (back.length === 0) return done(null);
  const closings = await loadClosings(
    tx.db,
    tx.tenantId,
    back.map((item) => item.itemId!),
  );
  for (const item of back) {
    const reason = `${item.number} is open again in ${context.system}.`;
    for (const { clearingId, closingItemId } of closings.get(item.itemId!) ?? []) {
      const cleared = await reverseClearingIn(tx, context.company, {
        clearingId,
        postingDate: context.keyDate,
        reason,
      });
      if (!cleared.ok) return cleared;
      const document = await reverseDocumentIn(tx, context.company, {
        itemIds: [closingItemId],
        postingDate: context.keyDate,
        reason,
      });
      if (!document.ok) return document;
    }
    mirror.set(item.key, { ...item, closedMinor: 0n });
  }
  await reload(work);
  return done(null);
}

/** Posts closings of items against the mirror's contra account and clears them. */
async function postClosings(
  work: Work,
  due: readonly { item: MirroredItem; posted: Item; amountMinor: bigint }[],
  because: ((item: MirroredItem) => string) | null,
): Promise<Outcome<null>> {
  const { tx, context } = work;
  if (due.length === 0) return done(null);
  const sentence = (item: MirroredItem): string =>
    because !== null
      ? because(item)
      : item.clearingDocument !== null
        ? `${item.number} was closed in ${context.system} by ${item.clearingDocument}.`
        : item.state === 'closed_unknown'
          ? `${item.number} is closed in ${context.system}, clearing unknown: the full load of ${context.keyDate} does not name it.`
          : `${item.number} has less open in ${context.system}.`;
  return closeItemsIn(
    tx,
    context.company,
    work.contraAccountId,
    closingKind,
    due.map(({ item, posted, amountMinor }) => ({
      item: posted,
      amountMinor,
      sourceKey: `${item.key} closing ${tx.commandId}${because === null ? '' : ' replaced'}`,
      documentDate: context.keyDate,
      postingDate: laterDay(work.postable(closingDay(item, context.keyDate)), posted.postingDate),
      sentence: sentence(item),
    })),
  );
}

/** Nets linked credits with their debits, as far as both are free: a partial payment's invoice shows the net. */
async function net(work: Work, pairs: readonly Pair[], began: ReadonlySet<string>): Promise<Outcome<null>> {
  const { tx, context, mirror } = work;
  const free = new Map([...work.items.values()].map((item) => [item.id, absolute(item.openMinor)]));
  const requests: ClearingRequest[] = [];
  for (const pair of pairs) {
    const credit = mirror.get(pair.creditKey)!;
    const debit = mirror.get(pair.debitKey)!;
    if (pair.idealMinor <= pair.nettedMinor || credit.itemId === null || debit.itemId === null) continue;
    const creditFree = free.get(credit.itemId) ?? 0n;
    const debitFree = free.get(debit.itemId) ?? 0n;
    const amountMinor = [pair.idealMinor - pair.nettedMinor, creditFree, debitFree].reduce((a, b) => (a < b ? a : b));
    if (amountMinor <= 0n) continue;
    free.set(credit.itemId, creditFree - amountMinor);
    free.set(debit.itemId, debitFree - amountMinor);
    const since = laterDay(work.items.get(credit.itemId)!.postingDate, work.items.get(debit.itemId)!.postingDate);
    requests.push({
      allocations: [{ creditItemId: credit.itemId, debitItemId: debit.itemId, amountMinor }],
      // What was linked from its first day counts from that day; what was netted before and changed counts from now.
      postingDate: began.has(pair.creditKey) ? context.keyDate : work.postable(since),
      kind: nettingKind,
      explanation: `${credit.number} belongs to ${debit.number} in ${context.system}; the invoice shows the net.`,
    });
  }
  if (requests.length === 0) return done(null);
  const cleared = await clearManyIn(tx, context.company, requests);
  if (!cleared.ok) return cleared;
  await reload(work);
  return done(null);
}
