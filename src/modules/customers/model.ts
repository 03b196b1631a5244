/** Words of the customer master. Pure. */
import type { Day } from '#kernel';

export const customerCategories = ['third_party', 'intercompany', 'public_body', 'employee', 'consumer'] as const;
export type CustomerCategory = (typeof customerCategories)[number];

/**
 * A customer as it is saved: the master with what hangs on it. Matched by `number`. Of what is known, what is left out stays
 * as it is; null takes it away.
 */
export interface CustomerRecord {
  readonly number: string;
  readonly name: string;
  readonly category?: CustomerCategory;
  readonly naturalPerson?: boolean;
  /** A collective account for customers seen once: each document carries its own name and address. */
  readonly oneTime?: boolean;
  readonly parentNumber?: string | null;
  readonly country: string;
  readonly language?: string;
  readonly timeZone?: string;
  readonly taxNumber?: string | null;
  readonly source?: string;
  readonly accounts?: readonly CustomerAccountRecord[];
  readonly contacts?: readonly ContactRecord[];
  readonly addresses?: readonly AddressRecord[];
  /** Bank accounts and other spellings by which the payer shows up on bank lines. */
  readonly payerAccounts?: readonly string[];
  readonly payerNames?: readonly string[];
}

/** The customer in one company. Of an account that is known, what is left out stays as it is. */
export interface CustomerAccountRecord {
  readonly companyId: bigint;
  /** Of a known account it is changed by `changeTerms`, which takes authority. */
  readonly paymentTermId?: bigint | null;
  readonly portfolioId?: bigint | null;
  readonly dunningProcedure?: string | null;
  readonly directDebit?: boolean;
  /** How the customer wants to be reminded; null: by the policy of the level. */
  readonly noticeChannel?: 'email' | 'letter' | null;
}

export interface ContactRecord {
  readonly name: string;
  readonly role?: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly language?: string;
  readonly timeZone?: string;
  readonly primary?: boolean;
}

export interface AddressRecord {
  readonly kind?: 'billing' | 'delivery' | 'legal';
  /** Of a new address: nothing unless said. */
  readonly lines?: string;
  readonly postalCode?: string | null;
  readonly city?: string | null;
  readonly country: string;
}

/** A customer account as queries and upper modules read it. */
export interface CustomerAccount {
  readonly id: bigint;
  readonly customerId: bigint;
  readonly companyId: bigint;
  readonly number: string;
  readonly name: string;
  readonly category: CustomerCategory;
  readonly parentId: bigint | null;
  readonly country: string;
  readonly language: string;
  readonly timeZone: string;
  readonly paymentTermId: bigint | null;
  readonly portfolioId: bigint | null;
  readonly dunningProcedure: string | null;
  readonly dunningBlockedUntil: Day | null;
  readonly directDebit: boolean;
  readonly oneTime: boolean;
  readonly version: number;
}

/** Where money goes back to a customer: confirmed by two persons. */
export interface CustomerBankAccount {
  readonly id: bigint;
  readonly accountId: bigint;
  /** Letters and digits alone, for comparing. */
  readonly accountKey: string;
  readonly account: string;
  readonly bankCode: string | null;
  readonly holderName: string;
}

/** A customer in a company, by its keys. */
export interface CustomerKey {
  readonly accountId: bigint;
  readonly customerId: bigint;
  readonly number: string;
}
