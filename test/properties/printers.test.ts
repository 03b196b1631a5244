/** What we print is read again as it was: payment files to the bank, and the adjustments that a customer's system announces. */
import { describe, expect, it } from 'vitest';
import { bankText, type CreditTransfer, readRemittance, writeCreditTransfers } from '#formats';
import { makeIban } from '#kernel';
import fc, { runs } from '#test/property';
import { x12Adjustments } from '../../demo/x12-adjustment.ts';

const word = fc
  .stringMatching(/^[A-Za-z0-9]([A-Za-z0-9 &<>"'.,/+-]{0,40}[A-Za-z0-9])?$/)
  .map((text) => text.replace(/\s+/g, ' '));
/** What banks take as it is; the writer puts what they do not into their letters. */
const plain = fc
  .stringMatching(/^[A-Za-z0-9]([A-Za-z0-9 .,/+-]{0,40}[A-Za-z0-9])?$/)
  .map((text) => text.replace(/\s+/g, ' '))
  .filter((text) => bankText(text, 70) === text);
const money = fc.bigInt({ min: 1n, max: 9_999_999_99n });
const iban = makeIban('DE', '370400440532013000');

const transfers = fc.uniqueArray(
  fc.record({ reference: fc.stringMatching(/^[A-Z0-9]{1,20}$/), amountMinor: money, name: plain, text: plain }).map(
    ({ reference, amountMinor, name, text }): CreditTransfer => ({
      endToEndId: reference,
      amountMinor,
      creditor: { name, account: iban, iban: true, bank: null, address: null },
      text,
    }),
  ),
  { selector: (one) => one.endToEndId, minLength: 1, maxLength: 8 },
);

describe('R33 what we print is read again as it was', () => {
  it('a payment file: who pays, from which account and on which day, and of each payment reference, amount and text', async () => {
    await fc.assert(
      fc.asyncProperty(transfers, fc.constantFrom('EUR', 'JPY', 'KWD'), plain, async (list, currency, debtor) => {
        const file = writeCreditTransfers({
          messageId: 'DW-1',
          madeAt: new Date('2026-03-02T08:00:00Z'),
          executionDate: '2026-03-03',
          currency,
          debtor: { name: debtor, account: iban, iban: true, bank: { kind: 'bic', bic: 'COBADEFF' } },
          batches: [{ id: 'B1', scheme: 'general', transfers: list }],
        });
        const read = await readRemittance(file);
        if (!read.ok) throw new Error(read.refusal.message);
        expect(
          read.value.remittances.map((one) => [one.reference, one.amountMinor, one.currency, one.date, one.payer]),
        ).toEqual(
          list.map((one) => [
            ...[one.endToEndId, one.amountMinor, currency, '2026-03-03'],
            { name: debtor, account: iban },
          ]),
        );
        expect(read.value.remittances.map((one) => one.lines.map((line) => line.memo))).toEqual(
          list.map((one) => [one.text]),
        );
        expect(read.value.warnings).toEqual([]);
      }),
      runs.pure,
    );
  });

  it('adjustments of X12 812: number, side, amount and the invoice that each is about', async () => {
    const announced = fc.uniqueArray(
      fc.record({
        number: fc.stringMatching(/^CM-[0-9]{1,8}$/),
        kind: fc.constantFrom('credit' as const, 'debit' as const),
        cents: fc.integer({ min: 1, max: 9_999_999 }),
        invoice: fc.stringMatching(/^RE-[0-9]{1,8}$/),
      }),
      { selector: (one) => one.number, minLength: 1, maxLength: 8 },
    );
    const buyer = word.filter((text) => !/[*~>]/.test(text));
    await fc.assert(
      fc.asyncProperty(announced, buyer, async (list, name) => {
        const read = await readRemittance(x12Adjustments(7, name, list));
        if (!read.ok) throw new Error(read.refusal.message);
        expect(
          read.value.remittances.map((one) => [
            one.payer.name,
            one.reference,
            one.lines[0]!.reference,
            one.amountMinor,
          ]),
        ).toEqual(
          list.map((one) => [
            ...[name, one.number, one.invoice],
            BigInt(one.kind === 'credit' ? -one.cents : one.cents),
          ]),
        );
        expect(read.value.warnings).toEqual([]);
      }),
      runs.pure,
    );
  });
});
