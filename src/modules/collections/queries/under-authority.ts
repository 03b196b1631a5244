/** What of a customer account is changed only under authority: payment term, the account money goes back to, dunning levels. */
import { loadPaymentTerms } from '#company';
import { loadAccounts, loadBankAccounts } from '#customers';
import { formatAmount } from '#kernel';
import { type Engine, runQuery } from '#platform';
import { loadItems } from '#receivables';
import { loadLevels } from '../store.ts';

/** More items are not chosen at once, and the command takes no more. */
const mostItems = 500;

/** Read on one snapshot. Of the items those that were reminded of and are open, the oldest first, and how many they are; amounts in major units. */
export function loadUnderAuthority(engine: Engine, tenantId: bigint, accountId: bigint) {
  return runQuery(engine, tenantId, async (db) => {
    const [account] = await loadAccounts(db, tenantId, { accountIds: [accountId] });
    const terms = await loadPaymentTerms(db, tenantId);
    const [bank] = await loadBankAccounts(db, tenantId, [accountId]);
    const open = await loadItems(db, tenantId, { openOfAccounts: [accountId] });
    const levels = await loadLevels(
      db,
      tenantId,
      open.map((item) => item.id),
    );
    const reminded = open
      .map((item) => ({ item, level: levels.get(item.id)?.level ?? 0 }))
      .filter(({ level }) => level > 0)
      .sort((a, b) => (a.item.dueDate < b.item.dueDate ? -1 : a.item.dueDate > b.item.dueDate ? 1 : 0));
    const term = terms.find((one) => one.id === account!.paymentTermId);
    return {
      accountId,
      customerId: account!.customerId,
      paymentTerm: term ? { code: term.code, name: term.name } : null,
      refundAccount: bank ? { account: bank.account, bankCode: bank.bankCode, holderName: bank.holderName } : null,
      reminded: reminded.slice(0, mostItems).map(({ item, level }) => ({
        itemId: item.id,
        number: item.number,
        dueDate: item.dueDate,
        currency: item.currency,
        open: formatAmount(item.openMinor, item.currency),
        level,
      })),
      remindedCount: reminded.length,
      highestLevel: reminded.reduce((highest, { level }) => Math.max(highest, level), 0),
    };
  });
}
