/** Signing in: the guard first, then the same work for known and unknown names, then a new session. */

import { createHash } from 'node:crypto';
import { done, type Outcome, refuse } from '#kernel';
import { sql } from '../database.ts';
import type { Engine } from '../transaction.ts';
import { replaceOneTimePassword } from './commands/replace-one-time-password.ts';
import { normaliseLogin } from './login.ts';
import { verifyPassword } from './passwords.ts';
import { authenticate, type Principal } from './principal.ts';
import { addressPolicy, guardAttempt, type LockoutPolicy, loginPolicy } from './rules/lockout.ts';
import { endSession, openSession } from './sessions.ts';

export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** The person's own password in the place of a one-time one; of no effect on an account that has its own. */
  readonly newPassword?: string | undefined;
  /** The address the attempt came from; only its hash is kept. */
  readonly address: string;
  /** A session token the browser presented; it is never taken over, only ended. */
  readonly presentedToken?: string | undefined;
}

/**
 * Signs a person in. Refuses `identity.locked` (too many attempts for the name or from the address; the same answer
 * whether the name exists or not) and `identity.sign-in-failed` (name or password wrong; it does not say which). A one-time
 * password opens no session before it is replaced: refuses as `replaceOneTimePassword`.
 */
export async function signIn(engine: Engine, input: SignIn): Promise<Outcome<{ token: string; principal: Principal }>> {
  const login = normaliseLogin(input.login);
  const guarded = await countAttempt(engine, login, input.address);
  if (!guarded.ok) return guarded;
  const { rows } = await sql<{ id: bigint; person_id: bigint; password_hash: string; one_time_until: string | null }>`
    select a.id, a.person_id, a.password_hash, a.one_time_until from platform.account a
    join platform.person p on p.id = a.person_id and p.archived_at is null
    where a.login = ${login} and a.archived_at is null`.execute(engine.database.app);
  const account = rows[0];
  const right = await verifyPassword(account?.password_hash, input.password);
  if (!account || !right) return refuse('identity.sign-in-failed', 'The name or the password is wrong.', {});
  await forgetAttempts(engine, login, input.address);
  if (account.one_time_until !== null) {
    const oneTime = {
      ...{ id: account.id, personId: account.person_id, login },
      ...{ passwordHash: account.password_hash, until: new Date(account.one_time_until) },
    };
    const replaced = await replaceOneTimePassword(engine, oneTime, {
      password: input.password,
      newPassword: input.newPassword,
    });
    if (!replaced.ok) return replaced;
  }
  if (input.presentedToken !== undefined) await endSession(engine, input.presentedToken);
  const { token } = await openSession(engine.database.app, account.id, engine.clock.now());
  const principal = await authenticate(engine, token);
  if (!principal) throw new Error('a session that was just opened is not found');
  return done({ token, principal });
}

const keyHash = (text: string): Buffer => createHash('sha256').update(text).digest();

interface GuardRow {
  attempts: number;
  window_started_at: string;
  locked_until: string | null;
}

/** Counts an attempt for the address and for the name, in this order, each in the same short transaction. */
async function countAttempt(engine: Engine, login: string, address: string): Promise<Outcome<null>> {
  const now = engine.clock.now();
  return engine.database.transaction(async (trx): Promise<Outcome<null>> => {
    // Names and addresses of the past are forgotten, so that random names cannot fill the table.
    await sql`delete from platform.sign_in_guard where (kind, key_hash) in (
      select kind, key_hash from platform.sign_in_guard
      where window_started_at < ${new Date(now.getTime() - 2 * loginPolicy.windowSeconds * 1000)} limit 20
      for update skip locked)`.execute(trx);
    const guards: readonly [kind: string, key: Buffer, policy: LockoutPolicy][] = [
      ['address', keyHash(addressKey(address)), addressPolicy],
      ['login', keyHash(login), loginPolicy],
    ];
    for (const [kind, key, policy] of guards) {
      await sql`insert into platform.sign_in_guard (kind, key_hash, attempts, window_started_at)
        values (${kind}, ${key}, 0, ${now}) on conflict do nothing`.execute(trx);
      const { rows } = await sql<GuardRow>`select attempts, window_started_at, locked_until from platform.sign_in_guard
        where kind = ${kind} and key_hash = ${key} for update`.execute(trx);
      const row = rows[0]!;
      const decision = guardAttempt(
        {
          attempts: row.attempts,
          windowStartedAt: new Date(row.window_started_at),
          lockedUntil: row.locked_until === null ? null : new Date(row.locked_until),
        },
        now,
        policy,
      );
      if (!decision.allowed) {
        return refuse('identity.locked', `Too many attempts; try again in ${decision.retryAfterSeconds} seconds.`, {
          retryAfterSeconds: decision.retryAfterSeconds,
        });
      }
      await sql`update platform.sign_in_guard set attempts = ${decision.state.attempts},
        window_started_at = ${decision.state.windowStartedAt}, locked_until = ${decision.state.lockedUntil}
        where kind = ${kind} and key_hash = ${key}`.execute(trx);
    }
    return done(null);
  });
}

/**
 * After a success the name starts afresh; the address gets back this one attempt, no more, or an owner of one account
 * could wipe out the count of his guesses at others.
 */
async function forgetAttempts(engine: Engine, login: string, address: string): Promise<void> {
  await sql`delete from platform.sign_in_guard where kind = 'login' and key_hash = ${keyHash(login)}`.execute(
    engine.database.app,
  );
  await sql`update platform.sign_in_guard set attempts = greatest(attempts - 1, 0),
      locked_until = case when attempts <= ${addressPolicy.freeAttempts} then null else locked_until end
    where kind = 'address' and key_hash = ${keyHash(addressKey(address))}`.execute(engine.database.app);
}

/** One customer of a provider holds a whole IPv6 /64: its addresses count as one. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const groups = plain.includes('::')
    ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
    : left;
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
