/**
 * Closes a bank account that the company gave up, and opens it again. It is never deleted: what was read and posted of it
 * stays. A closed one takes no more files, and nothing waits for it any more: neither reminders nor promises.
 */
import type { Company } from '#company';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { closeBankAccountOn, takeBankAccount } from '../store/bank.ts';

interface AccountAtHand {
  readonly company: Company;
  readonly bankAccountId: bigint;
  /** Why; kept in the audit trail. Absent: that it was closed, or opened again. */
  readonly reason?: string | undefined;
}

/** Closes a bank account from today on. Refuses `cash.bank-account-not-found`, `cash.bank-account-closed`. */
export function closeBankAccount(
  engine: Engine,
  caller: Caller,
  input: AccountAtHand,
): Promise<Outcome<{ closedOn: string }>> {
  const { company, bankAccountId } = input;
  const description = {
    operation: 'cash.close-bank-account',
    reason: input.reason ?? 'The bank account was closed.',
    input: { company: company.code, bankAccountId },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ closedOn: string }>> => {
    const account = await takeBankAccount(tx, company.id, bankAccountId);
    if (!account.ok) return account;
    const { name, closedOn: before } = account.value;
    if (before !== null)
      return refuse('cash.bank-account-closed', `${name} is closed since ${before}. Nothing was changed.`);
    const closedOn = dayInZone(tx.now, company.timeZone);
    await closeBankAccountOn(tx, bankAccountId, closedOn);
    tx.publish({
      type: 'cash.bank-account-changed',
      payload: { bankAccountId: bankAccountId.toString(), companyId: company.id.toString(), closedOn },
    });
    return done({ closedOn });
  });
}

/** Opens a closed bank account again; its files are taken as before. Refuses `cash.bank-account-not-found`, `cash.bank-account-open`. */
export function reopenBankAccount(engine: Engine, caller: Caller, input: AccountAtHand): Promise<Outcome<null>> {
  const { company, bankAccountId } = input;
  const description = {
    operation: 'cash.reopen-bank-account',
    reason: input.reason ?? 'The bank account was opened again.',
    input: { company: company.code, bankAccountId },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<null>> => {
    const account = await takeBankAccount(tx, company.id, bankAccountId);
    if (!account.ok) return account;
    if (account.value.closedOn === null)
      return refuse('cash.bank-account-open', `${account.value.name} is not closed. Nothing was changed.`);
    await closeBankAccountOn(tx, bankAccountId, null);
    tx.publish({
      type: 'cash.bank-account-changed',
      payload: { bankAccountId: bankAccountId.toString(), companyId: company.id.toString(), closedOn: null },
    });
    return done(null);
  });
}
