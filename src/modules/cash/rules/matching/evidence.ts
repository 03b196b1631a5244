/** The kinds of evidence that an explanation stands on, the strongest first. What became of each kind is counted. Pure. */
import type { MatchedAllocation, PostingClass } from './model.ts';

export const evidenceKinds = [
  /** The payer's own advice names every item, and the amounts are those that are open. */
  'advice',
  /** The advice says what was taken off, or pays in part. */
  'advice_difference',
  /** Named in the bank's text, the payer's own, and the amount agrees. */
  'reference',
  /** Named and the amount agrees, but nobody is known for the payer or the items are another's. */
  'reference_other_payer',
  /** Named as this payer was seen to write our numbers. */
  'reference_learned',
  /** A damaged number, repaired among the payer's items. */
  'reference_repaired',
  /** Named, with open credits of the payer netted. */
  'reference_netted',
  /** Named, less a discount, a bank charge or what tolerance lets go. */
  'reference_difference',
  /** Named, and more was paid. */
  'reference_over',
  /** Named, and less was paid: in part, deducted, withheld, lost in a conversion. */
  'reference_short',
  /** No reference: everything that the payer owes, or all that is due by a day. */
  'amount_statement',
  /** No reference: the payer's one item of the amount. */
  'amount_single',
  /** No reference: items of the payer that sum to the amount. */
  'amount_sum',
  /** No reference: the oldest of several that differ in nothing. */
  'amount_oldest',
  /** No reference and no certain payer: an amount, and a name that is like. */
  'amount_likeness',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Whether something was taken off, or an item is paid in part. */
const differs = (allocations: readonly MatchedAllocation[]): boolean =>
  allocations.some(({ kind, adjustments }) => kind === 'partial' || adjustments.length > 0);

/** The kind of an explanation by an advice. */
export const adviceEvidence = (allocations: readonly MatchedAllocation[]): EvidenceKind =>
  differs(allocations) ? 'advice_difference' : 'advice';

/** The kind of an explanation by named items; `read`: how their numbers were read where they were not plain. */
export function referenceEvidence(named: {
  readonly allocations: readonly MatchedAllocation[];
  readonly receiptAmountMinor: bigint;
  /** The amount agrees with what policy allows. */
  readonly exact: boolean;
  readonly ownItems: boolean;
  readonly read: 'plainly' | 'learned' | 'repaired';
}): EvidenceKind {
  if (named.read !== 'plainly') return `reference_${named.read}`;
  const used = named.allocations.reduce((sum, one) => sum + one.receiptAmountMinor, 0n);
  if (!named.exact) return used < named.receiptAmountMinor ? 'reference_over' : 'reference_short';
  if (!named.ownItems) return 'reference_other_payer';
  if (differs(named.allocations)) return 'reference_difference';
  return named.receiptAmountMinor > 0n && named.allocations.some(({ kind }) => kind === 'credit_memo')
    ? 'reference_netted'
    : 'reference';
}

/**
 * The kind of posting that a company's rules may keep from posting by itself: that of an explanation, or without
 * allocations the usual one of its kind.
 */
export function postingClassOf(evidence: EvidenceKind, allocations?: readonly MatchedAllocation[]): PostingClass {
  if (evidence.startsWith('advice')) return 'advice';
  if (evidence.startsWith('amount')) return 'amount';
  const taken = allocations ? differs(allocations) : /_(difference|short)$/.test(evidence);
  return taken ? 'difference' : 'reference';
}
