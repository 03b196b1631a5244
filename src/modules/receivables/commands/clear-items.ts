/** Clears items: links credits to debits; full, partial, several at once. And takes a clearing back. */
import { type Company, convertAt, loadRatesInForce } from '#company';
import { holdAccounts } from '#customers';
import { type Day, done, laterDay, type Outcome, periodOf, refuse } from '#kernel';
import {
  accountsByPurpose,
  insertJournals,
  type JournalLine,
  lockPeriods,
  reverseJournals,
  takeJournalIds,
} from '#ledger';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import type { Item, WantedAllocation } from '../model.ts';
import {
  type ClearingPlan,
  clearingLines,
  type ExchangeAcross,
  type PlannedAllocation,
  planClearing,
} from '../rules/clearing.ts';
import { type HeldTax, takeHeldTax } from '../rules/tax.ts';
import { insertClearings, loadClearing, type StoredClearing, takeClearingIds } from '../store/clearings.ts';
import { appendEntries, type NewEntry } from '../store/entries.ts';
import { loadItems, updateOpen } from '../store/items.ts';
import { insertReleasedTaxes, takeBackReleasedTaxes } from '../store/taxes.ts';
import { loadHeldTaxes } from './document-taxes.ts';

export interface ClearingRequest {
  readonly allocations: readonly WantedAllocation[];
  readonly postingDate: Day;
  readonly kind: string;
  /** One sentence that explains the clearing to a reader who was not there. */
  readonly explanation: string;
  /** The document that makes this clearing by itself: its reversal takes the clearing back. */
  readonly madeByItemId?: bigint;
}

/**
 * Clears items of one company. Clearing in one control account posts no journal unless the items were carried at different
 * rates: then the realised exchange difference is posted. Items of different control accounts (a bill, a down payment) are
 * moved out of theirs, and the tax of a down payment goes with it. Refuses what `planClearing`
 * and `lockPeriods` refuse.
 */
export function clearItems(
  engine: Engine,
  caller: Caller,
  input: { company: Company } & ClearingRequest,
): Promise<Outcome<{ clearingId: bigint }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'receivables.clear', reason: input.explanation, input: { ...input, company: input.company.code } },
    (tx) => clearItemsIn(tx, input.company, input),
  );
}

/** Clears several things at once, all or none; refuses what `clearItems` refuses. At most 1,000 requests. */
export function clearMany(
  engine: Engine,
  caller: Caller,
  input: { company: Company; reason: string; requests: readonly ClearingRequest[] },
): Promise<Outcome<{ clearingIds: readonly bigint[] }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'receivables.clear', reason: input.reason, input: { ...input, company: input.company.code } },
    (tx) => clearManyIn(tx, input.company, input.requests),
  );
}

/** The same inside a transaction of an upper module. */
export async function clearItemsIn(
  tx: Transaction,
  company: Company,
  request: ClearingRequest,
): Promise<Outcome<{ clearingId: bigint }>> {
  const outcome = await clearManyIn(tx, company, [request]);
  return outcome.ok ? done({ clearingId: outcome.value.clearingIds[0]! }) : outcome;
}

/**
 * Several clearings in one transaction, a fixed number of statements for any number of them; all or none. `clearedAtOnce` are
 * the items that this command has posted as cleared already: one that these clearings leave open is a fault.
 */
export async function clearManyIn(
  tx: Transaction,
  company: Company,
  requests: readonly ClearingRequest[],
  clearedAtOnce: ReadonlySet<bigint> = new Set(),
): Promise<Outcome<{ clearingIds: readonly bigint[] }>> {
  if (requests.length === 0) return done({ clearingIds: [] });
  if (requests.some((request) => request.allocations.length === 0)) {
    return refuse('receivables.nothing-to-clear', 'There is nothing to clear.');
  }
  const ids = [
    ...new Set(requests.flatMap((request) => request.allocations.flatMap((a) => [a.creditItemId, a.debitItemId]))),
  ];
  const before = await loadItems(tx.db, tx.tenantId, { itemIds: ids });
  if (before.some((item) => item.companyId !== company.id)) {
    return refuse('receivables.item-unknown', 'An item of this clearing is of another company. Nothing was changed.');
  }
  const open = await lockPeriods(tx, company.id, monthsOf(requests, before));
  if (!open.ok) return open;
  const fresh = holdAccounts(
    tx,
    before.map((item) => item.accountId),
  );
  // Facts are loaded after the locks: what was read before only told us which rows to lock, unless all were locked already.
  const known = fresh ? await loadItems(tx.db, tx.tenantId, { itemIds: ids }) : before;
  const items = new Map(
    known.map((item) => [
      item.id,
      clearedAtOnce.has(item.id)
        ? { ...item, openMinor: item.amountMinor, openCompanyMinor: item.companyAmountMinor }
        : item,
    ]),
  );
  const across = await loadAcross(tx, company, requests, items);
  if (!across.ok) return across;
  const plans: Planned[] = [];
  const clearingIds = await takeClearingIds(tx, requests.length);
  for (const [index, request] of requests.entries()) {
    const planned = planClearing(items, request.allocations, request.postingDate, across.value(request));
    if (!planned.ok) return planned;
    for (const [id, open] of planned.value.after) items.set(id, { ...items.get(id)!, ...open });
    plans.push({ request, plan: planned.value, clearingId: clearingIds[index]!, journalIds: new Map() });
  }
  const released = await postClearings(tx, company, plans);
  await insertClearings(
    tx,
    plans.map(({ request, plan, clearingId, journalIds }) => ({
      id: clearingId,
      companyId: company.id,
      accountId: plan.allocations[0]!.credit.accountId,
      effectiveDate: request.postingDate,
      kind: request.kind,
      explanation: request.explanation,
      journalId: [...journalIds.values()][0] ?? null,
      reversalOf: null,
      madeByItemId: request.madeByItemId ?? null,
    })),
    plans.flatMap(({ plan, clearingId, journalIds }) =>
      plan.allocations.map((a) => ({
        clearingId,
        creditItemId: a.credit.id,
        debitItemId: a.debit.id,
        effectiveDate: a.effectiveDate,
        creditAmountMinor: a.amountMinor,
        debitAmountMinor: a.debitAmountMinor,
        creditCompanyMinor: a.creditCompanyMinor,
        debitCompanyMinor: a.debitCompanyMinor,
        journalId: journalIds.get(a.effectiveDate) ?? null,
      })),
    ),
  );
  insertReleasedTaxes(
    tx,
    plans.flatMap(({ plan, clearingId }) =>
      plan.allocations.flatMap((a) =>
        // Kept as what adjusts an item: of the other sign, so that it sums with the item's own to what it still holds.
        (released.get(a) ?? []).map((part) => ({
          ...part,
          clearingId,
          itemId: a.credit.id,
          baseMinor: -part.baseMinor,
          taxMinor: -part.taxMinor,
          companyTaxMinor: -part.companyTaxMinor,
        })),
      ),
    ),
  );
  for (const id of clearedAtOnce) {
    const item = items.get(id);
    if (item?.openMinor !== 0n || item.openCompanyMinor !== 0n)
      throw new Error(`item ${id} was posted as cleared, and is not`);
  }
  await updateOpen(tx, new Map([...items].filter(([id]) => !clearedAtOnce.has(id))));
  const allocations = plans.flatMap(({ plan }) => plan.allocations);
  const entries = allocations.flatMap((a) => [
    entryOf(a.credit, a.effectiveDate, a.amountMinor, a.creditCompanyMinor),
    entryOf(a.debit, a.effectiveDate, -a.debitAmountMinor, -a.debitCompanyMinor),
  ]);
  const cleared = [...items.values()].filter((item) => item.openMinor === 0n).map((item) => item.id);
  finish(tx, [...items.values()], entries, cleared, []);
  tx.count('allocations', allocations.length);
  const ownIds = clearingIds.filter((_, index) => !requests[index]!.kind.startsWith('erp_'));
  if (company.ledgerMode === 'mirrored' && ownIds.length > 0) {
    // The ERP owns these items: what was cleared here has to reach it.
    tx.publish({
      type: 'receivables.cleared',
      payload: { companyId: company.id.toString(), company: company.code, clearingIds: ownIds.map(String) },
    });
  }
  return done({ clearingIds });
}

/** The months in which allocations take effect: the later of the posting day and both items' posting days. */
function monthsOf(requests: readonly ClearingRequest[], items: readonly Item[]): string[] {
  const postedOn = new Map(items.map((item) => [item.id, item.postingDate]));
  return requests.flatMap((request) => [
    periodOf(request.postingDate),
    ...request.allocations.map((a) =>
      [a.creditItemId, a.debitItemId]
        .map((id) => postedOn.get(id) ?? request.postingDate)
        .reduce(laterDay, request.postingDate)
        .slice(0, 7),
    ),
  ]);
}

interface Planned {
  readonly request: ClearingRequest;
  readonly plan: ClearingPlan;
  readonly clearingId: bigint;
  /** The journals of the clearing by their day: the accounts move on the days on which the items do. */
  readonly journalIds: Map<Day, bigint>;
}

/** The day's rates for the requests that clear across currencies; most do not, and read nothing. */
async function loadAcross(
  tx: Transaction,
  company: Company,
  requests: readonly ClearingRequest[],
  items: ReadonlyMap<bigint, Item>,
): Promise<Outcome<(request: ClearingRequest) => ExchangeAcross | null>> {
  const found = new Map<ClearingRequest, ExchangeAcross>();
  for (const request of requests) {
    const pairs = request.allocations.flatMap((a) => {
      const [from, to] = [items.get(a.creditItemId)?.currency, items.get(a.debitItemId)?.currency];
      return a.debitAmountMinor !== undefined && from !== undefined && to !== undefined && from !== to
        ? [
            { from, to },
            { from: to, to: from },
          ]
        : [];
    });
    if (pairs.length === 0) continue;
    const rates = await loadRatesInForce(tx.db, tx.tenantId, pairs, request.postingDate, {
      through: [company.currency],
    });
    if (!rates.ok) return rates;
    found.set(request, (amountMinor, from, to) => convertAt(rates.value(from, to), amountMinor));
  }
  return done((request) => found.get(request) ?? null);
}

/**
 * Posts what each plan moves between accounts, all journals at once; most clearings move nothing and read nothing. Gives
 * what was released of the tax of down payments, which is kept with the clearings.
 */
async function postClearings(
  tx: Transaction,
  company: Company,
  plans: readonly Planned[],
): Promise<ReadonlyMap<PlannedAllocation, readonly HeldTax[]>> {
  const moving = plans.filter(({ plan }) =>
    plan.allocations.some(
      (a) =>
        a.creditCompanyMinor !== a.debitCompanyMinor ||
        a.credit.specialGl !== a.debit.specialGl ||
        a.credit.currency !== a.debit.currency,
    ),
  );
  if (moving.length === 0) return new Map();
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const released = await releaseTaxes(tx, company, plans, glAccount);
  const drafts = moving.flatMap((one) =>
    [...new Set(one.plan.allocations.map((a) => a.effectiveDate))].flatMap((day) => {
      const allocations = one.plan.allocations.filter((a) => a.effectiveDate === day);
      const lines = [
        ...clearingLines(allocations, glAccount),
        ...allocations.flatMap((a) => releaseLines(a.credit.currency, released.get(a) ?? [], glAccount)),
      ];
      return lines.length === 0 ? [] : [{ one, day, allocations, lines }];
    }),
  );
  if (drafts.length === 0) return released;
  const ids = await takeJournalIds(tx, drafts.length);
  for (const [index, { one, day }] of drafts.entries()) one.journalIds.set(day, ids[index]!);
  await insertJournals(
    tx,
    drafts.map(({ one, day, allocations, lines }, index) => {
      const onlyDifference = lines.every((line) => line.amountMinor === 0n);
      const foreign = allocations.some((a) => a.credit.currency !== a.debit.currency);
      const what = onlyDifference
        ? 'Realised exchange difference'
        : foreign
          ? 'Cleared across currencies'
          : 'Cleared between control accounts';
      return {
        id: ids[index]!,
        companyId: company.id,
        postingDate: day,
        documentDate: one.request.postingDate,
        kind: onlyDifference ? 'exchange_difference' : 'clearing',
        explanation: `${what}: ${one.request.explanation}`,
        lines,
      };
    }),
  );
  return released;
}

/** Whether a step brings tax into movement: a down payment that bears any leaves its own control account. */
const releasesTax = (a: PlannedAllocation): boolean =>
  a.credit.specialGl === 'down_payment' && a.debit.specialGl !== 'down_payment' && a.credit.taxMinor !== 0n;

/** What each plan releases of the tax of down payments, by the day of the step; nothing is read when none bears tax. */
async function releaseTaxes(
  tx: Transaction,
  company: Company,
  plans: readonly Planned[],
  glAccount: Awaited<ReturnType<typeof accountsByPurpose>>,
): Promise<ReadonlyMap<PlannedAllocation, readonly HeldTax[]>> {
  const steps = plans.flatMap(({ plan }) => plan.allocations);
  const taxed = new Set(steps.filter(releasesTax).map((a) => a.credit.id));
  if (taxed.size === 0) return new Map();
  // Each plan has its items as they stand before it: the first that names one tells what was open before all of them.
  const first = new Map(steps.toReversed().map((a) => [a.credit.id, a.credit]));
  const openBefore = [...taxed].map((id) => {
    const item = first.get(id)!;
    // What moves on inside the control account took its tax with it when it was posted.
    const movedOn = steps.filter((a) => a.credit.id === id && !releasesTax(a));
    return { ...item, openMinor: movedOn.reduce((open, a) => open + a.amountMinor, item.openMinor) };
  });
  const held = await loadHeldTaxes(tx, company, openBefore, glAccount);
  return new Map(
    steps.filter(releasesTax).map((a) => {
      const { taken, left } = takeHeldTax(held.get(a.credit.id)!, -a.amountMinor);
      held.set(a.credit.id, left);
      return [a, taken];
    }),
  );
}

/** The tax of a down payment is due by the final invoice now: it leaves the tax account and its own account. */
const releaseLines = (
  currency: string,
  parts: readonly HeldTax[],
  glAccount: Awaited<ReturnType<typeof accountsByPurpose>>,
): JournalLine[] =>
  parts
    .filter((part) => part.taxMinor !== 0n || part.companyTaxMinor !== 0n)
    .flatMap((part) => {
      const line = (accountId: bigint, side: bigint): JournalLine => ({
        accountId,
        currency,
        amountMinor: side * part.taxMinor,
        companyAmountMinor: side * part.companyTaxMinor,
      });
      // Tax parts are negative as the down payment; its posting credited the tax account, this debits it.
      return [line(part.accountId, -1n), line(glAccount('down_payment_tax'), 1n)];
    });

export const takenBackAlready = () =>
  refuse('receivables.already-reversed', 'This clearing was taken back already. Nothing was changed.');

/**
 * Takes a clearing back on a correction day: negated allocations, items open again, its journal reversed exactly. The
 * past as of earlier days stays as it was. Refuses `receivables.clearing-unknown`, `receivables.already-reversed`.
 */
export function reverseClearing(
  engine: Engine,
  caller: Caller,
  input: { company: Company; clearingId: bigint; postingDate: Day; reason: string },
): Promise<Outcome<{ clearingId: bigint }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'receivables.reverse-clearing',
      reason: input.reason,
      input: { ...input, company: input.company.code },
    },
    (tx) => reverseClearingIn(tx, input.company, input),
  );
}

/** The same inside a transaction of an upper module. */
export async function reverseClearingIn(
  tx: Transaction,
  company: Company,
  input: { clearingId: bigint; postingDate: Day; reason: string },
): Promise<Outcome<{ clearingId: bigint }>> {
  const standing = await standingClearing(tx, company, input);
  return standing.ok ? done({ clearingId: await writeReversal(tx, company, standing.value, input) }) : standing;
}

/**
 * Takes several clearings back, or none: what cannot go is refused before the first is taken back, so that whoever goes on after
 * the refusal has nothing half done. Refuses what `reverseClearingIn` refuses.
 */
export async function reverseClearingsIn(
  tx: Transaction,
  company: Company,
  input: { clearingIds: Iterable<bigint>; postingDate: Day; reason: string },
): Promise<Outcome<null>> {
  const { clearingIds, ...on } = input;
  const clearings: StoredClearing[] = [];
  for (const clearingId of new Set(clearingIds)) {
    const standing = await standingClearing(tx, company, { clearingId, ...on });
    if (!standing.ok) return standing;
    clearings.push(standing.value);
  }
  for (const clearing of clearings) await writeReversal(tx, company, clearing, on);
  return done(null);
}

/** A clearing that can be taken back, with its months and accounts locked. Refuses as `reverseClearingIn` does. */
async function standingClearing(
  tx: Transaction,
  company: Company,
  input: { clearingId: bigint; postingDate: Day },
): Promise<Outcome<StoredClearing>> {
  const first = await loadClearing(tx.db, tx.tenantId, input.clearingId);
  if (!first || first.companyId !== company.id)
    return refuse('receivables.clearing-unknown', 'There is no such clearing. Nothing was changed.');
  const days = first.allocations.map((a) => laterDay(a.effectiveDate, input.postingDate));
  const period = await lockPeriods(tx, company.id, [input.postingDate, ...days].map(periodOf));
  if (!period.ok) return period;
  holdAccounts(
    tx,
    (await loadItems(tx.db, tx.tenantId, { itemIds: itemsOf(first) })).map((item) => item.accountId),
  );
  const clearing = (await loadClearing(tx.db, tx.tenantId, input.clearingId))!;
  if (clearing.reversalOf !== null || clearing.reversedById !== null) return takenBackAlready();
  return done(clearing);
}

const itemsOf = (clearing: StoredClearing): bigint[] => [
  ...new Set(clearing.allocations.flatMap((a) => [a.creditItemId, a.debitItemId])),
];

/** Writes what takes a standing clearing back. */
async function writeReversal(
  tx: Transaction,
  company: Company,
  clearing: StoredClearing,
  input: { postingDate: Day; reason: string },
): Promise<bigint> {
  const ids = itemsOf(clearing);
  const items = new Map((await loadItems(tx.db, tx.tenantId, { itemIds: ids })).map((item) => [item.id, item]));
  const open = new Map(
    [...items].map(([id, item]) => [id, { openMinor: item.openMinor, openCompanyMinor: item.openCompanyMinor }]),
  );
  const entries: NewEntry[] = [];
  for (const a of clearing.allocations) {
    const credit = open.get(a.creditItemId)!;
    const debit = open.get(a.debitItemId)!;
    open.set(a.creditItemId, {
      openMinor: credit.openMinor - a.creditAmountMinor,
      openCompanyMinor: credit.openCompanyMinor - a.creditCompanyMinor,
    });
    open.set(a.debitItemId, {
      openMinor: debit.openMinor + a.debitAmountMinor,
      openCompanyMinor: debit.openCompanyMinor + a.debitCompanyMinor,
    });
    const day = laterDay(a.effectiveDate, input.postingDate);
    entries.push(
      entryOf(items.get(a.creditItemId)!, day, -a.creditAmountMinor, -a.creditCompanyMinor),
      entryOf(items.get(a.debitItemId)!, day, a.debitAmountMinor, a.debitCompanyMinor),
    );
  }
  const journalOf = await reverseItsJournals(tx, clearing, input);
  const [clearingId] = await takeClearingIds(tx, 1);
  await insertClearings(
    tx,
    [
      {
        id: clearingId!,
        companyId: company.id,
        accountId: clearing.accountId,
        effectiveDate: input.postingDate,
        kind: 'reversal',
        explanation: input.reason,
        journalId: [...journalOf.values()][0] ?? null,
        reversalOf: clearing.id,
        madeByItemId: null,
      },
    ],
    clearing.allocations.map((a) => ({
      ...a,
      clearingId: clearingId!,
      effectiveDate: laterDay(a.effectiveDate, input.postingDate),
      creditAmountMinor: -a.creditAmountMinor,
      debitAmountMinor: -a.debitAmountMinor,
      creditCompanyMinor: -a.creditCompanyMinor,
      debitCompanyMinor: -a.debitCompanyMinor,
      journalId: journalOf.get(a.journalId ?? 0n) ?? null,
    })),
  );
  if (journalOf.size > 0) takeBackReleasedTaxes(tx, clearing.id, clearingId!);
  await updateOpen(tx, open);
  finish(tx, [...items.values()], entries, [], ids);
  tx.count('clearings.reversed');
  if (company.ledgerMode === 'mirrored' && !clearing.kind.startsWith('erp_')) {
    tx.publish({
      type: 'receivables.clearing-reversed',
      payload: { companyId: company.id.toString(), company: company.code, clearingIds: [clearing.id.toString()] },
    });
  }
  return clearingId!;
}

/** Reverses the journals of a clearing, each on its own day or the correction day, whichever is later; new ids by old. */
async function reverseItsJournals(
  tx: Transaction,
  clearing: StoredClearing,
  input: { postingDate: Day; reason: string },
): Promise<Map<bigint, bigint>> {
  // Clearings of before kept their one journal themselves.
  const keptItself = clearing.allocations.every((a) => a.journalId == null);
  const days = new Map<bigint, Day>();
  for (const a of clearing.allocations) {
    const journalId = a.journalId ?? (keptItself ? clearing.journalId : null);
    if (journalId === null) continue;
    const day = laterDay(a.effectiveDate, input.postingDate);
    days.set(journalId, laterDay(days.get(journalId) ?? day, day));
  }
  const old = [...days.keys()];
  const ids = await takeJournalIds(tx, old.length);
  await reverseJournals(
    tx,
    old.map((journalId, index) => ({
      id: ids[index]!,
      journalId,
      postingDate: days.get(journalId)!,
      explanation: `Clearing taken back: ${input.reason}`,
    })),
  );
  return new Map(old.map((journalId, index) => [journalId, ids[index]!]));
}

function entryOf(item: Item, effectiveDate: Day, amountMinor: bigint, companyAmountMinor: bigint): NewEntry {
  return { ...item, itemId: item.id, effectiveDate, amountMinor, companyAmountMinor };
}

function finish(
  tx: Transaction,
  items: readonly Item[],
  entries: readonly NewEntry[],
  cleared: readonly bigint[],
  reopened: readonly bigint[],
): void {
  appendEntries(tx, entries, { cleared, reopened });
  tx.accountsChanged(items.map((item) => item.accountId));
  tx.itemsTouched(items.map((item) => item.id));
}
