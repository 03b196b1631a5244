/** Changes how a customer is treated in a company: portfolio, direct debit, a pause of reminders. */
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { loadAccountSettings, loadPortfolios } from '../contact-queries.ts';
import type { CustomerKey } from '../model.ts';
import { changesBetween } from '../rules/changes.ts';
import { lockAccounts, updateAccountSettings } from '../store.ts';

/**
 * Changes the settings of an account if it still has the version that the caller saw. Refuses `customers.portfolio-unknown`,
 * and `customers.stale` with both versions in its details.
 */
export function changeAccount(
  engine: Engine,
  caller: Caller,
  input: {
    customer: CustomerKey;
    version: number;
    settings: { dunningBlockedUntil: Day | null; directDebit: boolean; portfolio: string | null };
  },
): Promise<Outcome<{ id: string; version: number }>> {
  const { customer, settings } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'customers.change-account',
      reason: `Settings of customer ${customer.number} were changed.`,
      input: { customer: customer.number, version: input.version, settings },
    },
    async (tx) => {
      const [account] = await lockAccounts(tx, [customer.accountId]);
      if (account!.version !== input.version) {
        const theirs = await loadAccountSettings(tx.db, tx.tenantId, customer.accountId);
        return refuse(
          'customers.stale',
          'Somebody else changed these settings after you opened them. Nothing was changed; compare both and save again.',
          { yours: settings, theirs, version: theirs.version },
        );
      }
      const portfolios = settings.portfolio === null ? [] : await loadPortfolios(tx.db, tx.tenantId);
      if (settings.portfolio !== null && !portfolios.some((one) => one.code === settings.portfolio))
        return refuse(
          'customers.portfolio-unknown',
          `There is no portfolio "${settings.portfolio}". Nothing was changed.`,
          {},
          { field: 'portfolio' },
        );
      const before = await loadAccountSettings(tx.db, tx.tenantId, customer.accountId);
      const version = await updateAccountSettings(tx, customer.accountId, settings);
      tx.accountsChanged([customer.accountId]);
      tx.publish({
        type: 'customers.account-changed',
        payload: {
          accountId: customer.accountId.toString(),
          companyId: account!.companyId.toString(),
          customer: customer.number,
          changes: changesBetween(before, settings, ['dunningBlockedUntil', 'directDebit', 'portfolio']),
        },
      });
      return done({ id: customer.accountId.toString(), version });
    },
  );
}
