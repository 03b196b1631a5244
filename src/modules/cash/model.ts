/** Words of cash: bank accounts, lines, receipts. Pure. */
import type { Day } from '#kernel';

export interface BankAccount {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly number: string;
  readonly currency: string;
  readonly name: string;
  readonly glAccountId: bigint;
  /** The last day that statements were read for; null before the first. */
  readonly readTo: Day | null;
  /** The day that the company gave it up; null while it is in use. */
  readonly closedOn: Day | null;
  /** When its bank sends statements, from which day on, the earliest first; before the first on every business day. */
  readonly rhythms: readonly BankRhythm[];
}

/** On every business day, or only when something moved on the account. */
export type Rhythm = 'business_days' | 'on_movement';
export interface BankRhythm {
  readonly from: Day;
  readonly rhythm: Rhythm;
}

export type ReceiptState =
  | 'applied'
  | 'part_applied'
  | 'unapplied'
  | 'unidentified'
  | 'transferred'
  | 'returned'
  | 'refunded'
  | 'other'
  /** The bank's line of a deposit of checks, which are receipts of their own. */
  | 'deposit'
  /** The bank's line of a settlement, whose parts are receipts of their own. */
  | 'settlement'
  /** Part of a settlement, or check of a slip, that was taken back. */
  | 'reversed';

/** What stands on a receipt that a person left on account: it is not proposed again. */
export const leftByPerson = 'Left on account by a person.';

/** What stands on a receipt whose whole application was taken back, before what it had been explained by. */
export const applicationTakenBack =
  'Its application was taken back; it waits to be applied anew. What had explained it:';

/** The statements of one account in a bank file that were not taken with the others of it, and why. */
export interface LeftAside {
  readonly account: string | null;
  readonly currency: string | null;
  readonly statements: number;
  readonly entries: number;
  /** `unknown`: no account of the companies that the file was brought for; `closed`: the company gave the account up. */
  readonly why: 'unknown' | 'closed';
}

/** One statement of a bank file that was taken: of which account and days, its balances, and what became of its lines. */
export interface TakenStatement {
  /** What the account is called here, and its number. */
  readonly account: string;
  readonly number: string;
  readonly currency: string;
  readonly statement: string | null;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly opening: string | null;
  readonly closing: string | null;
  /** The sum of its booked entries, money out below zero. */
  readonly moved: string;
  readonly fresh: number;
  readonly known: number;
  readonly held: number;
  readonly advised: number;
}

/** What an import of one bank file did. */
export interface BankImportResult {
  readonly file: string;
  readonly format: string;
  /** The very same file was imported before. */
  readonly repeatedFile: boolean;
  /** Those that were taken. */
  readonly statements: number;
  readonly leftAside: readonly LeftAside[];
  readonly linesNew: number;
  readonly linesKnown: number;
  readonly linesHeld: number;
  readonly linesAdvised: number;
  /** The first of them one by one; none where the very file was imported before. */
  readonly taken: readonly TakenStatement[];
  readonly warnings: readonly string[];
}

/** What a run of cash application did. */
export interface CashApplyResult {
  readonly lines: number;
  readonly applied: number;
  readonly proposed: number;
  readonly onAccount: number;
  readonly unidentified: number;
  readonly duplicates: number;
  readonly returned: number;
  readonly otherMoneyOut: number;
  /** Receipts whose items changed under the run; they are taken up by the next one. */
  readonly overtaken: number;
  /** Receipts that the bank took back and that were taken back here. */
  readonly takenBack: number;
  /** May be in the books already by the ERP's payment; in suspense until a person says. */
  readonly held: number;
  /** In the books already by the ERP's payment; linked to it and not counted again. */
  readonly countedAlready: number;
  /** Deposits of payment services, and batches of the bank, that were explained: their parts are among the lines. */
  readonly settlements: number;
  /** Refunds that the bank paid, and those that it brought back: its lines name them. */
  readonly refundsPaid: number;
  readonly refundsReturned: number;
  /** Payments that were split over several companies of the tenant. */
  readonly splitOverCompanies: number;
  /** Money that could not be posted now, a sentence each (a closed month, a currency without a rate); the rest went on. */
  readonly leftAside: readonly string[];
  readonly appliedAmounts: readonly { readonly currency: string; readonly amountMinor: bigint }[];
}
