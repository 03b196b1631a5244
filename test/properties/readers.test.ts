/** The bank readers on damaged files: they read or refuse with a place, and never throw, hang or lose money. */

import { describe, expect, it } from 'vitest';
import {
  type BankEntry,
  findCreditorReference,
  footing,
  readBankFile,
  type StatedDocument,
  speaksOfReturn,
} from '#formats';
import fc, { runs } from '#test/property';
import { bankReference, type DemoStatement, writeBankFile } from '../../demo/bank-files.ts';
import { printCamt } from '../print-camt.ts';

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

/** Without blanks: a bank cuts its lines at a width, and a blank at the cut is none. */
const plain = (text: string | null): string => (text ?? '').replace(/\s+/g, '');
const toldOf = (entry: BankEntry) => ({
  name: plain(entry.counterparty.name),
  text: plain(entry.remittance),
  bankReference: entry.bankReference,
  status: entry.status,
  reversal: entry.reversal,
});

const word = fc.stringMatching(/^[A-Za-z0-9&<>"'ÄÖÜäöüß€.,/+-]([A-Za-z0-9 &<>"'ÄÖÜäöüß€.,/+-]{0,40}[A-Za-z0-9.])?$/);
const some = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const money = fc.bigInt({ min: 1n, max: 9_999_999n });
/** What a payer says of the documents that it pays: some say no amount of their own, several share one, some have words beside. */
const documents = fc.array(
  fc
    .record({
      numbers: fc.array(fc.stringMatching(/^[A-Z]{1,3}-[0-9]{1,6}$/), { minLength: 1, maxLength: 3 }),
      amountMinor: some(fc.bigInt({ min: -9_999_999n, max: 9_999_999n }).filter((minor) => minor !== 0n)),
      discountMinor: some(money),
      adjustments: fc.array(
        fc.record({
          code: fc.oneof(fc.constant(''), word),
          amountMinor: some(fc.bigInt({ min: -9_999n, max: 9_999n })),
        }),
        { maxLength: 2 },
      ),
      taxMinor: some(money),
      memo: some(word),
    })
    .map(({ numbers: [number, ...others], taxMinor, ...one }): StatedDocument[] => [
      { reference: number!, ...one, ...(taxMinor !== null && { taxMinor }) },
      ...others.map(
        (reference): StatedDocument => ({
          ...{ reference, amountMinor: null, discountMinor: null, adjustments: [], memo: null },
          shares: true,
        }),
      ),
    ]),
  { maxLength: 3 },
);
/** An entry with everything that a bank can say of it. */
const entries = fc.array(
  fc
    .record({
      amountMinor: fc.bigInt({ min: -9_999_999n, max: 9_999_999n }).filter((minor) => minor !== 0n),
      status: fc.constantFrom('booked' as const, 'pending' as const),
      reversal: fc.boolean(),
      bankReference: some(word),
      endToEndId: some(word.filter((text) => text !== 'NOTPROVIDED')),
      transactionCode: some(word),
      counterparty: fc
        .record({
          ...{ name: some(word), account: some(fc.stringMatching(/^[A-Z]{2}\d{12}$/)), ultimate: some(word) },
        })
        // Where only the ultimate party has a name it is told as the party's, too.
        .map(({ name, account, ultimate }) => ({
          ...{ name: name ?? ultimate, account },
          ...(ultimate !== null && { ultimateName: ultimate }),
        })),
      words: word,
      documents,
      reasonCode: some(fc.constantFrom('AC04', 'MD06', 'AM04')),
      charges: some(
        fc.record({
          amountMinor: money,
          currency: fc.constantFrom('EUR', 'USD', 'JPY'),
          bearer: some(fc.constantFrom('debtor' as const, 'creditor' as const, 'shared' as const)),
        }),
      ),
      exchange: some(
        fc.record({
          instructedMinor: money,
          instructedCurrency: fc.constantFrom('USD', 'GBP', 'JPY'),
          rate: some(fc.stringMatching(/^[1-9]\.\d{1,6}$/)),
        }),
      ),
    })
    .map(({ endToEndId, reasonCode, words, documents: blocks, ...one }): BankEntry => {
      const { amountMinor, counterparty } = one;
      const stated = blocks.flat();
      // The numbers of the documents stand in the text as well.
      const remittance = [words, ...stated.map(({ reference }) => reference)].join(' ');
      const structuredReference = findCreditorReference(remittance);
      const detail = {
        amountMinor,
        currency: 'EUR',
        counterparty,
        remittance,
        structuredReference,
        endToEndId,
        returned: null,
      };
      return {
        ...one,
        bookingDate: '2026-02-10',
        valueDate: '2026-02-11',
        currency: 'EUR',
        customerReference: endToEndId,
        remittance,
        structuredReference,
        ...(stated.length > 0 && { stated }),
        returned: reasonCode === null ? null : { reasonCode, originalMinor: null },
        details: [detail],
      };
    })
    // Words of a return make one of an entry that is none.
    .filter((one) => one.returned !== null || !speaksOfReturn(one.remittance)),
  { minLength: 1, maxLength: 6 },
);

/** What is said of a file and of no place in it. */
const ofTheWholeFile =
  /^(?:bank\.(?:empty-file|unknown-format)|csv\.(?:unknown-header|no-rows)|camt\.other-message|\w+\.(?:no-statement|cut))$/;

describe('the bank readers', () => {
  it('camt: everything that an entry says is read back: parties, texts, references, pending, reversal, charges, rates, returns', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const read = readBankFile(new TextEncoder().encode(printCamt(list)));
        if (!read.ok) throw new Error(read.refusal.message);
        expect(read.value.statements[0]!.entries).toEqual(list);
      }),
      runs.pure,
    );
  });

  it.each(['mt940', 'camt'] as const)('%s: what was written is read back to the last unit', (format) => {
    fc.assert(
      fc.property(payments, (list) => {
        const read = readBankFile(writeBankFile(format, [statementOf(list)]));
        if (!read.ok) throw new Error(read.refusal.message);
        const [statement] = read.value.statements;
        expect(statement!.entries.map((entry) => entry.amountMinor)).toEqual(list.map((one) => one.amountMinor));
        expect(statement!.entries.map(toldOf)).toEqual(
          list.map((one, index) => ({
            name: plain(one.payer),
            text: plain(one.text),
            bankReference: bankReference(statementOf(list), index),
            status: 'booked',
            reversal: false,
          })),
        );
        expect(footing(statement!)).toMatchObject({ foots: true, differenceMinor: 0n });
      }),
      runs.pure,
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
              // Nonsense has a line or a path; what the whole file is not, has none.
              if (!ofTheWholeFile.test(read.refusal.code))
                expect(read.refusal.at, read.refusal.message).toMatchObject({ file: '' });
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
        runs.pure,
      );
    },
    60_000,
  );

  it('bytes of nothing in particular are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const read = readBankFile(bytes);
        if (read.ok) expect(read.value.statements).toBeInstanceOf(Array);
        else expect(read.refusal.code).toContain('.');
      }),
      runs.pure,
    );
  });
});
