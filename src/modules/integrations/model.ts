/** Words of the mirror: loads, mirrored items and what changes them. Pure. */
import type { Day } from '#kernel';
import type { DocumentType, OneTimeParty, SpecialGl } from '#receivables';

/** What a file of open items says about itself. Amounts in minor units. */
export interface LoadDeclaration {
  readonly kind: 'full' | 'delta';
  /** What the file is complete for: a company code, a ledger, a part of the customers. A name, compared as it is. */
  readonly scope: string;
  /** The day whose end the file shows. */
  readonly keyDate: Day;
  /** A delta covers the changes after this day's end. */
  readonly since: Day | null;
  readonly count: number | null;
  /** Open amounts by currency. */
  readonly totals: readonly { readonly currency: string; readonly amountMinor: bigint }[] | null;
  /** The balances of the ERP's control accounts in company currency, each by itself. */
  readonly controlBalances: readonly { readonly account: ControlAccount; readonly amountMinor: bigint }[] | null;
}

/** A control account of an ERP: the receivables' own, or the one of a kind of special GL item. */
export type ControlAccount = 'main' | SpecialGl;

/** What is open on a control account, in company currency; null where it cannot be told. */
export interface ControlTotal {
  readonly account: ControlAccount;
  readonly amountMinor: bigint | null;
}

export type LoadState = 'accepted' | 'held' | 'released' | 'refused' | 'superseded';

/** A block that the ERP puts on an item. */
export type ErpBlock = 'dunning' | 'payment';

/** One open or closed item as the ERP tells it. Receivable positive, credit negative; minor units of its currency. */
export interface ErpRow {
  readonly row: number;
  /** The identity that the mapping declares, never the printed number. */
  readonly key: string;
  readonly customer: string;
  readonly number: string;
  readonly documentType: DocumentType;
  readonly documentDate: Day;
  readonly postingDate: Day;
  readonly dueDate: Day;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly openMinor: bigint;
  /** The amount in company currency as the ERP carries it; null: the file does not say. */
  readonly companyAmountMinor: bigint | null;
  /** The tax in the amount, signed as it; null: the file does not say. */
  readonly taxMinor: bigint | null;
  /** The tax code of the ERP, or what the mapping makes of it. */
  readonly taxCode: string | null;
  readonly specialGl: string | null;
  /** The control account of its own that the indicator means here; null: the receivables' own. */
  readonly specialGlAccount: SpecialGl | null;
  /** A noted item (a down-payment request, a guarantee): never in balance, aging or exposure. */
  readonly noted: boolean;
  readonly blocks: readonly ErpBlock[];
  /** The identity of the item that this one belongs to: a partial payment's invoice, a residual's original. */
  readonly linkedKey: string | null;
  readonly clearingDocument: string | null;
  readonly clearingDate: Day | null;
  /** A reference of ours that the ERP gives back: how it confirms what we exported. */
  readonly ourReference: string | null;
  readonly purchaseOrder: string | null;
  readonly text: string | null;
  readonly references: readonly string[];
  /** Whom the row names as the one that it is for. Lists name somebody in every row: it counts on collective accounts only. */
  readonly party: OneTimeParty | null;
}

/** A row of the mirror: what the ERP said last of an item, and how the subledger followed. */
export interface MirroredItem {
  readonly key: string;
  readonly scope: string;
  readonly accountId: bigint;
  readonly itemId: bigint | null;
  readonly number: string;
  readonly documentType: DocumentType;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly erpOpenMinor: bigint;
  readonly closedMinor: bigint;
  readonly confirmedMinor: bigint;
  readonly dueDate: Day;
  readonly blocks: readonly ErpBlock[];
  readonly linkedKey: string | null;
  readonly specialGl: string | null;
  /** The control account of its own on which it stands here; null: the receivables' own, or it does not stand here yet. */
  readonly specialGlAccount: SpecialGl | null;
  readonly noted: boolean;
  readonly state: 'open' | 'closed' | 'closed_unknown' | 'waiting';
  readonly clearingDocument: string | null;
  readonly clearingDate: Day | null;
  readonly ourReference: string | null;
  readonly generation: number;
  /** The day in the ERP; null for what was mirrored before it was kept. */
  readonly postingDate: Day | null;
  /** The ERP's row, kept while a payment waits for its receipt. */
  readonly told: ResolvedRow | null;
}

/** A row whose customer was found in this company. */
export interface ResolvedRow extends ErpRow {
  readonly accountId: bigint;
}

/** What a payment is in the books, on the receivables' account or on one of its own. */
export const paymentTypes: readonly DocumentType[] = ['payment', 'on_account', 'down_payment'];

/** A payment document of the ERP, as far as our receipts are compared with it. */
export const isPayment = (one: Pick<ErpRow, 'amountMinor' | 'noted' | 'documentType'>): boolean =>
  one.amountMinor < 0n && !one.noted && paymentTypes.includes(one.documentType);

export interface LoadReason {
  readonly code: string;
  readonly text: string;
}
