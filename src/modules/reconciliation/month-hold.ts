/** What reconciliation registers with the platform: a month is closed when its bank accounts are reconciled and signed. */
import { loadBankAccounts } from '#cash';
import { loadCompany } from '#company';
import type { MonthFinding, MonthHold } from '#platform';
import { loadBankMonth } from './queries/bank-comparison.ts';

/**
 * Tells each bank account whose month is not signed, or has changed since. It may be passed over: a bank's statement may come
 * weeks later, and what was not signed goes on being shown on the page of reconciliation.
 */
export const bankMonthHold: MonthHold = {
  name: 'reconciliation.bank-months',
  async find(db, tenantId, { companyId, month }) {
    const company = await loadCompany(db, tenantId, companyId);
    if (!company) return [];
    const found: MonthFinding[] = [];
    for (const account of await loadBankAccounts(db, tenantId, companyId)) {
      // One that was closed before, or was never read, has nothing to sign.
      if (account.readTo === null || (account.closedOn !== null && account.closedOn < `${month}-01`)) continue;
      const read = await loadBankMonth(db, tenantId, { company, bankAccountId: account.id, month });
      if (!read || read.state === 'signed') continue;
      const { bankMinor, ledgerMinor, items } = read.comparison;
      if (read.history.length === 0 && bankMinor === 0n && ledgerMinor === 0n && items.length === 0) continue;
      found.push({
        code: read.state === 'changed' ? 'reconciliation.month-changed' : 'reconciliation.month-unsigned',
        text:
          read.state === 'changed'
            ? `The reconciliation of ${account.name} has changed since it was signed.`
            : `The reconciliation of ${account.name} is not signed.`,
        needed: false,
      });
    }
    return found;
  },
};
