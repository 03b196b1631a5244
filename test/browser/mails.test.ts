/** Mails as mail programs draw them: nothing is wider than the window, on a desk and on a telephone, whatever stands in the letter. */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Letter, letterHtml } from '#correspondence';
import { sampleLetter } from '../sample-letter.ts';

const executablePath = process.env['CHROME_PATH'];

const left = (title: string) => ({ title, align: 'left' as const });
const right = (title: string) => ({ title, align: 'right' as const });
/** Long names, long numbers, amounts of a hundred million, eight columns, and no column of a line filled. */
const crowded: Letter = {
  ...sampleLetter,
  sender: { ...sampleLetter.sender, name: 'Nordlicht Bauteile und Anlagentechnik Handelsgesellschaft mbH & Co. KG' },
  columns: [left('Document'), left('Date'), left('Due'), right('Days overdue'), right('Amount'), right('Open (EUR)')],
  groups: [
    {
      title: 'Open items',
      rows: [
        ['Invoice RE-2026-01000/HAMBURG-17', '1 Jan 2026', '31 Jan 2026', '30', '123,456,789.00', '123,456,789.00'],
        ['Credit memo GS-7', '1 Jan 2026', '', '', '−123,456.00', '−123,456.00'],
      ],
    },
  ],
  totals: [{ label: 'Balance', value: 'EUR 123,333,333.00' }],
  closing: [
    'Hand the files in here:',
    `https://dunwell.example/u/${'0123456789abcdef'.repeat(5)}`,
    'Not followed, for it stands among words: https://dunwell.example/x',
  ],
  more: [
    {
      title: 'Balance by age',
      columns: [
        left(''),
        ...['Unapplied', 'Not due', '1–30 days', '31–60 days', '61–90 days', 'Older', 'Balance'].map(right),
      ],
      groups: [{ title: null, rows: [['EUR', ...Array.from({ length: 7 }, () => '123,456,789.00')]] }],
      totals: [],
    },
  ],
  payment: {
    title: 'How to pay',
    facts: [
      { label: 'IBAN', value: 'DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000' },
      { label: 'Reference', value: '10104711 RE-2026-01000/HAMBURG-17-IN-ONE-WORD-AS-LONG-AS-THIS RE-261001' },
    ],
    code: null,
    codeCaption: '',
  },
};

describe.runIf(executablePath)('R17 R34 mails as mail programs draw them', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath! });
  });
  afterAll(() => browser.close());

  it.each([
    [1024, 'a wide window'],
    [600, 'the pane of a desk'],
    [390, 'a telephone'],
    [320, 'a small telephone'],
  ])('fit a window of %i pixels, %s, and hide no value', async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    for (const letter of [sampleLetter, crowded]) {
      await page.setContent(letterHtml(letter));
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
      const shown = await page.evaluate(() => document.body.innerText.replaceAll('\u00a0', ' '));
      const values = [letter, ...(letter.more ?? [])].flatMap((table) =>
        table.groups.flatMap((group) => group.rows.flat()),
      );
      expect(values.filter((value) => !shown.includes(value))).toEqual([]);
      await expect
        .poll(() => page.locator('a').evaluateAll((all) => all.map((one) => one.getAttribute('href'))))
        .toEqual(letter === crowded ? [crowded.closing[1]] : []);
      // Where the heads of the columns are gone, each value stands behind its own.
      const headsGone = await page.locator('thead').first().isHidden();
      await expect.poll(() => page.locator('.head').first().isVisible()).toBe(headsGone);
    }
    await page.close();
  });
});
