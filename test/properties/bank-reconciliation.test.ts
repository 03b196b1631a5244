/** A bank account's month on random facts: the named parts add up to the difference, and nothing blocks unseen. Pure. */
import { describe, expect, it } from 'vitest';
import { addDays } from '#kernel';
import { compareBank } from '#reconciliation';
import fc, { runs } from '#test/property';

const minor = fc.bigInt({ min: -1_000_00n, max: 1_000_00n });
const entries = fc
  .array(minor, { maxLength: 4 })
  .map((amounts) =>
    amounts.map((amountMinor, index) => ({ day: addDays('2026-03-01', index), amountMinor, reference: '', text: '' })),
  );

describe('R35 A month of a bank account', () => {
  it('foots: bank less ledger is the sum of the named items, to the unit, whatever the statements say', () => {
    fc.assert(
      fc.property(
        fc.record({
          statements: fc.array(
            fc.record({ opening: fc.option(minor), closing: fc.option(minor), from: fc.nat(30), days: fc.nat(9) }),
            { maxLength: 5 },
          ),
          linesMinor: minor,
          linesAfterClosingMinor: minor,
          ledgerMinor: minor,
          waiting: entries,
          postedLater: entries,
          postedEarly: entries,
          ledgerOnly: entries,
        }),
        ({ statements, ...facts }) => {
          const comparison = compareBank({
            ...facts,
            monthEnd: '2026-03-31',
            readTo: '2026-03-31',
            lastBusinessDay: '2026-03-31',
            onMovement: false,
            held: [],
            statements: statements.map((one, index) => ({
              id: BigInt(index + 1),
              number: String(index + 1),
              fromDate: addDays('2026-03-01', one.from),
              toDate: addDays('2026-03-01', one.from + one.days),
              openingMinor: one.opening,
              closingMinor: one.closing,
              closingDate: one.closing === null ? null : addDays('2026-03-01', one.from + one.days),
              late: false,
            })),
          });
          expect(comparison.differenceMinor).toBe(comparison.bankMinor - facts.ledgerMinor);
          expect(comparison.items.reduce((sum, item) => sum + item.amountMinor, 0n)).toBe(comparison.differenceMinor);
          expect(comparison.items.filter((item) => item.amountMinor === 0n)).toEqual([]);
          for (const item of comparison.items)
            expect(item.blocks).toBe(
              ['statement_gap', 'lines_missing', 'line_not_posted', 'unexplained'].includes(item.kind),
            );
        },
      ),
      runs.pure,
    );
  });
});
