/** Two people work on the same receipt, the same words, the same portfolio or the same setting: what one has typed stays, and says what the other changed. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPortfolio } from '#customers';
import { revokeGrant, runQuery, sql } from '#platform';
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
    await bench.workday.person('carla', 'Carla Conti', 'controller');
    await bench.workday.person('cem', 'Cem Kaya', 'controller');
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

  it('names whom money falls to: not somebody who sees no cash any more, and not over what another one has just named', async () => {
    const { engine, caller, person } = bench.workday;
    await person('gus', 'Gus Gone', 'cash_applier');
    const carla = await open('carla', '/settings/matching');
    const cem = await open('cem', '/settings/matching');
    const owner = (page: Page) => page.getByLabel('Money of unknown payers');
    const set = (page: Page) => page.getByRole('button', { name: 'Set', exact: true });
    await owner(carla).getByRole('option', { name: 'Gus Gone' }).waitFor({ state: 'attached' });
    await owner(carla).selectOption({ label: 'Gus Gone' });
    const { rows } = await runQuery(engine, caller.tenantId, (db) =>
      sql<{ id: bigint }>`
        select g.id from platform.role_grant g join platform.person p on p.id = g.person_id where p.name = 'Gus Gone'`.execute(
        db,
      ),
    );
    must(await revokeGrant(engine, caller, { grantId: rows[0]!.id }));
    await set(carla).click();
    await carla.getByRole('alert').getByText('This person does not see the cash of DE01.').waitFor();
    await expect.poll(() => owner(carla).getAttribute('aria-invalid')).toBe('true');
    // What was chosen still stands there, by its name.
    await expect.poll(() => owner(carla).locator('option:checked').textContent()).toBe('Gus Gone');
    await owner(carla).selectOption({ label: 'Lena Brandt' });
    // Chosen and chosen back, nothing is being changed: what another one names is shown.
    await owner(cem).selectOption({ label: 'Sami Aalto' });
    await owner(cem).selectOption({ label: 'Nobody' });
    await set(cem).waitFor({ state: 'detached' });
    await set(carla).click();
    await carla.getByText('Set; it counts at once.').waitFor();
    await expect.poll(() => owner(cem).locator('option:checked').textContent()).toBe('Lena Brandt');
    await owner(cem).selectOption({ label: 'Sami Aalto' });
    await owner(carla).selectOption({ label: 'Carla Conti' });
    await set(carla).click();
    await set(carla).waitFor({ state: 'detached' });
    await set(cem).click();
    const conflict = cem.getByRole('alert').filter({ hasText: 'Nothing of yours is saved yet.' });
    await expect
      .poll(() => conflict.getByRole('row', { name: /^Money of unknown payers/ }).textContent())
      .toBe('Money of unknown payersSami AaltoCarla Conti');
    await conflict.getByRole('button', { name: 'Save mine' }).click();
    await cem.getByText('Set; it counts at once.').waitFor();
    await expect.poll(() => owner(carla).locator('option:checked').textContent()).toBe('Sami Aalto');
  });

  it('keeps the rules that were typed while another one sets others, and shows both', async () => {
    const carla = await open('carla', '/settings/matching');
    const cem = await open('cem', '/settings/matching');
    const form = (page: Page) => page.getByRole('form', { name: 'Rules of cash application' });
    const from = (page: Page) => form(page).getByLabel('From', { exact: true });
    const save = (page: Page) => form(page).getByRole('button', { name: 'Set the rules' }).click();
    const grace = form(carla).getByLabel('Days of grace for discounts');
    await grace.fill('4');
    await form(carla).getByLabel('Reason').fill('As agreed with sales.');
    await form(cem).getByLabel('Minimum confidence in percent').fill('95');
    await from(cem).fill('2026-03-02');
    await form(cem).getByLabel('Reason').fill('As the auditor wants it.');
    await save(cem);
    // Cem's version is there already; what Carla has typed stands as it was.
    await carla.getByText('As the auditor wants it.').waitFor();
    await expect.poll(() => grace.inputValue()).toBe('4');
    await from(carla).fill('2026-03-02');
    await save(carla);
    const conflict = carla.getByRole('alert').filter({ hasText: /^Cem Kaya changed this on .+, after you opened it/ });
    await conflict.waitFor();
    await expect
      .poll(() => conflict.getByRole('row', { name: /^Days of grace/ }).textContent())
      .toBe('Days of grace for discounts40');
    await conflict.getByRole('row', { name: /^Minimum confidence in percent .*95$/ }).waitFor();
    await picture(carla, 'rules-conflict');
    await conflict.getByRole('button', { name: 'Save mine' }).click();
    await cem.getByText('As agreed with sales.').waitFor();
    await expect.poll(() => form(cem).getByLabel('Days of grace for discounts').inputValue()).toBe('4');
  });

  it('shows how mail leaves by now to who set it otherwise meanwhile', async () => {
    const carla = await open('carla', '/settings/companies');
    const cem = await open('cem', '/settings/companies');
    const form = (page: Page) => page.getByRole('form', { name: 'Change how mail leaves' });
    const save = (page: Page) => form(page).getByRole('button', { name: 'Save', exact: true }).click();
    for (const page of [carla, cem]) await page.getByRole('button', { name: 'Change how mail leaves' }).first().click();
    await form(carla).getByLabel('Address for answers').fill('answers@example.org');
    await form(cem).getByLabel('Sender’s address').fill('cash@example.org');
    await save(cem);
    await form(cem).waitFor({ state: 'detached' });
    await save(carla);
    const conflict = form(carla).getByRole('alert').filter({ hasText: 'Nothing of yours is saved yet.' });
    await conflict.waitFor();
    await expect
      .poll(() => conflict.getByRole('row', { name: /^Sender/ }).textContent())
      .toBe('Sender’s address–cash@example.org');
    await form(carla).getByLabel('Sender’s address').fill('cash@example.org');
    await conflict.getByRole('button', { name: 'Save mine' }).click();
    await form(carla).waitFor({ state: 'detached' });
    // A form keeps what it was opened with: Cem looks at what stands there now.
    await cem.reload();
    await cem.getByRole('button', { name: 'Change how mail leaves' }).first().click();
    await expect.poll(() => form(cem).getByLabel('Address for answers').inputValue()).toBe('answers@example.org');
    await expect.poll(() => form(cem).getByLabel('Sender’s address').inputValue()).toBe('cash@example.org');
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
