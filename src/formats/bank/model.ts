/** A bank file as every reader gives it: statements with balances and entries, whatever the format. Pure. */
import type { Day } from '#kernel';

export type BankFormat =
  | 'mt940'
  | 'mt942'
  | 'camt.052'
  | 'camt.053'
  | 'camt.054'
  | 'bai2'
  | 'coda'
  | 'aeb43'
  | 'ofx'
  | 'csv'
  | 'xlsx';

export interface BankFile {
  readonly format: BankFormat;
  readonly statements: readonly BankStatement[];
  readonly warnings: readonly BankWarning[];
}

export interface BankWarning {
  readonly code: string;
  readonly message: string;
  readonly line?: number;
}

/** What a statement says beside its entries. */
export interface StatementHead {
  readonly account: string | null;
  /** Null where the file never says; amounts then have two decimals. */
  readonly currency: string | null;
  readonly reference: string | null;
  readonly number: string | null;
  readonly openingBalance: BankBalance | null;
  readonly closingBalance: BankBalance | null;
}

/** One statement message (an MT940 page is its own; pages are never merged). */
export interface BankStatement extends StatementHead {
  readonly entries: readonly BankEntry[];
}

export interface BankBalance {
  readonly date: Day | null;
  readonly amountMinor: bigint;
  readonly currency: string | null;
}

/** The other side: who holds the account. */
export interface Counterparty {
  readonly name: string | null;
  readonly account: string | null;
  /**
   * For whom the holder pays, or is paid: the ultimate party, where the bank names it and it is another. Where it names no holder
   * it is the name as well.
   */
  readonly ultimateName?: string;
}

/** An earlier payment that came back: a check that bounced, a direct debit that was returned. */
export interface BankReturn {
  /** ISO 20022 (AC04, MD06), Nacha (R01) or the bank's own; null where the bank gives none. */
  readonly reasonCode: string | null;
  /** What had been paid, unsigned and without the bank's charge; null where the bank does not say. */
  readonly originalMinor: bigint | null;
}

export type ChargeBearer = 'debtor' | 'creditor' | 'shared' | 'service_level';

/** What the bank took of a payment and has already in its amount; charges that it books by themselves are entries. */
export interface BankCharges {
  /** Unsigned. */
  readonly amountMinor: bigint;
  readonly currency: string | null;
  readonly bearer: ChargeBearer | null;
}

/** What the payer instructed where that was another amount or currency, and the rate, as the bank writes it. */
export interface BankExchange {
  readonly instructedMinor: bigint | null;
  readonly instructedCurrency: string | null;
  readonly rate: string | null;
}

/** What was taken off a payment, and why; null: the payer names the reason and no amount of its own for it. */
export interface RemittanceAdjustment {
  readonly code: string;
  readonly amountMinor: bigint | null;
}

/** What the payer says of one document that it pays. Amounts in the payment's currency. */
export interface StatedDocument {
  /** As the payer writes it; empty where there is only a memo. */
  readonly reference: string;
  /** What is paid on it, net of discount and adjustments; a credit memo that was taken is negative. Null: it is not said. */
  readonly amountMinor: bigint | null;
  readonly discountMinor: bigint | null;
  readonly adjustments: readonly RemittanceAdjustment[];
  /** The tax that the amount contains; what was withheld is an adjustment. */
  readonly taxMinor?: bigint;
  readonly memo: string | null;
  /** It is paid with the amount of the document before it: the payer names several and one amount. */
  readonly shares?: true;
}

export interface BankEntry {
  readonly bookingDate: Day | null;
  readonly valueDate: Day | null;
  /** The effect on the account: credit positive, debit negative; a reversed credit is negative. */
  readonly amountMinor: bigint;
  readonly currency: string | null;
  readonly status: 'booked' | 'pending';
  readonly reversal: boolean;
  readonly bankReference: string | null;
  readonly customerReference: string | null;
  readonly transactionCode: string | null;
  readonly counterparty: Counterparty;
  /**
   * Of a payment that came back: the account of the usual other side, where that is not the counterparty's. Lines that were
   * read before returns told who had paid are known by it.
   */
  readonly formerAccount?: string | null;
  readonly remittance: string;
  readonly structuredReference: string | null;
  /** The payer's own allocation, where the payment carries one (ISO 20022); of a batch its payments have theirs. */
  readonly stated?: readonly StatedDocument[];
  readonly returned: BankReturn | null;
  readonly charges: BankCharges | null;
  readonly exchange: BankExchange | null;
  /** The single payments inside a batch booking. */
  readonly details: readonly BankDetail[];
}

export interface BankDetail {
  readonly amountMinor: bigint;
  readonly currency: string | null;
  readonly counterparty: Counterparty;
  readonly remittance: string;
  readonly structuredReference: string | null;
  readonly endToEndId: string | null;
  readonly stated?: readonly StatedDocument[];
  /** Of several in one booking: that this one came back. Of a single payment its entry says it. */
  readonly returned: BankReturn | null;
}

/**
 * A bank file as a reader gives it, piece by piece: the entries of each statement and, when all of them have come, the
 * statement; its format once, as soon as it is known.
 */
export type BankPiece =
  | { readonly kind: 'format'; readonly format: BankFormat }
  | { readonly kind: 'entry'; readonly entry: BankEntry }
  | { readonly kind: 'statement'; readonly statement: StatementHead }
  | { readonly kind: 'warning'; readonly warning: BankWarning };

/** The pieces of a bank file from its beginning, as often as they are asked for. Refusals are raised where they are met. */
export type BankReading = () => Iterable<BankPiece>;

/** Whether a statement foots with the sum of its booked entries; see `footing`. */
export function footingOf(
  { openingBalance: opening, closingBalance: closing }: StatementHead,
  bookedMinor: bigint,
): { foots: boolean | null; differenceMinor: bigint } {
  if (!opening || !closing || opening.currency !== closing.currency) return { foots: null, differenceMinor: 0n };
  const differenceMinor = closing.amountMinor - opening.amountMinor - bookedMinor;
  return { foots: differenceMinor === 0n, differenceMinor };
}

/** The sum of a statement's booked entries. */
export const bookedOf = (statement: BankStatement): bigint =>
  statement.entries.reduce((sum, entry) => (entry.status === 'booked' ? sum + entry.amountMinor : sum), 0n);

/**
 * Whether a statement foots: opening + booked entries = closing. Null where a balance is missing, or the two are in
 * different currencies. `differenceMinor` = closing − opening − Σ booked entries.
 */
export const footing = (statement: BankStatement): { foots: boolean | null; differenceMinor: bigint } =>
  footingOf(statement, bookedOf(statement));
