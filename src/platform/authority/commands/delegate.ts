/** Delegating the own authority to another person for some days, and revoking it. */
import { addDays, type Day, done, isCurrency, type Outcome, refuse } from '#kernel';
import { findKnownPerson } from '../../identity/store.ts';
import { type Caller, type CommandOutcome, type Engine, runCommand, systemActor } from '../../transaction.ts';
import { findAction } from '../action.ts';
import { insertDelegation, revokeDelegationRow } from '../store.ts';

export interface Delegate {
  readonly delegatePersonId: bigint;
  readonly companyId: bigint | null;
  /** Null: every action. */
  readonly actions: readonly string[] | null;
  /** Above it the delegation gives nothing. */
  readonly ceiling: { readonly amountMinor: bigint; readonly currency: string } | null;
  readonly from: Day;
  /** The last day, included. */
  readonly to: Day;
  readonly reason: string;
}

const longestDays = 366;

/**
 * Delegates the caller's own authority; what the caller may not do, the delegate may not either, and it is not delegated further.
 * Refuses `authority.delegation-self`, `authority.delegation-days` (the end before the beginning, or more than a year),
 * `authority.action-unknown`, `authority.currency-malformed`, `identity.person-not-found`, `authority.person-needed`.
 */
export function delegateAuthority(
  engine: Engine,
  caller: Caller,
  input: Delegate,
): Promise<CommandOutcome<{ delegationId: string }>> {
  const description = { operation: 'authority.delegate', reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ delegationId: string }>> => {
    if (tx.actor.personId === systemActor.personId)
      return refuse('authority.person-needed', 'Only a person delegates; say who with --user.', {});
    if (tx.actor.personId === input.delegatePersonId)
      return refuse(
        'authority.delegation-self',
        'Authority is delegated to another person, not to yourself. Nothing was changed.',
        {},
      );
    if (input.to < input.from || input.to > addDays(input.from, longestDays))
      return refuse(
        'authority.delegation-days',
        'A delegation ends after it begins, within a year. Nothing was changed.',
        {},
        { field: 'to' },
      );
    for (const name of input.actions ?? []) {
      const found = findAction(engine, name);
      if (!found.ok) return found;
    }
    if (input.ceiling && !isCurrency(input.ceiling.currency))
      return refuse('authority.currency-malformed', `"${input.ceiling.currency}" is not an ISO 4217 currency.`, {});
    const person = await findKnownPerson(tx, input.delegatePersonId);
    if (!person.ok) return person;
    const id = await insertDelegation(tx, input);
    tx.count('delegations');
    tx.publish({ type: 'authority.delegated', payload: { delegationId: id.toString() } });
    return done({ delegationId: id.toString() });
  });
}

/** Revokes a delegation, from this moment on. Refuses `authority.delegation-not-found` (absent, ended, or not yours). */
export function revokeDelegation(
  engine: Engine,
  caller: Caller,
  input: { readonly delegationId: bigint; readonly anybodys?: boolean },
): Promise<CommandOutcome<{ delegationId: string }>> {
  const description = { operation: 'authority.revoke-delegation', reason: 'A delegation was revoked.', input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ delegationId: string }>> => {
    const own = input.anybodys === true ? null : tx.actor.personId;
    if (!(await revokeDelegationRow(tx, input.delegationId, own)))
      return refuse('authority.delegation-not-found', 'There is no such delegation. Nothing was changed.', {});
    tx.count('delegations-revoked');
    tx.publish({ type: 'authority.delegation-revoked', payload: { delegationId: input.delegationId.toString() } });
    return done({ delegationId: input.delegationId.toString() });
  });
}
