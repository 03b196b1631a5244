/** Takes a role away; it ends with the next request, because grants are read for every one. */
import { done, type Outcome, refuse } from '#kernel';
import { sql } from '../../database.ts';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '../../transaction.ts';
import { leavesNobody } from '../managed-accounts.ts';

/**
 * Refuses `identity.grant-not-found` (absent, another tenant's, or revoked already) and `identity.last-administrator`
 * when nobody would be left to administer the tenant.
 */
export function revokeGrant(
  engine: Engine,
  caller: Caller,
  input: { readonly grantId: bigint },
): Promise<CommandOutcome<{ grantId: string }>> {
  const description = { operation: 'identity.revoke-grant', reason: 'A role was taken away.', input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ grantId: string }>> => {
    const { rows: own } = await sql`select id from platform.role_grant
      where tenant_id = ${tx.tenantId} and id = ${input.grantId}`.execute(tx.db);
    if (own.length === 1 && (await leavesNobody(tx, { grantId: input.grantId }))) {
      return refuse(
        'identity.last-administrator',
        'This is the last administrator who can sign in; grant the role to another person first.',
        {},
      );
    }
    const { rows } = await sql<{ id: bigint }>`
      update platform.role_grant set revoked_at = ${tx.now}
      where tenant_id = ${tx.tenantId} and id = ${input.grantId} and revoked_at is null returning id`.execute(tx.db);
    if (rows.length === 0) return refuse('identity.grant-not-found', 'There is no such grant.', {});
    tx.count('grants-revoked');
    tx.publish({ type: 'identity.grant-revoked', payload: { grantId: input.grantId.toString() } });
    return done({ grantId: input.grantId.toString() });
  });
}
