/** Every number drills: each figure of the main pages leads to the list that it counts, and the list comes to the same. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench, signedIn, type Workbench } from './workbench.ts';

/** Figures that lead nowhere, by where they stand, each with its reason. */
const exceptions: readonly (readonly [where: string, why: string])[] = [
  ['[role=grid] *, [role=treegrid] *', 'a cell of a row, which opens by itself'],
  ['[data-total], [data-second], [data-count], [data-all], dl[data-of-list] *', 'what the list on this page comes to'],
  ['[role=tab] *, [role=tab], [role=tablist] *', 'a list on this page, which the tab shows'],
  ['time, time *, [data-day]', 'a day'],
  ['kbd, kbd *', 'a key'],
  ['input, select, option, textarea', 'what somebody types or chooses'],
  ['ol[aria-label=Timeline] *', 'of one entry, whose documents are links'],
  [
    'table[aria-label="Open items"] td, table[aria-label="Open items"] td *',
    'of one item of the customer that is here',
  ],
  [
    'table[aria-label=Reminders] td *, table[aria-label=Reminders] td',
    'of one letter, which stands beside it item by item',
  ],
  ['[data-points]', 'how much a reason weighs: a part of the priority, and no sum of items'],
  ['[data-of-rows]', 'the sum of figures above it, each of which leads on, where no one list has them all'],
];

const pages: readonly (readonly [path: string, ready: string])[] = [
  ['/today', 'Reminders'],
  ['/today?company=all', 'Companies'],
  ['/insights/aging', 'Aging'],
  ['/customers', 'Customers'],
  ['/customers/10104', 'Open items'],
  ['/runs/dunning', 'Dunning run'],
  ['/runs/dunning/runs', 'Earlier runs'],
  ['/runs/dunning/reminders', 'Reminders'],
  ['/promises', 'Promises'],
  ['/cash/receipts', 'All receipts'],
  ['/cash/bank-lines', 'Bank lines'],
  ['/cash/unapplied', 'Unapplied cash'],
  ['/recon', 'Reconciliation'],
  ['/offsets', 'Offsets'],
  ['/data/imports', 'Imports'],
];

/** The figures of the page that are neither in a link or a button nor excepted: the text with where it stands. */
const figuresWithoutLink = (page: Page): Promise<string[]> =>
  page.evaluate(
    (excepted) => {
      const found: string[] = [];
      const walker = document.createTreeWalker(document.querySelector('#content')!, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.textContent!.trim();
        // A count or an amount that stands by itself; dates, percentages and numbers within sentences are none.
        if (!/^[−-]?\d{1,3}(,\d{3})*(\.\d{1,3})?$/.test(text) || !/[1-9]/.test(text)) continue;
        const element = node.parentElement!;
        if (element.closest('a[href], button') || excepted.some((where) => element.matches(where))) continue;
        if (element.getClientRects().length === 0) continue;
        const place = element.closest('[aria-label], [aria-labelledby], section, table, dl');
        found.push(
          `${text} in ${element.tagName} of ${place?.getAttribute('aria-label') ?? place?.textContent?.slice(0, 60)}`,
        );
      }
      return found;
    },
    exceptions.map(([where]) => where),
  );

const workbench = await openWorkbench();

describe.runIf(workbench)('R1 every number drills to its items', () => {
  const bench = workbench as Workbench;
  beforeAll(() => bench.workday.person('lena', 'Lena Brandt', 'lead'));
  afterAll(() => bench.close());

  const ready = async (page: Page): Promise<void> => {
    await page.locator('#content').getByRole('heading').first().waitFor();
    await expect.poll(() => page.locator('#content .skeleton').count()).toBe(0);
  };

  it.each(pages)('%s shows no figure that leads nowhere', async (path) => {
    const { page } = await signedIn(bench, 'lena', path);
    await ready(page);
    expect(await figuresWithoutLink(page)).toEqual([]);
  });

  /** What a list comes to: how many rows, and the sums by currency. */
  const totalsOf = (page: Page): Promise<{ counts: number; sums: Record<string, string> }> =>
    page.evaluate(() => {
      const numbers = (text: string): number => Number(/[\d,]+/.exec(text)![0].replaceAll(',', ''));
      // Where a row counts in several currencies, how many rows there are stands by itself.
      const all = document.querySelector('[data-all]');
      return {
        counts: all
          ? numbers(all.textContent!)
          : [...document.querySelectorAll('[data-count]')].reduce((sum, one) => sum + numbers(one.textContent!), 0),
        sums: Object.fromEntries(
          [...document.querySelectorAll('[data-total]')].map((one) => [
            one.getAttribute('data-total')!,
            one.textContent!.trim(),
          ]),
        ),
      };
    });

  it.each([
    ['/today', 'a.drill', 15],
    ['/today?company=all', 'table a.drill', 8],
    ['/runs/dunning/runs', '[role=grid] a.drill', 2],
    ['/insights/aging', 'a.drill', 12],
  ])('the figures of %s are those of the lists that they lead to', async (path, links, least) => {
    const { page } = await signedIn(bench, 'lena', path);
    await ready(page);
    const figures = await page.locator(`#content ${links}`).evaluateAll((found) =>
      found.flatMap((one) => {
        const text = one.textContent!.trim();
        const href = one.getAttribute('href')!;
        return /^[−-]?[\d,]+(\.\d+)?$/.test(text) && href.startsWith('/') ? [{ text, href }] : [];
      }),
    );
    expect(figures.length).toBeGreaterThan(least);
    let followed = 0;
    // Of a long page every few: each is a page to be loaded.
    const step = Math.ceil(figures.length / 24);
    for (const { text, href } of figures.filter((_, place) => place % step === 0)) {
      await page.goto(href);
      await ready(page);
      const { counts, sums } = await totalsOf(page);
      // A list without rows has no totals: it says that there is none.
      const told = text.includes('.') ? Object.values(sums) : [String(counts)];
      const wanted = text.includes('.') ? text : text.replaceAll(',', '');
      if (new URL(href, bench.url).pathname === '/worklist') continue;
      followed += 1;
      expect(told, `${text} at ${href}`).toContain(wanted);
    }
    expect(followed).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['/items?group=type', 'Open items'],
    ['/items?group=month', 'Open items'],
    ['/customers?group=country', 'Customers'],
    ['/promises?group=promisedFor', 'Promises'],
    ['/cash/receipts?group=fate', 'All receipts'],
    ['/runs/dunning/reminders?group=level', 'Reminders'],
  ])('each group of %s leads to the list of just what it counts', async (path, name) => {
    const { page } = await signedIn(bench, 'lena', path);
    const list = page.getByRole('treegrid', { name });
    await list.waitFor();
    const groups = await page.locator('[data-group-count]').evaluateAll((found) =>
      found.map((one) => ({
        count: Number(/[\d,]+/.exec(one.textContent!)![0].replaceAll(',', '')),
        sum: one.closest('.grid-row')!.textContent!,
        href: one.getAttribute('href')!,
      })),
    );
    expect(groups.length).toBeGreaterThan(0);
    for (const { count, sum, href } of groups.slice(0, 4)) {
      await page.goto(href);
      await ready(page);
      await page.getByRole('grid', { name }).waitFor();
      const { counts, sums } = await totalsOf(page);
      expect(counts, href).toBe(count);
      expect(Object.keys(sums).length, href).toBe(1);
      expect(sum, href).toContain(Object.values(sums)[0]);
    }
  });
});
