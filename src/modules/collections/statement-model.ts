/** Words of statements of account. Pure. */
import type { Day } from '#kernel';
import type { DunningFacts, DunningItem } from './model.ts';

/** Who gets a letter, and how. */
export type LetterRecipient = Pick<
  DunningFacts,
  | 'accountId'
  | 'customerNumber'
  | 'customerName'
  | 'category'
  | 'country'
  | 'timeZone'
  | 'language'
  | 'contact'
  | 'postalAddress'
  | 'noticeChannel'
  | 'insolventSince'
>;

export interface StatementItem {
  readonly id: bigint;
  readonly number: string;
  readonly documentType: string;
  readonly agingClass: DunningItem['agingClass'];
  readonly documentDate: Day;
  readonly dueDate: Day;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly openMinor: bigint;
  /** The share of its tax in what is open. */
  readonly taxMinor: bigint;
  readonly disputed: boolean;
  /** Number and name of the branch or merged customer whose item it is; null for the recipient's own. */
  readonly branch: string | null;
  /** Number and name of who owes it, where the statement goes to who pays for that customer. */
  readonly debtor: string | null;
}

/** What happened on the account since the last statement, in one currency: opening + documents + differences = balance. */
export interface StatementMovements {
  readonly currency: string;
  readonly since: Day;
  readonly openingMinor: bigint;
  readonly documents: readonly {
    readonly number: string;
    readonly documentType: string;
    readonly postingDate: Day;
    readonly amountMinor: bigint;
  }[];
  /** What no document shows: differences of clearings between currencies or accounts. */
  readonly differenceMinor: bigint;
}

export interface StatementFacts {
  readonly recipient: LetterRecipient;
  readonly companyId: bigint;
  readonly oneTime: boolean;
  /** Who pays for the recipient besides itself; named in the letter. */
  readonly payers: readonly string[];
  readonly items: readonly StatementItem[];
  /** Null: not asked for, or there was no statement before. */
  readonly movements: readonly StatementMovements[] | null;
}

export interface StatementCurrency {
  readonly currency: string;
  readonly debits: readonly StatementItem[];
  /** Credit memos, unapplied and on-account money, refunds under way. */
  readonly credits: readonly StatementItem[];
  readonly overdueMinor: bigint;
  readonly balanceMinor: bigint;
  /** Unapplied, not due, 1–30, 31–60, 61–90, 91–120, older. */
  readonly agingMinor: readonly bigint[];
  readonly movements: StatementMovements | null;
}

export type StatementPlan =
  | {
      readonly kind: 'statement';
      readonly channel: 'email' | 'letter';
      readonly currencies: readonly StatementCurrency[];
    }
  | { readonly kind: 'suppressed'; readonly code: string; readonly reason: string }
  | { readonly kind: 'nothing' };

/** When a company sends its statements. */
export interface StatementCycle {
  readonly active: boolean;
  readonly dayOfMonth: number;
  readonly withMovements: boolean;
  readonly validFrom: Day;
}
