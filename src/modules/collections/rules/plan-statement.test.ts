/** Which month's statements are due on a day, and that the columns of a statement sum to its balance. */

import { describe, expect, it } from 'vitest';
import { addDays } from '#kernel';
import fc, { runs } from '#test/property';
import type { StatementItem } from '../statement-model.ts';
import { byCurrency, periodDue } from './plan-statement.ts';

describe('R40 the cycle of statements', () => {
  it.each([
    [1, '2026-03-01', '2026-03', '2026-03-01'],
    [1, '2026-03-31', '2026-03', '2026-03-01'],
    [10, '2026-03-09', '2026-02', '2026-02-10'],
    [28, '2026-01-27', '2025-12', '2025-12-28'],
    [28, '2024-02-29', '2024-02', '2024-02-28'],
  ])('from day %i: on %s those of %s are due', (day, asOf, period, dueOn) => {
    expect(periodDue(day, asOf)).toEqual({ period, dueOn });
  });
});

describe('R40 a statement', () => {
  it('has columns by age that sum to its balance, in each currency', () => {
    const item = fc.record({
      late: fc.integer({ min: -400, max: 400 }),
      openMinor: fc.bigInt({ min: -1_000_000n, max: 1_000_000n }).filter((minor) => minor !== 0n),
      agingClass: fc.constantFrom('debit' as const, 'credit' as const, 'unapplied' as const),
      currency: fc.constantFrom('EUR', 'USD', 'JPY'),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), (drawn) => {
        const items = drawn.map((one, index): StatementItem => {
          const dueDate = addDays('2026-03-31', -one.late);
          const { openMinor, agingClass, currency } = one;
          const rest = {
            documentType: 'invoice',
            documentDate: dueDate,
            dueDate,
            disputed: false,
            branch: null,
            debtor: null,
            taxMinor: 0n,
          };
          return {
            id: BigInt(index),
            number: `R-${index}`,
            amountMinor: openMinor,
            openMinor,
            agingClass,
            currency,
            ...rest,
          };
        });
        const found = byCurrency({ items, movements: null }, '2026-03-31');
        expect(found.map((one) => one.currency).sort()).toEqual([...new Set(items.map((one) => one.currency))].sort());
        for (const one of found) {
          const sum = (minors: readonly bigint[]): bigint => minors.reduce((total, minor) => total + minor, 0n);
          const own = items.filter((other) => other.currency === one.currency);
          expect(sum(one.agingMinor)).toBe(one.balanceMinor);
          expect(one.balanceMinor).toBe(sum(own.map((other) => other.openMinor)));
          expect(one.debits.length + one.credits.length).toBe(own.length);
          expect(one.overdueMinor).toBeGreaterThanOrEqual(0n);
        }
      }),
      runs.pure,
    );
  });
});
