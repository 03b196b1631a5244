/** Which of many proposals can be accepted together, in their order; the others with why not. */

/** A difference that a proposal closes beside the money. */
export interface ProposedAdjustment {
  readonly kind: string;
  readonly amountMinor: bigint;
  readonly reason: string;
}

export interface ProposedAllocation {
  readonly itemId: string;
  readonly receiptAmountMinor: bigint;
  readonly adjustments: readonly ProposedAdjustment[];
}

export interface Proposal {
  readonly receiptId: bigint;
  readonly currency: string;
  /** What of the receipt is not applied yet, in minor units. */
  readonly leftMinor: bigint;
  readonly allocations: readonly ProposedAllocation[];
}

/** An item as it stands now. */
export interface ItemNow {
  readonly number: string;
  readonly currency: string;
  readonly openMinor: bigint;
}

/**
 * Why a proposal is left out: nothing is proposed any more, it takes more than the receipt has left, it closes a difference
 * that only a person may (`looked-at`), an item has less open, or an earlier one of the chosen takes it.
 */
export type LeftOut =
  | { readonly code: 'nothing' | 'money' }
  | { readonly code: 'looked-at' | 'taken'; readonly number: string }
  | { readonly code: 'open'; readonly number: string; readonly openMinor: bigint };

/** Differences that are closed with a click; those of exchange are looked at one by one. */
const acceptedKinds: ReadonlySet<string> = new Set([
  'discount',
  'deduction',
  'tolerance',
  'bank_charge',
  'withholding_tax',
]);

/** What an allocation closes of its item: its money and the differences, in minor units. */
export const closedMinor = (one: ProposedAllocation): bigint =>
  one.adjustments.reduce((sum, adjustment) => sum + adjustment.amountMinor, one.receiptAmountMinor);

/**
 * Decides for each proposal, in the order given, whether it can be accepted: an item that an earlier one takes is not there
 * for a later one. Answers why not, or null where it can, at the same places.
 */
export function planAcceptance(
  proposals: readonly Proposal[],
  items: ReadonlyMap<string, ItemNow>,
): readonly (LeftOut | null)[] {
  const taken = new Map<string, bigint>();
  return proposals.map((proposal) => {
    const why = whyNot(proposal, items, taken);
    if (why === null)
      for (const one of proposal.allocations) taken.set(one.itemId, (taken.get(one.itemId) ?? 0n) + closedMinor(one));
    return why;
  });
}

function whyNot(
  { allocations, leftMinor, currency }: Proposal,
  items: ReadonlyMap<string, ItemNow>,
  taken: ReadonlyMap<string, bigint>,
): LeftOut | null {
  if (allocations.length === 0) return { code: 'nothing' };
  if (allocations.reduce((sum, one) => sum + one.receiptAmountMinor, 0n) > leftMinor) return { code: 'money' };
  for (const one of allocations) {
    const item = items.get(one.itemId);
    if (!item) return { code: 'nothing' };
    // What an item in another currency is worth is agreed, one by one.
    if (item.currency !== currency) return { code: 'looked-at', number: item.number };
    if (one.adjustments.some((adjustment) => !acceptedKinds.has(adjustment.kind)))
      return { code: 'looked-at', number: item.number };
    const before = taken.get(one.itemId) ?? 0n;
    const closed = closedMinor(one);
    const left = item.openMinor - before;
    const fits = closed > 0n ? closed <= left : closed < 0n && closed >= left;
    if (!fits)
      return before === 0n
        ? { code: 'open', number: item.number, openMinor: item.openMinor }
        : { code: 'taken', number: item.number };
  }
  return null;
}
