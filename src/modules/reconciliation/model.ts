/** Words of customer reconciliation: the customer's statement, our ledger, and how their lines compare. Pure. */
import type { Day } from '#kernel';

/** What a customer's statement lists: what is open on its day, or everything that moved since a day. */
export type StatementKind = 'open_items' | 'movements';

/** A line of the customer's statement. What they owe us is positive, whatever sign the file had. */
export interface TheirLine {
  readonly line: number;
  /** The row in the file. */
  readonly row: number;
  readonly reference: string;
  readonly otherReference: string | null;
  readonly documentDate: Day | null;
  readonly dueDate: Day | null;
  readonly amountMinor: bigint;
  readonly kind: string;
  readonly memo: string;
}

/** A document of ours that makes up our balance: its open amount, or, of movements, what it posted. */
export interface OurLine {
  readonly itemId: bigint;
  readonly number: string;
  readonly references: readonly string[];
  readonly documentType: string;
  readonly documentDate: Day;
  readonly dueDate: Day;
  readonly amountMinor: bigint;
  readonly originalMinor: bigint;
  readonly taxMinor: bigint;
  readonly discountMinor: bigint | null;
  readonly purchaseOrder: string | null;
  readonly disputed: boolean;
  /** What settled it after the statement's day; null: nothing did. */
  readonly settledLater: { readonly on: Day; readonly by: 'payment' | 'credit' } | null;
}

/** A document of ours that is in no balance of the day, but explains a line of theirs. */
export interface KnownDocument {
  readonly number: string;
  readonly references: readonly string[];
  readonly documentDate: Day;
  readonly originalMinor: bigint;
  readonly state: 'settled_by_payment' | 'settled_by_credit' | 'later' | 'cancelled' | 'other_account';
  /** The day it was settled, or its posting; the customer number for another account. */
  readonly on: Day | null;
  readonly customer: string | null;
}

/** Money of the customer that came after the statement's day. */
export interface LaterMoney {
  readonly on: Day;
  readonly amountMinor: bigint;
  readonly number: string;
}

export const comparedOutcomes = [
  'matched',
  'number_differs',
  'date_differs',
  'amount_differs',
  'only_theirs',
  'only_ours',
  'balance_only',
] as const;
export type ComparedOutcome = (typeof comparedOutcomes)[number];

/** The likely reasons of a difference. */
export const differenceReasons = [
  'number_mistyped',
  'other_number',
  'date_differs',
  'payment_in_transit',
  'payment_expected',
  'payment_not_received',
  'payment_not_booked_there',
  'settled_by_payment_here',
  'credit_not_booked_there',
  'credit_not_issued',
  'invoice_in_transit',
  'invoice_not_received',
  'dated_later_here',
  'cancelled_here',
  'other_account',
  'duplicate_there',
  'duplicate_here',
  'unknown_here',
  'charge_not_accepted',
  'deduction_not_listed',
  'not_listed_there',
  'discount_taken',
  'without_tax',
  'amount_mistyped',
  'partial_not_booked_there',
  'disputed',
  'amount_differs',
  'opening_differs',
  'list_does_not_foot',
] as const;
export type DifferenceReason = (typeof differenceReasons)[number];

/**
 * Who puts a difference right: `ours`: we correct our books, it is in the agreed balance; `theirs`: they correct theirs;
 * `timing`: time does; `open`: nobody has said yet.
 */
export const differenceSides = ['timing', 'theirs', 'ours', 'open'] as const;
export type DifferenceSide = (typeof differenceSides)[number];

/** What to do about a difference. */
export const proposals = [
  'none',
  'send_copy',
  'send_payment_details',
  'ask_proof_of_payment',
  'ask_copy',
  'ask_correction',
  'open_case',
] as const;
export type Proposal = (typeof proposals)[number];

/** One row of the comparison: a line of theirs, of ours, or both beside each other. */
export interface ComparedLine {
  /** Its name within the comparison, the same whenever it is made again: `T3`, `O81`, `T3-O81`, `opening`, `list`. */
  readonly key: string;
  readonly outcome: ComparedOutcome;
  readonly theirs: TheirLine | null;
  readonly ours: OurLine | null;
  readonly theirMinor: bigint;
  readonly ourMinor: bigint;
  /** Theirs less ours. */
  readonly differenceMinor: bigint;
  readonly reason: DifferenceReason | null;
  /** What the reason's sentence names: a day and a number. */
  readonly day: Day | null;
  readonly number: string | null;
  readonly side: DifferenceSide;
  readonly proposal: Proposal;
}

export interface Comparison {
  readonly lines: readonly ComparedLine[];
  readonly theirMinor: bigint;
  readonly ourMinor: bigint;
  readonly differenceMinor: bigint;
  /** Sums of the differences by reason; they add up to the difference. */
  readonly byReason: readonly {
    readonly reason: DifferenceReason;
    readonly count: number;
    readonly amountMinor: bigint;
  }[];
}

/** Everything that a comparison looks at. Amounts in one currency; what the customer owes is positive. */
export interface ComparisonFacts {
  readonly asOf: Day;
  readonly kind: StatementKind;
  readonly theirs: readonly TheirLine[];
  readonly theirOpeningMinor: bigint;
  /** The balance that the statement closes with. */
  readonly theirClosingMinor: bigint;
  readonly ours: readonly OurLine[];
  /** Our balance before the first day of movements; of open items, what no document shows. */
  readonly ourOpeningMinor: bigint;
  readonly known: readonly KnownDocument[];
  readonly laterMoney: readonly LaterMoney[];
}
