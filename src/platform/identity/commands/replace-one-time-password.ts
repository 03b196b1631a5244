/** At the sign-in a person puts a password of the own in the place of the one-time one. */
import { done, type Outcome, refuse } from '#kernel';
import { sql } from '../../database.ts';
import { type CommandOutcome, type Engine, runCommand } from '../../transaction.ts';
import { hashPassword, judgePassword } from '../passwords.ts';

/** An account as the sign-in has found it, with the right password given. */
export interface OneTimeAccount {
  readonly id: bigint;
  readonly personId: bigint;
  readonly login: string;
  readonly passwordHash: string;
  readonly until: Date;
}

/**
 * Decides what a right one-time password opens: nothing but its replacement. Refuses `identity.password-expired`,
 * `identity.password-change-needed` (no new one was given), `identity.password-weak` (also the one-time password itself
 * again) and `identity.stale` when it was replaced, or made anew, meanwhile.
 */
export async function replaceOneTimePassword(
  engine: Engine,
  account: OneTimeAccount,
  given: { readonly password: string; readonly newPassword: string | undefined },
): Promise<CommandOutcome<null>> {
  if (account.until.getTime() <= engine.clock.now().getTime())
    return refuse(
      'identity.password-expired',
      'This one-time password has expired; ask an administrator for another.',
      {},
    );
  if (given.newPassword === undefined)
    return refuse('identity.password-change-needed', 'This password is good for one sign-in: choose your own now.', {});
  const judged = judgePassword(given.newPassword, account.login, 'newPassword');
  if (!judged.ok) return judged;
  if (given.newPassword === given.password) {
    return refuse(
      'identity.password-weak',
      'Choose another password than the one that you were given.',
      {},
      { field: 'newPassword' },
    );
  }
  const passwordHash = await hashPassword(given.newPassword);
  // An account is no tenant's: the change is recorded where the person works, or else where the person is managed.
  const { rows } = await sql<{ tenant_id: bigint | null }>`
    select coalesce((select min(tenant_id) from platform.role_grant where person_id = p.id and revoked_at is null),
      p.home_tenant_id) as tenant_id
    from platform.person p where p.id = ${account.personId}`.execute(engine.database.app);
  const tenantId = rows[0]?.tenant_id;
  if (!tenantId)
    return refuse('identity.not-allowed', 'You hold no role here; ask an administrator to grant you one.', {});
  const description = {
    operation: 'identity.replace-one-time-password',
    reason: 'A person replaced a one-time password by an own one.',
    input: { accountId: account.id },
  };
  const caller = { tenantId, actor: { personId: account.personId }, source: 'http' };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<null>> => {
    const changed = await sql`update platform.account set password_hash = ${passwordHash}, one_time_until = null
      where id = ${account.id} and archived_at is null and password_hash = ${account.passwordHash} returning id`.execute(
      tx.db,
    );
    if (changed.rows.length === 0)
      return refuse('identity.stale', 'The password was changed meanwhile; nothing was changed now.', {});
    return done(null);
  });
}
