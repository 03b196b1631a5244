/** What becomes of an adjustment that a customer announces. */
import { describe, expect, it } from 'vitest';
import { proposeAdjustment } from './adjustment.ts';

const credit = { kind: 'credit', amountMinor: 44_00n, currency: 'USD' } as const;
const invoice = { itemId: 1n, number: 'INV-88213', currency: 'USD', openMinor: 500_00n };
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
});
