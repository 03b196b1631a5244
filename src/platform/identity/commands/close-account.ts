/** Closes a person's accounts: nobody signs in with them, what is open ends with its next request. Roles stay, and rest. */
import { done, type Outcome, refuse } from '#kernel';
import { sql } from '../../database.ts';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '../../transaction.ts';
import { judgeManaged, leavesNobody } from '../managed-accounts.ts';
import { endSessionsOf } from '../sessions.ts';

/**
 * Refuses `identity.person-not-found`, `identity.own-account`, `identity.account-not-found` (none, or closed already) and
 * `identity.last-administrator` when a tenant, also another one in which the person works, would be left with nobody to
 * administer it.
 */
export function closeAccount(
  engine: Engine,
  caller: Caller,
  input: { readonly personId: bigint },
): Promise<CommandOutcome<{ personId: string }>> {
  const description = { operation: 'identity.close-account', reason: 'An account was closed.', input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ personId: string }>> => {
    const judged = await judgeManaged(tx, input.personId);
    if (!judged.ok) return judged;
    if (await leavesNobody(tx, input)) {
      return refuse(
        'identity.last-administrator',
        'This is the last administrator who can sign in; grant the role to another person first.',
        {},
      );
    }
    const { rows } = await sql<{ id: bigint }>`update platform.account set archived_at = ${tx.now}
      where person_id = ${input.personId} and archived_at is null returning id`.execute(tx.db);
    if (rows.length === 0) return refuse('identity.account-not-found', 'This person has no open account.', {});
    for (const { id } of rows) await endSessionsOf(tx.db, id, tx.now);
    tx.count('accounts', rows.length);
    tx.publish({ type: 'identity.account-closed', payload: { personId: input.personId.toString() } });
    return done({ personId: input.personId.toString() });
  });
}
