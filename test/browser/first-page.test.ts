/** The workbench's first pages in a real browser: signing in, the day, the aging, the items behind a figure. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAmount } from '#kernel';
import { businessDay, password } from '#test/workday';
import { catalogue as german } from '../../src/apps/workbench/src/languages/de.ts';
import { layoutDifferences, layoutOfBoth } from './layout.ts';
import { enter, enterAt, looked, openWorkbench, picture, settled, textOf, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('the workbench', () => {
  const bench = workbench as Workbench;
  const open = async (look: Parameters<Workbench['open']>[0] = {}): Promise<Page> => {
    const { page } = await bench.open(look);
    return page;
  };
  /** Signs in; `say` gives the words of the reader's language. */
  const signIn = async (page: Page, login = 'lead', path = '/', say = (text: string) => text): Promise<void> => {
    await enterAt(page, path, login, say);
  };
  const inGerman = (text: string): string => german[text] as string;
  const minor = (text: string): bigint => parseAmount(text.replaceAll(',', '').replace('−', '-').trim(), 'EUR');

  beforeAll(async () => {
    await bench.workday.person('lead', 'Lena Brandt', 'lead');
    await bench.workday.person('analyst', 'Ana Kovač', 'analyst', bench.workday.company.id);
    await bench.workday.person('admin', 'Ada Min', 'administrator');
  });
  afterAll(() => bench.close());

  it('lets nobody in with a wrong password, and the right person where the address says', async () => {
    const page = await open();
    await page.goto('/insights/aging');
    await page.getByLabel('Sign-in name').fill('lead');
    await page.getByLabel('Password').fill('a wrong guess entirely');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/wrong|do not|not/i);
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Aging' }).waitFor();
    await page.waitForURL(/\/insights\/aging/);
  });

  it('lays its main pages out as they were, in both themes alike', async () => {
    const page = await open();
    // The page's own clock stands where the books' does.
    await page.clock.setFixedTime(new Date(`${businessDay}T09:00:00Z`));
    await signIn(page, 'lead', '/worklist');
    const faults: string[] = [];
    const compare = async (name: string): Promise<void> => {
      const { drawn, faults: between } = await layoutOfBoth(page);
      expect(drawn.length, name).toBeGreaterThan(20);
      faults.push(...[...between, ...layoutDifferences(name, drawn)].map((fault) => `${name}: ${fault}`));
    };
    const pages: readonly (readonly [name: string, path: string, there: () => Locator])[] = [
      ['worklist', '/worklist', () => page.locator('section[aria-label=Customer]').getByRole('table').first()],
      ['customer', '/customers/10104', () => page.locator('ol[aria-label=Timeline] li').first()],
      ['items', '/items?held=none', () => page.locator('.grid-row').nth(5)],
      ['cash', '/cash?queue=on_account', () => page.getByRole('table', { name: 'Items that may be paid' })],
      ['aging', '/insights/aging', () => page.locator('td.drill-cell a').nth(9)],
      ['dunning', '/runs/dunning', () => page.getByText('Excluded, and why')],
      ['close', '/close/2026-02', () => page.getByRole('table', { name: 'Control accounts' })],
      ['imports', '/data/imports', () => page.getByRole('heading', { name: 'Imports' })],
    ];
    for (const [name, path, there] of pages) {
      await page.goto(path);
      await there().waitFor();
      await settled(page);
      await compare(name);
    }
    expect(faults).toEqual([]);
  });

  it('shows the figures of the day, and each leads to what it is made of', async () => {
    const page = await open();
    await signIn(page);
    await page.getByText(/^Monday,? 2 March 2026$/).waitFor();
    const figure = page
      .locator('dt', { hasText: /^Overdue$/ })
      .locator('..')
      .getByRole('link')
      .first();
    const overdue = await textOf(figure);
    await figure.click();
    await page.getByRole('heading', { name: 'Open items' }).waitFor();
    const total = page.locator('[data-total=EUR]');
    await total.waitFor();
    await expect.poll(() => total.textContent()).toBe(overdue);
    await page.goBack();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await page.locator('#worklist li').first().waitFor();
    await expect.poll(() => page.locator('#worklist li').count()).toBeGreaterThan(4);
    await page.getByText('Commerzbank Köln').waitFor();
    await page.getByText('Held back').waitFor();
  });

  it('leads from a cell of the aging to items that sum to it', async () => {
    const page = await open();
    await signIn(page, 'lead', '/insights/aging');
    for (const [view, address] of [
      ['Gross', /view=gross-debit/],
      ['Net', /aging(?!.*view=)/],
    ] as const) {
      await page.getByText(view, { exact: true }).click();
      await page.waitForURL(address);
      await settled(page);
      const cells = page.locator('tbody tr:not(.total) td.drill-cell a');
      await cells.first().waitFor();
      for (const index of [1, 7, 19]) {
        const cell = cells.nth(index);
        const amount = await textOf(cell);
        await cell.click();
        await page.locator('[data-total=EUR]').waitFor();
        await expect.poll(() => page.locator('[data-total=EUR]').textContent()).toBe(amount);
        await settled(page);
        const opens = await page.locator('.grid-row [role=gridcell]:last-child').allTextContents();
        expect(opens.map(minor).reduce((a, b) => a + b, 0n)).toBe(minor(amount));
        await page.goBack();
        await page.getByRole('heading', { name: 'Aging' }).waitFor();
        await cells.first().waitFor();
        await settled(page);
      }
    }
  });

  it('is walked with the keyboard alone: in, to the aging, into a cell, out', async () => {
    const page = await open();
    await page.goto('/today');
    await page.getByLabel('Sign-in name').waitFor();
    const { keyboard } = page;
    await keyboard.type('lead');
    await keyboard.press('Tab');
    await keyboard.type(password);
    await keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Places' }).waitFor();
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    const tabTo = async (text: string | RegExp): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        await keyboard.press('Tab');
        const there = await focused();
        if (typeof text === 'string' ? there === text : text.test(there)) return;
      }
      throw new Error(`Tab does not lead to ${text}`);
    };
    await tabTo('Skip to content');
    await tabTo('Aging');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Aging' }).waitFor();
    await page.locator('td.drill-cell a').first().waitFor();
    await expect.poll(focused).toBe('Aging');
    await settled(page);
    await tabTo(/^[\d,−.]+$/);
    // Past the figures of the chart into the table.
    while (!(await page.evaluate(() => document.activeElement?.closest('td')))) await keyboard.press('Tab');
    const above = await focused();
    await keyboard.press('ArrowDown');
    await expect.poll(focused).not.toBe(above);
    const cell = await focused();
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(outline).toBe('solid');
    await keyboard.press('Enter');
    await page.locator('[data-total=EUR]').waitFor();
    await expect.poll(() => page.locator('[data-total=EUR]').textContent()).toBe(cell);
    await page.getByRole('button', { name: 'Lena Brandt' }).focus();
    await keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await expect.poll(focused).toContain('Lena Brandt');
    await keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await keyboard.press('End');
    await expect.poll(focused).toBe('Sign out');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sign in to Dunwell' }).waitFor();
  });

  it('copies rows for a spreadsheet with plain numbers', async () => {
    const page = await open({ locale: 'de-DE' });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(page, 'lead', '/items?customer=10101', inGerman);
    await settled(page);
    await page.getByRole('button', { name: /^Kopieren/ }).click();
    await page.getByText(/Zeilen sind kopiert/).waitFor();
    const [head, first, ...more] = (await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/);
    // In the import's own words, whatever the reader's language: what is pasted can be read back.
    expect(head).toBe('Document\tType\tCustomer\tName\tDocument date\tDue\tDays late\tHeld by\tAmount\tOpen\tCurrency');
    expect(first).toMatch(
      /^RE-\d+\tInvoice\t10101\tFerretería El Cóndor S\.A\.S\.\t\d{4}-\d\d-\d\d\t.*\t\d+\.\d\d\tEUR$/,
    );
    // Nothing before the due day, as on screen.
    for (const line of [first!, ...more]) expect(line.split('\t')[6]).toMatch(/^(?:[1-9]\d*)?$/);
    await expect.poll(() => page.locator('.grid-row').count()).toBe(more.length + 1);
    // The same figure as the reader writes it.
    await expect.poll(() => page.locator('.grid-row').first().textContent()).toMatch(/\d,\d\d/);
  });

  it('writes days as the reader does and takes them so', async () => {
    const page = await open({ locale: 'de-DE' });
    await signIn(page, 'lead', '/insights/aging', inGerman);
    const field = page.getByLabel('Stichtag');
    await expect.poll(() => field.inputValue()).toBe('02.03.2026');
    await field.fill('15.1.26');
    await field.press('Enter');
    await page.waitForURL(/asOf=2026-01-15/);
    await field.fill('31.2.2026');
    await field.press('Enter');
    await page.getByRole('alert').waitFor();
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
  });

  it('says when the session has ended, and goes on where it was', async () => {
    const page = await open();
    await signIn(page, 'lead', '/items?bucket=31-60');
    await page.locator('[data-total=EUR]').waitFor();
    await page.getByLabel('As of').press('ArrowDown');
    await page.waitForURL(/asOf=2026-03-01/);
    await page.locator('[data-total=EUR]').waitFor();
    await page.context().clearCookies();
    // What asks first is this key, or the page by itself because somebody else changed a thing: then the key is not taken.
    await page.getByLabel('As of').press('ArrowDown');
    await page.getByRole('heading', { name: 'Sign in again' }).waitFor();
    await picture(page, 'session-ended');
    const where = page.url();
    expect(where).toMatch(/bucket=31-60/);
    expect(where).toMatch(/asOf=2026-0(3-01|2-28)/);
    await enter(page, 'lead');
    await page.getByRole('heading', { name: 'Sign in again' }).waitFor({ state: 'detached' });
    await page.locator('[data-total=EUR]').waitFor();
    expect(page.url()).toBe(where);
  });

  it('says when the server does not answer, and tries again when asked', async () => {
    const page = await open();
    await signIn(page, 'lead', '/items?customer=10102');
    await page.locator('[data-total=EUR]').waitFor();
    await page.context().setOffline(true);
    await page.getByLabel('As of').press('ArrowDown');
    await page.getByText('The server does not answer.').waitFor();
    await picture(page, 'unreachable');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('[data-total=EUR]').waitFor();
  });

  it('shows a person only the own companies, switches between them, and says what a role may not', async () => {
    const analyst = await open();
    await signIn(analyst, 'analyst');
    await analyst.getByText('Acme GmbH').waitFor();
    await expect.poll(() => analyst.getByRole('button', { name: /Acme/ }).count()).toBe(0);
    await analyst.goto('/today?company=US01');
    await analyst.getByText('There is no such company among yours').waitFor();
    await analyst.getByRole('link', { name: 'Go to your own' }).click();
    await analyst.getByText('Acme GmbH').waitFor();
    const lead = await open();
    await signIn(lead, 'lead', '/insights/aging');
    await lead.getByRole('button', { name: /Acme GmbH/ }).click();
    await lead.getByRole('menuitemradio', { name: /Acme Inc/ }).click();
    await lead.getByText('Nothing is open on this day').waitFor();
    await picture(lead, 'aging-empty');
    expect(lead.url()).toMatch(/company=US01/);
    await lead.getByRole('link', { name: 'Today' }).click();
    await lead.getByText('No bank file has been read yet.').waitFor();
    await picture(lead, 'today-empty');
    expect(lead.url()).toMatch(/company=US01/);
    const admin = await open();
    await signIn(admin, 'admin', '/insights/aging');
    await admin.getByText('Not part of your role').waitFor();
    await picture(admin, 'aging-denied');
  });

  it('draws of nine hundred customers those in sight, and reaches the last', async () => {
    const page = await open();
    await signIn(page, 'lead', '/insights/aging?company=GB01');
    const rows = page.locator('tbody tr[aria-rowindex]');
    await rows.first().waitFor();
    await page.getByText('900 customers').waitFor();
    await settled(page);
    await expect.poll(() => rows.count()).toBeLessThan(150);
    const widths = (): Promise<number[]> =>
      page.locator('thead th').evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width));
    const before = await widths();
    await page.locator('[data-scroller]').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
    await page.getByText('Shop 1001 Ltd').waitFor();
    await expect.poll(() => rows.last().getAttribute('aria-rowindex')).toBe('902');
    await expect.poll(widths).toEqual(before);
    await picture(page, 'aging-crowd-end');
    await rows.last().getByRole('link').last().click();
    await page.locator('[data-total=GBP]').waitFor();
    await expect.poll(() => page.locator('[data-total=GBP]').textContent()).toBe('1,000.00');
  });

  it('follows the system’s theme until one is chosen, and keeps the choice', async () => {
    const page = await open({ scheme: 'dark' });
    await signIn(page);
    const paper = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await paper();
    await page.getByRole('button', { name: 'Lena Brandt' }).click();
    await picture(page, 'person-menu-dark');
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    await expect.poll(paper).not.toBe(dark);
    const light = await paper();
    await page.reload();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await expect.poll(paper).toBe(light);
    await page.getByRole('button', { name: 'Lena Brandt' }).click();
    await page.getByRole('menuitemradio', { name: 'As the system' }).click();
    await expect.poll(paper).toBe(dark);
  });

  it('has no accessibility fault and is nowhere wider than its window, light and dark', async () => {
    const page = await open();
    const faults: string[] = [];
    const look = async (name: string): Promise<void> => void faults.push(...(await looked(page, name)));
    await page.goto('/today');
    await page.getByLabel('Sign-in name').waitFor();
    await look('sign-in');
    await signIn(page, 'lead', '/today');
    await page.locator('#worklist li').first().waitFor();
    await page.getByRole('region', { name: 'Aging' }).waitFor();
    await look('today');
    await page.goto('/insights/aging');
    await page.locator('td.drill-cell a').first().waitFor();
    await look('aging');
    await page.goto('/items');
    await page.locator('[data-total=EUR]').waitFor();
    await look('items');
    await page.goto('/items?customer=10103&bucket=31-60&currency=USD&view=gross-debit');
    await page.locator('[role=grid], h2').first().waitFor();
    await look('items-filtered');
    expect(faults).toEqual([]);
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
