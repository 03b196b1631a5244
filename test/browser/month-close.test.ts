/** The close of a month in a real browser, by keys: what stands in the way, revaluation, soft and hard close, reopened, tied out. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordExchangeRates } from '#company';
import { changePeriod, listPeriods } from '#ledger';
import { must } from '#test/books';
import { catalogue as de } from '../../src/apps/workbench/src/languages/de.ts';
import { catalogue as es } from '../../src/apps/workbench/src/languages/es.ts';
import { catalogue as fr } from '../../src/apps/workbench/src/languages/fr.ts';
import { cutTexts, hiddenParts, looked, openWorkbench, settled, signedIn, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R54 the month is closed at the workbench', () => {
  const bench = workbench as Workbench;
  const faults: string[] = [];
  const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
  /** What changes the month; the list beside it has buttons of its own. */
  const deeds = (page: Page) =>
    section(page, 'Month').getByRole('button', { name: /^(Soft-close|Close for good|Reopen|Post the revaluation)/ });
  /** In how many lines each the rate of the revaluation and its day stand; none as long as it is not there. */
  const linesOfRate = (page: Page): Promise<number[]> =>
    page.getByRole('cell', { name: /^1 USD/ }).evaluateAll((cells) =>
      cells.flatMap((cell) => {
        const text = cell.firstChild!;
        const day = text.textContent!.indexOf('(');
        return [
          [0, day - 1],
          [day, text.textContent!.length],
        ].map(([from, to]) => {
          const part = document.createRange();
          part.setStart(text, from!);
          part.setEnd(text, to!);
          return new Set([...part.getClientRects()].map((line) => line.top)).size;
        });
      }),
    );
  beforeAll(async () => {
    const { engine, caller } = bench.workday;
    // The dollar moves in February.
    must(
      await recordExchangeRates(engine, caller, [
        { from: 'USD', to: 'EUR', day: '2026-02-27', rate: '0.951234', source: 'test' },
      ]),
    );
    await bench.workday.person('controller', 'Cora Engel', 'controller');
    await bench.workday.person('lead', 'Lena Brandt', 'lead');
    await bench.workday.person('analyst', 'Ana Ruiz', 'analyst');
  });
  afterAll(() => bench.close());

  it('closes February with all open months before it: each with what holds it, their revaluation, and as far as nothing does', async () => {
    const { engine, company, tenantId } = bench.workday;
    const { page } = await signedIn(bench, 'controller', '/close/2026-01');
    await page.getByRole('heading', { name: 'January 2026' }).waitFor();
    await section(page, 'What stands in the way')
      .getByRole('button', { name: /^Close with the months before/ })
      .waitFor();
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog');
    const months = dialog.getByRole('list', { name: 'Months' });
    await months.getByText('January 2026').waitFor();
    faults.push(...(await looked(page, 'close-through')));
    const unrevalued = months.getByText(/are not revalued/);
    if ((await unrevalued.count()) > 0) {
      await dialog.getByRole('button', { name: 'Post the revaluations of all' }).click();
      await unrevalued.first().waitFor({ state: 'detached' });
    }
    await dialog.getByLabel('Reason').fill('Closed before the test.');
    const anyway = dialog.getByRole('checkbox');
    if ((await anyway.count()) > 0) await anyway.check();
    await dialog.getByRole('button', { name: 'Close up to January 2026' }).click();
    await dialog.waitFor({ state: 'detached' });
    await section(page, 'Who closed it').getByText('Closed before the test.').waitFor();
    const rows = await listPeriods(engine, tenantId, company.id);
    expect(new Set(rows.filter((row) => row.month <= '2026-01').map((row) => row.state))).toEqual(new Set(['closed']));
  });

  it('is gone to by a chord, and tells what stands in the way of the month that is over', async () => {
    const { page } = await signedIn(bench, 'controller', '/today');
    await page.getByRole('heading', { name: 'Today' }).first().waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('z');
    await page.getByRole('heading', { name: 'February 2026' }).waitFor();
    const way = section(page, 'What stands in the way');
    await way.getByText('Open items in USD are not revalued').waitFor();
    await way.getByText(/^The reconciliation of Commerzbank Köln is not signed/).waitFor();
    await expect.poll(() => page.getByRole('button', { name: /^Close for good/ }).isDisabled()).toBe(true);
    await section(page, 'Revaluation').getByText('1 USD = 0.951234 EUR (27 Feb 2026)').waitFor();
    faults.push(...(await looked(page, 'close')));
    // On a narrow window the day of a rate goes beneath it, and nothing of it is torn.
    await page.setViewportSize({ width: 1024, height: 768 });
    await expect.poll(() => linesOfRate(page)).toEqual([1, 1]);
    expect(await hiddenParts(page, { sideways: 'no' })).toEqual([]);
  });

  it('ties every control account out, and each leads to its items, as what is revalued does', async () => {
    const { page } = await signedIn(bench, 'controller', '/close/2026-02');
    await section(page, 'Control accounts').getByText('every control account equals its open items').waitFor();
    for (const part of ['Control accounts', 'Revaluation']) {
      const link = section(page, part).getByRole('link', { name: /in USD/ });
      const told = (await link.textContent())!;
      await link.click();
      await page.getByRole('heading', { name: 'Open items' }).waitFor();
      await settled(page);
      await expect
        .poll(() => page.locator('[data-total]').allTextContents())
        .toContainEqual(expect.stringContaining(told));
      await page.goBack();
    }
  });

  it('is revalued, closed softly, opened again and closed for good by keys alone', async () => {
    const { page } = await signedIn(bench, 'controller', '/close');
    await page.getByRole('heading', { name: 'February 2026' }).waitFor();
    await page.getByRole('button', { name: /^Post the revaluation/ }).waitFor();
    await page.keyboard.press('r');
    await page.getByText('The month is revalued').waitFor();
    const way = section(page, 'What stands in the way');
    await way.getByText('are not revalued').waitFor({ state: 'detached' });
    const dialog = page.getByRole('dialog');
    const change = async (key: string, reason: string, send = 'Enter'): Promise<void> => {
      await page.keyboard.press(key);
      await dialog.getByLabel('Reason').waitFor();
      // Without a reason nothing is sent, by whichever key.
      await page.keyboard.press(send);
      await page.keyboard.type(reason);
      await page.keyboard.press(send);
    };
    await change('s', 'Everything of February is in.', 'Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    const story = section(page, 'Who closed it');
    await story.getByText('Everything of February is in.').waitFor();
    await change('o', 'An invoice came late.');
    await dialog.waitFor({ state: 'detached' });
    await story.getByText('An invoice came late.').waitFor();
    // The bank is not signed: it is refused until somebody says that it is closed all the same.
    await change('c', 'The month is done.');
    await dialog.getByRole('alert').getByText('is not ready to be closed').waitFor();
    faults.push(...(await looked(page, 'close-refused')));
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await expect.poll(() => dialog.getByRole('checkbox').isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await story.getByText('The month is done.').waitFor();
    await way.waitFor({ state: 'detached' });
    await expect.poll(() => deeds(page).count()).toBe(0);
    faults.push(...(await looked(page, 'close-closed')));
    // Through the months by keys.
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'January 2026' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/close/2026-01');
    await page.keyboard.press('k');
    await page.getByRole('heading', { name: 'February 2026' }).waitFor();
  });

  it('says what another person did meanwhile, and changes nothing', async () => {
    const { engine, caller, company } = bench.workday;
    const { page } = await signedIn(bench, 'controller', '/close/2026-03');
    await page.getByRole('heading', { name: 'March 2026' }).waitFor();
    await page.getByRole('button', { name: /^Soft-close/ }).waitFor();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('March is done.');
    const request = page.waitForRequest((one) => one.method() === 'PUT');
    await page.route('**/api/periods/2026-03', async (route) => {
      if (route.request().method() === 'PUT')
        must(
          await changePeriod(engine, caller, {
            ...{ companyId: company.id, month: '2026-03', state: 'soft_closed', reason: 'I was faster.' },
          }),
        );
      await route.continue();
    });
    await page.keyboard.press('Enter');
    await request;
    await dialog.getByRole('alert').getByText('is soft-closed already').waitFor();
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('March is done.');
  });

  it('gives the auditor’s files', async () => {
    const { page } = await signedIn(bench, 'controller', '/close/2026-02');
    for (const [menu, entry, name] of [
      ['Journal of the month', 'Text (CSV)', 'journal-DE01-2026-02.csv'],
      ['Journal of the month', 'For hledger', 'journal-DE01-2026-02.journal'],
      ['Open items on its last day', 'Workbook (XLSX)', 'items-DE01-2026-02-28.xlsx'],
    ] as const) {
      await page.getByRole('button', { name: menu }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: entry }).click(),
      ]);
      expect(file.suggestedFilename()).toBe(name);
    }
  });

  it('shows who may look and not close the same without its buttons, an empty company nothing, others no page', async () => {
    const { page: lead } = await signedIn(bench, 'lead', '/close/2026-03');
    await lead.getByRole('heading', { name: 'March 2026' }).waitFor();
    await settled(lead);
    expect(await deeds(lead).count()).toBe(0);
    await lead.goto('/close?company=US01');
    await lead.getByText('Nothing is posted to a control account').waitFor();
    faults.push(...(await looked(lead, 'close-empty')));
    const { page: analyst } = await signedIn(bench, 'analyst', '/close');
    await analyst.getByRole('heading', { name: 'Not part of your role' }).waitFor();
  });

  it.each(Object.entries({ de, es, fr }))('has its words in %s, none of them cut', async (locale, catalogue) => {
    const { page } = await signedIn(
      bench,
      'controller',
      '/close/2026-01',
      { locale, width: 1024 },
      (text) => catalogue[text]!,
    );
    await section(page, catalogue['Control accounts']!).getByRole('table').waitFor();
    await settled(page);
    expect(await cutTexts(page)).toEqual([]);
    await page.goto('/close/2026-02');
    await expect.poll(() => linesOfRate(page)).toEqual([1, 1]);
    await settled(page);
    expect(await hiddenParts(page, { sideways: 'no' })).toEqual([]);
    // Seven figures have their room as well; what is to be posted, the last column, is in sight.
    await page.route('**/api/revaluations?*', async (route) => {
      const response = await route.fetch();
      const read = (await response.json()) as { rows: object[] };
      const large = {
        open: '7731431.85',
        carried: '7172949.15',
        revalued: '7172835.90',
        posted: '0.00',
        due: '-1597.26',
      };
      await route.fulfill({ response, json: { ...read, rows: read.rows.map((row) => ({ ...row, ...large })) } });
    });
    await page.reload();
    await section(page, catalogue['Revaluation']!)
      .getByRole('cell', { name: /^7\D172\D949/ })
      .first()
      .waitFor();
    await expect.poll(() => linesOfRate(page)).toEqual([1, 1]);
    await settled(page);
    expect(await hiddenParts(page, { sideways: 'no' })).toEqual([]);
  });

  it('has no accessibility fault, is nowhere wider than its window, and never complained on its console', () => {
    expect(faults).toEqual([]);
    expect(bench.complaints()).toEqual([]);
  });
});
