/** Opens an account, with which a person can sign in. */
import { done, type Outcome, refuse } from '#kernel';
import { sql } from '../../database.ts';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '../../transaction.ts';
import { normaliseLogin } from '../login.ts';
import { judgeHandingOver } from '../managed-accounts.ts';
import { hashPassword, judgePassword } from '../passwords.ts';

export interface CreateAccount {
  readonly personId: bigint;
  readonly login: string;
  readonly password: string;
}

/**
 * Refuses `identity.person-not-found` (absent, or managed by another tenant: its administrators alone may let the
 * person in), `identity.own-account`, `identity.works-elsewhere`, `identity.login-exists`, `identity.password-weak`. The password is in no record but its hash.
 */
export async function createAccount(
  engine: Engine,
  caller: Caller,
  input: CreateAccount,
): Promise<CommandOutcome<{ accountId: string }>> {
  const login = normaliseLogin(input.login);
  const judged = judgePassword(input.password, login);
  if (!judged.ok) return judged;
  const passwordHash = await hashPassword(input.password);
  const description = {
    operation: 'identity.create-account',
    reason: 'A person was given an account.',
    input: { personId: input.personId, login },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ accountId: string }>> => {
    const person = await judgeHandingOver(tx, input.personId);
    if (!person.ok) return person;
    const { rows } = await sql<{ id: bigint }>`
      insert into platform.account (person_id, login, password_hash)
      values (${input.personId}, ${login}, ${passwordHash}) on conflict (login) do nothing returning id`.execute(tx.db);
    const id = rows[0]?.id;
    if (id === undefined) {
      return refuse('identity.login-exists', 'This sign-in name is taken; choose another.', {}, { field: 'login' });
    }
    tx.count('accounts');
    tx.publish({ type: 'identity.account-created', payload: { accountId: id.toString() } });
    return done({ accountId: id.toString() });
  });
}
