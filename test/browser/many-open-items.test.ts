/** Matching by hand for a payer with more open items than are shown at once, in a real browser: search, order, more, paste. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCustomerKey } from '#customers';
import { addDays } from '#kernel';
import { runQuery } from '#platform';
import { postDocuments } from '#receivables';
import { must } from '#test/books';
import { enterAt, looked, openWorkbench, settled, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R33 R70 matching with more open items than are shown at once', () => {
  const bench = workbench as Workbench;
  const table = (page: Page) => page.getByRole('table', { name: 'Items that may be paid' });
  const rows = (page: Page) => table(page).locator('tbody tr');
  const tick = (page: Page, number: string) => page.getByRole('checkbox', { name: `Choose ${number}`, exact: true });
  const footer = (page: Page) => page.locator('section[aria-label=Receipt] footer');

  beforeAll(async () => {
    const { workday } = bench;
    await workday.person('carla', 'Carla Apel', 'cash_applier', workday.company.id);
    const { engine, caller, company, tenantId } = workday;
    const key = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '10113')))!;
    const documents = Array.from({ length: 400 }, (_, place) => ({
      accountId: key.accountId,
      documentType: 'invoice' as const,
      number: `MI-${1001 + place}`,
      documentDate: '2026-01-10',
      dueDate: addDays('2026-04-01', place),
      currency: 'EUR',
      amountMinor: 1_01n + BigInt(place),
      ...(place === 398 && { purchaseOrder: 'Bestellung Q77' }),
    }));
    must(await postDocuments(engine, caller, { company, documents }));
  });
  afterAll(() => bench.close());

  it('says how many there are, finds, sorts and shows more of them, and a pasted column chooses', async () => {
    const { page, complaints } = await bench.open();
    await enterAt(page, '/cash?queue=unidentified', 'carla');
    await page.locator('section[aria-label=Receipt] h2').getByText('M. Unbekannt').waitFor();
    await page.keyboard.press('w');
    await page.keyboard.type('10113');
    await page
      .getByRole('button', { name: /Keramika/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page
      .getByText(/^Open items: 4\d\d, shown: 300$/)
      .first()
      .waitFor();
    await expect.poll(() => rows(page).count()).toBe(300);
    expect(await looked(page, 'cash-many')).toEqual([]);

    // The newest is not among them: it is found by its order and chosen by keys.
    await page.keyboard.press('/');
    await page.keyboard.type('q77');
    await page.getByText(/^Found: 1 of 4\d\d open items$/).waitFor();
    await tick(page, 'MI-1399').waitFor();
    await expect.poll(() => rows(page).count()).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => table(page).evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press(' ');
    await expect.poll(() => tick(page, 'MI-1399').isChecked()).toBe(true);
    await footer(page).getByText('4.99', { exact: true }).waitFor();

    // What fits nothing says by what is sought; an amount is found as it is written.
    const field = page.getByRole('searchbox', { name: 'Number, reference, order or amount' });
    await field.fill('nowhere');
    await page.getByText(/^No open item fits/).waitFor();
    await field.fill('4.98');
    await tick(page, 'MI-1398').waitFor();
    await field.fill('');
    await page
      .getByText(/^Open items: 4\d\d, shown: 300$/)
      .first()
      .waitFor();

    // What was chosen is kept while others are looked at, and more of them are shown.
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText(/^Open items: 4\d\d$/).waitFor();
    await tick(page, 'MI-1400').waitFor();
    await expect.poll(() => tick(page, 'MI-1399').isChecked()).toBe(true);
    const head = table(page).getByRole('columnheader', { name: 'Due' });
    await head.getByRole('button').click();
    await head.getByRole('button').click();
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending');
    await rows(page).first().getByText('MI-1400').waitFor();

    await settled(page);
    await table(page).focus();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', 'MI-1400\t5\r\nmi 1397\r\nNOT-THERE\r\n');
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    });
    await page.getByText('2 selected').waitFor();
    await page.getByText('Not found among the open items: NOT-THERE').waitFor();
    await page.getByRole('button', { name: 'Only chosen: 3', pressed: true }).waitFor();
    await expect.poll(() => rows(page).locator('th').allTextContents()).toEqual(['MI-1400', 'MI-1399', 'MI-1397']);
    await footer(page).getByText('14.96', { exact: true }).waitFor();
    expect(await looked(page, 'cash-many-chosen')).toEqual([]);

    await page.keyboard.press('a');
    await page.getByText(/14\.96 EUR of M\. Unbekannt applied/).waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows the rows of a long list while it is still added up, and what is chosen of it is all of it', async () => {
    await bench.workday.person('lena', 'Lena Brandt', 'lead');
    const { page, complaints } = await bench.open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    let add = (): void => undefined;
    const added = new Promise<void>((resolve) => {
      add = resolve;
    });
    await page.route(/\/api\/items\?.*limit=0(&|$)/, async (route) => {
      await added;
      await route.continue();
    });
    const first = page.waitForResponse((answer) => /\/api\/items\?.*limit=100/.test(answer.url()));
    await enterAt(page, '/items', 'lena');
    await page.locator('.grid-row [role=gridcell]').first().waitFor();
    await page.getByText('Being added up…').waitFor();
    // Nothing was added up for the rows.
    expect(await (await first).json()).toMatchObject({ totals: [] });
    const grid = page.getByRole('grid');
    expect(await grid.getAttribute('aria-rowcount')).toBe('101');
    expect(await grid.getAttribute('aria-busy')).toBe('false');
    // The rows at hand are in one currency, which then stands in the head and not in each row.
    const head = await page.getByRole('columnheader').allTextContents();
    // Chosen is everything, however much that is.
    await page.keyboard.press('Control+a');
    await page.getByText('All selected', { exact: true }).waitFor();
    await page.keyboard.press('Control+c');
    add();
    await page.locator('[data-total=EUR]').waitFor();
    await page.getByText('Being added up…').waitFor({ state: 'hidden' });
    const all = Number(await grid.getAttribute('aria-rowcount')) - 1;
    expect(all).toBeGreaterThan(400);
    await page.getByText(`${all} selected`, { exact: true }).waitFor();
    await page.getByText(`${all} rows are copied.`).waitFor();
    expect(head.length).toBeGreaterThan(5);

    // Another filter with fewer rows than one window says at once what it comes to; back, the place is found again.
    await grid.focus();
    await page.keyboard.press('End');
    await expect.poll(() => page.locator('.grid-row[data-active]').getAttribute('aria-rowindex')).toBe(String(all + 1));
    await settled(page);
    const at = await page.locator('.grid-row[data-active]').textContent();
    await page.reload();
    await expect.poll(() => page.locator('.grid-row[data-active]').textContent()).toBe(at);

    // Put together, what all comes to is the sum of the groups: no row is read before a group is open.
    const total = await page.locator('[data-total=EUR]').textContent();
    const read: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/items')) read.push(pathname);
    });
    await page.getByRole('combobox', { name: 'Group by' }).selectOption({ label: 'By currency' });
    const groups = page.getByRole('treegrid');
    await groups.locator('[aria-expanded=false]').first().waitFor();
    await settled(page);
    expect(read.filter((pathname) => pathname !== '/api/items/groups')).toEqual([]);
    expect(await page.locator('[data-total=EUR]').textContent()).toBe(total);
    await groups.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await groups.locator('.grid-row:not(.grid-group) [role=gridcell]').first().waitFor();
    await settled(page);
    expect(read).toContain('/api/items');
    // Not put together any more, the rows stand there again.
    await page.getByRole('combobox', { name: 'Group by' }).selectOption({ label: 'Not grouped' });
    await page.getByRole('grid').locator('.grid-row [role=gridcell]').first().waitFor();
    await expect.poll(() => page.locator('[data-total=EUR]').textContent()).toBe(total);

    // An address that was typed by hand and means nothing in part is the list without that part.
    await page.goto('/items?dueFrom=2026-13-45&openFrom=much&lateTo=x&sort=colour');
    await expect.poll(() => page.locator('[data-total=EUR]').textContent()).toBe(total);
    await expect.poll(() => page.getByRole('list', { name: 'Filters' }).locator('li').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
