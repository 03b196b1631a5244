/** What receivables have to do in a month before it is closed for good: open items in foreign currency are revalued at its end. */
import { loadCompanies } from '#company';
import { dayInZone, periodOf, refuse } from '#kernel';
import { closedMonths } from '#ledger';
import type { PeriodDuty } from '#platform';
import { revaluationDays } from '../rules/revaluation.ts';
import { revaluationIn } from './revaluation.ts';

/**
 * Refuses `receivables.revaluation-due`, and what `revaluationIn` refuses: without a closing rate, or where the items do not equal
 * the control accounts, there is nothing sound to close on. Not asked of a company whose ERP closes the month, of a month that is
 * not over, and of one whose next month is closed, into which nothing could be taken back.
 */
export const revaluationPeriodDuties: PeriodDuty = {
  name: 'receivables.revaluation',
  async outstanding({ db, tenantId, now }, { companyId, month }) {
    const company = (await loadCompanies(db, tenantId)).find((one) => one.id === companyId);
    if (!company || company.ledgerMode === 'mirrored') return null;
    const { day, nextDay } = revaluationDays(month);
    if (dayInZone(now, company.timeZone) < day) return null;
    const next = periodOf(nextDay);
    if ((await closedMonths(db, tenantId, companyId, [next], true)).has(next)) return null;
    const rows = await revaluationIn(db, tenantId, company, month);
    if (!rows.ok) return rows.refusal;
    const due = [...new Set(rows.value.filter((row) => row.dueMinor !== 0n).map((row) => row.currency))].sort();
    if (due.length === 0) return null;
    return refuse(
      'receivables.revaluation-due',
      `Open items in ${due.join(', ')} are not revalued at the end of ${month}; revalue the month first (close revalue). Nothing was changed.`,
      { month, currencies: due },
      { field: 'month' },
    ).refusal;
  },
};
