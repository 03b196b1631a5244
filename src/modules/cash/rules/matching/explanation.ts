/** An explanation of a receipt, the pieces it is made of, and the sentence that says it. Pure. */
import { formatAmount, isCurrency } from '#kernel';
import type { EvidenceKind } from './evidence.ts';
import type { Adjustment, MatchedAllocation, MatchingItem, MatchingPolicy, MatchingReceipt } from './model.ts';

export interface Explanation {
  /** True when it may be posted without a person. */
  readonly certain: boolean;
  readonly customerId: string | null;
  readonly evidence: EvidenceKind;
  /** The engine's own figure, before the company's history is asked. */
  readonly confidence: number;
  readonly allocations: readonly MatchedAllocation[];
  readonly items: readonly MatchingItem[];
  /** Why these items: "named in the remittance advice", "the only open item of this amount" … */
  readonly because: string;
  readonly alternatives: number | null;
  readonly runnerUp: { readonly explanation: string; readonly itemIds: readonly string[] } | null;
  /** Learned evidence of how the payer writes, beside what tells who paid. */
  readonly learned?: readonly string[];
  /** What keeps it from being posted, in words; empty when certain. */
  readonly doubts: readonly string[];
}

export const money = (amountMinor: bigint, currency: string): string =>
  `${currency} ${formatAmount(amountMinor, isCurrency(currency) ? currency : 'EUR')}`;

const harmless = new Set(['promise', 'plan']);

/** Dispute, legal, stop and every unknown block keep an item from being cleared without a person. */
export const isBlocked = (item: MatchingItem): boolean => item.blocks.some((block) => !harmless.has(block));

/** True when a person declined these very items as the explanation of the receipt. */
export const isDeclined = (receipt: MatchingReceipt, items: readonly { readonly id: string }[]): boolean =>
  receipt.declined?.some((set) => set.length === items.length && items.every((item) => set.includes(item.id))) ?? false;

const noAdjustments: readonly Adjustment[] = [];

/** Takes what is given of an item's open amount; the kind follows from what stays open. */
export function allocateTo(
  item: MatchingItem,
  openMinor: bigint,
  receiptAmountMinor: bigint,
  adjustments: readonly Adjustment[] = noAdjustments,
): MatchedAllocation {
  let itemAmountMinor = receiptAmountMinor;
  for (const one of adjustments) itemAmountMinor += one.amountMinor;
  return {
    itemId: item.id,
    receiptAmountMinor,
    itemAmountMinor,
    kind: openMinor < 0n ? 'credit_memo' : itemAmountMinor === openMinor ? 'full' : 'partial',
    adjustments,
  };
}

/** Items in a sentence, by their numbers: of many the first five. */
export const numbersOf = (items: readonly MatchingItem[]): string => {
  const numbers = items.map((item) => item.number);
  return numbers.length > 6 ? `${numbers.slice(0, 5).join(', ')} and ${numbers.length - 5} more` : numbers.join(', ');
};

/** One sentence: what was allocated to what, why, and what a person should look at. */
export function itemsSentence(receipt: MatchingReceipt, explanation: Explanation): string {
  const only = explanation.allocations[0];
  // Most receipts pay one item whole: the sentence has nothing else to say.
  if (
    only?.kind === 'full' &&
    only.adjustments.length === 0 &&
    explanation.items.length === 1 &&
    explanation.doubts.length === 0
  )
    return `${money(receipt.amountMinor, receipt.currency)} pays ${explanation.items[0]!.number}: ${explanation.because}.`;
  const list = numbersOf(explanation.items);
  const adjustments = explanation.allocations.flatMap((one) => one.adjustments);
  const taken = adjustments.map(
    (one) =>
      `${one.kind === 'fx' ? 'exchange difference' : one.kind.replace('_', ' ')} ${money(one.amountMinor, receipt.currency)}${one.reason ? ` (${one.reason})` : ''}`,
  );
  const partial = explanation.allocations.some((one) => one.kind === 'partial') ? ', in part' : '';
  const doubt = explanation.doubts.length > 0 ? ` To be confirmed: ${explanation.doubts.join('; ')}.` : '';
  return `${money(receipt.amountMinor, receipt.currency)} pays ${list}${partial}${taken.length > 0 ? ` with ${taken.join(', ')}` : ''}: ${explanation.because}.${doubt}`;
}

/** The difference that the policy lets go: the lower of amount and share of the open amount. */
export function withinTolerance(differenceMinor: bigint, openMinor: bigint, policy: MatchingPolicy): boolean {
  const magnitude = differenceMinor < 0n ? -differenceMinor : differenceMinor;
  const share = (openMinor * BigInt(Math.round(policy.tolerancePercent * 10_000))) / 1_000_000n;
  const limit = policy.toleranceMinor < share ? policy.toleranceMinor : share;
  return magnitude <= limit;
}
