/** Looking items up by key: the same answer as a look at every item, whatever letters the numbers have. */
import { describe, expect, it } from 'vitest';
import { textKey } from '#kernel';
import { KeyIndex } from './key-index.ts';
import type { MatchingItem } from './model.ts';

const itemOf = (id: string, number: string, references: string[] = []): MatchingItem => ({
  id,
  customerId: '1',
  number,
  references,
  type: 'invoice',
  blocks: [],
  documentDate: '2026-01-01',
  dueDate: '2026-01-31',
  openMinor: 100n,
  currency: 'EUR',
  discount: null,
});

const items = [
  itemOf('1', 'INV-2026-0001', ['INV-2026-0001', 'PO 77']),
  itemOf('2', 'inv 2026/0001'),
  itemOf('3', 'Größe-12', ['GROSSE12', 'grösse 12']),
  itemOf('4', '№ 15', ['Ⅻ-3', 'ﬃ9']),
  itemOf('5', '---', ['', '·']),
  itemOf('6', 'Ａ１２３４'),
  itemOf('7', 'счёт-44', ['PO-77']),
];
const texts = items.flatMap((item) => [item.number, ...item.references]);

describe('R33 items by their keys', () => {
  const index = new KeyIndex(items);

  it('finds what a look at every item finds, in the same order and once each', () => {
    for (const text of [...texts, 'none', 'INV2026000', 'INV20260001X', 'PO7']) {
      const key = textKey(text);
      const named = items.filter(
        (item) => key !== '' && [item.number, ...item.references].some((one) => textKey(one) === key),
      );
      expect(
        index.of(key).map((item) => item.id),
        text,
      ).toEqual(named.map((item) => item.id));
    }
    expect(index.of(textKey('inv-2026 0001')).map((item) => item.id)).toEqual(['1', '2']);
  });

  it('knows the longest key', () => {
    expect(index.longestKey).toBeGreaterThanOrEqual(Math.max(...texts.map((text) => textKey(text).length)));
    expect(new KeyIndex([]).of('INV1')).toEqual([]);
  });
});
