/** What reaches the clipboard must not run in a spreadsheet. */
import { describe, expect, it } from 'vitest';
import { htmlOf, neutralise } from './copy-table.ts';

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

describe('htmlOf', () => {
  const cell = (html: string): RegExp => new RegExp(`<td[^>]*>${html}</td>`);
  const opened = (cells: Parameters<typeof htmlOf>[0][number]): string => htmlOf([cells]);

  it('brings numbers and days along as values, whatever the notation of the spreadsheet', () => {
    const html = opened([{ plain: '12.11' }, { plain: '-1234.5' }, { plain: '7' }, { plain: '2026-03-02' }]);
    expect(html).toContain('xmlns:x="urn:schemas-microsoft-com:office:excel"');
    expect(html).toMatch(/x:num="12.11"[^>]*0\\\.00[^>]*sdval="12.11" sdnum="1033;0;0.00">12.11</);
    expect(html).toMatch(/x:num="-1234.5"[^>]*sdval="-1234.5"[^>]*>-1234.5</);
    expect(html).toMatch(/x:num="7"[^>]*>7</);
    // The second of March 2026 is the day 46,083 of spreadsheets.
    expect(html).toMatch(/x:num="46083"[^>]*yyyy[^>]*sdval="46083" sdnum="1033;0;YYYY-MM-DD">2026-03-02</);
  });

  it('says of text that it is text: no zero is lost and nothing becomes a power of ten', () => {
    for (const text of ['00077', '4711E3', '12.11', '2026-03-02']) {
      const html = opened([text]);
      expect(html).toMatch(cell(text));
      expect(html).toContain("mso-number-format:'\\@'");
      expect(html).toContain('sdnum="1033;0;@"');
      expect(html).not.toMatch(/x:num=|sdval=/);
    }
  });

  it('keeps what is neither number nor day as it stands, more digits than a spreadsheet counts among it', () => {
    const html = opened([{ plain: 'invoice' }, { plain: '1234567890123456' }, { plain: '2026-03' }]);
    expect(html).not.toMatch(/x:num=|sdval=/);
    expect(opened(['<b>=1</b>', '=1+1'])).toMatch(/>&lt;b&gt;=1&lt;\/b&gt;<.*>'=1\+1</);
  });
});
