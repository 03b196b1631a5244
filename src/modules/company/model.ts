/** Companies, payment terms and how a due date follows from a term. Pure. */
import type { Day } from '#kernel';

/** A legal entity that keeps its own books. */
export interface Company {
  readonly id: bigint;
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly country: string;
  readonly timeZone: string;
  readonly language: string;
  readonly letterhead: Letterhead;
  readonly ledgerMode: LedgerMode;
}

/** A company with the days on which nobody is there, beside weekend and public holidays: nothing is written to customers on them. */
export type OpenCompany = Company & { readonly closingDays: readonly Day[] };

/** A day on which a company is closed, and what for. */
export interface ClosingDay {
  readonly day: Day;
  readonly name: string;
}

/** Who owns a company's documents: Dunwell is the subledger, or an ERP owns them and Dunwell mirrors it. */
export type LedgerMode = 'standalone' | 'mirrored';

/** How the company signs its letters and where it is paid. */
export interface Letterhead {
  readonly addressLines?: readonly string[];
  readonly bankName?: string;
  readonly iban?: string;
  readonly bic?: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  /** Where there is no IBAN: the account and, in the United States, the bank's routing number. */
  readonly accountNumber?: string;
  readonly routingNumber?: string;
  /** What the law wants on a letter: register, tax number, directors; one line each. */
  readonly registration?: readonly string[];
}

/** One part of an invoice that falls due on its own day. `sharePercent` is a decimal string; shares sum to 100. */
export interface InstalmentRule {
  readonly sharePercent: string;
  /** Days after the base day. */
  readonly days: number;
  /** Base day: the document's day, or the end of its month. */
  readonly from?: 'document' | 'end_of_month';
  /** Whole months added before the days. */
  readonly months?: number;
  /** A fixed day of the month on which it falls due (clipped to the month's end), on or after the counted day. */
  readonly onDayOfMonth?: number;
}

/** An early-payment discount: `percent` of the amount when paid within `days` of the document's day. */
export interface DiscountRule {
  readonly percent: string;
  readonly days: number;
}

export interface PaymentTermRule {
  readonly instalments: readonly InstalmentRule[];
  readonly discount?: DiscountRule;
}

export interface PaymentTerm {
  readonly id: bigint;
  readonly code: string;
  readonly name: string;
  readonly rule: PaymentTermRule;
}

/** One instalment worked out for a document. */
export interface DueInstalment {
  readonly instalment: number;
  readonly amountMinor: bigint;
  readonly dueDate: Day;
  readonly discountUntil: Day | null;
  readonly discountMinor: bigint | null;
}

/** A tax code from a day on: one code of a country has one rate at a time. */
export interface TaxCode {
  readonly country: string;
  readonly code: string;
  readonly name: string;
  /** A decimal string of percent. */
  readonly ratePercent: string;
  readonly validFrom: Day;
  /** The GL account (by its code in the company's chart) that carries this tax; null: the sales tax account. */
  readonly accountCode: string | null;
  readonly source: string;
}

/** From which day the months of bad-debt relief are counted; `none`: only a person can tell. */
export const reliefBases = ['write_off', 'due', 'due_or_supply', 'none'] as const;
export type ReliefBasis = (typeof reliefBases)[number];

/** What a country's tax law says about discounts and bad debts, from a day on. */
export interface TaxPolicy {
  readonly country: string;
  readonly validFrom: Day;
  /** Whether an early-payment discount that was taken reduces the tax already posted. */
  readonly discountReducesTax: boolean;
  readonly reliefBasis: ReliefBasis;
  readonly reliefMonths: number;
  /** After so many months from the basis day the relief is lost; null: no such end. */
  readonly claimMonths: number | null;
  /** The condition in words, shown beside the queue. */
  readonly reliefCondition: string;
  readonly source: string;
}

export const reasonKinds = [
  'deduction',
  'dispute',
  'write-off',
  'block',
  'adjustment',
  'refund',
  'transfer',
  'reversal',
] as const;
export type ReasonKind = (typeof reasonKinds)[number];

export interface ReasonCode {
  readonly code: string;
  readonly name: string;
  readonly kind: ReasonKind;
  /** The purpose of the GL account that an adjustment for this reason is posted against; null: the document type's own. */
  readonly postsTo: string | null;
}

/** 1 unit of `from` = `rate` units of `to` from `day` on. */
export interface ExchangeRate {
  readonly from: string;
  readonly to: string;
  readonly day: Day;
  /** Digits with a point. */
  readonly rate: string;
  /** Who published it. */
  readonly source: string;
}
