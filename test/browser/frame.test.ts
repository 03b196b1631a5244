/** The frame and the grid in a real browser: filters, groups, widths, saved views, several companies, the tray, what breaks. */
import { readFileSync } from 'node:fs';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '#formats';
import { parseAmount } from '#kernel';
import { must } from '#test/books';
import { password } from '#test/workday';
import {
  cutTexts,
  enterAt,
  hiddenParts,
  looked,
  openWorkbench,
  picture,
  ready,
  serve,
  settled,
  textOf,
  ticksOf,
  type Workbench,
} from './workbench.ts';

const workbench = await openWorkbench();

/** The pages of lists. */
const listPages = [
  ...['/items', '/customers', '/cash', '/cash/unapplied', '/cash/accept', '/cash/checks', '/cash/settlements'],
  ...['/cash/advices', '/cash/adjustments', '/cash/refunds', '/cash/rules?list=bank', '/recon', '/offsets'],
  ...[
    '/offsets/payables',
    '/offsets/agreements',
    '/runs/dunning',
    '/runs/statements',
    '/runs/letters',
    '/runs/messages',
  ],
  ...['/insights/aging', '/data/imports', '/data/jobs', '/audit', '/promises', '/cash/receipts', '/cash/bank-lines'],
  ...['/runs/dunning/runs', '/runs/dunning/reminders', '/data/exports'],
];

describe.runIf(workbench)('R67 R70 the frame and the grid of the workbench', () => {
  const bench = workbench as Workbench;
  const open = async (look: Parameters<Workbench['open']>[0] = {}): Promise<Page> => {
    const { page } = await bench.open(look);
    return page;
  };
  const signIn = async (page: Page, path: string, login = 'lead'): Promise<void> => {
    await enterAt(page, path, login);
  };
  const minor = (text: string, currency = 'EUR'): bigint =>
    parseAmount(text.replaceAll(/[^\d.−-]/g, '').replace('−', '-'), currency);
  const total = (page: Page, currency = 'EUR') => page.locator(`[data-total=${currency}]`);

  beforeAll(async () => {
    await bench.workday.person('lead', 'Lena Brandt', 'lead');
    await bench.workday.person('second', 'Sami Aalto', 'lead');
  });
  afterAll(() => bench.close());

  it('filters by column with keys alone, says what is filtered, and keeps it in the address', async () => {
    const page = await open();
    await signIn(page, '/items');
    await page.getByRole('grid', { name: 'Open items' }).waitFor();
    const before = await textOf(total(page));
    await page.keyboard.press('f');
    const dialog = page.getByRole('dialog', { name: 'Filter' });
    await dialog.waitFor();
    await dialog.getByLabel('Open, from').fill('1.000,5x');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Open, from').fill('20,000');
    await dialog.getByLabel('Due, to').fill('31/01/2026');
    await picture(page, 'items-filter');
    await page.keyboard.press('Enter');
    await page.waitForURL(/openFrom=20000/);
    await page.waitForURL(/dueTo=2026-01-31/);
    await page.getByRole('button', { name: 'Open ≥ 20,000' }).waitFor();
    await expect.poll(() => total(page).textContent()).not.toBe(before);
    await settled(page);
    const amounts = await page.locator('.grid-row [role=gridcell]:last-child').allTextContents();
    expect(amounts.length).toBeGreaterThan(1);
    for (const amount of amounts) expect(minor(amount)).toBeGreaterThanOrEqual(2_000_000n);
    await page.reload();
    await page.getByRole('button', { name: 'Open ≥ 20,000' }).waitFor();
    await page.getByRole('button', { name: 'Remove the filter Open' }).click();
    await page.getByRole('button', { name: 'Remove the filter Due' }).click();
    await expect.poll(() => total(page).textContent()).toBe(before);
    await page.goBack();
    await page.goBack();
    await page.getByRole('button', { name: 'Open ≥ 20,000' }).waitFor();
  });

  it('groups with subtotals, opens a group by its arrow, and the rows sum to its line', async () => {
    const page = await open();
    await signIn(page, '/items?currency=EUR');
    await page.getByRole('grid', { name: 'Open items' }).waitFor();
    const whole = await textOf(total(page));
    await page.getByLabel('Group by').selectOption('customer');
    const tree = page.getByRole('treegrid', { name: 'Open items' });
    await tree.waitFor();
    await page.waitForURL(/group=customer/);
    const lines = tree.locator('.grid-group');
    await lines.first().waitFor();
    await settled(page);
    const subtotals = await lines.locator('[role=gridcell]:last-child').allTextContents();
    expect(subtotals.map((text) => minor(text)).reduce((a, b) => a + b, 0n)).toBe(minor(whole));
    await expect.poll(() => total(page).textContent()).toBe(whole);
    await tree.focus();
    await page.keyboard.press('ArrowDown');
    const line = tree.locator('.grid-group[data-active]');
    const subtotal = minor(await textOf(line.locator('[role=gridcell]:last-child')));
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => line.getAttribute('aria-expanded')).toBe('true');
    const rows = tree.locator('.grid-row:not(.grid-group)');
    await expect
      .poll(async () => (await rows.locator('[role=gridcell]:last-child').allTextContents()).join(''))
      .toMatch(/\d/);
    await settled(page);
    const opened = await rows.locator('[role=gridcell]:last-child').allTextContents();
    expect(opened.map((text) => minor(text)).reduce((a, b) => a + b, 0n)).toBe(subtotal);
    await picture(page, 'items-grouped');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => rows.count()).toBe(0);
    await page.getByRole('button', { name: 'View', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Open all groups' }).click();
    await expect.poll(() => rows.count()).toBeGreaterThan(10);
  });

  it('makes columns wider by their edges or by number, hides them, and keeps all of it in a saved view', async () => {
    const page = await open();
    // The word about the removal stands until it is taken back.
    await ticksOf(page, 1_000);
    await signIn(page, '/items?held=none');
    await page.getByRole('grid', { name: 'Open items' }).waitFor();
    await settled(page);
    const head = page.getByRole('columnheader', { name: 'Document', exact: true });
    const before = (await head.boundingBox())!.width;
    const edge = (await page.locator('[data-resize=number]').boundingBox())!;
    await page.mouse.move(edge.x + 4, edge.y + 8);
    await page.mouse.down();
    await page.mouse.move(edge.x + 84, edge.y + 8, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/widths=number\.\d+/);
    await expect.poll(async () => (await head.boundingBox())?.width).toBeCloseTo(before + 80, -1);
    await page.getByRole('button', { name: 'View', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Columns…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Columns' });
    await dialog.getByLabel('Amount', { exact: true }).uncheck();
    await dialog.getByLabel('Width of Due').fill('180');
    await picture(page, 'items-columns');
    await page.keyboard.press('Enter');
    await page.waitForURL(/due\.180/);
    await expect.poll(() => page.getByRole('columnheader', { name: 'Amount' }).count()).toBe(0);
    await page.getByRole('grid', { name: 'Open items' }).focus();
    await page.keyboard.press('v');
    await page.getByRole('dialog', { name: 'Save this view' }).waitFor();
    await page.keyboard.type('Free to dun');
    await page.getByLabel(/Everybody finds it/).check();
    await picture(page, 'view-save');
    await page.keyboard.press('Enter');
    await page.getByText('The view “Free to dun” is saved.').waitFor();
    const mine = page.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name: 'Free to dun' });
    await mine.waitFor();
    await expect.poll(() => mine.getAttribute('aria-current')).toBe('page');
    const address = new URL(page.url()).search;

    // Somebody else finds it, in the rail and in the palette, and goes there from another list.
    const other = await open();
    await signIn(other, '/items?held=dispute&sort=-open', 'second');
    await other.keyboard.press('Control+k');
    await other.getByPlaceholder('Customer, any number, or an action').fill('free to');
    await other.getByRole('option', { name: /Free to dun/ }).waitFor();
    await picture(other, 'palette-view');
    // Nothing else fits: no heading stands above an empty part.
    await expect.poll(() => other.getByText('Go to', { exact: true }).count()).toBe(0);
    await other.keyboard.press('ArrowDown');
    await other.keyboard.press('Enter');
    await other.waitForURL(/held=none/);
    const there = (text: string): string[] => [...new URLSearchParams(text)].map(String).sort();
    expect(there(new URL(other.url()).search)).toEqual(there(address));
    await other.goBack();
    await other.waitForURL(/held=dispute/);

    // The owner changes nothing of the books by removing it, and takes the removal back.
    await page.keyboard.press('v');
    await page.getByRole('dialog', { name: 'This view' }).getByRole('button', { name: 'Remove' }).click();
    await page.getByText('The view “Free to dun” is removed.').waitFor();
    await expect.poll(() => other.getByRole('link', { name: 'Free to dun' }).count()).toBe(0);
    await page.keyboard.press('u');
    await other.getByRole('link', { name: 'Free to dun' }).waitFor();
  });

  it('puts columns away that do not fit, says so, shows them when asked, and copies them all the same', async () => {
    const page = await open({ width: 1024 });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(page, '/cash/receipts?company=all');
    const grid = page.getByRole('grid', { name: 'All receipts' });
    const heads = async (): Promise<string[]> =>
      (await grid.getByRole('columnheader').allTextContents()).map((text) => text.replace(/[↑↓]$/, '').trim());
    const sideways = (): Promise<number> => grid.evaluate((box) => box.scrollWidth - box.clientWidth);
    const shows = page.getByRole('button', { name: /^Show \d columns? that do(es)? not fit$/ });
    await shows.waitFor();
    await expect.poll(sideways).toBeLessThanOrEqual(0);
    await expect.poll(heads).not.toContain('Number');
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText(/rows are copied/).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\n')[0]!.split('\t')).toContain('Bank account');
    // What the list is sorted by stays in sight.
    await page.goto('/cash/receipts?company=all&sort=customer');
    await expect.poll(heads).toContain('Number');
    await page.goto('/cash/receipts?company=all');
    await shows.click();
    await page.waitForURL(/hide=none/);
    await expect.poll(heads).toEqual(expect.arrayContaining(['Bank account', 'Number']));
    await shows.waitFor({ state: 'detached' });
    await expect.poll(sideways).toBeGreaterThan(0);
    // With room for all of them nothing is put away.
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('/cash/receipts?company=all');
    await expect.poll(heads).toEqual(expect.arrayContaining(['Bank account', 'Number']));
    await expect.poll(() => shows.count()).toBe(0);
  });

  it('selects everything across windows but some, and says what the rest comes to', async () => {
    const page = await open();
    await signIn(page, '/items?company=GB01');
    const grid = page.getByRole('grid', { name: 'Open items' });
    await grid.waitFor();
    await grid.focus();
    await page.keyboard.press('Control+a');
    await page.getByText('900 selected').waitFor();
    await page.keyboard.press(' ');
    await page.getByText('899 selected').waitFor();
    await settled(page);
    const rest = minor(await textOf(total(page, 'GBP')), 'GBP');
    const first = minor(await textOf(page.locator('.grid-row [role=gridcell]:last-child').first()), 'GBP');
    const words = await textOf(page.getByText('899 selected').locator('..'));
    expect(minor(words.replace(/^\D*899 selected/, ''), 'GBP')).toBe(rest - first);
    await page.keyboard.press('End');
    await expect.poll(() => page.locator('.grid-row[data-active]').getAttribute('aria-selected')).toBe('true');
  });

  it('draws its rows as tall as the reader wants them, in every list', async () => {
    const page = await open();
    await signIn(page, '/items?company=GB01');
    const tall = async (): Promise<number> => (await page.locator('.grid-row').first().boundingBox())!.height;
    await page.locator('.grid-row').first().waitFor();
    await expect.poll(tall).toBe(28);
    await page.getByRole('button', { name: 'Lena Brandt' }).click();
    await page.getByRole('menuitemradio', { name: 'Tall rows' }).click();
    await expect.poll(tall).toBe(44);
    await page.goto('/customers?company=GB01');
    await page.locator('.grid-row').first().waitFor();
    await expect.poll(tall).toBe(44);
    await page.getByRole('button', { name: 'Lena Brandt' }).click();
    await page.getByRole('menuitemradio', { name: 'Compact rows' }).click();
    await expect.poll(tall).toBe(28);
  });

  it('knows how a person wants the pages in every browser, and the sign-in page is as the browser has it', async () => {
    await bench.workday.person('picky', 'Pia Kern', 'lead');
    const here = await open();
    await signIn(here, '/settings/you', 'picky');
    await Promise.all([here.waitForEvent('load'), here.getByLabel('Numbers and days').selectOption('de-CH')]);
    await here.getByText('Dark', { exact: true }).click();
    await here.getByText('Tall rows', { exact: true }).click();
    await here.getByLabel('Language').selectOption('fr');
    await here.getByText('Lignes des listes').first().waitFor();
    // What was chosen is kept at the server.
    await settled(here);
    await picture(here, 'settings-you');
    // Somewhere else, in a browser that wants something else.
    const there = await open({ scheme: 'light', locale: 'es-ES' });
    await there.goto('/items?company=GB01');
    await there.getByRole('heading', { name: 'Iniciar sesión en Dunwell' }).waitFor();
    const paper = (): Promise<string> =>
      there.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const asBrowser = await paper();
    await there.locator('input').first().fill('picky');
    await there.locator('input[type=password]').fill(password);
    await there.keyboard.press('Enter');
    await there.getByRole('heading', { name: 'Postes ouverts' }).waitFor();
    await there.locator('.grid-row').first().waitFor();
    await expect.poll(async () => (await there.locator('.grid-row').first().boundingBox())!.height).toBe(44);
    await expect.poll(paper).not.toBe(asBrowser);
    await expect
      .poll(() => there.locator('.grid-row [role=gridcell]:last-child').first().textContent())
      .toMatch(/\d['’]\d{3}\.\d\d/);
    // Whoever signs out leaves the browser as it was.
    await there.getByRole('button', { name: 'Pia Kern' }).click();
    await there.getByRole('menuitem', { name: 'Se déconnecter' }).click();
    await there.getByRole('heading', { name: 'Iniciar sesión en Dunwell' }).waitFor();
    await expect.poll(paper).toBe(asBrowser);
    await expect.poll(() => there.evaluate(() => localStorage.getItem('dunwell-preferences'))).toBe(null);
    // Another person in the same browser has nothing of it.
    await there.locator('input').first().fill('second');
    await there.locator('input[type=password]').fill(password);
    await there.keyboard.press('Enter');
    await there.locator('.grid-row').first().waitFor();
    await expect.poll(async () => (await there.locator('.grid-row').first().boundingBox())!.height).toBe(28);
  });

  it('changes the own password on its page, and says what is wrong with one', async () => {
    await bench.workday.person('careful', 'Cara Fuller', 'analyst');
    const page = await open();
    await signIn(page, '/settings/you', 'careful');
    const fill = async (now: string, next: string, again = next): Promise<void> => {
      await page.getByLabel('Password until now').fill(now);
      await page.getByLabel('New password', { exact: true }).fill(next);
      await page.getByLabel('New password once more').fill(again);
      await page.getByRole('button', { name: 'Change the password' }).click();
    };
    await fill(password, 'a very long sentence', 'another long sentence');
    await page.getByText('The two are not the same.').waitFor();
    await fill('not this one at all', 'a very long sentence');
    await page.getByText('The current password is not right; nothing was changed.').waitFor();
    await fill(password, 'short');
    await page.getByText('A password has 12 to 256 characters; a sentence is a good one.').waitFor();
    await fill(password, 'a very long sentence');
    await page.getByText('The password is changed; other browsers are signed out.').waitFor();
    const other = await open();
    await other.goto('/today');
    await other.getByLabel('Sign-in name').fill('careful');
    await other.getByLabel('Password').fill('a very long sentence');
    await other.keyboard.press('Enter');
    await other.getByRole('heading', { name: 'Today' }).waitFor();
  });

  it('shows one company, several, or all, with totals per currency', async () => {
    const page = await open();
    await signIn(page, '/items');
    await total(page, 'EUR').waitFor();
    await expect.poll(() => total(page, 'GBP').count()).toBe(0);
    await page.getByRole('button', { name: /Acme GmbH/ }).click();
    await picture(page, 'company-menu');
    await page.getByRole('menuitemcheckbox', { name: 'Add Acme Ltd' }).click();
    await page.waitForURL(/company=DE01%2CGB01/);
    await total(page, 'GBP').waitFor();
    await expect.poll(() => total(page, 'EUR').count()).toBe(1);
    await page.getByRole('columnheader', { name: 'Company' }).waitFor();
    await picture(page, 'items-companies');
    await page.getByRole('link', { name: 'Customers' }).click();
    // A line for each currency in which a customer owes something: both companies' stand together.
    const customers = async (): Promise<number> =>
      (await page.locator('[data-count]').allTextContents()).reduce((sum, one) => sum + Number.parseInt(one, 10), 0);
    await expect.poll(customers).toBeGreaterThanOrEqual(925);
    await settled(page);
    const both = await customers();
    await page.getByRole('button', { name: /2 companies/ }).click();
    await page.getByRole('menuitemradio', { name: 'All companies' }).click();
    await page.waitForURL(/company=all/);
    await expect.poll(customers).toBe(both);
    // Lists of all companies do not say that they are of one; what is made of a company's checks is.
    const ofOne = page.getByText('This page shows one company at a time');
    const slips = '/cash/checks?list=slips';
    const ofAll = [
      '/promises',
      '/cash/receipts',
      '/cash/returned',
      '/worklist/list',
      '/cash/checks',
      slips,
      '/data/exports',
    ];
    for (const path of ofAll) {
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}company=all`);
      await page.locator('[role=grid], h2').first().waitFor();
      await expect.poll(() => ofOne.count(), { message: path }).toBe(0);
    }
    await page.goto('/cash/checks?list=batches&company=all');
    await ofOne.waitFor();
    // What is taken in beside a list of all is of one of them.
    await page.goto('/cash/settlements?company=all');
    await page.getByLabel('The list is of all chosen companies; what is new here is of one:').waitFor();
    // A page of one company says which of them it shows, and goes to another.
    await page.getByRole('link', { name: 'Dunning run' }).click();
    const which = page.getByLabel('This page shows one company at a time:');
    await which.waitFor();
    await picture(page, 'dunning-one-of-several');
    await which.selectOption('GB01');
    await page.waitForURL(/in=GB01/);
    await page.getByRole('link', { name: 'Open items' }).first().click();
    await total(page, 'GBP').waitFor();
    await page.getByRole('searchbox', { name: 'Name or number' }).fill('Shop 1001');
    await page.locator('.grid-row', { hasText: 'S-G1001' }).first().click();
    await page.waitForURL(/\/customers\/G1001/);
    await page.getByRole('heading', { name: 'Shop 1001 Ltd' }).waitFor();
  });

  it('exports with its progress in the tray, and says there when it was refused', async () => {
    const page = await open();
    await signIn(page, '/items?company=GB01');
    await page.locator('.grid-row').first().waitFor();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Text (CSV)' }).click(),
    ]);
    const bytes = new Uint8Array(readFileSync((await file.path())!));
    expect(JSON.stringify(must(readTable(bytes, { fileName: file.suggestedFilename() })))).toContain('S-G1900');
    const tray = page.getByRole('region', { name: 'Long work' });
    await tray.getByText(/^Saved, /).waitFor();
    await page.route('**/api/items.xlsx?*', (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        body: '{"code":"receivables.export-too-large","message":"These are too many items for a sheet.","details":{}}',
      }),
    );
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Workbook (XLSX)' }).click();
    await tray.getByRole('alert').getByText('These are too many items for a sheet.').waitFor();
    await picture(page, 'tray');
    await tray.getByRole('button', { name: /^Take Export of items as a workbook/ }).click();
    await tray.getByRole('button', { name: /^Take Export of items as CSV/ }).click();
    await tray.waitFor({ state: 'detached' });
  });

  it('ages by bucket, basis, group and currency, as of a day and as known then, each figure leading to its items', async () => {
    const page = await open();
    await signIn(page, '/insights/aging?company=all');
    const table = page.getByRole('table', { name: 'Aging by customer' });
    await table.waitFor();
    await expect
      .poll(() => page.locator('section[aria-label=Chart]').getByText('GBP', { exact: true }).count())
      .toBe(1);
    await picture(page, 'aging-companies');
    await page.getByLabel('Buckets').fill('15, 45');
    await page.keyboard.press('Enter');
    await page.waitForURL(/buckets=15%2C45/);
    await page.getByRole('columnheader', { name: '16–45' }).waitFor();
    await page.getByLabel('Group by').selectOption('company');
    const byCompany = page.getByRole('table', { name: 'Aging by company' });
    await byCompany.waitFor();
    await settled(page);
    const cell = byCompany.getByRole('row', { name: /GB01/ }).getByRole('link').nth(1);
    const amount = await textOf(cell);
    await cell.click();
    await page.waitForURL(/bucket=/);
    await total(page, 'GBP').waitFor();
    await expect.poll(() => total(page, 'GBP').textContent()).toBe(amount);
    await page.goBack();
    await byCompany.waitFor();
    await page.getByLabel('Group by').selectOption('portfolio');
    await page.getByRole('table', { name: 'Aging by portfolio' }).getByText('No portfolio').first().waitFor();
    await page.getByLabel('Group by').selectOption('customer');
    // Nothing was recorded before the house kept its books: as known then, nothing was open.
    await page.getByLabel('As known').fill('01/01/2020 12:00');
    await page.keyboard.press('Enter');
    await page.waitForURL(/asKnown=2020-01-01T11%3A00%3A00/);
    await page.getByText('Nothing is open on this day').waitFor();
    await page.getByLabel('As known').fill('');
    await page.keyboard.press('Enter');
    await table.waitFor();
    await page.getByRole('button', { name: 'Hide the chart' }).click();
    await page.waitForURL(/chart=off/);
    await expect.poll(() => page.locator('section[aria-label=Chart]').count()).toBe(0);
    // In one currency the rates are named.
    await page.getByLabel('Currency').selectOption('EUR');
    await page.getByText('1 GBP = 1.15 EUR').waitFor();
    await picture(page, 'aging-one-currency');
  });

  it('goes on after the server was started again, and does once what was sent meanwhile', async () => {
    const first = serve(bench.workday, process.env['DUNWELL_WORKBENCH']!);
    const { url } = await first.listen(0, '127.0.0.1');
    const port = Number(new URL(url).port);
    const page = await open();
    await signIn(page, `${url}/customers/10107`);
    await page.getByRole('heading', { name: 'Metallbau Krüger KG' }).waitFor();
    await page.getByRole('table', { name: 'Open items' }).waitFor();
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Note' }).fill('Written while the server was away.');
    await first.close(0);
    await page.keyboard.press('Control+Enter');
    await page.getByText('It is not certain that it was saved.').waitFor();
    await page.getByText('Changes by others appear every few seconds.').waitFor();
    await picture(page, 'server-away');
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Note' }).inputValue())
      .toBe('Written while the server was away.');
    const second = serve(bench.workday, process.env['DUNWELL_WORKBENCH']!);
    await second.listen(port, '127.0.0.1');
    await page.getByRole('button', { name: /^Save/ }).click();
    await page.getByText(/note written/).waitFor();
    const told = page.locator('ol[aria-label=Timeline]').getByText('Written while the server was away.');
    await expect.poll(() => told.count()).toBe(1);
    // The stream of changes is held again by itself.
    await expect.poll(() => page.getByText('Changes by others appear every few seconds.').count()).toBe(0);
    await page.close();
    await second.close(0);
  });

  it('lists all documents of a customer, settled ones with their day, and leads from an open one to its item', async () => {
    const page = await open();
    await signIn(page, '/customers/10109/documents');
    const table = page.getByRole('table', { name: 'Documents' });
    // The bank's file has paid it; the credit memo still stands open.
    await table
      .getByRole('row', { name: /RE-26080/ })
      .getByText(/^Settled on /)
      .waitFor();
    await picture(page, 'customer-documents');
    const open26 = table.getByRole('row', { name: /RE-26081/ });
    const amount = await textOf(open26.getByRole('link'));
    await open26.getByRole('link').click();
    await total(page, 'EUR').waitFor();
    await expect.poll(() => total(page, 'EUR').textContent()).toBe(amount);
  });

  it('R37 says where the money of a paid item is: found by its number, on its documents, from its receipt and the timeline', async () => {
    const page = await open();
    await signIn(page, '/today');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Customer, any number, or an action').waitFor();
    await page.keyboard.type('RE-26080');
    await page.getByRole('option', { selected: true }).filter({ hasText: 'RE-26080' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/customers\/10109\/documents\?.*find=RE-26080/);
    await page.locator('tr[aria-current=true]').getByRole('button', { name: 'RE-26080', exact: true }).waitFor();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Where the money of RE-26080 is' });
    await dialog.getByText('Applied', { exact: true }).first().waitFor();
    await picture(page, 'money-of-paid-item');
    await dialog.getByRole('link', { name: 'Open the receipt' }).first().click();
    const receipt = page.locator('section[aria-label=Receipt]');
    await receipt.getByText('Applied to:').waitFor();
    await receipt.getByRole('button', { name: 'RE-26080', exact: true }).click();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await page.goto('/customers/10109/timeline?kind=money');
    await page.getByRole('list', { name: 'Timeline' }).getByRole('link', { name: 'RE-26080', exact: true }).click();
    await page.waitForURL(/\/customers\/10109\/documents\?.*find=RE-26080/);
  });

  for (const locale of ['de-DE', 'es-ES', 'fr-FR'])
    it(`cuts no head, figure, button or part of a list on the narrowest screen, in the words of ${locale}`, async () => {
      const page = await open({ locale, width: 1024 });
      await page.goto('/items');
      await page.locator('input').first().fill('lead');
      await page.locator('input[type=password]').fill(password);
      await page.keyboard.press('Enter');
      await page.locator('.grid-row').first().waitFor();
      const faults: string[] = [];
      for (const path of listPages) {
        await page.setViewportSize({ width: 1024, height: 768 });
        await page.goto(path);
        await ready(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (wide > 0) faults.push(`${path}: ${wide} px wider than the window`);
        faults.push(...(await cutTexts(page)).map((text) => `${path}: ${text}`));
        faults.push(...(await hiddenParts(page, { sideways: 'grids' })).map((text) => `${path}: ${text}`));
        await page.setViewportSize({ width: 720, height: 450 });
        faults.push(...(await hiddenParts(page, { sideways: 'yes' })).map((text) => `${path} at 200 %: ${text}`));
      }
      expect(faults).toEqual([]);
    });

  it('says what to do where there is no such page, and where the program of a page does not come', async () => {
    // The console of this window is to complain: it is not counted with the others.
    const { page, complaints } = await bench.open();
    await signIn(page, '/no/such/page');
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await page.getByRole('link', { name: 'Go to today' }).click();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    // One of a list that is not there, such as after another company was chosen.
    await page.goto('/customers/NOPE');
    await page.getByRole('alert').getByText('There is no customer "NOPE"').waitFor();
    await page.getByRole('alert').getByRole('link', { name: 'Show the list' }).click();
    await page.getByRole('heading', { name: 'Customers' }).waitFor();
    // As after an update of the server: the page that stands asks for a file that is gone.
    const program = /\/assets\/aging-(?!bar)[^/]*\.js$/;
    await page.route(program, (route) => route.fulfill({ status: 404, body: '' }));
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.getByRole('alert').getByRole('heading', { name: 'This page could not be shown' }).waitFor();
    await page.unroute(program);
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByRole('heading', { name: 'Aging' }).waitFor();
    await page.waitForURL(/\/insights\/aging/);
    // The console tells of the file that was gone, and of nothing else.
    for (const one of complaints.splice(0)) expect(one).toContain('Failed to fetch dynamically imported module');
  });

  it('keeps in the palette what is typed while the page that one has gone to is still on its way', async () => {
    const page = await open();
    await signIn(page, '/today');
    await page.keyboard.press('Control+k');
    const input = page.getByPlaceholder('Customer, any number, or an action');
    await input.waitFor();
    await page.keyboard.press('Escape');
    await input.waitFor({ state: 'detached' });
    const program = /\/assets\/aging-(?!bar)[^/]*\.js$/;
    const held: Route[] = [];
    await page.route(program, (route) => void held.push(route));
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await expect.poll(() => held.length).toBeGreaterThan(0);
    await page.keyboard.press('Control+k');
    await input.waitFor();
    await page.keyboard.type('stadt');
    for (const route of held) await route.continue();
    await page.locator('h1', { hasText: 'Aging' }).waitFor();
    await settled(page);
    await page.keyboard.type('werke');
    await expect.poll(() => input.inputValue()).toBe('stadtwerke');
  });

  it('loses no letter of a search that is typed while the address is on its way', async () => {
    const page = await open();
    await page.addInitScript(() => {
      // The next letters come after a part of the search was sent and before the page knows of its new address.
      const rest = ['wer', 'ke'];
      for (const way of ['pushState', 'replaceState'] as const) {
        const change = history[way].bind(history);
        history[way] = (data, unused, url) => {
          change(data, unused, url);
          const field = document.activeElement;
          if (!(field instanceof HTMLInputElement) || field.type !== 'search') return;
          if (new URL(location.href).searchParams.get('called') !== field.value) return;
          const more = rest.shift();
          if (more !== undefined) document.execCommand('insertText', false, more);
        };
      }
    });
    await signIn(page, '/customers');
    await ready(page);
    await page.keyboard.press('/');
    await page.keyboard.type('stadt');
    await page.waitForURL(/called=stadtwerke/);
    await settled(page);
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('stadtwerke');
  });

  it('shows every component of its own in its states', async () => {
    const page = await open();
    await ticksOf(page, 1_000);
    await signIn(page, '/dev/components');
    await page.getByRole('heading', { name: 'Components' }).waitFor();
    await page.getByRole('button', { name: 'What is held for ten seconds' }).click();
    await page.getByText('1 reminder leaves').waitFor();
    await page.keyboard.press('u');
    await page.getByText('Kept back; nothing was sent.').waitFor();
    await expect.poll(() => page.getByText('Sent', { exact: true }).count()).toBe(1);
  });

  it('tells on the page of keys how to go everywhere, also where it is the first page', async () => {
    const page = await open();
    await signIn(page, '/help/keys');
    await page.getByText('Go to Today', { exact: true }).waitFor();
    await page.reload();
    await page.getByText('Go to Today', { exact: true }).waitFor();
    expect(await page.getByText('Go to Today', { exact: true }).count()).toBe(1);
  });

  it('has no accessibility fault and is nowhere wider than its window, light and dark', async () => {
    const page = await open();
    const faults: string[] = [];
    const look = async (name: string): Promise<void> => void faults.push(...(await looked(page, name)));
    await signIn(page, '/items?group=customer&openFrom=500&company=all');
    await page.locator('.grid-group').first().waitFor();
    await page.getByRole('treegrid').focus();
    await page.keyboard.press('Enter');
    await page.locator('.grid-row:not(.grid-group)').first().waitFor();
    await look('items-grouped');
    await page.keyboard.press('f');
    await page.getByRole('dialog', { name: 'Filter' }).waitFor();
    await look('items-filter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('v');
    await page.getByRole('dialog', { name: 'Save this view' }).waitFor();
    await look('view-save');
    await page.keyboard.press('Escape');
    await page.goto('/items');
    await page.locator('.grid-row').first().waitFor();
    await look('items');
    await page.goto('/insights/aging?company=all');
    await page.locator('td.drill-cell a').first().waitFor();
    await look('aging');
    await page.goto('/dev/components');
    await page.getByRole('treegrid').waitFor();
    await look('components');
    expect(faults).toEqual([]);
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
