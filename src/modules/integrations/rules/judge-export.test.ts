/** What a load says of a clearing of ours: confirmed by our reference or by the ERP's document, never by a disappearance alone. */
import { describe, expect, it } from 'vitest';
import type { MirroredItem } from '../model.ts';
import { type JudgedExport, judgeExport } from './judge-export.ts';

const item = (more: Partial<MirroredItem> = {}): MirroredItem => ({
  ...{ key: 'A', scope: 'DE01', accountId: 1n, itemId: 1n, number: 'RE-1', documentType: 'invoice', currency: 'EUR' },
  ...{ amountMinor: 100_00n, erpOpenMinor: 0n, closedMinor: 0n, confirmedMinor: 0n, dueDate: '2026-02-01' },
  ...{ blocks: [], linkedKey: null, specialGl: null, specialGlAccount: null, noted: false, state: 'closed' },
  ...{ clearingDocument: null, clearingDate: null, ourReference: null, generation: 1, postingDate: null, told: null },
  ...more,
});
const ours = (more: Partial<JudgedExport> = {}): JudgedExport => ({
  ...{ reference: 'DW-DE01-7', state: 'exported', erpDocument: null, answeredOn: null },
  ...more,
});
const judged = (one: JudgedExport, of: MirroredItem, keyDate = '2026-03-31') => judgeExport(one, of, keyDate);

describe('R61 What a load says of a clearing of ours', () => {
  it('is nothing while the ERP has the item open, whoever is named', () => {
    expect(judged(ours(), item({ erpOpenMinor: 1n, state: 'open', ourReference: 'DW-DE01-7' }))).toBeNull();
    expect(judged(ours(), item({ erpOpenMinor: 0n, state: 'closed_unknown', ourReference: 'DW-DE01-7' }))).toBeNull();
  });

  it('is that it was done where our reference or the document that was answered comes back', () => {
    expect(judged(ours(), item({ ourReference: 'DW-DE01-7' }))).toBe('confirmed');
    expect(judged(ours({ erpDocument: '140001' }), item({ clearingDocument: '140001' }))).toBe('confirmed');
    expect(judged(ours({ state: 'pending' }), item({ ourReference: 'DW-DE01-7' }))).toBe('confirmed');
  });

  it('is never that it was done because the item is closed', () => {
    expect(judged(ours(), item())).toBeNull();
    expect(judged(ours({ erpDocument: '140001' }), item())).toBeNull();
    // The document may be the one that our export made: a person or an answer says.
    expect(judged(ours({ erpDocument: '140001' }), item({ clearingDocument: '140002' }))).toBeNull();
    expect(judged(ours(), item({ clearingDocument: '140002', ourReference: 'somebody else' }))).toBeNull();
  });

  it('is that another was quicker where it had not left yet, or where another clearing of ours is named', () => {
    expect(judged(ours({ state: 'pending' }), item({ clearingDocument: '140002' }))).toBe('overtaken');
    expect(judged(ours(), item({ clearingDocument: '140002', ourReference: 'DW-DE01-8' }))).toBe('overtaken');
  });

  it('is that the ERP went another way where less is closed there than it had confirmed, told after its answer', () => {
    const done = ours({ state: 'confirmed', answeredOn: '2026-03-30' });
    const of = (erpOpenMinor: bigint, confirmedMinor = 60_00n) => item({ erpOpenMinor, confirmedMinor, state: 'open' });
    expect(judged(done, of(40_00n))).toBeNull();
    expect(judged(done, of(40_01n))).toBe('diverged');
    expect(judged(done, of(100_00n))).toBe('diverged');
    // A list of the very day may have been written before the answer.
    expect(judged(done, of(100_00n), '2026-03-30')).toBeNull();
    expect(judged(ours({ state: 'confirmed' }), of(100_00n))).toBeNull();
    const credit = item({ amountMinor: -100_00n, erpOpenMinor: -40_01n, confirmedMinor: 60_00n, state: 'open' });
    expect(judged(done, credit)).toBe('diverged');
  });
});
