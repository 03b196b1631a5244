import { describe, expect, it } from 'vitest';
import { type MovedByUs, pairMoved, pairStanding, type StandingItem, type ToldItem } from './moved-items.ts';

const moved = (itemId: bigint, more: Partial<MovedByUs> = {}): MovedByUs => ({
  ...{ itemId, number: `DD-${itemId}`, accountId: 1n, currency: 'EUR', amountMinor: 100_00n, specialGl: null },
  ...{ reference: 'DW-DE01-7', erpDocument: null, originKey: 'INV' },
  ...more,
});
const told = (key: string, more: Partial<ToldItem> = {}): ToldItem => ({
  ...{ key, number: key, accountId: 1n, currency: 'EUR', amountMinor: 100_00n, specialGlAccount: null },
  ...{ ourReference: null, linkedKey: null, references: [] },
  ...more,
});
const pairs = (
  rows: readonly ToldItem[],
  ours: readonly MovedByUs[],
  holderOf = (accountId: bigint): bigint => accountId,
) => [...pairMoved(rows, ours, holderOf)].map(([key, pair]) => [key, pair.moved.itemId, pair.same]);

describe('R61 R49 What was moved out of an invoice here, and what the ERP opens for it', () => {
  it('is known by our reference, by our number, and by the document that the ERP named', () => {
    expect(pairs([told('A', { ourReference: 'DW-DE01-7' })], [moved(1n)])).toEqual([['A', 1n, true]]);
    expect(pairs([told('A', { references: ['dd-1'] })], [moved(1n)])).toEqual([['A', 1n, true]]);
    expect(pairs([told('1400000077')], [moved(1n, { erpDocument: '1400000077' })])).toEqual([['1400000077', 1n, true]]);
  });

  it('is known as what is left of the same invoice where the amount is the same; the amount alone says nothing', () => {
    expect(pairs([told('A', { linkedKey: 'INV' })], [moved(1n)])).toEqual([['A', 1n, true]]);
    expect(pairs([told('A', { linkedKey: 'INV', amountMinor: 99_00n })], [moved(1n)])).toEqual([]);
    expect(pairs([told('A')], [moved(1n)])).toEqual([]);
    expect(pairs([told('A', { linkedKey: 'INV', accountId: 2n })], [moved(1n)])).toEqual([]);
  });

  it('is known on the other account of a customer that was merged', () => {
    const merged = (accountId: bigint): bigint => (accountId === 1n ? 2n : accountId);
    const rows = [told('A', { ourReference: 'DW-DE01-7', accountId: 2n })];
    expect(pairs(rows, [moved(1n)])).toEqual([]);
    expect(pairs(rows, [moved(1n)], merged)).toEqual([['A', 1n, true]]);
    expect(pairs(rows, [moved(1n, { accountId: 3n })], merged)).toEqual([]);
  });

  it('with another amount, or on another account, gives way where it is named', () => {
    expect(pairs([told('A', { ourReference: 'DW-DE01-7', amountMinor: 120_00n })], [moved(1n)])).toEqual([
      ['A', 1n, false],
    ]);
    expect(pairs([told('A', { ourReference: 'DW-DE01-7', specialGlAccount: 'retention' })], [moved(1n)])).toEqual([
      ['A', 1n, false],
    ]);
  });

  it('each stands for one: of several of one clearing the same invoice goes first, then the same amount', () => {
    const ours = [moved(1n), moved(2n, { originKey: 'INV2' }), moved(3n, { originKey: 'INV3', amountMinor: 5_00n })];
    const rows = [
      told('C', { ourReference: 'DW-DE01-7', amountMinor: 6_00n, linkedKey: 'INV3' }),
      told('B', { ourReference: 'DW-DE01-7', linkedKey: 'INV2' }),
      told('A', { ourReference: 'DW-DE01-7' }),
      told('D', { ourReference: 'DW-DE01-7' }),
    ];
    expect(pairs(rows, ours).sort()).toEqual([
      ['A', 1n, true],
      ['B', 2n, true],
      ['C', 3n, false],
    ]);
  });

  describe('where an earlier list brought it already', () => {
    const standing = (key: string, itemId: bigint, more: Partial<StandingItem> = {}): StandingItem => ({
      ...told(key),
      itemId,
      ...more,
    });
    const twice = (rows: readonly StandingItem[], ours: readonly MovedByUs[]) =>
      [...pairStanding(rows, ours, (accountId) => accountId)].map(([key, pair]) => [key, pair.moved.itemId]);

    it('is known by a name or by its invoice, of the same amount, and only what came after it', () => {
      const named = { ourReference: 'DW-DE01-7' };
      expect(twice([standing('A', 9n, named)], [moved(5n)])).toEqual([['A', 5n]]);
      expect(twice([standing('A', 9n, { linkedKey: 'INV' })], [moved(5n)])).toEqual([['A', 5n]]);
      expect(twice([standing('A', 4n, named)], [moved(5n)])).toEqual([]);
      expect(twice([standing('A', 9n)], [moved(5n)])).toEqual([]);
    });

    it('an invoice that names our clearing, of another amount, is none of it', () => {
      expect(twice([standing('A', 9n, { ourReference: 'DW-DE01-7', amountMinor: 900_00n })], [moved(5n)])).toEqual([]);
    });
  });
});
