/** When the reminders of a customer are used up, and what is to be done then: by the last level of the customer's procedure. */
import { describe, expect, it } from 'vitest';
import { type PriorityFacts, prioritise } from './priority.ts';

const facts: PriorityFacts = {
  accountId: 1n,
  category: 'third_party',
  insolvency: null,
  companyCurrency: 'EUR',
  overdueMinor: 1_000_00n,
  freeOverdueMinor: 1_000_00n,
  creditMinor: 0n,
  oldestDueDate: '2026-02-20',
  highestLevel: 0,
  lastLevel: 3,
  lastNoticeDate: null,
  lastContactDate: '2026-02-28',
  brokenPromise: null,
  promiseDue: null,
  returnedPayment: null,
  followUpDate: null,
  snoozedUntil: null,
  hasPhone: true,
  addressBounces: false,
};
const told = (highestLevel: number, lastLevel: number | null, more: Partial<PriorityFacts> = {}) => {
  const { reasons, nextAction } = prioritise({ ...facts, highestLevel, lastLevel, ...more }, '2026-03-02');
  return { dunned: reasons.find((one) => one.code === 'dunned'), next: nextAction.code };
};

describe('R10 R18 The reminders of a customer', () => {
  it.each([2, 3, 4])('of %i levels are used up at the last one, and not before', (last) => {
    expect(told(last - 1, last)).toEqual({ dunned: undefined, next: 'remind' });
    expect(told(last, last)).toEqual({
      dunned: { code: 'dunned', text: `all ${last} reminders were sent without success`, points: 15 },
      next: 'call',
    });
    // A level of a longer procedure that the customer was on before.
    expect(told(last + 1, last).next).toBe('call');
  });

  it.each([2, 3, 4])('of %i levels: somebody who can be called is looked for one level before', (last) => {
    const noPhone = { hasPhone: false };
    expect(told(last - 2, last, noPhone).next).toBe('remind');
    expect(told(last - 1, last, noPhone).next).toBe('find_contact');
    expect(told(last, last, noPhone).next).toBe('find_contact');
  });

  it('of one level are used up with it, and of a procedure that is not known with the third', () => {
    expect(told(0, 1, { hasPhone: false })).toEqual({ dunned: undefined, next: 'remind' });
    expect(told(1, 1).dunned?.text).toBe('the one reminder was sent without success');
    expect(told(2, null)).toEqual({ dunned: undefined, next: 'remind' });
    expect(told(3, null).dunned?.text).toBe('all reminders were sent without success');
  });

  it('tell one day as one', () => {
    const age = (oldestDueDate: string) =>
      prioritise({ ...facts, oldestDueDate }, '2026-03-02').reasons.find((one) => one.code === 'age')?.text;
    expect(age('2026-03-01')).toBe('the oldest item is 1 day late');
    expect(age('2026-02-28')).toBe('the oldest item is 2 days late');
  });

  it('count for nothing where nothing is overdue', () => {
    expect(told(3, 3, { overdueMinor: 0n, freeOverdueMinor: 0n }).dunned).toBeUndefined();
  });
});

describe('R10 What a customer has overdue', () => {
  const of = (more: Partial<PriorityFacts>) => prioritise({ ...facts, ...more }, '2026-03-02');

  it('is told as it stands everywhere, and ranks by what of it can be asked for', () => {
    const amount = (freeOverdueMinor: bigint) =>
      of({ freeOverdueMinor }).reasons.find((one) => one.code === 'overdue_amount')!;
    expect(amount(400_00n).text).toBe('EUR 1000.00 is overdue');
    expect(amount(1_000_00n).text).toBe('EUR 1000.00 is overdue');
    expect(amount(400_00n).points).toBeLessThan(amount(1_000_00n).points);
  });

  it('lists nobody where all of it is held back, and nobody where nothing is', () => {
    expect(of({ freeOverdueMinor: 0n }).notListed?.code).toBe('blocked');
    expect(of({ overdueMinor: 0n, freeOverdueMinor: 0n }).notListed?.code).toBe('nothing_overdue');
    expect(of({ overdueMinor: 1_000_00n, freeOverdueMinor: 400_00n, creditMinor: 400_00n }).notListed?.code).toBe(
      'covered',
    );
  });
});
