/** The comparison of a customer's statement with our ledger on random books: it foots to the unit, and loses no line. Pure. */

import type { Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#kernel';
import { agreedBalance, compare } from '#reconciliation';
import fc, { runs } from '#test/property';

const asOf = '2026-03-31';
const amount = fc.constantFrom(100_00n, 119_00n, 134_00n, 143_00n, 98_00n, 2_00n, -50_00n, -119_00n, 1n, 999_999_99n);
const number = fc.constantFrom('RE-10001', 'RE-10002', '10001', 'RE-10011', 'INV 0010002', 'P-7', '', '4711');
const day = fc.integer({ min: 0, max: 40 }).map((back) => addDays(asOf, -back));
const facts = fc.record({
  theirs: fc.array(
    fc.record({
      reference: number,
      otherReference: fc.option(number),
      documentDate: fc.option(day),
      amountMinor: amount,
      kind: fc.constantFrom('', 'Payment', 'Invoice'),
      memo: fc.constantFrom('', 'RE-10002', 'Zahlung'),
    }),
    { maxLength: 12 },
  ),
  ours: fc.array(
    fc.record({
      number,
      documentType: fc.constantFrom('invoice', 'credit_memo', 'payment', 'finance_charge', 'deduction', 'refund'),
      documentDate: day,
      amountMinor: amount,
      originalMinor: amount,
      taxMinor: fc.constantFrom(0n, 19_00n),
      discountMinor: fc.option(fc.constantFrom(2_00n, 36_00n)),
      purchaseOrder: fc.option(fc.constantFrom('PO1')),
      disputed: fc.boolean(),
      settledLater: fc.option(
        fc.record({ on: day.map((on) => addDays(on, 45)), by: fc.constantFrom('payment' as const, 'credit' as const) }),
      ),
    }),
    { maxLength: 12 },
  ),
  known: fc.array(
    fc.record({
      number,
      originalMinor: amount,
      state: fc.constantFrom(
        'settled_by_payment' as const,
        'settled_by_credit' as const,
        'later' as const,
        'cancelled' as const,
        'other_account' as const,
      ),
    }),
    { maxLength: 4 },
  ),
  laterMoney: fc.array(amount, { maxLength: 3 }),
  opening: fc.tuple(amount, amount),
  closing: fc.option(amount),
});

type Random = typeof facts extends Arbitrary<infer T> ? T : never;

/** Facts of a comparison from random members; what is not random is whatever a real one would have. */
const factsOf = (random: Random) => ({
  asOf,
  kind: 'open_items' as const,
  theirs: random.theirs.map((one, index) => ({ ...one, line: index + 1, row: index + 2, dueDate: null })),
  theirOpeningMinor: random.opening[0],
  theirClosingMinor:
    random.closing ?? random.opening[0] + random.theirs.reduce((sum, one) => sum + one.amountMinor, 0n),
  ours: random.ours.map((one, index) => ({
    ...one,
    itemId: BigInt(index + 1),
    references: [],
    dueDate: one.documentDate,
  })),
  ourOpeningMinor: random.opening[1],
  known: random.known.map((one) => ({ ...one, references: [], documentDate: asOf, on: asOf, customer: 'C9' })),
  laterMoney: random.laterMoney.map((minor) => ({ on: addDays(asOf, 3), amountMinor: minor, number: 'P-9' })),
});

describe('R36 A comparison with the customer’s statement', () => {
  it('foots: their balance less ours is the sum of the differences, and of those named by reason, to the unit', () => {
    fc.assert(
      fc.property(facts, (random) => {
        const given = factsOf(random);
        const comparison = compare(given);
        expect(comparison.theirMinor).toBe(given.theirClosingMinor);
        expect(comparison.ourMinor).toBe(
          given.ourOpeningMinor + given.ours.reduce((sum, one) => sum + one.amountMinor, 0n),
        );
        expect(comparison.lines.reduce((sum, line) => sum + line.differenceMinor, 0n)).toBe(comparison.differenceMinor);
        expect(comparison.byReason.reduce((sum, one) => sum + one.amountMinor, 0n)).toBe(comparison.differenceMinor);
        // A difference without a reason would be a hole in the bridge.
        expect(comparison.lines.filter((line) => line.differenceMinor !== 0n && line.reason === null)).toEqual([]);
      }),
      runs.pure,
    );
  });

  it('puts every line of theirs and every document of ours into exactly one row, each with a key of its own', () => {
    fc.assert(
      fc.property(facts, (random) => {
        const given = factsOf(random);
        const { lines } = compare(given);
        const theirs = lines.flatMap((line) => (line.theirs ? [line.theirs.line] : []));
        const ours = lines.flatMap((line) => (line.ours ? [line.ours.itemId] : []));
        expect(theirs.sort((a, b) => a - b)).toEqual(given.theirs.map((one) => one.line));
        expect(ours.sort((a, b) => (a < b ? -1 : 1))).toEqual(given.ours.map((one) => one.itemId));
        expect(new Set(lines.map((line) => line.key)).size).toBe(lines.length);
      }),
      runs.pure,
    );
  });

  it('comes to an agreed balance that is ours and what we correct, and to none while a difference is open', () => {
    fc.assert(
      fc.property(
        facts,
        fc.array(fc.constantFrom('ours' as const, 'theirs' as const, 'timing' as const)),
        (random, words) => {
          const comparison = compare(factsOf(random));
          const open = comparison.lines.some((line) => line.side === 'open' && line.differenceMinor !== 0n);
          expect(agreedBalance(comparison.lines).ok).toBe(!open);
          const said = comparison.lines.map((line, index) => ({ ...line, side: words[index] ?? ('ours' as const) }));
          const theirs = agreedBalance(said.map((line) => ({ ...line, side: 'ours' as const })));
          const ours = agreedBalance(said.map((line) => ({ ...line, side: 'theirs' as const })));
          expect(theirs).toEqual({ ok: true, value: comparison.theirMinor });
          expect(ours).toEqual({ ok: true, value: comparison.ourMinor });
          const corrected = said.reduce((sum, line) => sum + (line.side === 'ours' ? line.differenceMinor : 0n), 0n);
          expect(agreedBalance(said)).toEqual({ ok: true, value: comparison.ourMinor + corrected });
        },
      ),
      runs.pure,
    );
  });
});
