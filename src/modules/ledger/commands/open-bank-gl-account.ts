/** Opens a further account for a bank in a company's chart, so that two accounts at banks reconcile apart. */
import { done, type Outcome, refuse } from '#kernel';
import type { Transaction } from '#platform';
import { insertChart, loadChart } from '../store.ts';

/**
 * Adds an account with the purpose of a bank, inside a transaction of an upper module; answers its id. Refuses
 * `ledger.account-code` for a code that no chart has, and `ledger.account-exists`.
 */
export async function openBankGlAccountIn(
  tx: Transaction,
  account: { readonly companyId: bigint; readonly code: string; readonly name: string },
): Promise<Outcome<bigint>> {
  const code = account.code.trim();
  const field = { field: 'newAccount' };
  if (!/^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$/.test(code))
    return refuse(
      'ledger.account-code',
      `"${account.code}" is no code of an account: up to 20 letters, digits, dots and dashes. Nothing was changed.`,
      {},
      field,
    );
  const chart = { code, name: account.name.trim(), kind: 'asset', purpose: 'bank' };
  if ((await insertChart(tx, account.companyId, [chart])) === 0)
    return refuse(
      'ledger.account-exists',
      `The chart has an account ${code} already; choose it, or another code. Nothing was changed.`,
      { code },
      field,
    );
  return done((await loadChart(tx.db, tx.tenantId, account.companyId)).find((one) => one.code === code)!.id);
}
