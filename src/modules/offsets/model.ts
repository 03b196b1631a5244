/** Words of offsets: what a customer owes, set off against credits or against what we owe the same legal entity. Pure. */
import type { Day } from '#kernel';
import type { BlockKind, DocumentType, SpecialGl } from '#receivables';

/** `credit`: credits of the customer's own account; `payable`: what we owe the customer as a supplier (AR/AP). */
export const offsetKinds = ['credit', 'payable'] as const;
export type OffsetKind = (typeof offsetKinds)[number];

/** Why both sides may be set off: one legal entity, and what shows it, or a recorded netting agreement. */
export const offsetBases = ['same_customer', 'merged', 'tax_number', 'vendor_link', 'agreement'] as const;
export type OffsetBasis = (typeof offsetBases)[number];

/** `taken_back`: executed, and its clearing was taken back since; it is reversed, or waits for its reversal. */
export const offsetStates = ['proposed', 'executed', 'taken_back', 'reversed', 'withdrawn'] as const;
export type OffsetState = (typeof offsetStates)[number];

/** Papers that an offset may need before it is executed. */
export const documentKinds = [
  'credit_note_copy',
  'credit_statement',
  'set_off_confirmation',
  'netting_agreement_copy',
  'supplier_invoice_copy',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Why something is left out of an offset. */
export const exclusionCodes = [
  'insolvent',
  'dispute',
  'legal',
  'stop',
  'plan',
  'special_gl',
  'one_time',
  'proposal_waits',
  'not_aged',
  'linked_not_aged',
  'in_other_offset',
  'withdrawn',
] as const;
export type ExclusionCode = (typeof exclusionCodes)[number];

/** Rules of a company; amounts in its currency. */
export interface OffsetPolicy {
  /** A receivable is aged from this many days after it was due. */
  readonly daysOverdue: number;
  readonly minimumMinor: bigint;
  readonly creditDocuments: readonly DocumentKind[];
  readonly payableDocuments: readonly DocumentKind[];
  /** Needed besides where a netting agreement is the basis. */
  readonly agreementDocuments: readonly DocumentKind[];
  /** Days that a customer has for the documents, days between reminders, and how many there are. */
  readonly requestDays: number;
  readonly reminderDays: number;
  readonly reminders: number;
  readonly proposedDaily: boolean;
}

/** What holds until a company says otherwise: proposals by hand, and the customer's word for an offset against payables. */
export const standardPolicy: OffsetPolicy = {
  daysOverdue: 30,
  minimumMinor: 0n,
  creditDocuments: [],
  payableDocuments: ['set_off_confirmation'],
  agreementDocuments: ['netting_agreement_copy'],
  requestDays: 14,
  reminderDays: 7,
  reminders: 2,
  proposedDaily: false,
};

/** An item of a customer's account as an offset looks at it. Open is signed as the item. */
export interface OffsetItem {
  readonly itemId: bigint;
  readonly accountId: bigint;
  readonly customerId: bigint;
  readonly customer: string;
  readonly number: string;
  readonly documentType: DocumentType;
  readonly dueDate: Day;
  readonly postingDate: Day;
  readonly currency: string;
  readonly openMinor: bigint;
  readonly linkedItemId: bigint | null;
  readonly specialGl: SpecialGl | null;
  readonly oneTime: boolean;
  /** Since when insolvency proceedings are open over the customer; null: none are. */
  readonly insolventSince: Day | null;
  /** Standing blocks; an amount blocks only that much of the item. */
  readonly blocks: readonly { readonly kind: BlockKind; readonly amountMinor: bigint | null }[];
  /** Cash application proposes something else for this money, and waits for a person. */
  readonly proposalWaits: boolean;
  /** What other open offsets have of it; positive. */
  readonly reservedMinor: bigint;
}

/** What we owe a supplier; open is what no offset has taken yet, positive. */
export interface PayableItem {
  readonly payableId: bigint;
  readonly vendorNumber: string;
  readonly vendorName: string;
  readonly taxNumber: string | null;
  readonly number: string;
  readonly documentDate: Day;
  readonly dueDate: Day;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly openMinor: bigint;
  readonly reservedMinor: bigint;
  readonly withdrawn: boolean;
}

/** One thing of an offset with how much of it. */
export interface OffsetLine {
  readonly side: 'debit' | 'credit';
  readonly itemId: bigint | null;
  readonly payableId: bigint | null;
  readonly amountMinor: bigint;
}

/** What was left out, and why, in one sentence. */
export interface Exclusion {
  readonly side: 'debit' | 'credit';
  readonly number: string;
  readonly code: ExclusionCode;
  readonly reason: string;
  readonly amountMinor: bigint;
}

/** A netting agreement as the rule reads it. */
export interface NettingAgreement {
  readonly id: bigint;
  readonly reference: string;
  readonly companyIds: readonly bigint[];
  readonly customerIds: readonly bigint[];
  readonly vendorNumbers: readonly string[];
  /** Empty: every currency. */
  readonly currencies: readonly string[];
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** The first day on which it does not hold any more; null: it was not withdrawn. */
  readonly withdrawnFrom: Day | null;
  readonly hasCopy: boolean;
}
