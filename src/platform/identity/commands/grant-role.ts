/** Gives a person a role in the caller's tenant, for one company or for all. */
import { done, type Outcome, refuse } from '#kernel';
import { sql } from '../../database.ts';
import { type Caller, type CommandOutcome, type Engine, runCommand, systemActor } from '../../transaction.ts';
import type { Role } from '../rules/permissions.ts';
import { findKnownPerson } from '../store.ts';

export interface GrantRole {
  readonly personId: bigint;
  /** A company of the tenant, or null for all of them. A company that is not the tenant's gives nothing. */
  readonly companyId: bigint | null;
  readonly role: Role;
}

/**
 * Refuses `identity.own-grant` (nobody widens his own rights), `identity.person-not-found`, and
 * `identity.grant-exists` when the role is held already.
 */
export function grantRole(
  engine: Engine,
  caller: Caller,
  input: GrantRole,
): Promise<CommandOutcome<{ grantId: string }>> {
  const reach = input.companyId === null ? 'for all companies' : 'for one company';
  // Without the person's name: the trail cannot forget what it holds.
  const reason = `The role ${input.role.replace('_', ' ')} was granted ${reach}.`;
  const description = { operation: 'identity.grant-role', reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ grantId: string }>> => {
    if (tx.actor.personId === input.personId && input.personId !== systemActor.personId) {
      return refuse('identity.own-grant', 'Nobody grants a role to himself; another administrator can.', {});
    }
    const person = await findKnownPerson(tx, input.personId);
    if (!person.ok) return person;
    const { rows } = await sql<{ id: bigint }>`
      insert into platform.role_grant as g (person_id, tenant_id, company_id, role)
      values (${input.personId}, ${tx.tenantId}, ${input.companyId}, ${input.role})
      on conflict (person_id, tenant_id, company_id, role) do update set revoked_at = null where g.revoked_at is not null
      returning id`.execute(tx.db);
    const id = rows[0]?.id;
    if (id === undefined) return refuse('identity.grant-exists', 'The person holds this role already.', {});
    tx.count('grants');
    tx.publish({ type: 'identity.role-granted', payload: { grantId: id.toString() } });
    return done({ grantId: id.toString() });
  });
}
