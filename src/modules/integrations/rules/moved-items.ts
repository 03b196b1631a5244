/** Which items of the ERP are what was moved out of an invoice here, such as a deduction: it is owed once. Pure. */
import { textKey } from '#kernel';

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

/**
 * Pairs items that the ERP tells with what was moved here, each once: first what names our reference, our number or the ERP's own
 * document of our clearing and is of the same amount; then what it calls left of the same invoice and is of the same amount; last
 * what names it and is of another amount. What only has the amount is nobody's.
 */
export function pairMoved(told: readonly ToldItem[], moved: readonly MovedByUs[]): ReadonlyMap<string, MovedPair> {
  const pairs = new Map<string, MovedPair>();
  const taken = new Set<bigint>();
  const isNamed = (row: ToldItem, one: MovedByUs): boolean => {
    const names = new Set([row.number, ...row.references, row.ourReference ?? ''].map(textKey));
    const ours = [one.reference, one.number, one.erpDocument ?? ''].map(textKey).filter((name) => name !== '');
    return ours.some((name) => names.has(name));
  };
  const isLeftOf = (row: ToldItem, one: MovedByUs): boolean => row.linkedKey === one.originKey;
  const isSame = (row: ToldItem, one: MovedByUs): boolean =>
    row.amountMinor === one.amountMinor && row.specialGlAccount === one.specialGl;
  const pass = (fits: (row: ToldItem, one: MovedByUs) => boolean): void => {
    for (const row of told) {
      if (pairs.has(row.key)) continue;
      const found = moved.find(
        (one) =>
          !taken.has(one.itemId) &&
          one.accountId === row.accountId &&
          one.currency === row.currency &&
          one.amountMinor < 0n === row.amountMinor < 0n &&
          fits(row, one),
      );
      if (!found) continue;
      taken.add(found.itemId);
      pairs.set(row.key, { moved: found, same: isSame(row, found) });
    }
  };
  pass((row, one) => isNamed(row, one) && isLeftOf(row, one) && isSame(row, one));
  pass((row, one) => isNamed(row, one) && isSame(row, one));
  pass((row, one) => isLeftOf(row, one) && isSame(row, one));
  pass((row, one) => isNamed(row, one) && isLeftOf(row, one));
  pass(isNamed);
  return pairs;
}
