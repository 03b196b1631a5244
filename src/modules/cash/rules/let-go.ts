/** What of a person's differences lets money go beyond what was proposed and what the rules let go. Pure. */
import type { AdjustmentKind, MatchedAllocation } from './matching/model.ts';

/** A difference of one item as it stands proposed, in minor units of the receipt's currency. */
export interface ProposedDifference {
  readonly itemId: string;
  readonly kind: string;
  readonly amountMinor: bigint;
}

/** What is deducted or withheld stays open as an item of its own; these are gone. */
const gone: ReadonlySet<AdjustmentKind> = new Set(['discount', 'tolerance', 'bank_charge', 'fx']);

/** What the rules let go by a person's word, in minor units of the receipt's currency. */
export interface FreeToLetGo {
  /** Of a kind with one receipt. */
  readonly ofReceipt: (kind: AdjustmentKind) => bigint;
  /** Of a kind this month, as far as it is left; of the one who owes an item. */
  readonly leftInMonth: (kind: AdjustmentKind, debtor: string) => bigint;
  readonly debtorOf: (itemId: string) => string;
}

/** Whatever a receipt may let go, by hand a debtor's month is let go no more than three such of bank charges. */
export const bankChargesOfMonth = (ofReceiptMinor: bigint): bigint => 3n * ofReceiptMinor;

interface Over {
  readonly amountMinor: bigint;
  readonly itemIds: ReadonlySet<string>;
  /** Null: it is more than a receipt may let go. */
  readonly monthLeft: bigint | null;
}

export interface LetGo {
  readonly amountMinor: bigint;
  readonly itemIds: readonly string[];
  /** What is left of the month, where only that is exceeded. */
  readonly monthLeftMinor: bigint | null;
}

/**
 * The sum that takes somebody's authority, in minor units of the receipt's currency, and the items that it leaves: the differences that
 * were not proposed so, of every kind of which they come to more than the rules let go of a receipt, or of a debtor in the month:
 * what is small each time is not let go again and again.
 */
export function letGo(
  allocations: readonly MatchedAllocation[],
  proposed: readonly ProposedDifference[],
  free: FreeToLetGo,
): LetGo {
  const left = new Map<string, bigint>();
  for (const one of proposed) {
    const key = `${one.itemId} ${one.kind}`;
    left.set(key, (left.get(key) ?? 0n) + one.amountMinor);
  }
  const beyond = new Map<
    AdjustmentKind,
    { amountMinor: bigint; itemIds: Set<string>; ofDebtor: Map<string, bigint> }
  >();
  for (const { itemId, adjustments } of allocations)
    for (const { kind, amountMinor } of adjustments) {
      if (!gone.has(kind)) continue;
      const key = `${itemId} ${kind}`;
      const known = left.get(key) ?? 0n;
      const taken = known < amountMinor ? known : amountMinor;
      left.set(key, known - taken);
      if (amountMinor === taken) continue;
      const sum = beyond.get(kind) ?? { amountMinor: 0n, itemIds: new Set(), ofDebtor: new Map() };
      const debtor = free.debtorOf(itemId);
      sum.ofDebtor.set(debtor, (sum.ofDebtor.get(debtor) ?? 0n) + amountMinor - taken);
      beyond.set(kind, {
        ...sum,
        amountMinor: sum.amountMinor + amountMinor - taken,
        itemIds: sum.itemIds.add(itemId),
      });
    }
  const over = [...beyond].flatMap(([kind, { amountMinor, itemIds, ofDebtor }]): Over[] => {
    if (amountMinor > free.ofReceipt(kind)) return [{ amountMinor, itemIds, monthLeft: null }];
    const exceeded = [...ofDebtor].flatMap(([debtor, sum]) => {
      const left = free.leftInMonth(kind, debtor);
      return sum > left ? [left > 0n ? left : 0n] : [];
    });
    if (exceeded.length === 0) return [];
    return [{ amountMinor, itemIds, monthLeft: exceeded.reduce((a, b) => (a < b ? a : b)) }];
  });
  const lefts = over.flatMap((one) => (one.monthLeft === null ? [] : [one.monthLeft]));
  return {
    amountMinor: over.reduce((sum, one) => sum + one.amountMinor, 0n),
    itemIds: [...new Set(over.flatMap((one) => [...one.itemIds]))],
    monthLeftMinor: lefts.length === 0 || lefts.length < over.length ? null : lefts.reduce((a, b) => (a < b ? a : b)),
  };
}
