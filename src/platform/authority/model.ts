/** Words of authority: limits, questions, facts and decisions. Pure. */
import type { Day } from '#kernel';
import type { Role } from '../identity/rules/permissions.ts';

/**
 * How a limit may be used. `alone`: the holder acts alone, and may approve what others ask for. `with_approval`: the holder
 * acts when a second person approves. `approve`: the holder approves others' requests, but does not act.
 */
export const limitModes = ['alone', 'with_approval', 'approve'] as const;
export type LimitMode = (typeof limitModes)[number];

/** Periods over which amounts per customer add up. */
export const customerPeriods = ['month', 'quarter', 'year'] as const;
export type CustomerPeriod = (typeof customerPeriods)[number];

/** What a limit allows; amounts are minor units of `currency`, the company's own. Null is no bound. */
export interface LimitTerms {
  readonly action: string;
  /** Null: in every company that keeps its books in the currency. */
  readonly companyId: bigint | null;
  /** Exactly one of role and person is set. */
  readonly role: Role | null;
  readonly personId: bigint | null;
  readonly mode: LimitMode;
  /** With `with_approval`: only a holder of this role may approve. */
  readonly approverRole: Role | null;
  /** Null: any amount in any currency; the other amounts are null then. */
  readonly currency: string | null;
  /** The most for one act. */
  readonly amountMinor: bigint | null;
  /** The most that a person may come to on one day. */
  readonly personDayMinor: bigint | null;
  /** The most that one customer may come to in the period, by whomever. */
  readonly customerMinor: bigint | null;
  readonly customerPeriod: CustomerPeriod | null;
}

/** A limit on record. `version` is the policy's version that it came with. */
export interface Limit extends LimitTerms {
  readonly id: bigint;
  readonly version: number;
  readonly validFrom: Day;
}

/** What somebody wants to do. `amountMinor` is the size, never negative; null where the action has no amount. */
export interface AuthorityQuestion {
  readonly action: string;
  readonly companyId: bigint | null;
  readonly customerId: bigint | null;
  readonly money: { readonly amountMinor: bigint; readonly currency: string } | null;
  /** Today in the company's zone; never a posting date that somebody chose. */
  readonly day: Day;
}

/** A person with the roles held in the question's company. */
export interface PersonFacts {
  readonly personId: bigint;
  readonly name: string;
  readonly kind: 'person' | 'system' | 'agent';
  readonly roles: readonly Role[];
}

/** Authority delegated by one person to another, in force on the day. */
export interface DelegationFacts {
  readonly id: bigint;
  readonly delegator: PersonFacts;
  readonly delegatePersonId: bigint;
  readonly companyId: bigint | null;
  /** Null: every action. */
  readonly actions: readonly string[] | null;
  readonly ceiling: { readonly amountMinor: bigint; readonly currency: string } | null;
}

/** How an act counts: done alone, asked for and approved, or approved for another. */
export type Deed = 'alone' | 'requested' | 'approved';

/** One running total: a person's on a day, or a customer's in a period. */
export interface UseKey {
  readonly deed: Deed;
  readonly scope: 'person' | 'customer';
  readonly holderId: bigint;
  readonly period: string;
}

export interface AuthorityFacts {
  /** Limits for the action in the company, in force on the day, whoever holds them. */
  readonly limits: readonly Limit[];
  readonly delegations: readonly DelegationFacts[];
  readonly maker: PersonFacts;
  /** The second person, where one has approved. */
  readonly checker: PersonFacts | null;
  /** The action is never done alone. */
  readonly alwaysTwo: boolean;
  /** What was used before this act, in minor units. */
  used(key: UseKey): bigint;
}

/** Whose authority a person acts under, and by which limit. */
export interface Basis {
  readonly limit: Limit;
  readonly authorityOfPersonId: bigint;
  readonly delegationId: bigint | null;
}

export type Approver = { readonly role: Role } | { readonly personId: bigint };

export type AuthorityDecision =
  | { readonly outcome: 'allowed'; readonly deed: 'alone'; readonly basis: Basis }
  | { readonly outcome: 'allowed'; readonly deed: 'approved'; readonly basis: Basis; readonly checkerBasis: Basis }
  | {
      readonly outcome: 'approval-needed';
      readonly basis: Basis;
      readonly approvers: readonly Approver[];
      /** Why not alone, in one sentence. */
      readonly why: string;
    }
  | { readonly outcome: 'refused'; readonly code: string; readonly why: string };

/** One of many things that a request asks for: a payment of a file, a limit of a policy. Written as people read it. */
export interface AuthorityLine {
  readonly text: string;
  /** Whom it concerns, such as the receiver of a payment. */
  readonly party: string | null;
  /** Where money goes to. */
  readonly account: string | null;
  /** In major units of `currency`. */
  readonly amount: string | null;
  readonly currency: string | null;
}

export const requestStates = ['proposed', 'pending', 'approved', 'rejected', 'withdrawn', 'invalid'] as const;
/**
 * `proposed`: came from outside (mail, import) and waits for a person to stand for it. `pending`: waits for a second
 * person. `invalid`: its content is no longer what was asked for.
 */
export type RequestState = (typeof requestStates)[number];
