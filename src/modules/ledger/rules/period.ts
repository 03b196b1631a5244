/** The life of an accounting month: open, soft-closed, closed; and what may be posted in it. Pure. */
import { addMonths, done, type Outcome, periodOf, refuse } from '#kernel';

export const periodStates = ['open', 'soft_closed', 'closed'] as const;
export type PeriodState = (typeof periodStates)[number];

/** True for a month written `YYYY-MM`. */
export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** The months from one to another, both of them too. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month < last; month = periodOf(addMonths(`${month}-01`, 1))) months.push(month);
  return [...months, last];
}

/**
 * Decides whether a month may go from one state to another: open → soft-closed → closed, and a soft-closed month may be
 * opened again. A closed month is closed for good. Refuses `ledger.period-closed` and `ledger.period-unchanged`.
 */
export function decidePeriodChange(month: string, from: PeriodState, to: PeriodState): Outcome<null> {
  if (from === to)
    return refuse(
      'ledger.period-unchanged',
      `The month ${month} is ${words[to]} already. Nothing was changed.`,
      { month, state: to },
      { field: 'state' },
    );
  if (from === 'closed')
    return refuse(
      'ledger.period-closed',
      `The month ${month} is closed for good; what is wrong in it is corrected in an open month. Nothing was changed.`,
      { months: [month] },
    );
  return done(null);
}

/**
 * Decides which months change with one. What is closed is closed with all that lies before it, posted in or not: a posting into
 * an earlier day would move the balances of the month. So a close takes the earlier months along; months are opened again latest
 * first, with those that came along when the month was closed. Refuses what `decidePeriodChange` refuses and `ledger.later-month-closed`.
 */
export function decideMonths(of: {
  readonly month: string;
  readonly to: PeriodState;
  /** The month and the known ones before it, in their order. */
  readonly states: ReadonlyMap<string, PeriodState>;
  /** The last of the months after it that is not open. */
  readonly later: { readonly month: string; readonly state: PeriodState } | undefined;
  /** The months before it that were closed softly with it, by the same deed. */
  readonly along: ReadonlySet<string>;
}): Outcome<readonly { readonly month: string; readonly from: PeriodState }[]> {
  const decided = decidePeriodChange(of.month, of.states.get(of.month)!, of.to);
  if (!decided.ok) return decided;
  if (of.to === 'open' && of.later)
    return refuse(
      'ledger.later-month-closed',
      `The month ${of.later.month} after it is ${words[of.later.state]}; months are opened again latest first. Nothing was changed.`,
      { month: of.later.month, state: of.later.state },
      { field: 'month' },
    );
  return done(
    [...of.states]
      .filter(
        ([month, from]) =>
          month === of.month ||
          (of.to === 'open' ? from === 'soft_closed' && of.along.has(month) : ranks[from] < ranks[of.to]),
      )
      .map(([month, from]) => ({ month, from })),
  );
}

const ranks = { open: 0, soft_closed: 1, closed: 2 } as const;

const words = { open: 'open', soft_closed: 'soft-closed', closed: 'closed' } as const;

/**
 * Decides whether a posting may go into months in these states. Nobody posts into a closed month; into a soft-closed one
 * only who may (`mayPostLate`) and says why. Refuses `ledger.period-closed`, `ledger.period-soft-closed`.
 */
export function decidePosting(
  states: ReadonlyMap<string, PeriodState>,
  late: { readonly reason: string | undefined; readonly mayPostLate: boolean },
): Outcome<null> {
  const inState = (state: PeriodState) => [...states].filter(([, one]) => one === state).map(([month]) => month);
  const closed = inState('closed');
  if (closed.length > 0)
    return refuse('ledger.period-closed', `The month ${closed[0]} is closed. Nothing was changed.`, {
      months: closed,
    });
  const soft = inState('soft_closed');
  if (soft.length > 0 && (late.reason === undefined || !late.mayPostLate))
    return refuse(
      'ledger.period-soft-closed',
      `The month ${soft[0]} is soft-closed; only a controller posts in it, and says why. Nothing was changed.`,
      { months: soft },
    );
  return done(null);
}
