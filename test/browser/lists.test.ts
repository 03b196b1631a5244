/** Every list that is a shape survives going back, loading anew, and being looked at by somebody else: its address is all of it. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListShape } from '#lists/contract';
import { fillLists, listShapes, pageOfList } from '#test/list-shapes';
import { openWorkbench, signedIn, type Window, type Workbench } from './workbench.ts';

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
  const windows: Window[] = [];
  beforeAll(async () => {
    await bench.workday.person('lena', 'Lena Brandt', 'controller');
    await bench.workday.person('second', 'Sofia Ruiz', 'controller');
    await fillLists(bench.workday);
  });
  afterAll(() => bench.close());

  const open = async (path: string, login = 'lena'): Promise<Page> => {
    const window = await signedIn(bench, login, path);
    windows.push(window);
    return window.page;
  };
  const there = async (page: Page): Promise<void> => {
    await page.locator('#content').locator('[role=grid],[role=treegrid]').first().waitFor({ timeout: 60_000 });
    await page.locator('.grid-row').first().waitFor();
    await expect.poll(() => page.locator('#content .skeleton').count()).toBe(0);
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
    await page.getByRole('button', { name: 'View', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Columns…' }).click();
    await page.getByRole('dialog').locator('input[type=checkbox]:not([disabled])').first().uncheck();
    await page.keyboard.press('Enter');
    await page.waitForURL(/hide=/);
    await there(page);
    const survives = async (): Promise<void> => {
      await page.locator('[role=grid],[role=treegrid]').first().focus();
      for (const key of ['ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
      const [before, at, address] = [await shown(page), await place(page), page.url()];
      expect(before.rows.length).toBeGreaterThan(0);
      await page.getByRole('link', { name: 'Aging' }).first().click();
      await page.waitForURL(/insights\/aging/);
      await page.goBack();
      await page.waitForURL(address);
      await there(page);
      await expect.poll(() => shown(page)).toEqual(before);
      expect(await place(page)).toEqual(at);
      await page.reload();
      await there(page);
      await expect.poll(() => shown(page)).toEqual(before);
      expect(await place(page)).toEqual(at);
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
    const mine = await shown(page);
    const other = await open(page.url().replace(bench.url, ''), 'second');
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
    expect(await grid.locator('[aria-selected=true]').count()).toBe(2);
    // In the queue it is the same customers in the same order, under the same filter; and back.
    await page.keyboard.press('w');
    await page.waitForURL(/\/worklist\?/);
    const queue = page.getByRole('list', { name: 'Customers' });
    await queue.getByRole('listitem').first().waitFor();
    const told = await queue.locator('li .font-medium.truncate').allTextContents();
    expect(told).toEqual(names.slice(0, told.length));
    expect(Number(await page.locator('[data-count]').textContent())).toBe(numbers.length);
    await page.getByRole('list', { name: 'Filters' }).getByText('Overdue ≥ 50,000').waitFor();
    await page.getByRole('link', { name: 'As a table' }).click();
    await there(page);
    expect(new URL(page.url()).searchParams.get('overdueFrom')).toBe('50000');
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

  it('says several choices of an address in words, and reads numbers as it writes them', async () => {
    const page = await open('/worklist/list?company=DE01&reason=age,overdue_amount');
    const filters = page.getByRole('list', { name: 'Filters' });
    await filters.getByText('Age, Overdue', { exact: true }).waitFor();
    const dialog = page.getByRole('dialog', { name: 'Filter' });
    await page.keyboard.press('f');
    const reason = dialog.getByRole('combobox', { name: 'Reason', exact: true });
    await expect.poll(() => reason.inputValue()).toBe('age,overdue_amount');
    await dialog.getByLabel('Priority, to').fill('1,000');
    await page.keyboard.press('Enter');
    await page.waitForURL(/priorityTo=1000/);
    await filters.getByText('Priority ≤ 1,000').waitFor();
    // As it is shown it is taken again.
    await page.keyboard.press('f');
    await dialog.getByLabel('Priority, to').press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect(new URL(page.url()).searchParams.get('reason')).toBe('age,overdue_amount');
    expect(new URL(page.url()).searchParams.get('priorityTo')).toBe('1000');
  });

  it('never complained on its console', () => {
    expect(windows.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
