/**
 * Sessions: a random token of 256 bits that only the browser keeps; the database holds its SHA-256, so that a stolen
 * backup opens nothing. A session ends when idle, at its absolute end, at sign-out, and when the password changes.
 */
import { hash, randomBytes } from 'node:crypto';
import { type Sql, sql } from '../database.ts';
import type { Engine } from '../transaction.ts';
import { instantAfter } from './rules/lockout.ts';

/** A working day at the desk, and a pause as long as a long lunch. */
export const sessionLife = { absoluteSeconds: 12 * 3_600, idleSeconds: 2 * 3_600, touchEverySeconds: 60 };

export const tokenHash = (token: string): Buffer => hash('sha256', token, 'buffer');

const newToken = (): string => randomBytes(32).toString('base64url');

/** Opens a session for an account; always a new token, whatever the browser presented. */
export async function openSession(
  db: Sql,
  accountId: bigint,
  now: Date,
): Promise<{ token: string; csrfToken: string }> {
  const token = newToken();
  const csrfToken = newToken();
  await sql`insert into platform.session (token_hash, account_id, csrf_token, created_at, last_seen_at, expires_at)
    values (${tokenHash(token)}, ${accountId}, ${csrfToken}, ${now}, ${now}, ${instantAfter(now, sessionLife.absoluteSeconds)})`.execute(
    db,
  );
  return { token, csrfToken };
}

/** Ends a session; ending one that has ended, or is unknown, changes nothing. */
export async function endSession(engine: Engine, token: string): Promise<void> {
  await sql`update platform.session set ended_at = ${engine.clock.now()}
    where token_hash = ${tokenHash(token)} and ended_at is null`.execute(engine.database.app);
}

/** Ends every open session of an account, except the one given. */
export async function endSessionsOf(db: Sql, accountId: bigint, now: Date, except?: Buffer): Promise<void> {
  await sql`update platform.session set ended_at = ${now}
    where account_id = ${accountId} and ended_at is null and token_hash is distinct from ${except ?? null}::bytea`.execute(
    db,
  );
}
