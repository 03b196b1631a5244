/** A person changes the password of the own account; every other session of the account ends. */
import { done, type Outcome, refuse } from '#kernel';
import { sql } from '../../database.ts';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '../../transaction.ts';
import { hashPassword, judgePassword, verifyPassword } from '../passwords.ts';
import { endSessionsOf } from '../sessions.ts';

export interface ChangePassword {
  readonly accountId: bigint;
  readonly currentPassword: string;
  readonly newPassword: string;
  /** The session that asks; it stays open. */
  readonly sessionHash?: Buffer | undefined;
}

/** Refuses `identity.password-wrong` and `identity.password-weak`. The account must be the actor's own. */
export async function changePassword(
  engine: Engine,
  caller: Caller,
  input: ChangePassword,
): Promise<CommandOutcome<null>> {
  const { rows } = await sql<{ login: string; password_hash: string }>`
    select login, password_hash from platform.account
    where id = ${input.accountId} and person_id = ${caller.actor.personId} and archived_at is null`.execute(
    engine.database.app,
  );
  const account = rows[0];
  if (!(await verifyPassword(account?.password_hash, input.currentPassword)) || !account) {
    return refuse(
      'identity.password-wrong',
      'The current password is not right; nothing was changed.',
      {},
      { field: 'currentPassword' },
    );
  }
  const judged = judgePassword(input.newPassword, account.login);
  if (!judged.ok) return judged;
  const passwordHash = await hashPassword(input.newPassword);
  const description = {
    operation: 'identity.change-password',
    reason: 'A person changed the own password.',
    input: { accountId: input.accountId },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<null>> => {
    const changed = await sql`update platform.account set password_hash = ${passwordHash}
      where id = ${input.accountId} and password_hash = ${account.password_hash} returning id`.execute(tx.db);
    if (changed.rows.length === 0)
      return refuse('identity.stale', 'The password was changed meanwhile; nothing was changed now.', {});
    await endSessionsOf(tx.db, input.accountId, tx.now, input.sessionHash);
    return done(null);
  });
}
