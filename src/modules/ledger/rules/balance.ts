/** The first law of the ledger: every journal balances, in company currency and in each transaction currency. Pure. */
import type { NewJournal } from '../model.ts';

/**
 * Says what is out of balance in a journal, or null when it balances. A line in company currency only (amount 0 in the
 * transaction currency) carries an exchange difference; it balances in company currency.
 */
export function imbalanceOf(journal: NewJournal): string | null {
  if (journal.lines.length < 2) return 'a journal needs at least two lines';
  let company = 0n;
  const byCurrency = new Map<string, bigint>();
  for (const line of journal.lines) {
    company += line.companyAmountMinor;
    byCurrency.set(line.currency, (byCurrency.get(line.currency) ?? 0n) + line.amountMinor);
  }
  if (company !== 0n) return `company currency is out of balance by ${company} minor units`;
  for (const [currency, sum] of byCurrency) {
    if (sum !== 0n) return `${currency} is out of balance by ${sum} minor units`;
  }
  return null;
}
