/** Words of bank reconciliation: the bank's balance, the ledger's, and what lies between them. Pure. */
import type { Day } from '#kernel';

/** A statement that counts, with the balances that it tells. */
export interface ReconciledStatement {
  readonly id: bigint;
  readonly number: string | null;
  readonly fromDate: Day | null;
  readonly toDate: Day | null;
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly closingDate: Day | null;
  /** Read after a statement of later days. */
  readonly late: boolean;
}

/** A statement beside the ledger as it stood at the end of its last day. */
export interface StatementOfMonth {
  readonly id: bigint;
  readonly number: string | null;
  readonly fromDate: Day | null;
  /** The day of its closing balance, or its last. */
  readonly day: Day;
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly ledgerMinor: bigint;
}

/** A movement of one side that the other has not, or has in another month. Signed as the effect on the account. */
export interface LooseEntry {
  readonly day: Day;
  readonly amountMinor: bigint;
  readonly reference: string;
  readonly text: string;
  /** The receipt that it became, where it is posted from a line of the bank. */
  readonly receiptId?: bigint | null;
}

/** A statement that waits for a person, as it calls itself and from which day on. */
export interface HeldStatement {
  readonly number: string | null;
  readonly day: Day | null;
  readonly text: string;
}

export interface BankFacts {
  readonly monthEnd: Day;
  /** Up to which day the bank is read; null before the first statement. */
  readonly readTo: Day | null;
  /** The last day of the month on which the bank works. */
  readonly lastBusinessDay: Day;
  /** Its bank sent statements only on movement at the month's end: silence up to there is no gap. */
  readonly onMovement: boolean;
  /** Accepted statements up to the month's end, in any order. */
  readonly statements: readonly ReconciledStatement[];
  /** Sum of all booked lines up to the month's end, and of those after the last closing balance. */
  readonly linesMinor: bigint;
  readonly linesAfterClosingMinor: bigint;
  readonly ledgerMinor: bigint;
  /** Booked by the bank, not posted. */
  readonly waiting: readonly LooseEntry[];
  /** Booked by the bank up to the month's end, posted after it. */
  readonly postedLater: readonly LooseEntry[];
  /** Posted up to the month's end, booked by the bank after it. */
  readonly postedEarly: readonly LooseEntry[];
  /** Posted on the bank's account without a line of the bank. */
  readonly ledgerOnly: readonly LooseEntry[];
  /** Statements that are held, each with why as a sentence. */
  readonly held: readonly HeldStatement[];
}

export const bankItemKinds = [
  'balance_before_start',
  'statement_gap',
  'lines_missing',
  'line_not_posted',
  'posted_later',
  'posted_early',
  'deposit_in_transit',
  'payment_outstanding',
  'unexplained',
] as const;
export type BankItemKind = (typeof bankItemKinds)[number];

/** Why a month cannot be signed as it stands, or what its reader must know. */
export const bankFindings = [
  'not_read_to_end',
  'statement_held',
  'no_balance',
  'out_of_order',
  'number_missing',
] as const;
export type BankFindingCode = (typeof bankFindings)[number];

/** Part of the difference between bank and ledger: bank less ledger. */
export interface BankItem {
  readonly kind: BankItemKind;
  readonly amountMinor: bigint;
  readonly day: Day | null;
  readonly reference: string;
  readonly text: string;
  /** The month is not signed while it stands. */
  readonly blocks: boolean;
  /** Leads to its money; no part of what is signed. */
  readonly receiptId?: bigint | null;
}

/** As a sentence, and with what it names: paper says it in the language of its reader. */
export type BankFinding = {
  readonly code: BankFindingCode;
  readonly text: string;
  /** The month is not signed while it stands. */
  readonly blocks: boolean;
} & (
  | { readonly code: 'statement_held'; readonly number: string | null; readonly day: Day | null }
  | { readonly code: 'not_read_to_end'; readonly readTo: Day | null; readonly lastBusinessDay: Day }
  | { readonly code: 'no_balance' }
  | { readonly code: 'out_of_order'; readonly number: string; readonly day: Day }
  | { readonly code: 'number_missing'; readonly number: string; readonly day: Day; readonly before: string }
);

export interface BankComparison {
  readonly bankMinor: bigint;
  readonly ledgerMinor: bigint;
  readonly differenceMinor: bigint;
  readonly items: readonly BankItem[];
  readonly findings: readonly BankFinding[];
}

/** The languages in which a bank reconciliation is printed. */
export const bankReportLanguages = ['en', 'de', 'es', 'fr'] as const;
export type BankReportLanguage = (typeof bankReportLanguages)[number];
