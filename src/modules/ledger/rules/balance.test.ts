/** The first law of the ledger: what is out of balance, by a unit and in whichever direction, is no journal. */
import { describe, expect, it } from 'vitest';
import type { JournalLine } from '../model.ts';
import { imbalanceOf } from './balance.ts';

const line = (amountMinor: bigint, companyAmountMinor = amountMinor, currency = 'EUR'): JournalLine => ({
  ...{ accountId: 1n, itemId: null, currency, amountMinor, companyAmountMinor },
});
const imbalance = (...lines: JournalLine[]): string | null =>
  imbalanceOf({
    ...{ companyId: 1n, postingDate: '2026-03-02', documentDate: '2026-03-02', kind: 'test', explanation: 'Test.' },
    lines,
  });

describe('R5 A journal', () => {
  it('balances in company currency', () => {
    expect(imbalance(line(100n), line(-100n))).toBeNull();
    expect(imbalance(line(100n), line(-60n), line(-40n))).toBeNull();
    // The transaction currency balances, what it is carried at does not: by a unit too much, and too little.
    expect(imbalance(line(100n, 91n, 'USD'), line(-100n, -90n, 'USD'))).toContain('company currency');
    expect(imbalance(line(100n, 90n, 'USD'), line(-100n, -91n, 'USD'))).toContain('company currency');
  });

  it('balances in each transaction currency by itself', () => {
    expect(imbalance(line(100n, 90n, 'USD'), line(-100n, -90n, 'USD'))).toBeNull();
    for (const [dollars, pounds] of [
      [1n, 0n],
      [-1n, 0n],
      [0n, 1n],
      [0n, -1n],
      [1n, -1n],
    ] as const)
      expect(
        imbalance(
          line(100n + dollars, 90n, 'USD'),
          line(-100n, -90n, 'USD'),
          line(50n + pounds, 60n, 'GBP'),
          line(-50n, -60n, 'GBP'),
        ),
      ).toContain('is out of balance');
  });

  it('carries an exchange difference in company currency alone', () => {
    expect(imbalance(line(100n, 90n, 'USD'), line(-100n, -88n, 'USD'), line(0n, -2n, 'USD'))).toBeNull();
  });

  it('has two sides', () => {
    expect(imbalance()).toContain('two lines');
    expect(imbalance(line(0n))).toContain('two lines');
  });
});
