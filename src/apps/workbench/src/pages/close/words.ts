/** Words of months that come from codes; each is a sentence of the catalogue (see languages/close). Pure. */
import type { PeriodsAnswer } from '#ledger/contract';

export type MonthState = PeriodsAnswer['rows'][number]['state'];

export const monthStateWords: Readonly<Record<MonthState, string>> = {
  open: 'Open for postings',
  soft_closed: 'Soft-closed',
  closed: 'Closed for good',
};
/** What somebody made of a month, by the state that it came into. */
export const changedToWords: Readonly<Record<MonthState, string>> = {
  open: 'Opened again',
  soft_closed: 'Soft-closed',
  closed: 'Closed for good',
};
export const monthStateTones: Readonly<Record<MonthState, string>> = {
  open: '',
  soft_closed: 'text-warn',
  closed: 'text-ok',
};

/** `2026-03` and 1 → `2026-04`. */
export function monthAfter(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number);
  const months = year! * 12 + number! - 1 + by;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** The months from the first that is known to the one of the day, newest first; one without a story is as closed as those after it. */
export function monthsUntil(
  day: string,
  rows: PeriodsAnswer['rows'],
): readonly { readonly month: string; readonly state: MonthState }[] {
  const states = new Map(rows.map((row) => [row.month, row.state]));
  const known = [...states.keys()].sort();
  const current = day.slice(0, 7);
  // The month before is there to be closed, also where the books have only begun.
  const first = [known[0] ?? current, monthAfter(current, -1)].sort()[0]!;
  const last = [known.at(-1) ?? current, current].sort()[1]!;
  const found: { month: string; state: MonthState }[] = [];
  // What lies before a month that is closed is closed with it.
  let after: MonthState = 'open';
  for (let month = last; month >= first; month = monthAfter(month, -1)) {
    const state: MonthState = states.get(month) ?? after;
    if (state !== 'open') after = state;
    found.push({ month, state });
  }
  return found;
}
