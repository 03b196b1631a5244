/** What becomes of an adjustment that a customer announces. */
import { describe, expect, it } from 'vitest';
import { type AnnouncedIdentity, adjustmentIdentities, proposeAdjustment, reasonCodeOf } from './adjustment.ts';

const credit = { kind: 'credit', amountMinor: 44_00n, currency: 'USD', customer: 'C1' } as const;
const invoice = { itemId: 1n, number: 'INV-88213', currency: 'USD', openMinor: 500_00n, customer: 'C1', ofPayer: true };
const own = { mirrored: false };

describe('R33 An announced adjustment', () => {
  it('is deducted from what is open, and a credit memo once that was paid', () => {
    expect(proposeAdjustment(credit, [invoice], own)).toMatchObject({ form: 'deduction', document: invoice });
    expect(proposeAdjustment(credit, [{ ...invoice, openMinor: 44_00n }], own).form).toBe('deduction');
    expect(proposeAdjustment(credit, [{ ...invoice, openMinor: 43_99n }], own).form).toBe('credit_memo');
    expect(proposeAdjustment({ ...credit, kind: 'debit' }, [invoice], own).form).toBe('debit_memo');
  });

  it('is a person’s where its document is unknown, is not the only one, or is in another currency', () => {
    expect(proposeAdjustment(credit, [], own)).toMatchObject({ form: null, why: { code: 'unknown' } });
    expect(proposeAdjustment(credit, [invoice, { ...invoice, itemId: 2n }], own).why?.code).toBe('several');
    expect(proposeAdjustment({ ...credit, currency: 'EUR' }, [invoice], own).why?.code).toBe('currency');
  });

  it('is a memo of the ERP where that owns the documents; a deduction is ours', () => {
    const mirrored = { mirrored: true };
    expect(proposeAdjustment(credit, [invoice], mirrored).form).toBe('deduction');
    expect(proposeAdjustment({ ...credit, kind: 'debit' }, [invoice], mirrored).why?.code).toBe('erp');
    expect(proposeAdjustment(credit, [{ ...invoice, openMinor: 0n }], mirrored).why?.code).toBe('erp');
  });

  it('is of a document of who announces it, or of whom that pays for; a number alone is not enough', () => {
    const others = { ...invoice, itemId: 2n, customer: 'C2', ofPayer: false };
    expect(proposeAdjustment(credit, [others], own)).toMatchObject({
      form: null,
      document: others,
      why: { code: 'payer-other', text: 'INV-88213 is a document of C2, and C1 does not pay for that customer.' },
    });
    // Of two documents of one number it is the announcing customer's.
    expect(proposeAdjustment(credit, [others, invoice], own)).toMatchObject({ form: 'deduction', document: invoice });
    expect(proposeAdjustment({ ...credit, customer: null }, [invoice], own).why?.code).toBe('payer-unknown');
  });

  it('is known again by payer, number and document, and by its place where it names too little', () => {
    const one: AnnouncedIdentity = {
      ...{ kind: 'credit', place: 1, payerName: 'Customer C1', number: 'CM-1', date: '2026-03-02' },
      ...{ reference: 'INV-1', currency: 'EUR', amountMinor: 5_00n },
    };
    const of = (...told: Partial<AnnouncedIdentity>[]) =>
      adjustmentIdentities(
        7n,
        told.map((more, index) => ({ ...one, place: index + 1, ...more })),
      );
    const [same, otherPayer, otherDay] = of({}, { payerName: 'Customer C2' }, { date: '2026-03-09' });
    expect(otherPayer).not.toBe(same);
    expect(otherDay).toBe(same);
    expect(new Set(of({ number: '' }, { number: '' }, { number: '', date: null })).size).toBe(3);
    expect(of({ number: '' })).toEqual(of({ number: '' }));
    expect(new Set(of({ number: '', reference: '' }, { number: '', reference: '' })).size).toBe(2);
    expect(of({ payerName: null, reference: '' })).not.toEqual(
      adjustmentIdentities(8n, [{ ...one, payerName: null, reference: '' }]),
    );
  });

  it('has the reason code of ours that its largest reason means', () => {
    const ours = new Set(['PRICE', 'QUANTITY']);
    const [price, quantity] = [
      { code: '01', amountMinor: 10_00n },
      { code: '06', amountMinor: 34_00n },
    ];
    expect(reasonCodeOf([price, quantity], ours)).toBe('QUANTITY');
    expect(
      reasonCodeOf(
        [
          { code: '06', amountMinor: null },
          { code: '01', amountMinor: null },
        ],
        ours,
      ),
    ).toBe('QUANTITY');
    expect(reasonCodeOf([{ code: 'ZZ', amountMinor: 99_00n }, price], ours)).toBe('PRICE');
    expect(reasonCodeOf([{ code: '11', amountMinor: null }], ours)).toBeNull();
    expect(reasonCodeOf([], ours)).toBeNull();
  });
});
