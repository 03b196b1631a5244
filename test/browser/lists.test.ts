/** Every list that is a shape survives going back, loading anew, and being looked at by somebody else: its address is all of it. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewDunning } from '#collections';
import { createPortfolio, loadAccounts } from '#customers';
import type { ListShape } from '#lists/contract';
import { runQuery } from '#platform';
import { must } from '#test/books';
import { fillLists, listShapes, pageOfList } from '#test/list-shapes';
import { businessDay } from '#test/workday';
import { looked, openWorkbench, ready, signedIn, type Workbench } from './workbench.ts';

/** A filter that lets every row through, so that there is something to look at. */
function wideFilter({ columns }: ListShape): string {
  const of = (kind: string) =>
    Object.entries(columns).find(([, one]) => one.kind === kind && one.head && !one.nullable)?.[0];
  const [day, count, money] = [of('day'), of('count'), of('money')];
  if (day !== undefined) return `${day}From=2000-01-01`;
  return money !== undefined ? `${money}From=-99999999` : `${count}From=-1`;
}

/** What somebody sees of the list: its rows as they stand, and how it is asked for. */
const shown = (page: Page) =>
  page.evaluate(() => ({
    rows: [...document.querySelectorAll('.grid-row [role=gridcell]:not(:first-child)')].map((one) => one.textContent),
    heads: [...document.querySelectorAll('[role=columnheader]')].map((one) => one.textContent),
    filters: document.querySelector('[aria-label=Filters]')?.textContent,
    group: document.querySelector<HTMLSelectElement>('select[aria-label="Group by"]')?.value,
    sum: [...document.querySelectorAll('[data-count], [data-total]')].map((one) => one.textContent),
  }));
/** And where the reader stands in it. */
const place = (page: Page) =>
  page.evaluate(() => ({
    active: document.querySelector('.grid-row[data-active]')?.textContent,
    top: document.querySelector('[role=grid],[role=treegrid]')?.scrollTop,
  }));

const workbench = await openWorkbench();

describe.runIf(workbench)('R70 every list survives back and reload by its address', () => {
  const bench = workbench as Workbench;
  /** A customer who is due for a reminder, and one of whom the run does not speak. */
  let reminded: readonly string[] = [];
  beforeAll(async () => {
    await bench.workday.person('lena', 'Lena Brandt', 'controller');
    await bench.workday.person('second', 'Sofia Ruiz', 'controller');
    await fillLists(bench.workday);
    await bench.workday.person('collector', 'Lea Sommer', 'lead');
    await bench.workday.person('auditor', 'Aude Martin', 'auditor');
    const { engine, caller, company, tenantId } = bench.workday;
    must(await createPortfolio(engine, caller, { code: 'FAR', name: 'Far away', collectorPersonId: null }));
    const { notices, suppressed } = await previewDunning(engine, tenantId, { company, asOf: businessDay });
    const spoken = new Set([...notices, ...suppressed].map(({ facts }) => facts.customerNumber));
    const silent = (
      await runQuery(engine, tenantId, (db) => loadAccounts(db, tenantId, { companyId: company.id }))
    ).find(({ number }) => !spoken.has(number));
    reminded = [notices[0]!.facts.customerNumber, silent!.number];
  });
  afterAll(() => bench.close());

  const open = async (path: string, login = 'lena'): Promise<Page> => {
    const { page } = await signedIn(bench, login, path);
    return page;
  };
  const there = async (page: Page): Promise<void> => {
    await page.locator('#content').locator('[role=grid],[role=treegrid]').first().waitFor();
    await page.locator('.grid-row').first().waitFor();
    await ready(page);
  };

  it('and each of them has its page here', () => {
    expect(listShapes.map(({ path }) => path).toSorted()).toEqual(Object.keys(pageOfList).toSorted());
  });

  it.each(listShapes.map((shape) => [shape.name, shape] as const))('%s', async (_name, shape) => {
    const address = pageOfList[shape.path]!;
    // What nobody knows in an address that somebody was sent is passed over.
    const page = await open(
      `${address}${address.includes('?') ? '&' : '?'}company=DE01&utm_source=mail&${wideFilter(shape)}`,
    );
    await there(page);
    // Ordered by another column, the other way round, without one of its columns.
    const heads = page.locator('[role=columnheader][aria-sort=none] button:not([data-filter])');
    await heads.first().click();
    await page.waitForURL(/sort=/);
    await there(page);
    await page.getByRole('button', { name: 'View', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Columns…' }).click();
    await page.getByRole('dialog').locator('input[type=checkbox]:not([disabled])').first().uncheck();
    await page.keyboard.press('Enter');
    await page.waitForURL(/hide=/);
    await there(page);
    const survives = async (): Promise<void> => {
      await page.locator('[role=grid],[role=treegrid]').first().focus();
      for (const key of ['ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
      await ready(page);
      const [before, at, address] = [await shown(page), await place(page), page.url()];
      expect(before.rows.length).toBeGreaterThan(0);
      await page.getByRole('link', { name: 'Aging' }).first().click();
      await page.waitForURL(/insights\/aging/);
      await page.goBack();
      await page.waitForURL(address);
      await there(page);
      await expect.poll(() => shown(page)).toEqual(before);
      await expect.poll(() => place(page)).toEqual(at);
      await page.reload();
      await there(page);
      await expect.poll(() => shown(page)).toEqual(before);
      await expect.poll(() => place(page)).toEqual(at);
    };
    await survives();
    // Put together, with a group open.
    const group = page.getByRole('combobox', { name: 'Group by' });
    await group.selectOption({ index: 1 });
    await page.locator('[role=treegrid] [aria-expanded]').first().waitFor();
    await page.locator('[role=treegrid]').focus();
    await page.keyboard.press('Enter');
    await page.locator('[aria-expanded=true]').first().waitFor();
    await survives();
    // Who is sent the address sees the same list; groups are opened by each for himself.
    await page.locator('[role=treegrid]').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('[aria-expanded=true]').count()).toBe(0);
    await ready(page);
    const mine = await shown(page);
    const other = await bench.look('second', page.url().replace(bench.url, ''));
    await other.locator('[role=treegrid] [aria-expanded]').first().waitFor();
    await expect.poll(() => shown(other)).toEqual(mine);
  });

  it('what the list of the worklist lets through is worked one by one, and a pasted column of numbers chooses in it', async () => {
    const page = await open('/worklist/list?company=DE01&overdueFrom=50000');
    await there(page);
    const grid = page.getByRole('grid', { name: 'Worklist' });
    const customers = grid.locator('.grid-row a[href^="/customers/"]');
    const names = await customers.allTextContents();
    const numbers = await customers.evaluateAll((links) =>
      links.map((link) => /customers\/(\w+)/.exec(link.getAttribute('href')!)![1]!),
    );
    expect(numbers.length).toBeGreaterThan(2);
    await page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }, [numbers[1], numbers[2], '99999'].join('\r\n'));
    await page.getByText('2 rows are selected.').waitFor();
    await page.getByText('Not found in this list: 99999').waitFor();
    await expect.poll(() => grid.locator('[aria-selected=true]').count()).toBe(2);
    // In the queue it is the same customers in the same order, under the same filter; and back.
    await page.keyboard.press('w');
    await page.waitForURL(/\/worklist\?/);
    const queue = page.getByRole('list', { name: 'Customers' });
    await queue.getByRole('listitem').first().waitFor();
    await ready(page);
    const told = await queue.locator('li .font-medium.truncate').allTextContents();
    expect(told).toEqual(names.slice(0, told.length));
    await expect.poll(async () => Number(await page.locator('[data-count]').textContent())).toBe(numbers.length);
    await page.getByRole('list', { name: 'Filters' }).getByText('Overdue ≥ 50,000').waitFor();
    await page.getByRole('link', { name: 'As a table' }).click();
    await there(page);
    await expect.poll(() => new URL(page.url()).searchParams.get('overdueFrom')).toBe('50000');
    await page.goBack();
    await page.getByRole('button', { name: 'Remove the filter Overdue' }).click();
    await expect.poll(() => page.locator('[data-count]').textContent()).not.toBe(String(numbers.length));
  });

  it('hands clearings over to the ERP once, gives their file again, and takes its answers from a person', async () => {
    const page = await open('/data/exports?company=DE01&state=pending');
    await there(page);
    const grid = page.getByRole('grid', { name: 'Clearings for the ERP' });
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Hand over to the ERP' });
    await dialog.getByText(/ of DE01 waits? to be handed over\.$/).waitFor();
    const does = dialog.getByRole('button', { name: 'Hand over', exact: true });
    const [saved] = await Promise.all([page.waitForEvent('download'), does.click()]);
    const file = readFileSync(await saved.path(), 'utf8');
    expect(saved.suggestedFilename()).toBe('clearings-DE01-exported.csv');
    expect(file).toMatch(/^reference,kind,state/);
    await page.getByText('No clearing waits for an ERP').waitFor();
    await page.getByRole('button', { name: 'Save the file again' }).waitFor();
    // What went out is had again until it is answered.
    const [again] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('s')]);
    expect(readFileSync(await again.path(), 'utf8')).toBe(file);
    await page
      .getByRole('navigation', { name: 'States' })
      .getByRole('button', { name: /^Handed over/ })
      .click();
    await grid.locator('.grid-row').first().waitFor();
    const answer = grid.getByRole('button', { name: /^Say what the ERP did with/ }).first();
    const reference = (await answer.getAttribute('aria-label'))!.split(' ').at(-1)!;
    await answer.click();
    const answering = page.getByRole('dialog', { name: `Answer of the ERP: ${reference}` });
    await answering.getByLabel('ERP document').fill('ZV-9001');
    await page.keyboard.press('Enter');
    await page.getByText(`${reference} is confirmed.`).waitFor();
    await page.goto(`/data/exports?company=DE01&search=${reference}`);
    await grid.locator('.grid-row', { hasText: 'ZV-9001' }).getByText('Confirmed by the ERP').waitFor();
  });

  it('does the same to chosen customers at once, shows it before, and takes back what can be', async () => {
    const page = await open('/worklist/list?company=DE01', 'collector');
    await there(page);
    const rows = page.locator('[data-count]').first();
    const numberOfRows = async (): Promise<number> => Number((await rows.textContent())!.replaceAll(/\D/g, ''));
    const grid = page.locator('[role=grid]');
    const choose = async (...keys: string[]): Promise<void> => {
      await grid.focus();
      for (const key of keys) await page.keyboard.press(key);
    };
    await expect.poll(numberOfRows).toBeGreaterThan(3);
    const before = await numberOfRows();
    await choose('Home', ' ', 'j', ' ');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('h');
    const asleep = page.getByRole('dialog', { name: 'Snooze 2 customers' });
    const faults = await looked(page, 'customers-asleep');
    await asleep.getByLabel('Why').fill('Their books are closed.');
    await page.keyboard.press('Enter');
    await page.getByText(/^Snoozed until .* · 2 done$/).hover();
    await expect.poll(numberOfRows).toBe(before - 2);
    await page.mouse.move(0, 0);
    await page.getByText(/^Snoozed until .* · 2 done$/).hover();
    await page.keyboard.press('u');
    await expect.poll(numberOfRows).toBe(before);
    // Without a choice the one at which the list stands is meant.
    await choose('Home');
    await page.keyboard.press('t');
    await page
      .getByRole('dialog', { name: /^Take over / })
      .getByLabel('Until the end of')
      .press('Enter');
    await page.getByText(/ is yours until /).waitFor();
    // Given to a portfolio, and back.
    await page.goto('/customers?company=DE01&sort=customer');
    await there(page);
    await choose('Home', ' ', 'j', ' ');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('o');
    const handing = page.getByRole('dialog', { name: 'Portfolio of 2 customers' });
    await handing.getByLabel('Portfolio').selectOption('FAR');
    faults.push(...(await looked(page, 'customers-portfolio')));
    await handing.getByLabel('Reason').fill('Shared out anew.');
    await handing.getByRole('button', { name: 'Hand over' }).click();
    await page.getByText('In another portfolio · 2 done').hover();
    const portfolioOf = async (): Promise<number> =>
      page.evaluate(async () => {
        const response = await fetch('/api/customer-list?company=DE01&portfolio=FAR');
        return ((await response.json()) as { rows: unknown[] }).rows.length;
      });
    await expect.poll(portfolioOf).toBe(2);
    await page.keyboard.press('u');
    await expect.poll(portfolioOf).toBe(0);
    // Reminded: who gets one stands beside who gets none, and why; nothing leaves yet.
    await page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }, reminded.join('\n'));
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('e');
    const sending = page.getByRole('dialog', { name: /^(Send \d+ reminders?\?|Remind these customers)$/ });
    await sending.getByText('No reminder is due to it.').waitFor();
    await expect.poll(() => sending.innerText()).toMatch(/Send \d+ reminder|It has its reminder of today\./);
    faults.push(...(await looked(page, 'customers-reminded')));
    expect(faults).toEqual([]);
    await page.keyboard.press('Escape');
    // Who does not collect has none of it.
    const other = await open('/customers?company=DE01', 'auditor');
    await there(other);
    await other.locator('[role=grid]').focus();
    await other.keyboard.press(' ');
    await other.getByText('1 selected').waitFor();
    for (const key of ['h', 'n', 'o', 'e', 't']) await other.keyboard.press(key);
    await expect
      .poll(() => other.getByRole('button', { name: /^(Snooze|Note|Take over|Portfolio…|Remind)/ }).count())
      .toBe(0);
    await expect.poll(() => other.getByRole('dialog').count()).toBe(0);
  });

  it('takes several choices of a column, says them in words, and reads numbers as it writes them', async () => {
    const page = await open('/worklist/list?company=DE01&reason=age,overdue_amount');
    const filters = page.getByRole('list', { name: 'Filters' });
    await filters.getByText('Age, Overdue', { exact: true }).waitFor();
    const dialog = page.getByRole('dialog', { name: 'Filter' });
    await page.keyboard.press('f');
    const reason = dialog.getByRole('group', { name: 'Reason', exact: true });
    await expect.poll(() => reason.locator(':checked').count()).toBe(2);
    await dialog.getByLabel('Priority, to').fill('1,000');
    await page.keyboard.press('Enter');
    await page.waitForURL(/priorityTo=1000/);
    await filters.getByText('Priority ≤ 1,000').waitFor();
    // One is let go, by keys; and taken again.
    await page.keyboard.press('f');
    await reason.getByLabel('Age', { exact: true }).press(' ');
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).searchParams.get('reason')).toBe('overdue_amount');
    await page.keyboard.press('f');
    await reason.getByLabel('Age', { exact: true }).press(' ');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => new URL(page.url()).searchParams.get('reason')?.split(',').toSorted())
      .toEqual(['age', 'overdue_amount']);
    // As it is shown it is taken again.
    await page.keyboard.press('f');
    await dialog.getByLabel('Priority, to').press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => new URL(page.url()).searchParams.get('reason')).toMatch(/age.*,|,.*age/);
    expect(new URL(page.url()).searchParams.get('priorityTo')).toBe('1000');
  });

  it('opens what was sought, however soon Enter comes', async () => {
    const page = await open('/customers?company=DE01');
    await there(page);
    expect(await page.locator('.grid-row').first().textContent()).not.toContain('Keramika');
    // The answer to what is sought is kept back until the row was asked for.
    let answered = (): void => undefined;
    const pressed = new Promise<void>((go) => {
      answered = go;
    });
    await page.route(/\/api\/customer-list\?.*search=/, async (route) => {
      await pressed;
      await route.continue();
    });
    await page.keyboard.press('/');
    await page.keyboard.type('10113');
    for (const _ of ['leaves the field', 'opens the row']) await page.keyboard.press('Enter');
    answered();
    await page.waitForURL(/\/customers\/\d+/);
    expect(new URL(page.url()).pathname).toBe('/customers/10113');
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
