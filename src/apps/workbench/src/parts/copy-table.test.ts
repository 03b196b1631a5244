/** What reaches the clipboard must not run in a spreadsheet. */
import { describe, expect, it } from 'vitest';
import { neutralise } from './copy-table.ts';

describe('neutralise', () => {
  it('takes the spell off every beginning that a spreadsheet takes for a formula', () => {
    for (const text of ['=1+1', '+49 30', '-1', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠x']) {
      expect(neutralise(text)).toBe(`'${text}`);
    }
  });

  it('leaves other text as it is', () => {
    for (const text of ['RE-2026', 'Café Aurora S.L.', '', 'a=b']) expect(neutralise(text)).toBe(text);
  });
});
