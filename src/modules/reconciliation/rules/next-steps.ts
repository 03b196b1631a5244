/** What may be done about a difference, each by a command that is there already. Pure. */
import { absolute, minimum } from '#kernel';
import type { ComparedLine, DifferenceReason, Proposal } from '../model.ts';

/**
 * `write`: the customer is asked, or sent what is missing; `dispute`: our document is marked as disputed and not dunned; `deduct`:
 * what they pay less waits as a deduction; `write_off`: it is written off under authority; `apply`: money that is here is applied.
 */
export const nextSteps = ['write', 'dispute', 'deduct', 'write_off', 'apply'] as const;
export type NextStepKind = (typeof nextSteps)[number];

export interface NextStep {
  readonly kind: NextStepKind;
  /** How much of our document it is about; null where it is about the line. */
  readonly amountMinor: bigint | null;
  /** The money that would be applied. */
  readonly receiptId: bigint | null;
}

const written: ReadonlySet<Proposal> = new Set([
  'send_copy',
  'send_payment_details',
  'ask_proof_of_payment',
  'ask_copy',
  'ask_correction',
]);
const paymentReasons: ReadonlySet<DifferenceReason> = new Set([
  'payment_in_transit',
  'payment_expected',
  'payment_not_received',
]);
/** Differences that are about what we asked for, not about paper on its way. */
const claimed: ReadonlySet<DifferenceReason> = new Set([
  'amount_differs',
  'discount_taken',
  'without_tax',
  'charge_not_accepted',
  'deduction_not_listed',
  'duplicate_here',
  'disputed',
]);

/** Money of the customer, or of nobody, that no item has yet. */
export interface LooseMoney {
  readonly receiptId: bigint;
  readonly amountMinor: bigint;
}

/**
 * The steps of a line, the usual one first. `openMinor` is what is open of our document now: nothing can be done about what
 * was settled since. `money` is taken where exactly one receipt has the amount.
 */
export function nextStepsOf(
  line: ComparedLine,
  now: { readonly openMinor: bigint; readonly disputed: boolean; readonly money: readonly LooseMoney[] },
): NextStep[] {
  if (line.reason === null || line.differenceMinor === 0n) return [];
  const steps: NextStep[] = [];
  const add = (kind: NextStepKind, amountMinor: bigint | null = null, receiptId: bigint | null = null): void => {
    steps.push({ kind, amountMinor, receiptId });
  };
  if (line.theirs !== null && line.theirMinor < 0n && paymentReasons.has(line.reason)) {
    const found = now.money.filter((one) => one.amountMinor === absolute(line.theirMinor));
    if (found.length === 1) add('apply', null, found[0]!.receiptId);
  }
  if (written.has(line.proposal)) add('write');
  if (line.ours !== null && line.differenceMinor < 0n && now.openMinor > 0n && claimed.has(line.reason)) {
    const amountMinor = minimum(absolute(line.differenceMinor), now.openMinor);
    if (!now.disputed) add('dispute', amountMinor);
    if (line.ours.documentType === 'invoice' || line.ours.documentType === 'debit_memo') add('deduct', amountMinor);
    add('write_off', amountMinor);
  }
  return steps;
}
