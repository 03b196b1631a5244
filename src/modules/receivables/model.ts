/** Words of the receivables subledger. Pure. */
import type { Day } from '#kernel';
import type { OneTimeParty } from './rules/party.ts';

/**
 * The document types on a customer's account (responsibility R4): sign (0: either), how each ages, and the purpose of the
 * GL account it is posted against. `tax`: whose tax it carries: its own, a share of the linked item's, or none.
 */
export const documentTypes = {
  invoice: { sign: 1, agingClass: 'debit', contra: 'revenue', tax: 'own' },
  debit_memo: { sign: 1, agingClass: 'debit', contra: 'revenue', tax: 'own' },
  finance_charge: { sign: 1, agingClass: 'debit', contra: 'finance_charges', tax: 'own' },
  credit_memo: { sign: -1, agingClass: 'credit', contra: 'revenue', tax: 'linked' },
  payment: { sign: -1, agingClass: 'unapplied', contra: 'bank', tax: 'none' },
  on_account: { sign: -1, agingClass: 'unapplied', contra: 'bank', tax: 'none' },
  refund: { sign: 1, agingClass: 'unapplied', contra: 'refunds_payable', tax: 'none' },
  returned_payment: { sign: 1, agingClass: 'unapplied', contra: 'bank_other', tax: 'none' },
  deduction: { sign: 1, agingClass: 'debit', contra: 'opening_balance', tax: 'own' },
  discount: { sign: -1, agingClass: 'credit', contra: 'discount_granted', tax: 'linked' },
  bank_charge: { sign: -1, agingClass: 'credit', contra: 'bank_charges', tax: 'none' },
  tolerance: { sign: -1, agingClass: 'credit', contra: 'tolerance_differences', tax: 'none' },
  exchange_difference: { sign: -1, agingClass: 'credit', contra: 'exchange_differences', tax: 'none' },
  write_off: { sign: -1, agingClass: 'credit', contra: 'bad_debt', tax: 'linked' },
  offset: { sign: -1, agingClass: 'credit', contra: 'offset_clearing', tax: 'none' },
  recovery: { sign: 1, agingClass: 'debit', contra: 'bad_debt_recovered', tax: 'linked' },
  down_payment_request: { sign: 1, agingClass: 'debit', contra: 'opening_balance', tax: 'own' },
  down_payment: { sign: -1, agingClass: 'unapplied', contra: 'bank', tax: 'own' },
  bill_of_exchange: { sign: 1, agingClass: 'debit', contra: 'opening_balance', tax: 'own' },
  retention: { sign: 1, agingClass: 'debit', contra: 'opening_balance', tax: 'own' },
  withholding_tax: { sign: 0, agingClass: 'debit', contra: 'opening_balance', tax: 'own' },
  transfer: { sign: 0, agingClass: 'debit', contra: 'opening_balance', tax: 'own' },
  adjustment: { sign: 0, agingClass: 'debit', contra: 'opening_balance', tax: 'none' },
  reversal: { sign: 0, agingClass: 'debit', contra: 'opening_balance', tax: 'own' },
} as const satisfies Record<
  string,
  {
    sign: -1 | 0 | 1;
    agingClass: AgingClass;
    contra: string;
    tax: 'own' | 'linked' | 'none';
  }
>;
export type DocumentType = keyof typeof documentTypes;
export type AgingClass = 'debit' | 'credit' | 'unapplied';

/**
 * Credits that are made to settle one item with a payment; when the payment is taken back they go with it. A deduction or
 * a withheld tax is such a credit on its clearing side.
 */
export const madeForPayment: ReadonlySet<DocumentType> = new Set([
  'discount',
  'bank_charge',
  'tolerance',
  'exchange_difference',
  'deduction',
  'withholding_tax',
]);

/** Special GL indicators: each keeps its own control account, named by the purpose of the GL account. */
export const specialGlAccounts = {
  down_payment: 'down_payments_received',
  bill: 'bills_receivable',
  retention: 'retentions_receivable',
  withholding_tax: 'withholding_tax_receivable',
} as const;
export type SpecialGl = keyof typeof specialGlAccounts;

/** The purpose of the control account that an item stands in. */
export const controlPurpose = (
  specialGl: SpecialGl | null,
): 'receivables_control' | (typeof specialGlAccounts)[SpecialGl] =>
  specialGl === null ? 'receivables_control' : specialGlAccounts[specialGl];

/** The indicator that a document type has by itself. */
export const specialGlOf: Readonly<Partial<Record<DocumentType, SpecialGl>>> = {
  down_payment: 'down_payment',
  bill_of_exchange: 'bill',
  retention: 'retention',
  withholding_tax: 'withholding_tax',
};

/** Noted documents are remembered and never posted: no journal, no balance, no aging, no exposure. */
export const notedTypes: ReadonlySet<DocumentType> = new Set(['down_payment_request']);

/** The tax of one code in a document; base and tax signed as the document. */
export interface DocumentTax {
  readonly code: string;
  /** Whose tax it is; absent: the company's country. */
  readonly country?: string;
  readonly baseMinor: bigint;
  readonly taxMinor: bigint;
}

/** A share of tax in an item: the code (null: not told), its GL account, base and tax signed as the item. */
export interface TaxPart {
  readonly country: string;
  readonly taxCode: string | null;
  readonly ratePercent: string | null;
  readonly accountId: bigint;
  readonly baseMinor: bigint;
  readonly taxMinor: bigint;
}

/** The key of a document that a list brings or a person posts: lists number each type by itself. */
export const listKeyOf = (documentType: DocumentType, number: string): string =>
  documentType === 'invoice' ? number : `${documentType} ${number}`;

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
  /** The tax in the amount, signed as it. Absent on a credit memo, discount or write-off: its share of the linked item's. */
  readonly taxMinor?: bigint;
  /** The tax by code; sums to `taxMinor`. */
  readonly taxes?: readonly DocumentTax[];
  /** The ledger that owns the document has posted its tax: here it is kept on the item and split as any, and not posted once more. */
  readonly taxElsewhere?: boolean;
  /** The control account of its own; null: the receivables' own, whatever its type. Absent: that of its type. */
  readonly specialGl?: SpecialGl | null;
  readonly reasonCode?: string | null;
  /** Clears the linked item at once with as much as both have open; reversing the document takes that back. */
  readonly settles?: boolean;
  /** The amount in company currency as the owner of the document carries it; absent: at the posting day's rate. */
  readonly companyAmountMinor?: bigint;
  readonly purchaseOrder?: string | null;
  readonly references?: readonly string[];
  /** The item this one belongs to: a credit memo ages with its invoice. */
  readonly linkedItemId?: bigint | null;
  /** Overrides the GL account that the document's type is posted against. */
  readonly contraAccountId?: bigint | null;
  readonly text?: string | null;
  /** On the head office's account: the branch the document is for. */
  readonly branchCustomerId?: bigint | null;
  /** On a collective account: who the document is for. */
  readonly party?: OneTimeParty | null;
  readonly explanation?: string;
  /**
   * What follows in the same command clears it in full (`clearManyIn` is told): it is written with nothing open, which spares
   * writing it a second time. A command in which that does not come true fails.
   */
  readonly clearedAtOnce?: boolean;
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
  readonly taxMinor: bigint;
  readonly specialGl: SpecialGl | null;
  readonly noted: boolean;
  readonly reasonCode: string | null;
  /** Where it comes from: `dunwell`, `import`, `bank` … */
  readonly source: string;
}

/** One wanted link of a credit item to a debit item; `amountMinor` is positive, in the credit's currency. */
export interface WantedAllocation {
  readonly creditItemId: bigint;
  readonly debitItemId: bigint;
  readonly amountMinor: bigint;
  /**
   * Where the debit is in another currency (both on one account): what leaves it, in its own. `at-day-rate`: what the amount
   * is worth at the rate of the posting day; an amount that would leave nothing worth a unit settles it in full.
   */
  readonly debitAmountMinor?: bigint | 'at-day-rate';
}

export type BlockKind = 'dispute' | 'promise' | 'plan' | 'legal' | 'stop';

/** What is attached to a document: from folders by its number, or by hand. */
export const documentFileKinds = ['invoice', 'delivery_proof', 'order'] as const;
/** What is attached to a customer and belongs to no document. */
export const customerFileKinds = ['contract', 'other'] as const;
/** And the certificate of withheld tax, which is attached to the item that awaits it. */
export const keptFileKinds = [...documentFileKinds, 'certificate', ...customerFileKinds] as const;
export type DocumentFileKind = (typeof documentFileKinds)[number];
export type CustomerFileKind = (typeof customerFileKinds)[number];
export type KeptFileKind = (typeof keptFileKinds)[number];
