/** Gives a bank account another name: that by which people know it. Number, currency and G/L account stay. */
import type { Company } from '#company';
import { done, type Outcome } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { renameBankAccountTo, takeBankAccount } from '../store/bank.ts';

/** Renames a bank account of a company. Refuses `cash.bank-account-not-found`. */
export function renameBankAccount(
  engine: Engine,
  caller: Caller,
  input: { company: Company; bankAccountId: bigint; name: string },
): Promise<Outcome<null>> {
  const { company, bankAccountId, name } = input;
  const description = {
    operation: 'cash.rename-bank-account',
    reason: `A bank account is now named ${name}.`,
    input: { company: company.code, bankAccountId, name },
  };
  return runCommand(engine, caller, description, async (tx) => {
    const account = await takeBankAccount(tx, company.id, bankAccountId);
    if (!account.ok) return account;
    await renameBankAccountTo(tx, bankAccountId, name.trim());
    tx.publish({
      type: 'cash.bank-account-changed',
      payload: { bankAccountId: bankAccountId.toString(), companyId: company.id.toString(), was: account.value.name },
    });
    return done(null);
  });
}
