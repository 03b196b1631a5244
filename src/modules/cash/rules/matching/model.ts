/** The matching problem and its answer: facts in, explanation out. Amounts are bigint minor units. Pure. */

import type { Day } from '#kernel';
import type { TrackRecords } from '../track-record.ts';
import type { Asked } from './asked.ts';
import type { EvidenceKind } from './evidence.ts';

export interface MatchingCustomer {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly accounts: readonly string[];
  readonly parentId: string | null;
  /** Its number and the country whose law it withholds tax by; absent: no rate of the rules is its own. */
  readonly number?: string;
  readonly country?: string;
  /** Others who may pay for this customer. */
  readonly payerIds?: readonly string[];
  readonly learned?: readonly LearnedEvidence[];
}

/** What persons' decisions taught about a customer as a payer. */
export interface LearnedEvidence {
  readonly id: string;
  readonly kind: 'account' | 'name' | 'pays_for' | 'reference';
  /** An account, a name, the paying customer's id, or a way of writing numbers (`R>INV2026#4`). */
  readonly value: string;
  /** It held twice or more and never failed. */
  readonly firm: boolean;
}

export interface MatchingItem {
  readonly id: string;
  readonly customerId: string;
  readonly number: string;
  /** Other references by which a payer may name it: purchase order, structured reference … */
  readonly references: readonly string[];
  readonly type: string;
  readonly blocks: readonly string[];
  readonly documentDate: Day;
  readonly dueDate: Day;
  /** Receivable positive, credit memo negative. */
  readonly openMinor: bigint;
  readonly currency: string;
  readonly discount: { readonly amountMinor: bigint; readonly until: Day } | null;
}

export interface RemittanceLine {
  readonly reference: string;
  /** What is paid, net of what is taken off. */
  readonly amountMinor: bigint | null;
  readonly memo: string;
  /** What the payer says was taken off as discount, and as a deduction: positive minor units; absent: nothing is said. */
  readonly discountMinor?: bigint | null;
  readonly deductionMinor?: bigint | null;
  /** It is paid with the amount of the line before, which several documents share. */
  readonly shares?: boolean;
  /** A number that the payment's own text holds as well, as a document without an amount. */
  readonly inText?: boolean;
}

/** Who paid, as the bank says: the holder of the account, and for whom, where it names an ultimate debtor. */
export interface Payer {
  readonly name: string | null;
  readonly account: string | null;
  readonly ultimate?: string | null;
}

export interface MatchingReceipt {
  readonly id: string;
  readonly date: Day;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly payer: Payer;
  readonly reference: string;
  readonly method: string | null;
  readonly remittance: readonly RemittanceLine[];
  /** Sets of items that a person declined as the explanation of this receipt. */
  readonly declined?: readonly (readonly string[])[];
  /** Learned evidence that was mistaken for this receipt. */
  readonly mistaken?: readonly string[];
}

/** An earlier receipt that was applied: what a duplicate is judged against. */
export interface AppliedReceipt {
  readonly customerId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly itemNumbers: readonly string[];
  /** For each item its other references, by which a payer may name it again. */
  readonly itemReferences?: readonly (readonly string[])[];
}

/** An amount in another currency, and the rate with its day in words. */
export type Exchange = (
  amountMinor: bigint,
  from: string,
  to: string,
  day: Day,
) => { readonly amountMinor: bigint; readonly rate: string } | null;

export interface MatchingProblem {
  readonly asOf: Day;
  readonly customers: readonly MatchingCustomer[];
  readonly openItems: readonly MatchingItem[];
  readonly receipts: readonly MatchingReceipt[];
  readonly applied?: readonly AppliedReceipt[];
  /** What money is worth in another currency on a day; absent or null: there is no rate. */
  readonly exchange?: Exchange;
  /** What was let go as tolerance already: key `toleranceKey`, positive minor units. */
  readonly toleranceUsed?: ReadonlyMap<string, bigint>;
  /** Present where `openItems` are only some of the open items: what the run asks of them is written here. */
  readonly asked?: Asked;
}

/** The key under which what was let go of a customer in the month of a day is counted. */
export const toleranceKey = (customerId: string, day: Day, currency: string): string =>
  `${customerId} ${day.slice(0, 7)} ${currency}`;

/** Kinds of explanations: the payer's own advice, a reference that agrees, one with a difference or in part, an amount alone. */
export const postingClasses = ['advice', 'reference', 'difference', 'amount'] as const;
export type PostingClass = (typeof postingClasses)[number];

/** What becomes of a discount that was taken too late: an item of its own, granted all the same, or left open on the item. */
export const unearnedTreatments = ['deduction', 'allow', 'partial'] as const;
export type UnearnedTreatment = (typeof unearnedTreatments)[number];

/** The tax that the customers of a country, or one customer by its number, withhold from what they pay. */
export interface WithholdingRate {
  readonly by: 'country' | 'customer';
  readonly value: string;
  /** Of the gross amount; at most two decimals. */
  readonly percent: number;
}

export interface MatchingPolicy {
  /** A difference up to the lower of the amount and the share is cleared as tolerance; zero by default. */
  readonly toleranceMinor: bigint;
  readonly tolerancePercent: number;
  /** The most that is let go of one customer in a calendar month; what goes beyond it becomes a deduction. */
  readonly toleranceMonthMinor: bigint;
  /** A deduction posts by itself up to the lower of the amount and the share of what is paid short. */
  readonly maximumDeductionMinor: bigint;
  readonly maximumDeductionPercent: number;
  readonly unearnedDiscount: UnearnedTreatment;
  readonly withholding: readonly WithholdingRate[];
  /** A bank charge up to this amount is taken although the text does not state it; zero by default. */
  readonly maximumBankChargeMinor: bigint;
  /** What a bank takes beside a returned payment is its charge up to this amount; more is asked for. */
  readonly maximumReturnChargeMinor: bigint;
  /** Days after its date in which an early-payment discount is still granted; zero by default. */
  readonly discountGraceDays: number;
  /** What becomes of a payment that fits several interchangeable items of its payer: a person chooses, or the oldest first. */
  readonly interchangeable: 'propose' | 'oldest_first';
  /** A sum without references posts only below this expected number of chance solutions. */
  readonly maximumChance: number;
  /** Steps of the subset search before it gives up; a spent budget proves nothing. */
  readonly searchBudget: number;
  /** Explanations below it are proposed, however certain they would be otherwise. */
  readonly minimumConfidence: number;
  /** What is demanded of what posts: a kind whose own history shows less is left to a person. */
  readonly minimumPrecision: number;
  /** What became of the company's explanations by kind; absent: the engine's own figures count. */
  readonly history?: TrackRecords;
  /** The kinds of explanations that post without a person. */
  readonly mayPost: readonly PostingClass[];
  /**
   * The currency of tolerance, charge and deduction; for money in another they are what they are worth on its day, and nothing
   * where no rate is known. Absent: they are in each receipt's own.
   */
  readonly amountsIn?: string;
  /** Posting by amount alone needs a ledger that is read up to date; the caller knows. */
  readonly ledgerIsFresh: boolean;
}

export const defaultMatchingPolicy: MatchingPolicy = {
  toleranceMinor: 0n,
  tolerancePercent: 0,
  toleranceMonthMinor: 0n,
  maximumDeductionMinor: 500_00n,
  maximumDeductionPercent: 20,
  unearnedDiscount: 'deduction',
  withholding: [],
  maximumBankChargeMinor: 0n,
  maximumReturnChargeMinor: 50_00n,
  discountGraceDays: 0,
  interchangeable: 'propose',
  maximumChance: 0.001,
  searchBudget: 200_000,
  minimumConfidence: 0,
  minimumPrecision: 0.999,
  mayPost: postingClasses,
  ledgerIsFresh: true,
};

export type Decision = 'apply' | 'propose' | 'on_account' | 'unidentified' | 'duplicate' | 'returned';
export const adjustmentKinds = ['discount', 'deduction', 'tolerance', 'bank_charge', 'withholding_tax', 'fx'] as const;
export type AdjustmentKind = (typeof adjustmentKinds)[number];

export interface Adjustment {
  readonly kind: AdjustmentKind;
  readonly amountMinor: bigint;
  readonly reason: string;
}

/** `itemAmountMinor` = `receiptAmountMinor` + Σ adjustments: what leaves the item; across currencies it is in the item's own. */
export interface MatchedAllocation {
  readonly itemId: string;
  readonly receiptAmountMinor: bigint;
  readonly itemAmountMinor: bigint;
  /** The item's currency where it is not the receipt's. */
  readonly itemCurrency?: string;
  readonly kind: 'full' | 'partial' | 'credit_memo';
  readonly adjustments: readonly Adjustment[];
}

export interface ReceiptResult {
  readonly id: string;
  readonly decision: Decision;
  readonly customerId: string | null;
  /** The payer that account or name leaves no doubt about, whosever items are explained; null while there is doubt. */
  readonly payerCustomerId: string | null;
  /** What the explanation stands on; null where there is none. */
  readonly evidence: EvidenceKind | null;
  /** The engine proved it, though the company's rules may have left it to a person. */
  readonly proved: boolean;
  /** The engine's own figure. */
  readonly score: number;
  /** The figure as the company's history has it; the engine's own where that tells too little. */
  readonly confidence: number;
  /** The history behind it; null: too little was seen of its kind. */
  readonly history: { readonly observed: number; readonly wrong: number } | null;
  readonly allocations: readonly MatchedAllocation[];
  readonly residual: {
    readonly amountMinor: bigint;
    readonly treatment: 'on_account' | 'overpayment' | 'prepayment';
  } | null;
  readonly explanation: string;
  /** Other explanations of the same class: 0 unique, null when the search budget was spent. */
  readonly alternatives: number | null;
  readonly runnerUp: { readonly explanation: string; readonly itemIds: readonly string[] } | null;
  /** The learned evidence that it stands on. */
  readonly learned: readonly string[];
}

export interface MatchingResult {
  readonly receipts: readonly ReceiptResult[];
}
