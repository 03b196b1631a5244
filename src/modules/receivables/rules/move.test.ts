/** What moves out of an item: no more than is open, at what it is carried at, with nothing left over when all of it has moved. */
import { describe, expect, it } from 'vitest';
import type { Item } from '../model.ts';
import { type MovingType, planMoves, type WantedMove } from './move.ts';

const item = (amountMinor: bigint, more: Partial<Item> = {}): Item => ({
  ...{ id: 1n, companyId: 1n, accountId: 1n, customerId: 1n, number: 'RE-1', instalment: 1, source: 'dunwell' },
  ...{ documentType: amountMinor > 0n ? 'invoice' : 'payment', agingClass: amountMinor > 0n ? 'debit' : 'unapplied' },
  ...{ documentDate: '2026-01-05', postingDate: '2026-01-05', dueDate: '2026-02-05', currency: 'USD' },
  ...{ discountUntil: null, discountMinor: null, purchaseOrder: null, referenceKeys: [], linkedItemId: null },
  ...{ journalId: null, reversedBy: null, taxMinor: 0n, specialGl: null, noted: false, reasonCode: null },
  ...{ amountMinor, openMinor: amountMinor, companyAmountMinor: amountMinor, openCompanyMinor: amountMinor },
  ...more,
});
const move = (documentType: MovingType, amountMinor?: bigint, more: Partial<WantedMove> = {}): WantedMove => ({
  ...{ itemId: 1n, documentType, postingDate: '2026-03-02' },
  ...(amountMinor !== undefined && { amountMinor }),
  ...more,
});
const plan = (source: Item, ...wanted: WantedMove[]) => planMoves(new Map([[source.id, source]]), wanted);
const planned = (...of: Parameters<typeof plan>) => {
  const outcome = plan(...of);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
};
const refusal = (...of: Parameters<typeof plan>): string | null => {
  const outcome = plan(...of);
  return outcome.ok ? null : outcome.refusal.code;
};

describe('R4 What moves out of an item', () => {
  it('is no more than is open, counted over all that moves at once', () => {
    const source = item(100n, { openMinor: 80n, openCompanyMinor: 80n });
    expect(refusal(source, move('deduction', 50n), move('retention', 30n))).toBeNull();
    expect(refusal(source, move('deduction', 50n), move('retention', 31n))).toBe('receivables.over-allocated');
    expect(refusal(source, move('deduction', 0n))).toBe('receivables.over-allocated');
    expect(refusal(source, move('deduction', -1n))).toBe('receivables.over-allocated');
    expect(planned(source, move('deduction', 50n), move('retention'))[1]!.amountMinor).toBe(30n);
  });

  it('keeps what it is carried at, and the last to move takes all that is left of it', () => {
    const source = item(100n, { companyAmountMinor: 91n, openCompanyMinor: 91n });
    const parts = planned(source, move('deduction', 33n), move('retention', 33n), move('bill_of_exchange', 34n));
    expect(parts.map((one) => one.companyAmountMinor)).toEqual([30n, 30n, 31n]);
    // Three units carried at two: each by itself would take one.
    const few = item(3n, { companyAmountMinor: 2n, openCompanyMinor: 2n });
    const each = planned(few, move('deduction', 1n), move('retention', 1n), move('bill_of_exchange', 1n));
    expect(each.map((one) => one.companyAmountMinor)).toEqual([1n, 1n, 0n]);
    const credit = item(-100n, { companyAmountMinor: -91n, openCompanyMinor: -91n });
    const taken = planned(credit, move('down_payment', 33n), move('down_payment'));
    expect(taken.map((one) => [one.amountMinor, one.companyAmountMinor])).toEqual([
      [-33n, -30n],
      [-67n, -61n],
    ]);
  });

  it('comes from its own side, and only what is no more than noted stays', () => {
    const [invoice, money] = [item(100n), item(-100n)];
    for (const type of ['deduction', 'retention', 'bill_of_exchange', 'withholding_tax'] as const)
      expect([refusal(invoice, move(type)), refusal(money, move(type))]).toEqual([null, 'receivables.wrong-side']);
    expect(refusal(money, move('down_payment'))).toBeNull();
    expect(refusal(invoice, move('down_payment'))).toBe('receivables.wrong-side');
    const away = { toAccountId: 2n };
    expect([refusal(invoice, move('transfer', 1n, away)), refusal(money, move('transfer', 1n, away))]).toEqual([
      null,
      null,
    ]);
    expect(refusal(invoice, move('transfer', 1n))).toBe('receivables.same-account');
    expect(refusal(item(100n, { noted: true }), move('deduction'))).toBe('receivables.noted-item');
    expect(refusal(invoice, move('deduction', 1n, { postingDate: '2026-02-30' }))).toBe('receivables.malformed-day');
    expect(refusal(invoice, move('deduction', 1n, { dueDate: '2026-02-30' }))).toBe('receivables.malformed-day');
  });

  it('is posted no earlier than its source, falls due with it unless told, and a transfer stays what it was', () => {
    const late = item(100n, { postingDate: '2026-04-09' });
    expect(planned(late, move('deduction'))[0]).toMatchObject({ postingDate: '2026-04-09', dueDate: '2026-02-05' });
    const bill = item(100n, { specialGl: 'bill', agingClass: 'debit' });
    expect(planned(bill, move('transfer', 40n, { toAccountId: 2n }))[0]).toMatchObject({
      ...{ postingDate: '2026-03-02', specialGl: 'bill', agingClass: 'debit' },
    });
    expect(planned(item(100n), move('bill_of_exchange', 40n, { dueDate: '2026-06-01' }))[0]).toMatchObject({
      ...{ dueDate: '2026-06-01', specialGl: 'bill' },
    });
  });
});
