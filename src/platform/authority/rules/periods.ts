/** The periods by which uses add up, and the running totals that one act belongs to. Pure. */
import { type Day, monthOf, yearOf } from '#kernel';
import { type AuthorityQuestion, type CustomerPeriod, customerPeriods, type Deed, type UseKey } from '../model.ts';

/** The name of the period that holds a day: `2026-03`, `2026-Q1` or `2026`. */
export function periodName(day: Day, period: CustomerPeriod): string {
  if (period === 'month') return day.slice(0, 7);
  return period === 'quarter' ? `${yearOf(day)}-Q${Math.ceil(monthOf(day) / 3)}` : day.slice(0, 4);
}

export const personKey = (deed: Deed, personId: bigint, day: Day): UseKey => ({
  deed,
  scope: 'person',
  holderId: personId,
  period: day,
});

/** What was done for a customer counts as done alone or as approved by a second person. */
export const customerKey = (
  deed: 'alone' | 'approved',
  customerId: bigint,
  day: Day,
  period: CustomerPeriod,
): UseKey => ({
  deed,
  scope: 'customer',
  holderId: customerId,
  period: periodName(day, period),
});

/** The totals that an allowed act is added to: of whose authority was used, and of the customer in every period. */
export function usesOf(
  question: AuthorityQuestion,
  act:
    | { readonly deed: 'alone'; readonly authorityOf: bigint }
    | { readonly deed: 'approved'; readonly authorityOf: bigint; readonly approvedUnder: bigint },
): UseKey[] {
  const { day, customerId } = question;
  const persons =
    act.deed === 'alone'
      ? [personKey('alone', act.authorityOf, day)]
      : [personKey('requested', act.authorityOf, day), personKey('approved', act.approvedUnder, day)];
  const customers =
    customerId === null ? [] : customerPeriods.map((period) => customerKey(act.deed, customerId, day, period));
  return [...persons, ...customers];
}

/** A total's name, for maps and for the order in which the rows are locked. */
export const textOfKey = (key: UseKey): string =>
  `${key.scope === 'person' ? 1 : 2} ${key.holderId.toString().padStart(20, '0')} ${key.deed} ${key.period}`;
