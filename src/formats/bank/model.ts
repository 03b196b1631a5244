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

/** One statement message (an MT940 page is its own; pages are never merged). */
export interface BankStatement {
  readonly account: string | null;
  /** Null where the file never says; amounts then have two decimals. */
  readonly currency: string | null;
  readonly reference: string | null;
  readonly number: string | null;
  readonly openingBalance: BankBalance | null;
  readonly closingBalance: BankBalance | null;
  readonly entries: readonly BankEntry[];
}

export interface BankBalance {
  readonly date: Day | null;
  readonly amountMinor: bigint;
  readonly currency: string | null;
}

export interface Counterparty {
  readonly name: string | null;
  readonly account: string | null;
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
  readonly remittance: string;
  readonly structuredReference: string | null;
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
}

/**
 * Whether a statement foots: opening + booked entries = closing. Null where a balance is missing, or the two are in
 * different currencies. `differenceMinor` = closing − opening − Σ booked entries.
 */
export function footing(statement: BankStatement): { foots: boolean | null; differenceMinor: bigint } {
  const { openingBalance: opening, closingBalance: closing } = statement;
  if (!opening || !closing || opening.currency !== closing.currency) return { foots: null, differenceMinor: 0n };
  const moved = statement.entries
    .filter((entry) => entry.status === 'booked')
    .reduce((sum, entry) => sum + entry.amountMinor, 0n);
  const differenceMinor = closing.amountMinor - opening.amountMinor - moved;
  return { foots: differenceMinor === 0n, differenceMinor };
}
