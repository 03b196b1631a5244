/** Which columns give way where a list would have to be scrolled sideways. */
import { describe, expect, it } from 'vitest';
import { givingWay } from './grid-widths.ts';

const column = (key: string, rem: number, more: object = {}) => ({ key, width: `minmax(${rem}rem,1fr)`, ...more });
const columns = [
  column('name', 10, { sort: 'name' }),
  column('bank', 5, { spare: true, sort: 'bank' }),
  column('number', 5, { spare: true, sort: 'number' }),
  column('amount', 6),
];
const all = 26 * 16;
const away = (
  room: number,
  more: { sort?: string; own?: Record<string, number>; needed?: Record<string, number> } = {},
) => [...givingWay(columns, more.needed ?? {}, { room, sort: more.sort, own: more.own ?? {} })].toSorted();

describe('R70 columns that give way', () => {
  it('none does where all fit', () => expect(away(all)).toEqual([]));
  it('the last spare one goes first, and no more than are too many', () => {
    expect(away(all - 1)).toEqual(['number']);
    expect(away(all - 80)).toEqual(['number']);
    expect(away(all - 81)).toEqual(['bank', 'number']);
    expect(away(all - 160)).toEqual(['bank', 'number']);
  });
  it('all stay where the list is scrolled sideways all the same', () => expect(away(all - 161)).toEqual([]));
  it('counts what a column was measured to need, also one that is away', () => {
    expect(away(all, { needed: { amount: 97 } })).toEqual(['number']);
    expect(away(all - 90, { needed: { number: 90 } })).toEqual(['bank', 'number']);
  });
  it('what the list is sorted or filtered by stays, and what the reader has made as wide as it is', () => {
    expect(away(all - 1, { sort: 'number' })).toEqual(['bank']);
    expect(away(all - 1, { own: { number: 80 } })).toEqual(['bank']);
    const filtered = columns.map((one) => (one.key === 'number' ? { ...one, filtered: true } : one));
    expect([...givingWay(filtered, {}, { room: all - 1, sort: undefined, own: {} })]).toEqual(['bank']);
  });
});
