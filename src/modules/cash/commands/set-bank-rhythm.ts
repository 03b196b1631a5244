/**
 * Says when a bank sends statements of an account, from a day on: on every business day, or only when something moved. What waits
 * for the banks to be read (reminders, posting on amounts alone, signing a month) does not wait for silence that means nothing.
 */
import type { Company } from '#company';
import { type Day, done, type Outcome } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import type { Rhythm } from '../model.ts';
import { setBankRhythmFrom, takeBankAccount } from '../store/bank.ts';

const words: Readonly<Record<Rhythm, string>> = {
  business_days: 'on every business day',
  on_movement: 'only on movement',
};

/** Sets the rhythm of a bank account's statements from a day on, also one that is past. Refuses `cash.bank-account-not-found`. */
export function setBankRhythm(
  engine: Engine,
  caller: Caller,
  input: { company: Company; bankAccountId: bigint; rhythm: Rhythm; from: Day },
): Promise<Outcome<null>> {
  const { company, bankAccountId, rhythm, from } = input;
  const description = {
    operation: 'cash.set-bank-rhythm',
    reason: `Its bank sends statements ${words[rhythm]} from ${from} on.`,
    input: { company: company.code, bankAccountId, rhythm, from },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<null>> => {
    const account = await takeBankAccount(tx, company.id, bankAccountId);
    if (!account.ok) return account;
    await setBankRhythmFrom(tx, bankAccountId, { from, rhythm });
    tx.publish({
      type: 'cash.bank-account-changed',
      payload: { bankAccountId: bankAccountId.toString(), companyId: company.id.toString(), rhythm, from },
    });
    return done(null);
  });
}
