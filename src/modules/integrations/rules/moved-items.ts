/** Which items of the ERP are what was moved out of an invoice here, such as a deduction: it is owed once. Pure. */
import { textKey } from '#kernel';
import { isPayment, type MirroredItem, type ResolvedRow } from '../model.ts';

/** What was moved out of a mirrored item here, by a clearing that the ERP was told of. */
export interface MovedByUs {
  readonly itemId: bigint;
  readonly number: string;
  readonly accountId: bigint;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly specialGl: string | null;
  /** Our reference of the clearing, and the document that the ERP named for it. */
  readonly reference: string;
  readonly erpDocument: string | null;
  /** The ERP's identity of what it was moved out of. */
  readonly originKey: string;
}

/** As whom an account reads: what is told of a customer that was merged may stand on the account of either. */
export type HolderOf = (accountId: bigint) => bigint;

/** An item that the ERP tells for the first time. */
export interface ToldItem {
  readonly key: string;
  readonly number: string;
  readonly accountId: bigint;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly specialGlAccount: string | null;
  readonly ourReference: string | null;
  readonly linkedKey: string | null;
  readonly references: readonly string[];
}

export interface MovedPair {
  readonly moved: MovedByUs;
  /** Ours stands for it; else the ERP keeps it with another amount or on another account, and ours gives way. */
  readonly same: boolean;
}

/** An item of the ERP that stands here by an item of its own: an earlier list brought it. */
export interface StandingItem extends ToldItem {
  readonly itemId: bigint;
}

/** Whether a row may be something that was moved here: it is open, counts and is no money. */
export const mayBeMoved = (row: ResolvedRow): boolean => !isPayment(row) && !row.noted && row.openMinor !== 0n;

/** A row with the item that stands for it here and what that was posted with; none where it may be nothing that was moved. */
export function standingOf(
  row: ResolvedRow,
  mirror: ReadonlyMap<string, MirroredItem>,
): (ResolvedRow & { itemId: bigint })[] {
  const known = mirror.get(row.key);
  return known?.itemId == null || !mayBeMoved(row)
    ? []
    : [{ ...row, amountMinor: known.amountMinor, itemId: known.itemId }];
}

/**
 * Pairs items of the ERP that stand here already with what was moved here: an earlier list brought them before anything told that
 * they are the same. It came after the move, is of the same amount, and names it or is left of the same invoice.
 */
export const pairStanding = (
  standing: readonly StandingItem[],
  moved: readonly MovedByUs[],
  holderOf: HolderOf,
): ReadonlyMap<string, MovedPair> => {
  const after = (row: StandingItem, one: MovedByUs): boolean => row.itemId > one.itemId && isSame(row, one);
  return pairUp(standing, moved, holderOf, [
    (row, one) => after(row, one) && isNamed(row, one) && isLeftOf(row, one),
    (row, one) => after(row, one) && isNamed(row, one),
    (row, one) => after(row, one) && isLeftOf(row, one),
  ]);
};

/**
 * Pairs items that the ERP tells with what was moved here, each once: first what names our reference, our number or the ERP's own
 * document of our clearing and is of the same amount; then what it calls left of the same invoice and is of the same amount; last
 * what names it and is of another amount. What only has the amount is nobody's.
 */
export const pairMoved = (
  told: readonly ToldItem[],
  moved: readonly MovedByUs[],
  holderOf: HolderOf,
): ReadonlyMap<string, MovedPair> =>
  pairUp(told, moved, holderOf, [
    (row, one) => isNamed(row, one) && isLeftOf(row, one) && isSame(row, one),
    (row, one) => isNamed(row, one) && isSame(row, one),
    (row, one) => isLeftOf(row, one) && isSame(row, one),
    (row, one) => isNamed(row, one) && isLeftOf(row, one),
    isNamed,
  ]);

function isNamed(row: ToldItem, one: MovedByUs): boolean {
  const names = new Set([row.number, ...row.references, row.ourReference ?? ''].map(textKey));
  const ours = [one.reference, one.number, one.erpDocument ?? ''].map(textKey).filter((name) => name !== '');
  return ours.some((name) => names.has(name));
}

const isLeftOf = (row: ToldItem, one: MovedByUs): boolean => row.linkedKey === one.originKey;

const isSame = (row: ToldItem, one: MovedByUs): boolean =>
  row.amountMinor === one.amountMinor && row.specialGlAccount === one.specialGl;

/** Pairs each row with one of ours of its customer, currency and side, by what fits first. */
function pairUp<Row extends ToldItem>(
  rows: readonly Row[],
  moved: readonly MovedByUs[],
  holderOf: HolderOf,
  passes: readonly ((row: Row, one: MovedByUs) => boolean)[],
): ReadonlyMap<string, MovedPair> {
  const pairs = new Map<string, MovedPair>();
  const taken = new Set<bigint>();
  const ofCustomer = new Map<bigint, MovedByUs[]>();
  for (const one of moved) {
    const holder = holderOf(one.accountId);
    ofCustomer.set(holder, [...(ofCustomer.get(holder) ?? []), one]);
  }
  for (const fits of passes)
    for (const row of rows) {
      if (pairs.has(row.key)) continue;
      const found = ofCustomer
        .get(holderOf(row.accountId))
        ?.find(
          (one) =>
            !taken.has(one.itemId) &&
            one.currency === row.currency &&
            one.amountMinor < 0n === row.amountMinor < 0n &&
            fits(row, one),
        );
      if (!found) continue;
      taken.add(found.itemId);
      pairs.set(row.key, { moved: found, same: isSame(row, found) });
    }
  return pairs;
}
