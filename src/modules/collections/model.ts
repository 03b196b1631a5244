/** Words of collections: procedures, notices, priorities. Pure. */
import type { Day } from '#kernel';
import type { OneTimeParty } from '#receivables';
import type { PostalAddress } from './rules/postal-address.ts';

export const copyKinds = ['invoice', 'delivery_proof', 'order'] as const;
export type CopyKind = (typeof copyKinds)[number];

/** A copy that is kept of a document of a notice. */
export interface DocumentCopy {
  readonly number: string;
  readonly kind: CopyKind;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** What becomes of the copies of a notice's documents. */
export interface Copies {
  readonly enclosed: readonly DocumentCopy[];
  /** Named in the letter as to be had: on paper all, in a mail what it would be too large with. */
  readonly onRequest: readonly DocumentCopy[];
}

/** One step of a dunning procedure. */
export interface DunningLevel {
  readonly level: number;
  /** The item is at least this many days overdue … */
  readonly daysOverdue: number;
  /** … and its last notice at least this many days old. */
  readonly daysSinceLast: number;
  /** A charge posted with the notice, in minor units of the currency it names; none in other currencies. */
  readonly charge?: { readonly amountMinor: string; readonly currency: string } | null;
  /** By which channel this level goes; absent: as the customer wants, else by mail. */
  readonly channel?: 'email' | 'letter' | null;
  /** Copies of which kinds go with a notice of this level; absent: the invoice; none where the list is empty. */
  readonly copies?: readonly CopyKind[];
  /** A mail of this level carries the printed letter as well. */
  readonly attachLetter?: boolean;
}

export interface DunningRule {
  readonly levels: readonly DunningLevel[];
  /** A notice whose net is not above this (minor units by currency) is not sent. */
  readonly minimumMinor: Readonly<Record<string, string>>;
  /** At least so many days between two notices to one customer. */
  readonly daysBetweenNotices: number;
  /** Days the customer gets to pay, printed in the notice. */
  readonly daysToPay: number;
}

export interface Procedure {
  readonly code: string;
  readonly seq: bigint;
  readonly name: string;
  readonly rule: DunningRule;
}

/** The customer who owes an item whose letters go to its payer. */
export interface Debtor {
  readonly accountId: bigint;
  readonly number: string;
  readonly name: string;
}

export interface DunningItem {
  readonly id: bigint;
  readonly number: string;
  readonly agingClass: 'debit' | 'credit' | 'unapplied';
  readonly dueDate: Day;
  readonly openMinor: bigint;
  /** The share of its tax in what is open. */
  readonly taxMinor: bigint;
  readonly level: number;
  readonly lastNoticeDate: Day | null;
  readonly blocks: readonly string[];
  /** Who owes it, where the letter goes to who pays for that customer; null where it goes to who owes. */
  readonly debtor: Debtor | null;
  /** Why nobody is reminded of it, where it stands on another account than the recipient's; null when one may. */
  readonly heldBack: { readonly code: string; readonly reason: string } | null;
}

/** What a notice of the day is called by whoever chooses among them: a customer's number alone may mean several. */
export interface NoticeName {
  readonly customer: string;
  readonly currency: string;
  /** On a collective account: the digest of the customer seen once; null elsewhere. */
  readonly party: string | null;
}

/** What the planner knows of a customer account in one currency. */
export interface DunningFacts {
  /** The account whose customer gets the notice: a head office for its branches, the survivor of a merge. */
  readonly accountId: bigint;
  /** On a collective account: the digest of the one customer the notice is for; null elsewhere. */
  readonly partyKey: string | null;
  readonly party: OneTimeParty | null;
  readonly companyId: bigint;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly category: string;
  readonly country: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly language: string;
  readonly contact: {
    readonly name: string;
    readonly email: string | null;
    readonly stopped: boolean;
    /** When mail to the address came back; null while it can be used. */
    readonly bouncedAt: string | null;
  } | null;
  readonly postalAddress: PostalAddress | null;
  readonly noticeChannel: 'email' | 'letter' | null;
  readonly directDebit: boolean;
  /** Since when insolvency proceedings are open over the customer; null: none are. */
  readonly insolventSince: Day | null;
  readonly dunningBlockedUntil: Day | null;
  readonly lastNoticeSent: Day | null;
  /** Who pays for the recipient besides itself; named in the letter. */
  readonly payers: readonly string[];
  readonly procedure: Procedure;
  readonly items: readonly DunningItem[];
}

export interface NoticeItem {
  readonly itemId: bigint;
  readonly number: string;
  readonly dueDate: Day;
  readonly openMinor: bigint;
  readonly taxMinor: bigint;
  readonly daysOverdue: number;
  readonly levelAfter: number;
  readonly debtor: Debtor | null;
}

export interface Notice {
  readonly level: number;
  readonly items: readonly NoticeItem[];
  /** Credits and unapplied cash left over after the items they covered; negative. */
  readonly credits: readonly { readonly number: string; readonly openMinor: bigint }[];
  readonly chargeMinor: bigint;
  /** The account of who owes the charge: of the oldest item at the notice's level. */
  readonly chargeAccountId: bigint;
  /** What is asked for: items less credits plus charge. */
  readonly netMinor: bigint;
  readonly channel: 'email' | 'letter';
  readonly attachLetter: boolean;
  readonly dropped: readonly {
    readonly code: string;
    readonly reason: string;
    readonly itemId: bigint;
    readonly number: string;
  }[];
}

export type NoticePlan =
  | { readonly kind: 'notice'; readonly notice: Notice }
  | {
      readonly kind: 'suppressed';
      readonly code: string;
      readonly reason: string;
      readonly itemIds: readonly bigint[];
      readonly numbers: readonly string[];
    }
  | { readonly kind: 'nothing' };
