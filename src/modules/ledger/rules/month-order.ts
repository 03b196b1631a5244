/** What the ledger itself wants before a month is closed for good: that it is over, and the months before it closed. Pure. */
import { type Day, endOfMonth } from '#kernel';
import type { MonthFinding } from '#platform';

/**
 * What stands against closing a month on a day of its company. A month that is not over goes on being posted in; and what is
 * posted in an earlier one moves the balances of this one, so the months that hold postings are closed in their order.
 */
export function findMonthOrder(of: {
  readonly month: string;
  readonly today: Day;
  /** Earlier months with postings that are not closed for good, in their order. */
  readonly unclosed: readonly string[];
}): MonthFinding[] {
  const found: MonthFinding[] = [];
  const lastDay = endOfMonth(`${of.month}-01`);
  if (of.today <= lastDay)
    found.push({
      code: 'ledger.month-not-over',
      text: `It is not over before the end of ${lastDay}; until then it is only closed softly.`,
      needed: true,
    });
  const [first] = of.unclosed;
  if (first !== undefined)
    found.push({
      code: 'ledger.earlier-month-open',
      text:
        of.unclosed.length === 1
          ? `The month ${first} before it is not closed for good.`
          : `${of.unclosed.length} months before it are not closed for good, ${first} the first of them.`,
      needed: true,
    });
  return found;
}
