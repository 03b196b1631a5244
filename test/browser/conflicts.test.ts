/** Two people work on the same receipt, the same words, portfolio, procedure or term: what one has typed stays, and says what the other changed. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPortfolio } from '#customers';
import { must } from '#test/books';
import { openWorkbench, picture, signedIn, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R70 two people on the same thing', () => {
  const bench = workbench as Workbench;
  const open = async (login: string, path: string): Promise<Page> => {
    const { page } = await signedIn(bench, login, path);
    return page;
  };

  beforeAll(async () => {
    await bench.workday.person('lena', 'Lena Brandt', 'lead');
    await bench.workday.person('sami', 'Sami Aalto', 'lead');
    await bench.workday.person('cora', 'Cora Engel', 'controller');
    await bench.workday.person('carl', 'Carl Ott', 'controller');
  });
  afterAll(() => bench.close());

  it('keeps what was typed on a receipt that another one applies in part, and goes on with it', async () => {
    const lena = await open('lena', '/cash?queue=on_account');
    const sami = await open('sami', '/cash?queue=on_account');
    const heading = (page: Page) => page.locator('section[aria-label=Receipt] h2');
    await heading(lena).getByText('Weber').waitFor();
    await heading(sami).getByText('Weber').waitFor();
    const amounts = (page: Page) => page.getByRole('textbox', { name: /^Amount for/ });
    const tick = (page: Page, index: number) =>
      page.getByRole('table', { name: 'Items that may be paid' }).getByRole('checkbox').nth(index).click();
    await tick(lena, 1);
    await amounts(lena).first().fill('500');
    await amounts(lena).first().press('Tab');
    await tick(sami, 0);
    await amounts(sami).first().fill('100');
    await amounts(sami).first().press('Tab');
    await sami
      .locator('section[aria-label=Receipt]')
      .getByRole('button', { name: /^Apply and next/ })
      .click();
    await sami.getByText(/applied\.$/).waitFor();
    const conflict = lena.getByRole('alert').filter({ hasText: /^Sami Aalto changed this on .+, after you opened it/ });
    await conflict.waitFor();
    await conflict.getByRole('row', { name: /^Left/ }).getByText('777.00').waitFor();
    await conflict.getByRole('row', { name: /^Left/ }).getByText('677.00').waitFor();
    await picture(lena, 'receipt-conflict');
    await expect.poll(() => amounts(lena).first().inputValue()).toMatch(/^500/);
    // Nothing is applied before it is said what counts.
    await lena.keyboard.press('Control+Enter');
    await lena.getByText('Say first what counts').waitFor();
    await conflict.getByRole('button', { name: 'Go on with what I chose' }).click();
    await conflict.waitFor({ state: 'detached' });
    await expect.poll(() => amounts(lena).first().inputValue()).toMatch(/^500/);
    await lena
      .locator('section[aria-label=Receipt]')
      .getByRole('button', { name: /^Apply and next/ })
      .click();
    await lena.getByText(/applied\.$/).waitFor();
  });

  it('shows both words of a message that another one has saved meanwhile, by name, and saves neither over the other', async () => {
    const path = '/templates?name=dunning_notice&language=en&level=1';
    const lena = await open('lena', path);
    const sami = await open('sami', path);
    await lena.getByLabel('Subject').fill('A word from Lena');
    await sami.getByLabel('Subject').fill('A word from Sami');
    await sami.keyboard.press('Control+Enter');
    await sami.getByText('The words are saved; the next such message has them.').waitFor();
    await lena.getByLabel('Subject').press('Control+Enter');
    const conflict = lena.getByRole('alert').filter({ hasText: 'Sami Aalto changed this after you opened it.' });
    await conflict.waitFor();
    await picture(lena, 'template-conflict');
    await expect
      .poll(() => conflict.getByRole('row', { name: /^Subject/ }).textContent())
      .toBe('SubjectA word from LenaA word from Sami');
    await lena.getByLabel('Subject').press('Control+Enter');
    await conflict.getByRole('button', { name: 'Keep mine, and look once more' }).click();
    await lena.getByLabel('Subject').press('Control+Enter');
    await lena.getByText('The words are saved; the next such message has them.').waitFor();
    await sami.reload();
    await expect.poll(() => sami.getByLabel('Subject').inputValue()).toBe('A word from Lena');
  });

  it('takes from a portfolio no collector that another one has given it meanwhile', async () => {
    const { engine, caller } = bench.workday;
    must(await createPortfolio(engine, caller, { code: 'HARBOUR', name: 'Harbour', collectorPersonId: null }));
    const lena = await open('lena', '/settings/portfolios');
    const sami = await open('sami', '/settings/portfolios');
    const form = (page: Page) => page.getByRole('form', { name: 'Change HARBOUR' });
    const row = (page: Page) =>
      page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'HARBOUR', exact: true }) });
    const save = (page: Page) => form(page).getByRole('button', { name: 'Save', exact: true }).click();
    for (const page of [lena, sami]) await row(page).getByRole('button', { name: 'Change HARBOUR' }).click();
    await form(lena).getByLabel('Name').fill('Harbour and docks');
    await form(lena).getByLabel('Reason').fill('The docks came to it.');
    await form(sami).getByLabel('Collector').selectOption({ label: 'Lena Brandt' });
    await form(sami).getByLabel('Reason').fill('Lena knows the harbour.');
    await save(sami);
    // The list shows it already; the form keeps what was typed, and what it was opened with.
    await row(lena).getByRole('cell', { name: 'Lena Brandt' }).waitFor();
    await save(lena);
    const conflict = lena.getByRole('alert').filter({ hasText: 'Nothing of yours is saved yet.' });
    await conflict.waitFor();
    await expect
      .poll(() => conflict.getByRole('row', { name: /^Collector/ }).textContent())
      .toBe('CollectorNobodyLena Brandt');
    await expect
      .poll(() => conflict.getByRole('row', { name: /^Name/ }).textContent())
      .toBe('NameHarbour and docksHarbour');
    // Both are wanted: the collector is taken over into the form.
    await form(lena).getByLabel('Collector').selectOption({ label: 'Lena Brandt' });
    await conflict.getByRole('button', { name: 'Save mine' }).click();
    await row(sami).getByText('Harbour and docks').waitFor();
    await row(sami).getByRole('cell', { name: 'Lena Brandt' }).waitFor();
  });

  it('sets no dunning procedure over the one that another one has set meanwhile', async () => {
    const lena = await open('lena', '/settings/procedures');
    const sami = await open('sami', '/settings/procedures');
    const form = (page: Page) => page.getByRole('form', { name: 'Edit Three reminders' });
    for (const page of [lena, sami]) await page.getByRole('button', { name: 'Edit Three reminders' }).click();
    await form(lena).getByLabel('Days to pay').fill('10');
    await form(sami).getByLabel('Days overdue').first().fill('9');
    await form(sami).getByLabel('Days overdue').first().press('Control+Enter');
    await sami.getByText(/^Three reminders applies from /).waitFor();
    await form(lena).getByLabel('Days to pay').press('Control+Enter');
    const conflict = lena.getByRole('alert').filter({ hasText: 'Nothing of yours is saved yet.' });
    await conflict.waitFor();
    await conflict.getByText('Sami Aalto changed this on', { exact: false }).waitFor();
    await expect.poll(() => conflict.getByRole('row', { name: /^Days to pay/ }).textContent()).toBe('Days to pay108');
    await expect.poll(() => conflict.getByRole('row', { name: /^Level/ }).textContent()).toContain('1: 9');
    // Both are wanted: what the other one set is taken over into the form.
    await form(lena).getByLabel('Days overdue').first().fill('9');
    await conflict.getByRole('button', { name: 'Save mine' }).click();
    await form(lena).waitFor({ state: 'detached' });
    await sami.getByText('10 days').waitFor();
    await sami.getByRole('table', { name: 'Levels of Three reminders' }).getByRole('cell', { name: '9' }).waitFor();
  });

  it('sets no payment term over the one that another one has set meanwhile, nor a new one by a code that is taken', async () => {
    const cora = await open('cora', '/settings/companies');
    const carl = await open('carl', '/settings/companies');
    const form = (page: Page) => page.getByRole('form', { name: /^(New payment term|Change SLOW)$/ });
    const save = (page: Page) => form(page).getByRole('button', { name: 'Save', exact: true }).click();
    for (const page of [cora, carl]) {
      await page.getByRole('button', { name: 'New payment term' }).click();
      await form(page).getByLabel('Code').fill('slow');
      await form(page).getByLabel('Reason').fill('For those who build.');
    }
    await form(cora).getByLabel('Name').fill('Ninety days');
    await form(cora).getByLabel('Days', { exact: true }).fill('90');
    await form(carl).getByLabel('Name').fill('Slow payers');
    await save(cora);
    await cora.getByText('The payment term is set; what is posted from now on follows it.').waitFor();
    await save(carl);
    await form(carl).getByText('There is a payment term "SLOW" already. Nothing was changed.').waitFor();
    await form(carl).getByRole('button', { name: 'Cancel' }).click();
    for (const page of [cora, carl]) {
      await page.getByRole('button', { name: 'Change SLOW' }).click();
      await form(page).getByLabel('Reason').fill('It was too long.');
    }
    await form(cora).getByLabel('Days', { exact: true }).fill('60');
    await save(cora);
    await cora.getByRole('row', { name: /^SLOW Ninety days 60 days after the document/ }).waitFor();
    await form(carl).getByLabel('Name').fill('Slow payers');
    await save(carl);
    const conflict = carl.getByRole('alert').filter({ hasText: 'Nothing of yours is saved yet.' });
    await expect
      .poll(() => conflict.getByRole('row', { name: /^Due/ }).textContent())
      .toBe('Due90 days after the document60 days after the document');
    // Both are wanted: the days are taken over into the form.
    await form(carl).getByLabel('Days', { exact: true }).fill('60');
    await conflict.getByRole('button', { name: 'Save mine' }).click();
    await cora.getByRole('row', { name: /^SLOW Slow payers 60 days after the document/ }).waitFor();
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
