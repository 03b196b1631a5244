/** What is chosen of a list and what it comes to. */
import { describe, expect, it } from 'vitest';
import { everything, isChosen, nothing, sumOf, toggle, withAll } from './selection.ts';

const euro = (open: string) => ({ currency: 'EUR', open });
const totals = [
  { currency: 'EUR', items: 3, open: '60.00' },
  { currency: 'JPY', items: 1, open: '500' },
];

describe('R67 choosing rows across windows', () => {
  it('sums what is chosen, per currency', () => {
    const some = toggle(toggle(nothing, '1', euro('10.50')), '2', { currency: 'JPY', open: '500' });
    expect(isChosen(some, '1')).toBe(true);
    expect(isChosen(some, '3')).toBe(false);
    expect(sumOf(some, totals)).toEqual([
      { currency: 'EUR', items: 1, open: '10.50' },
      { currency: 'JPY', items: 1, open: '500' },
    ]);
    expect(sumOf(toggle(some, '1', euro('10.50')), totals).map((one) => one.currency)).toEqual(['JPY']);
  });

  it('takes rows out of everything, and puts them back', () => {
    const most = toggle(everything, '2', euro('20.00'));
    expect(isChosen(most, '2')).toBe(false);
    expect(isChosen(most, 'never seen')).toBe(true);
    expect(sumOf(most, totals)).toEqual([
      { currency: 'EUR', items: 2, open: '40.00' },
      { currency: 'JPY', items: 1, open: '500' },
    ]);
    expect(sumOf(withAll(most, [['2', euro('20.00')]]), totals)).toEqual(totals);
  });
});
