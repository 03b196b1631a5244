/** Mended cells of a table are read as if the file said so, within the whole file. */
import { describe, expect, it } from 'vitest';
import { itemFields } from './fields.ts';
import { readMapped } from './table-import.ts';

const bytes = new TextEncoder().encode(
  [
    'customer;number;documentDate;dueDate;currency;amount',
    '10101;TE-1;10.02.2026;13.03.2026;EUR;1.100,50',
    '10103;TE-3;10.02.2026;13.03.2026;EUR;80,00',
    '10102;TE-2;10.02.2026;40.03.2026;EUR;1.250',
    '',
  ].join('\n'),
);
const read = (mended?: Parameters<typeof readMapped>[0]['mended']) =>
  readMapped({ fileName: 'errors.csv', bytes, mended }, 'items', itemFields);

describe('R67 mended cells of a table', () => {
  it('leave how the file writes days and amounts as all its rows tell it', () => {
    const before = read();
    expect(before.ok && before.value.bad.map((one) => [one.row, one.column])).toEqual([[4, 'dueDate']]);
    const after = read([{ row: 4, column: 'dueDate', value: '4.3.2026' }]);
    expect(after.ok && after.value.bad).toEqual([]);
    // The fourth of March, and a thousand two hundred and fifty: alone, the row would be read as 3 April and 1.25.
    expect(after.ok && after.value.good[2]!.values).toMatchObject({ dueDate: '2026-03-04', amount: '1250' });
  });

  it('are named as the file writes its columns, however that is, so that they are found there again', () => {
    const written = new TextEncoder().encode(
      'Customer;Number;Document Date;DUE_DATE;Currency;Amount\n10101;TE-1;2026-02-10;2026-03-40;EUR;1.00\n',
    );
    const read = (mended?: Parameters<typeof readMapped>[0]['mended']) =>
      readMapped({ fileName: 'capitals.csv', bytes: written, mended }, 'items', itemFields);
    const before = read();
    expect(before.ok && before.value.bad.map((one) => [one.row, one.column])).toEqual([[2, 'DUE_DATE']]);
    const after = read([{ row: 2, column: 'DUE_DATE', value: '2026-03-14' }]);
    expect(after.ok && after.value.good.map((one) => one.columnOf('dueDate'))).toEqual(['DUE_DATE']);
  });

  it('must have their place in the file', () => {
    for (const cell of [
      { row: 9, column: 'dueDate', value: '1.3.2026' },
      { row: 4, column: 'due', value: '1.3.2026' },
    ]) {
      const refused = read([cell]);
      expect(!refused.ok && refused.refusal.code).toBe('table.mended-cell');
    }
  });
});
