/** Words of the receivables subledger. Pure. */
import type { Day } from '#kernel';

/** The document types on a customer's account (responsibility R4) with how each ages and what it is posted against. */
export const documentTypes = {
  invoice: { sign: 1, agingClass: 'debit', contra: 'revenue' },
  debit_memo: { sign: 1, agingClass: 'debit', contra: 'revenue' },
  finance_charge: { sign: 1, agingClass: 'debit', contra: 'finance_charges' },
  credit_memo: { sign: -1, agingClass: 'credit', contra: 'revenue' },
  payment: { sign: -1, agingClass: 'unapplied', contra: 'bank' },
  on_account: { sign: -1, agingClass: 'unapplied', contra: 'bank' },
  refund: { sign: 1, agingClass: 'unapplied', contra: 'bank' },
  deduction: { sign: 1, agingClass: 'debit', contra: 'receivables_control' },
  discount: { sign: -1, agingClass: 'credit', contra: 'discount_granted' },
  bank_charge: { sign: -1, agingClass: 'credit', contra: 'bank_charges' },
  tolerance: { sign: -1, agingClass: 'credit', contra: 'tolerance_differences' },
  write_off: { sign: -1, agingClass: 'credit', contra: 'bad_debt' },
  transfer: { sign: 0, agingClass: 'debit', contra: 'receivables_control' },
  adjustment: { sign: 0, agingClass: 'debit', contra: 'opening_balance' },
  reversal: { sign: 0, agingClass: 'debit', contra: 'opening_balance' },
} as const;
export type DocumentType = keyof typeof documentTypes;
export type AgingClass = 'debit' | 'credit' | 'unapplied';

/** A document to be posted on a customer's account. Receivable positive, credit negative. */
export interface NewDocument {
  readonly accountId: bigint;
  readonly documentType: DocumentType;
  /** The printed number; null lets Dunwell number it (gapless per company, series and year). */
  readonly number: string | null;
  /** The key in the system it comes from; posting the same key again changes nothing. Null: the number. */
  readonly sourceKey?: string | null;
  readonly source?: string;
  readonly documentDate: Day;
  readonly postingDate?: Day;
  /** Given, it wins over the payment term. */
  readonly dueDate?: Day | null;
  readonly discount?: { readonly until: Day; readonly amountMinor: bigint } | null;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly taxMinor?: bigint;
  readonly purchaseOrder?: string | null;
  readonly references?: readonly string[];
  /** The item this one belongs to: a credit memo ages with its invoice. */
  readonly linkedItemId?: bigint | null;
  /** Overrides the GL account that the document's type is posted against. */
  readonly contraAccountId?: bigint | null;
  readonly text?: string | null;
  readonly explanation?: string;
}

export interface PostedDocument {
  readonly sourceKey: string;
  readonly number: string;
  readonly itemIds: readonly bigint[];
  /** The document was there already; nothing was posted. */
  readonly existing: boolean;
}

/** An open item as rules and upper modules read it. */
export interface Item {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly accountId: bigint;
  readonly customerId: bigint;
  readonly documentType: DocumentType;
  readonly agingClass: AgingClass;
  readonly number: string;
  readonly instalment: number;
  readonly documentDate: Day;
  readonly postingDate: Day;
  readonly dueDate: Day;
  readonly discountUntil: Day | null;
  readonly discountMinor: bigint | null;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly openMinor: bigint;
  readonly companyAmountMinor: bigint;
  readonly openCompanyMinor: bigint;
  readonly purchaseOrder: string | null;
  readonly referenceKeys: readonly string[];
  readonly linkedItemId: bigint | null;
  readonly journalId: bigint | null;
  readonly reversedBy: bigint | null;
}

/** One wanted link of a credit item to a debit item; `amountMinor` is positive, in their common currency. */
export interface WantedAllocation {
  readonly creditItemId: bigint;
  readonly debitItemId: bigint;
  readonly amountMinor: bigint;
}

export type BlockKind = 'dispute' | 'promise' | 'plan' | 'legal' | 'stop';
