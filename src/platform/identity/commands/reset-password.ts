/** A forgotten password: an administrator has a one-time password made, hands it over, and the person replaces it. */
import { randomInt } from 'node:crypto';
import { done, type Outcome, refuse } from '#kernel';
import { sql } from '../../database.ts';
import { type Caller, type Engine, runCommand } from '../../transaction.ts';
import { normaliseLogin } from '../login.ts';
import { judgeHandingOver } from '../managed-accounts.ts';
import { hashPassword } from '../passwords.ts';
import { oneTimeUntil, writeOneTimePassword } from '../rules/one-time-password.ts';
import { endSessionsOf } from '../sessions.ts';

export interface HandOver {
  readonly personId: bigint;
  /** Which of several accounts; without it the first by name. */
  readonly login?: string | undefined;
}

/** What is shown once, and kept nowhere but as a hash. */
export interface HandedOver {
  readonly login: string;
  readonly password: string;
  /** Until when it can be replaced. */
  readonly until: string;
}

/**
 * Gives an open account a one-time password and ends its sessions. Refuses `identity.person-not-found`,
 * `identity.account-not-found` (none, or closed), `identity.own-account` and `identity.works-elsewhere`.
 */
export const resetPassword = (engine: Engine, caller: Caller, input: HandOver): Promise<Outcome<HandedOver>> =>
  handOver(engine, caller, input, 'open');

/** Opens a closed account again, with a one-time password: the old one does not come back. Refuses as `resetPassword`. */
export const reopenAccount = (engine: Engine, caller: Caller, input: HandOver): Promise<Outcome<HandedOver>> =>
  handOver(engine, caller, input, 'closed');

async function handOver(
  engine: Engine,
  caller: Caller,
  input: HandOver,
  state: 'open' | 'closed',
): Promise<Outcome<HandedOver>> {
  const password = writeOneTimePassword(randomInt);
  const passwordHash = await hashPassword(password);
  const login = input.login === undefined ? null : normaliseLogin(input.login);
  // Without the key of a repeat: the password is in no stored answer, so a repeat makes another one and that is the good one.
  const { idempotencyKey: _, ...once } = caller;
  const said =
    state === 'open'
      ? { operation: 'identity.reset-password', reason: 'A person was given a one-time password.' }
      : { operation: 'identity.reopen-account', reason: 'An account was opened again, with a one-time password.' };
  const description = { ...said, input: { personId: input.personId } };
  const given = await runCommand(
    engine,
    once,
    description,
    async (tx): Promise<Outcome<Omit<HandedOver, 'password'>>> => {
      const judged = await judgeHandingOver(tx, input.personId);
      if (!judged.ok) return judged;
      const until = oneTimeUntil(tx.now).toISOString();
      const { rows } = await sql<{ id: bigint; login: string }>`
      update platform.account set password_hash = ${passwordHash}, one_time_until = ${until}::timestamptz, archived_at = null
      where id = (select id from platform.account where person_id = ${input.personId}
          and (archived_at is not null) = ${state === 'closed'} and login = coalesce(${login}::text, login)
        order by login limit 1 for update)
      returning id, login`.execute(tx.db);
      const account = rows[0];
      if (account === undefined)
        return state === 'open'
          ? refuse('identity.account-not-found', 'This person has no open account.', {})
          : refuse('identity.account-not-found', 'This person has no closed account.', {});
      await endSessionsOf(tx.db, account.id, tx.now);
      tx.count('accounts');
      const payload = { accountId: account.id.toString() };
      if (state === 'open') tx.publish({ type: 'identity.password-reset', payload });
      else tx.publish({ type: 'identity.account-reopened', payload });
      return done({ login: account.login, until });
    },
  );
  return given.ok ? done({ ...given.value, password }) : given;
}
