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

/**
 * The sum that takes somebody's authority, in minor units of the receipt's currency, and the items that it leaves: the differences that
 * were not proposed so, of every kind of which they come to more than `free`.
 */
export function letGo(
  allocations: readonly MatchedAllocation[],
  proposed: readonly ProposedDifference[],
  free: (kind: AdjustmentKind) => bigint,
): { readonly amountMinor: bigint; readonly itemIds: readonly string[] } {
  const left = new Map<string, bigint>();
  for (const one of proposed) {
    const key = `${one.itemId} ${one.kind}`;
    left.set(key, (left.get(key) ?? 0n) + one.amountMinor);
  }
  const beyond = new Map<AdjustmentKind, { amountMinor: bigint; itemIds: Set<string> }>();
  for (const { itemId, adjustments } of allocations)
    for (const { kind, amountMinor } of adjustments) {
      if (!gone.has(kind)) continue;
      const key = `${itemId} ${kind}`;
      const known = left.get(key) ?? 0n;
      const taken = known < amountMinor ? known : amountMinor;
      left.set(key, known - taken);
      if (amountMinor === taken) continue;
      const sum = beyond.get(kind) ?? { amountMinor: 0n, itemIds: new Set() };
      beyond.set(kind, { amountMinor: sum.amountMinor + amountMinor - taken, itemIds: sum.itemIds.add(itemId) });
    }
  const over = [...beyond].flatMap(([kind, sum]) => (sum.amountMinor > free(kind) ? [sum] : []));
  return {
    amountMinor: over.reduce((sum, one) => sum + one.amountMinor, 0n),
    itemIds: [...new Set(over.flatMap((one) => [...one.itemIds]))],
  };
}
