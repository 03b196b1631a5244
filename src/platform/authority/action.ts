/** Governed actions: what modules declare so that authority can be asked about it, asked for, and approved. */
import type { z } from 'zod';
import { done, type Outcome, refuse } from '#kernel';
import type { Sql } from '../database.ts';
import type { Action, Role } from '../identity/rules/permissions.ts';
import type { Caller, CommandOutcome, Engine } from '../transaction.ts';
import type { Approver, AuthorityLine, LimitMode } from './model.ts';

/** A limit that a new company starts with; amounts in major units of its own currency. */
export interface DefaultLimit {
  readonly role: Role;
  readonly mode: LimitMode;
  readonly amount?: string;
  readonly personDay?: string;
  readonly customer?: { readonly amount: string; readonly period: 'month' | 'quarter' | 'year' };
  readonly approverRole?: Role;
}

/** An action that needs authority. The module that owns the command declares it; the composition root registers it. */
export interface GovernedAction<I = unknown> {
  /** `module.verb`, such as `receivables.write-off`. */
  readonly name: string;
  /** The action of the permission table that its own route asks for. */
  readonly permission: Action;
  /** What is asked, for people: "write off open items". */
  readonly sentence: string;
  /** What its amount means; null where it has none. */
  readonly amountMeans: string | null;
  /** Never done alone, whatever the limits say. */
  readonly alwaysTwo: boolean;
  readonly defaultLimits: readonly DefaultLimit[];
  /** The command's input as JSON, strict; what is approved is kept and run in this form. */
  readonly input: z.ZodType<I>;
  /** The company whose books the input concerns; null for the tenant as a whole, undefined when it does not exist. */
  companyOf(db: Sql, tenantId: bigint, input: I): Promise<bigint | null | undefined>;
  /**
   * What the subjects of its decisions are called by people, by subject: the number of a document, of a customer. Those that it
   * does not tell, and all where it is absent, are shown as they are recorded.
   */
  namesOf?(db: Sql, tenantId: bigint, subjects: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The command itself: it asks `decideAuthority` in its transaction. */
  run(engine: Engine, caller: Caller, input: I): Promise<CommandOutcome<unknown>>;
}

/** A registered action, whatever its input. */
export type AnyGovernedAction = GovernedAction;

/** How a command was called: `probe` only asks, `approval` carries the second person's word. */
export type AuthorityContext =
  | { readonly kind: 'probe'; asked(proposal: AuthorityProposal): void }
  | {
      readonly kind: 'approval';
      readonly requestId: bigint;
      /** The content that the second person saw. */
      readonly contentHash: string;
      readonly note: string | null;
    };

/** What a command asked authority for, as a request keeps it and the second person reads it. */
export interface AuthorityProposal {
  readonly action: string;
  readonly companyId: bigint | null;
  readonly customerId: bigint | null;
  readonly subject: string;
  readonly sentence: string;
  readonly lines: readonly AuthorityLine[];
  readonly money: { readonly amountMinor: bigint; readonly currency: string } | null;
  readonly contentHash: string;
  readonly approvers: readonly Approver[];
  readonly why: string;
}

/** An action with an input that fits it. */
export interface BoundAction {
  readonly action: AnyGovernedAction;
  companyOf(db: Sql, tenantId: bigint): Promise<bigint | null | undefined>;
  run(engine: Engine, caller: Caller): Promise<CommandOutcome<unknown>>;
}

/** Binds an action to an input from outside; refuses `authority.input-malformed`. */
export function bindAction(action: AnyGovernedAction, input: unknown): Outcome<BoundAction> {
  const parsed = action.input.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = ['input', ...(issue?.path ?? [])].join('.');
    return refuse('authority.input-malformed', `${field}: ${issue?.message ?? 'is not right'}.`, {}, { field });
  }
  return done({
    action,
    companyOf: (db, tenantId) => action.companyOf(db, tenantId, parsed.data),
    run: (engine, caller) => action.run(engine, caller, parsed.data),
  });
}

/** Finds a registered action by name; refuses `authority.action-unknown`. */
export function findAction(engine: Engine, name: string): Outcome<AnyGovernedAction> {
  const found = engine.registrations.governedActions.find((action) => action.name === name);
  if (found) return done(found);
  return refuse(
    'authority.action-unknown',
    `There is no action "${name}" that takes authority.`,
    { actions: engine.registrations.governedActions.map((action) => action.name) },
    { field: 'action' },
  );
}
