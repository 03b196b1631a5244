/** Which receipt a returned line undoes: evidence first, and nothing when two could be meant. */
import { describe, expect, it } from 'vitest';
import { matchReturn, type ReturnCandidate } from './match-return.ts';

const line = {
  valueDate: '2026-03-02',
  payerName: 'Harbor Foods Ltd',
  payerAccount: 'GB22',
  text: 'RETURNED DEBIT RE-10001',
};
const candidate = (receiptId: bigint, more: Partial<ReturnCandidate> = {}): ReturnCandidate => ({
  receiptId,
  valueDate: '2026-02-10',
  payerName: 'Somebody else',
  payerAccount: null,
  references: [],
  ...more,
});

describe('R34 The receipt that a returned line undoes', () => {
  it('is the one that the text names, before the account, before the name', () => {
    const byName = candidate(1n, { payerName: 'HARBOR FOODS' });
    const byAccount = candidate(2n, { payerAccount: 'GB 22' });
    const byReference = candidate(3n, { references: ['RE-10001'] });
    expect(matchReturn(line, [byName, byAccount, byReference])).toEqual({
      receiptId: 3n,
      because: 'the bank names RE-10001',
    });
    expect(matchReturn(line, [byName, byAccount])?.receiptId).toBe(2n);
    expect(matchReturn(line, [byName])?.receiptId).toBe(1n);
  });

  it('is what a factor had paid for the one whom the bank names, and not what it had paid for another', () => {
    const back = { ...line, text: 'RETURNED DEBIT', ultimateName: 'Ebner AG' };
    const factored = { payerAccount: 'GB22', payerName: 'Harbor Foods Ltd' };
    const [ebner, alpha] = [
      candidate(1n, { ...factored, ultimateName: 'EBNER' }),
      candidate(2n, { ...factored, ultimateName: 'Alpha KG' }),
    ];
    expect(matchReturn(back, [ebner, alpha])?.receiptId).toBe(1n);
    expect(matchReturn({ ...back, ultimateName: null }, [ebner, alpha])).toBeNull();
    expect(matchReturn(back, [alpha])).toBeNull();
    expect(matchReturn(back, [candidate(3n, factored)])?.receiptId).toBe(3n);
  });

  it('is nobody’s when two are as good, when a name has a rival, or when nothing speaks for it', () => {
    const byName = candidate(1n, { payerName: 'Harbor Foods' });
    expect(matchReturn(line, [byName, { ...byName, receiptId: 2n }])).toBeNull();
    expect(matchReturn(line, [byName, candidate(2n)])).toBeNull();
    expect(matchReturn(line, [candidate(2n)])).toBeNull();
    expect(matchReturn(line, [])).toBeNull();
  });

  it('came in before, and not longer ago than payments can be returned', () => {
    const named = { references: ['RE-10001'] };
    expect(matchReturn(line, [candidate(1n, { ...named, valueDate: '2026-03-03' })])).toBeNull();
    expect(matchReturn(line, [candidate(1n, { ...named, valueDate: '2024-12-01' })])).toBeNull();
  });
});
