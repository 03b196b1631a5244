/** The bank readers on damaged files: they read or refuse with a place, and never throw, hang or lose money. */

import { describe, expect, it } from 'vitest';
import { footing, readBankFile } from '#formats';
import fc from '#test/property';
import { type DemoStatement, writeBankFile } from '../../demo/bank-files.ts';

/** How many times longer than in npm test; .ci/run looks longer. */
const scale = Number(process.env['DUNWELL_FUZZ_SCALE'] ?? 1);
const account = 'DE89370400440532013000';
const payments = fc.array(
  fc.record({
    amountMinor: fc.bigInt({ min: -9_999_999n, max: 9_999_999n }).filter((minor) => minor !== 0n),
    payer: fc.stringMatching(/^[A-Za-z .&]{0,40}$/),
    text: fc.stringMatching(/^[A-Za-z0-9 .,+-]{1,90}$/),
  }),
  { maxLength: 6 },
);
const statementOf = (list: readonly { amountMinor: bigint; payer: string; text: string }[]): DemoStatement => ({
  account,
  currency: 'EUR',
  day: '2026-02-10',
  sequence: 7,
  openingMinor: 12_345_67n,
  payments: list.map((one) => ({
    company: 0,
    currency: 'EUR',
    day: '2026-02-10',
    account: null,
    structured: null,
    customer: null,
    numbers: [],
    ...one,
  })),
});
const csv = (list: readonly { amountMinor: bigint; payer: string; text: string }[]): Uint8Array =>
  new TextEncoder().encode(
    [
      'Date,Amount,Name,Text',
      ...list.map((one) => `2026-02-10,${Number(one.amountMinor) / 100},"${one.payer}","${one.text}"`),
    ].join('\n'),
  );
const mapping = {
  name: 'own',
  account,
  currency: 'EUR',
  columns: { bookingDate: 'Date', amount: 'Amount', name: 'Name', remittance: ['Text'] },
};

describe('the bank readers', () => {
  it.each(['mt940', 'camt'] as const)('%s: what was written is read back to the last unit', (format) => {
    fc.assert(
      fc.property(payments, (list) => {
        const read = readBankFile(writeBankFile(format, [statementOf(list)]));
        if (!read.ok) throw new Error(read.refusal.message);
        const [statement] = read.value.statements;
        expect(statement!.entries.map((entry) => entry.amountMinor)).toEqual(list.map((one) => one.amountMinor));
        expect(footing(statement!)).toMatchObject({ foots: true, differenceMinor: 0n });
      }),
      { numRuns: 300 * scale },
    );
  });

  it.each(['mt940', 'camt', 'csv'] as const)(
    '%s: a damaged file is read or refused, and what it says foots, foots',
    (format) => {
      fc.assert(
        fc.property(
          payments,
          fc.array(
            fc.record({
              at: fc.nat(),
              byte: fc.integer({ min: 0, max: 255 }),
              how: fc.constantFrom('change', 'cut', 'insert', 'end'),
            }),
            { minLength: 1, maxLength: 5 },
          ),
          (list, damage) => {
            let bytes = format === 'csv' ? csv(list) : writeBankFile(format, [statementOf(list)]);
            for (const { at, byte, how } of damage) {
              const place = at % Math.max(1, bytes.length);
              if (how === 'change') bytes = Uint8Array.from(bytes, (value, index) => (index === place ? byte : value));
              else if (how === 'cut')
                bytes = Uint8Array.from([...bytes.subarray(0, place), ...bytes.subarray(place + 1)]);
              else if (how === 'insert')
                bytes = Uint8Array.from([...bytes.subarray(0, place), byte, ...bytes.subarray(place)]);
              else bytes = bytes.subarray(0, place);
            }
            const read = readBankFile(bytes, format === 'csv' ? { mapping } : {});
            if (!read.ok) {
              expect(read.refusal.code).toMatch(/^[a-z0-9]+(\.[a-z0-9-]+)+$/);
              expect(read.refusal.message.length).toBeGreaterThan(10);
              return;
            }
            for (const statement of read.value.statements) {
              const { opening, closing } = { opening: statement.openingBalance, closing: statement.closingBalance };
              if (footing(statement).foots !== true) continue;
              const booked = statement.entries
                .filter((entry) => entry.status === 'booked')
                .reduce((sum, entry) => sum + entry.amountMinor, 0n);
              expect(booked).toBe(closing!.amountMinor - opening!.amountMinor);
            }
          },
        ),
        { numRuns: 1_000 * scale },
      );
    },
    60_000 * scale,
  );

  it('bytes of nothing in particular are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const read = readBankFile(bytes);
        if (read.ok) expect(read.value.statements).toBeInstanceOf(Array);
        else expect(read.refusal.code).toContain('.');
      }),
      { numRuns: 2_000 * scale },
    );
  });
});
