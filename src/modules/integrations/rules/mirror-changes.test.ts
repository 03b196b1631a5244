/** What a row of the ERP, or its absence, changes here: what is closed, reopened and netted, to the unit and to the day. */
import { describe, expect, it } from 'vitest';
import type { MirroredItem, ResolvedRow } from '../model.ts';
import {
  closingDay,
  closingDue,
  follow,
  mustReplace,
  saysTheSame,
  standsElsewhere,
  vanish,
  wantedNetting,
} from './mirror-changes.ts';

const item = (more: Partial<MirroredItem> = {}): MirroredItem => ({
  ...{ key: 'A', scope: 'DE01', accountId: 1n, itemId: 1n, number: 'RE-1', documentType: 'invoice', currency: 'EUR' },
  ...{ amountMinor: 100_00n, erpOpenMinor: 100_00n, closedMinor: 0n, confirmedMinor: 0n, dueDate: '2026-02-01' },
  ...{ blocks: [], linkedKey: null, specialGl: null, specialGlAccount: null, noted: false, state: 'open' },
  ...{ clearingDocument: null, clearingDate: null, ourReference: null, generation: 1 },
  ...{ postingDate: '2026-01-02', told: null },
  ...more,
});
const row = (more: Partial<ResolvedRow> = {}): ResolvedRow => ({
  ...{ row: 2, key: 'A', accountId: 1n, customer: 'C1', number: 'RE-1', documentType: 'invoice', currency: 'EUR' },
  ...{ documentDate: '2026-01-02', postingDate: '2026-01-02', dueDate: '2026-02-01' },
  ...{ amountMinor: 100_00n, openMinor: 100_00n, companyAmountMinor: null, taxMinor: null, taxCode: null },
  ...{ specialGl: null, specialGlAccount: null, noted: false, blocks: [], linkedKey: null, clearingDocument: null },
  ...{ clearingDate: null, ourReference: null, purchaseOrder: null, text: null, references: [], party: null },
  ...more,
});
const kinds = (of: MirroredItem, told: ResolvedRow) => follow(of, told).changes.map((one) => one.kind);

describe('R61 What a row of the ERP changes', () => {
  it('is nothing where it says the same; any difference that counts is one, and so is a return from nowhere', () => {
    expect(saysTheSame(item(), row())).toBe(true);
    const different: Partial<ResolvedRow>[] = [
      ...[{ openMinor: 99_99n }, { amountMinor: 100_01n }, { dueDate: '2026-02-02' }, { linkedKey: 'B' }],
      ...[{ number: 'RE-2' }, { blocks: ['dunning' as const] }, { clearingDocument: '14' }, { ourReference: 'DW-1' }],
      { specialGlAccount: 'bill' },
    ];
    for (const more of different) expect(saysTheSame(item(), row(more)), JSON.stringify(Object.keys(more))).toBe(false);
    expect(saysTheSame(item({ state: 'closed_unknown', erpOpenMinor: 0n }), row({ openMinor: 0n }))).toBe(false);
    expect(saysTheSame(item({ state: 'waiting' }), row())).toBe(false);
  });

  it('is told by its kind, with what it was before and what it is since', () => {
    expect(kinds(item(), row())).toEqual([]);
    expect(kinds(item(), row({ openMinor: 40_00n }))).toEqual(['open']);
    expect(kinds(item(), row({ openMinor: 0n }))).toEqual(['closed']);
    expect(kinds(item({ erpOpenMinor: 0n, state: 'closed' }), row())).toEqual(['reopened']);
    // It had vanished, and now a list says how it was closed: that is news.
    expect(kinds(item({ erpOpenMinor: 0n, state: 'closed_unknown' }), row({ openMinor: 0n }))).toEqual(['closed']);
    expect(follow(item(), row({ openMinor: 40_00n })).changes).toEqual([
      { key: 'A', kind: 'open', before: '10000', after: '4000' },
    ]);
    const { item: gone, changes } = vanish(item({ erpOpenMinor: 40_00n }));
    expect([gone.state, gone.erpOpenMinor, changes]).toEqual([
      ...['closed_unknown', 0n],
      [{ key: 'A', kind: 'closed_unknown', before: '4000', after: '0' }],
    ]);
  });

  it('is another item where it grew beyond what was posted, or changed its side', () => {
    expect(mustReplace(item(), row())).toBe(false);
    expect(mustReplace(item(), row({ openMinor: 100_01n }))).toBe(true);
    expect(mustReplace(item(), row({ openMinor: -1n }))).toBe(true);
    expect(mustReplace(item(), row({ openMinor: 0n }))).toBe(false);
    const credit = item({ amountMinor: -100_00n, erpOpenMinor: -100_00n });
    expect([-100_00n, -100_01n, 1n].map((openMinor) => mustReplace(credit, row({ openMinor })))).toEqual([
      ...[false, true, true],
    ]);
  });

  it('moves it to another control account only while something of it is open', () => {
    const bill = { specialGlAccount: 'bill' } as const;
    expect(standsElsewhere(item(), row(bill))).toBe(true);
    expect(standsElsewhere(item(bill), row(bill))).toBe(false);
    expect(standsElsewhere(item(), row({ ...bill, openMinor: 0n }))).toBe(false);
    expect(standsElsewhere(item({ noted: true }), row(bill))).toBe(false);
  });
});

describe('R61 How much a load closes here, and opens again', () => {
  const due = (more: Partial<MirroredItem>, openMinor: bigint, netted = 0n) =>
    closingDue(item(more), netted, openMinor);

  it('is what the ERP closed less what is closed here, confirmed of ours, or netted; and no more than is open', () => {
    expect(due({ erpOpenMinor: 100_00n }, 100_00n)).toBe(0n);
    expect(due({ erpOpenMinor: 30_00n }, 100_00n)).toBe(70_00n);
    expect(due({ erpOpenMinor: 30_00n, closedMinor: 50_00n }, 50_00n)).toBe(20_00n);
    expect(due({ erpOpenMinor: 30_00n, confirmedMinor: 50_00n }, 50_00n)).toBe(20_00n);
    expect(due({ erpOpenMinor: 30_00n }, 50_00n, 50_00n)).toBe(20_00n);
    expect(due({ erpOpenMinor: 30_00n, closedMinor: 20_00n, confirmedMinor: 20_00n }, 60_00n, 20_00n)).toBe(10_00n);
    // What our own clearing covers already is not closed twice.
    expect(due({ erpOpenMinor: 0n }, 25_00n)).toBe(25_00n);
    expect(due({ amountMinor: -100_00n, erpOpenMinor: -30_00n }, -100_00n)).toBe(70_00n);
  });

  it('is negative where the ERP opened it again, and no more than the loads had closed', () => {
    expect(due({ erpOpenMinor: 100_00n, closedMinor: 70_00n }, 30_00n)).toBe(-70_00n);
    expect(due({ erpOpenMinor: 80_00n, closedMinor: 70_00n }, 30_00n)).toBe(-50_00n);
    expect(due({ erpOpenMinor: 100_00n, closedMinor: 20_00n, confirmedMinor: 50_00n }, 30_00n)).toBe(-20_00n);
    expect(due({ erpOpenMinor: 100_00n, confirmedMinor: 50_00n }, 50_00n)).toBe(0n);
  });

  it('counts on the ERP’s clearing day, never after the day that the list shows', () => {
    expect(closingDay(item({ clearingDate: '2026-03-10' }), '2026-03-31')).toBe('2026-03-10');
    expect(closingDay(item({ clearingDate: '2026-04-02' }), '2026-03-31')).toBe('2026-03-31');
    expect(closingDay(item(), '2026-03-31')).toBe('2026-03-31');
  });
});

describe('R61 A partial payment and its invoice', () => {
  const credit = (erpOpenMinor: bigint) => item({ key: 'P', amountMinor: -40_00n, erpOpenMinor });
  const netting = (ofCredit: bigint, ofDebit: bigint, nettedMinor: bigint, creditMinor: bigint, debitMinor: bigint) =>
    wantedNetting(credit(ofCredit), item({ erpOpenMinor: ofDebit }), nettedMinor, { creditMinor, debitMinor });

  it('are netted by all that both have open there and free here', () => {
    expect(netting(-40_00n, 100_00n, 0n, 40_00n, 100_00n)).toBe(40_00n);
    expect(netting(-40_00n, 30_00n, 0n, 40_00n, 100_00n)).toBe(30_00n);
    expect(netting(-40_00n, 100_00n, 0n, 40_00n, 10_00n)).toBe(10_00n);
    expect(netting(-40_00n, 100_00n, 0n, 5_00n, 100_00n)).toBe(5_00n);
    // What is netted already is free for it.
    expect(netting(-40_00n, 100_00n, 40_00n, 0n, 60_00n)).toBe(40_00n);
  });

  it('stay as they are where the ERP closed both: that was the clearing; closed alone, one is netted no more', () => {
    expect(netting(0n, 0n, 40_00n, 0n, 60_00n)).toBe(40_00n);
    expect(netting(0n, 100_00n, 40_00n, 0n, 60_00n)).toBe(0n);
    expect(netting(-40_00n, 0n, 40_00n, 0n, 60_00n)).toBe(0n);
  });
});
