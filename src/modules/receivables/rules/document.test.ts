/** The items of a document: whose discount applies, and on which instalment. */
import { describe, expect, it } from 'vitest';
import type { PaymentTermRule } from '#company';
import type { NewDocument } from '../model.ts';
import { planItems } from './document.ts';

const invoice: NewDocument = {
  accountId: 1n,
  documentType: 'invoice',
  number: 'R-1',
  documentDate: '2026-03-01',
  currency: 'EUR',
  amountMinor: 100_01n,
};
const halves: PaymentTermRule = {
  instalments: [
    { sharePercent: '50', days: 30 },
    { sharePercent: '50', days: 60 },
  ],
  discount: { percent: '2', days: 10 },
};
const whole: PaymentTermRule = {
  instalments: [{ sharePercent: '100', days: 30 }],
  discount: { percent: '2', days: 10 },
};
const given = { until: '2026-03-08', amountMinor: 3_01n };

describe('R2 an early-payment discount', () => {
  it('that an invoice gives goes before the term’s, without a due date as with one', () => {
    const found = { discountUntil: given.until, discountMinor: given.amountMinor };
    expect(planItems({ ...invoice, discount: given }, whole, undefined)).toMatchObject([
      { dueDate: '2026-03-31', ...found },
    ]);
    const dated = { ...invoice, dueDate: '2026-03-20', discount: given };
    expect(planItems(dated, whole, undefined)).toMatchObject([{ dueDate: '2026-03-20', ...found }]);
  });

  it('is split over instalments, losing no unit', () => {
    const items = planItems({ ...invoice, discount: given }, halves, undefined);
    expect(items.map((item) => item.discountUntil)).toEqual([given.until, given.until]);
    expect(items.reduce((sum, item) => sum + item.discountMinor!, 0n)).toBe(given.amountMinor);
    expect(items.reduce((sum, item) => sum + item.amountMinor, 0n)).toBe(invoice.amountMinor);
  });

  it('is the term’s where the invoice says nothing, and none where it says none', () => {
    expect(planItems(invoice, whole, undefined)).toMatchObject([{ discountUntil: '2026-03-11', discountMinor: 2_00n }]);
    expect(planItems({ ...invoice, discount: null }, whole, undefined)).toMatchObject([
      { discountUntil: null, discountMinor: null },
    ]);
    expect(planItems({ ...invoice, discount: null }, halves, undefined).map((item) => item.discountMinor)).toEqual([
      null,
      null,
    ]);
  });

  it.each(['finance_charge', 'recovery'] as const)('is not taken off what was not sold: %s', (documentType) => {
    const charge: NewDocument = { ...invoice, documentType };
    expect(planItems(charge, whole, undefined)).toMatchObject([{ dueDate: '2026-03-31', discountMinor: null }]);
    expect(planItems({ ...charge, dueDate: '2026-03-01' }, whole, undefined)).toMatchObject([
      { dueDate: '2026-03-01', discountMinor: null },
    ]);
  });
});

describe('Money that goes out or elsewhere', () => {
  it.each(['refund', 'returned_payment', 'transfer'] as const)(
    'a %s stands whole on its day, whatever the terms',
    (documentType) => {
      const planned = [
        { instalment: 1, amountMinor: 100_01n, dueDate: '2026-03-01', discountUntil: null, discountMinor: null },
      ];
      expect(planItems({ ...invoice, documentType }, halves, undefined)).toEqual(planned);
      expect(planItems({ ...invoice, documentType }, whole, undefined)).toEqual(planned);
    },
  );
});
