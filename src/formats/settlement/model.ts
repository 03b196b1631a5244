/** A settlement report of a payment service, as the reader gives it: what stands behind one payout. Pure. */
import type { Day } from '#kernel';

/**
 * What a line of the report is. `reserve` is what the service keeps back or gives free again; `other` is whatever the report
 * calls by a name that nobody declared: it is money all the same.
 */
export const settlementLineKinds = [
  'payment',
  'refund',
  'chargeback',
  'chargeback_reversal',
  'fee',
  'reserve',
  'other',
] as const;
export type SettlementLineKind = (typeof settlementLineKinds)[number];

/** Minor units of the settlement's currency, signed as the payout feels it: money for us positive. */
export interface SettlementLine {
  /** The row in the file as a spreadsheet counts. */
  readonly row: number;
  readonly kind: SettlementLineKind;
  /** The day on which the customer paid, or the event happened; null where the report does not say. */
  readonly day: Day | null;
  /** The service's own name for the payment; empty where it has none. */
  readonly reference: string;
  /** The invoice or order that it is for; empty where the report does not say. */
  readonly document: string;
  readonly customerName: string | null;
  readonly memo: string;
  /** What moved with the customer, or into and out of the reserve; zero of a line that is only a fee. */
  readonly grossMinor: bigint;
  /** What the service kept of it; negative where it gave a fee back. */
  readonly feeMinor: bigint;
}

export interface Settlement {
  /** The service's number of the payout. */
  readonly number: string;
  /** The day that the report gives the payout; null where it gives none. */
  readonly day: Day | null;
  readonly currency: string;
  /** What the report says is paid out; null where no row says it. */
  readonly statedMinor: bigint | null;
  readonly lines: readonly SettlementLine[];
  /** Where the report contradicts itself, a sentence each: a row whose gross, fee and net do not agree. */
  readonly faults: readonly string[];
}

export interface SettlementFile {
  readonly format: 'csv' | 'xlsx';
  readonly layout: string;
  readonly settlements: readonly Settlement[];
}

/** What a line adds to the payout. */
export const netOf = (line: Pick<SettlementLine, 'grossMinor' | 'feeMinor'>): bigint => line.grossMinor - line.feeMinor;
