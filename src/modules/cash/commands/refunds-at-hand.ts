/** The refunds that are to be paid from one of our accounts: locked, read, all of them due. */
import { type Company, loadCompany } from '#company';
import { lockAccounts } from '#customers';
import { done, type Outcome, refuse } from '#kernel';
import type { Transaction } from '#platform';
import type { BankAccount } from '../model.ts';
import { loadBankAccounts, lockBankAccount } from '../store/bank.ts';
import { type DueRefund, loadDueRefunds } from '../store/payments.ts';

export interface RefundsAtHand {
  readonly company: Company;
  readonly bank: BankAccount;
  readonly refunds: readonly DueRefund[];
}

/**
 * Locks our account and the customers' accounts, and reads the refunds under the locks. Refuses `cash.bank-account-not-found`,
 * `cash.bank-account-closed` and `cash.refund-not-due`.
 */
export async function takeRefunds(
  tx: Transaction,
  input: { readonly bankAccountId: string; readonly itemIds: readonly string[] },
): Promise<Outcome<RefundsAtHand>> {
  const bankAccountId = BigInt(input.bankAccountId);
  const itemIds = [...new Set(input.itemIds)].map(BigInt);
  await lockBankAccount(tx, bankAccountId);
  const bank = (await loadBankAccounts(tx.db, tx.tenantId)).find((one) => one.id === bankAccountId);
  if (!bank) return refuse('cash.bank-account-not-found', 'There is no such bank account. Nothing was changed.');
  if (bank.closedOn !== null)
    return refuse(
      'cash.bank-account-closed',
      `${bank.name} (${bank.number}) is closed since ${bank.closedOn}. Nothing was changed.`,
    );
  const company = (await loadCompany(tx.db, tx.tenantId, bank.companyId))!;
  const wanted = { companyId: company.id, itemIds };
  const seen = await loadDueRefunds(tx.db, tx.tenantId, wanted);
  await lockAccounts(
    tx,
    seen.map((one) => one.accountId),
  );
  const refunds = await loadDueRefunds(tx.db, tx.tenantId, wanted);
  if (refunds.length < itemIds.length)
    return refuse(
      'cash.refund-not-due',
      `${itemIds.length - refunds.length} of the chosen refunds are not to be paid (any more): on their way, paid or reversed, or none of this company. Nothing was changed.`,
      { itemIds: itemIds.filter((id) => !refunds.some((one) => one.itemId === id)).map(String) },
      { field: 'itemIds' },
    );
  return done({ company, bank, refunds });
}
