/** Reconciliation in a real browser: a customer's statement received, decided and agreed on; a bank's month looked at. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { loadChart } from '#ledger';
import { runQuery } from '#platform';
import { must } from '#test/books';
import { businessDay } from '#test/workday';
import { type BankDay, mt940Day } from '../mt940-day.ts';
import { enterAt, looked, openWorkbench, settled, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R35 R36 reconciliation at the workbench', () => {
  const bench = workbench as Workbench;
  const open = async (look: Parameters<Workbench['open']>[0] = {}): Promise<Page> => {
    const { page } = await bench.open(look);
    return page;
  };
  const signIn = async (page: Page, path: string): Promise<void> => {
    await enterAt(page, path, 'controller');
  };
  beforeAll(() => bench.workday.person('controller', 'Cora Engel', 'controller'));
  afterAll(() => bench.close());

  it('receives a statement, shows both sides line by line, and comes to an agreed balance', async () => {
    const page = await open();
    await signIn(page, '/recon');
    await page.getByText('No statement was received yet').waitFor();
    await page.keyboard.press('n');
    const text = [
      'Reference,Document date,Amount',
      'RE-26020,2026-02-01,1250.00',
      'PAY-7,2026-02-26,-300.00',
      'BL-12,2026-02-20,-120.00',
      'X-4711,2026-02-11,45.00',
      '',
    ].join('\n');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'blue-ridge.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByLabel('Customer number').fill('10103');
    await page.getByLabel('Of the day').fill('2026-03-02');
    await page.getByLabel('Currency').fill('USD');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('heading', { name: 'Blue Ridge Supply Co.' }).waitFor();
    await page.getByText('Their deduction without a credit memo').first().waitFor();
    await page.getByText('Unknown to us').first().waitFor();
    // What they do not know of ours, and we of theirs, is asked in one letter that is read first.
    await page.getByRole('button', { name: /^Write to the customer/ }).click();
    const letter = page.getByRole('dialog', { name: 'Write to Blue Ridge Supply Co.' });
    await letter.getByText(/Reconciliation of your account/).waitFor();
    expect(await looked(page, 'recon-letter')).toEqual([]);
    await letter.getByRole('button', { name: 'Send' }).click();
    await page
      .getByText(/^Letter waits/)
      .first()
      .waitFor();
    // Every open question is given to somebody; then the sum stands.
    await settled(page);
    for (;;) {
      const questions = page.locator('select.text-warn:enabled');
      const left = await questions.count();
      if (left === 0) break;
      await questions.first().selectOption('theirs');
      await expect.poll(() => page.locator('select.text-warn').count()).toBeLessThan(left);
      await expect.poll(() => page.locator('select:disabled').count()).toBe(0);
    }
    await page.getByRole('button', { name: 'Agree on a balance' }).click();
    await page.getByLabel('Agreed with').fill('Mr Boone, accounts payable');
    await page.getByRole('button', { name: 'Agree', exact: true }).click();
    await page.getByText(/Agreed on .* with Mr Boone/).waitFor();
    await expect.poll(() => page.locator('select').count()).toBe(0);
    // What they confirm it with is kept beside it, and comes out as it came.
    await page.getByLabel('Their confirmation').setInputFiles({
      name: 'confirmed.eml',
      mimeType: 'message/rfc822',
      buffer: Buffer.from('We confirm the balance.'),
    });
    const confirmation = page.getByRole('button', { name: 'confirmed.eml' });
    await confirmation.waitFor();
    const [saved] = await Promise.all([page.waitForEvent('download'), confirmation.click()]);
    expect(readFileSync(await saved.path(), 'utf8')).toBe('We confirm the balance.');
    expect(await page.getByRole('button', { name: 'Discard…' }).count()).toBe(0);
  });

  it('leads from our document to its money, and discards a statement that came by mistake', async () => {
    const page = await open();
    await signIn(page, '/recon');
    await page.getByRole('link', { name: 'Blue Ridge Supply Co.' }).waitFor();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'Receive a statement' });
    await dialog.getByLabel('Statement', { exact: true }).setInputFiles({
      ...{ name: 'northwind.csv', mimeType: 'text/csv' },
      buffer: Buffer.from('Reference,Document date,Amount\nX-1,2026-02-01,10.00\n'),
    });
    await dialog.getByText('northwind.csv').waitFor();
    await dialog.getByLabel('Customer number').fill('10108');
    await dialog.getByLabel('Of the day').fill('2026-03-02');
    await dialog.getByLabel('Currency').fill('USD');
    await dialog.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('heading', { name: 'Northwind Builders Inc.' }).waitFor();
    await page.getByRole('button', { name: 'RE-26070', exact: true }).click();
    await page.getByRole('dialog', { name: 'Where the money of RE-26070 is' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Discard…' }).click();
    const discarding = page.getByRole('dialog', { name: 'Discard the statement of Northwind Builders Inc.' });
    await discarding.getByLabel('Reason').fill('It is of another company of theirs.');
    await discarding.getByRole('button', { name: 'Discard', exact: true }).click();
    await page.getByText('The statement is discarded.').waitFor();
    await page.getByRole('link', { name: 'Blue Ridge Supply Co.' }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Northwind Builders Inc.' }).count()).toBe(0);
  });

  it('takes a statement whose columns nobody knows, once a person has said what they hold', async () => {
    const page = await open();
    await signIn(page, '/recon');
    await page.getByRole('link', { name: 'Blue Ridge Supply Co.' }).waitFor();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'Receive a statement' });
    await dialog.getByLabel('Statement', { exact: true }).setInputFiles({
      ...{ name: 'blatt.csv', mimeType: 'text/csv' },
      buffer: Buffer.from('Was;Wann;Wieviel\nX-1;01.02.2026;10,00\nX-2;03.02.2026;20,00\n'),
    });
    await dialog.getByLabel('Customer number').fill('10108');
    await dialog.getByLabel('Of the day').fill('2026-03-02');
    await dialog.getByLabel('Currency').fill('USD');
    await dialog.getByRole('button', { name: 'Compare' }).click();
    await dialog.getByText('Still needed: Document, Amount. Say above which column holds it.').waitFor();
    await dialog.getByLabel('What Was holds').selectOption('reference');
    await dialog.getByLabel('What Wann holds').selectOption('documentDate');
    await dialog.getByLabel('What Wieviel holds').selectOption('amount');
    await dialog.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('heading', { name: 'Northwind Builders Inc.' }).waitFor();
    await page.getByRole('table', { name: 'Lines of the statement' }).getByText('X-2').first().waitFor();
  });

  it('has a month prepared by one person and signed by another, shows what came after, and opens it again with a reason', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    await bench.workday.person('checker', 'Carl Checker', 'controller');
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
    const number = 'DE02120300000000202051';
    const name = 'Second house bank';
    must(await createBankAccount(engine, caller, { company, number, currency: 'EUR', name, glAccountId }));
    const day = async (of: Omit<BankDay, 'account'>): Promise<void> => {
      const bytes = mt940Day({ account: number, ...of });
      must(await importBankFile(engine, caller, { name: `${of.day}-${of.number}.sta`, bytes }));
      must(await applyCash(engine, caller, { company, asOf: businessDay }));
    };
    // The second statement of the bank is not here, though its balance goes on.
    await day({ day: '2026-02-12', number: 1, lines: [[45_10, 'Niemand Bekannt', 'Danke']] });
    await day({ day: '2026-02-27', number: 3, openingCents: 45_10, lines: [[12_00, 'Niemand Bekannt', 'Noch etwas']] });
    const maker = await open();
    await signIn(maker, '/recon');
    await maker.getByRole('link', { name: 'Second house bank in February 2026' }).click();
    await maker.getByText(/follows number 1.1, though its balance goes on/).waitFor();
    await maker.keyboard.press('p');
    const form = maker.getByRole('dialog');
    const faults = await looked(maker, 'recon-prepare');
    await form.getByLabel('Note').fill('The bank says there was no statement 2.');
    await form.getByRole('button', { name: 'Prepare for signing' }).click();
    await maker.getByText(/^Prepared by Cora Engel/).waitFor();
    const address = new URL(maker.url());
    // Nobody signs their own work.
    await maker.getByRole('button', { name: /^Sign( s)?$/i }).click();
    await maker.getByText('somebody else signs it').waitFor();
    const checker = await open();
    await enterAt(checker, address.pathname + address.search, 'checker');
    await checker.getByRole('button', { name: /^Sign( s)?$/i }).click();
    await checker.getByText(/^Signed by Carl Checker/).waitFor();
    // Signed with a slip of the hand: one key opens it again, and it is prepared and signed anew.
    await checker.keyboard.press('u');
    await checker.getByText('Taken back right after it was signed.').waitFor();
    await maker.reload();
    await maker.getByText('Taken back right after it was signed.').waitFor();
    await maker.keyboard.press('p');
    await form.getByRole('button', { name: 'Prepare for signing' }).click();
    await maker.getByText('The month is prepared.').waitFor();
    await checker.reload();
    await checker.getByRole('button', { name: /^Sign( s)?$/i }).click();
    await checker.getByText(/^Signed by Carl Checker/).waitFor();
    faults.push(...(await looked(checker, 'recon-signed')));
    // The bank books something into the month that is signed.
    await day({ day: '2026-02-27', number: 4, openingCents: 57_10, lines: [[3_00, 'Niemand Bekannt', 'Nachtrag']] });
    await checker.reload();
    await checker.getByText('have moved since it was signed').waitFor();
    faults.push(...(await looked(checker, 'recon-changed')));
    await checker.getByRole('button', { name: 'Reopen' }).click();
    const reopening = checker.getByRole('dialog');
    await reopening.getByLabel('Reason').fill('The bank booked a line later.');
    await reopening.getByRole('button', { name: 'Reopen' }).click();
    await checker.getByText(/^Reopened by Carl Checker/).waitFor();
    await checker.getByText('The bank booked a line later.').waitFor();
    expect(faults).toEqual([]);
  });

  it('has no accessibility fault and is nowhere wider than its window, light and dark', async () => {
    const page = await open();
    const faults: string[] = [];
    const look = async (name: string): Promise<void> => void faults.push(...(await looked(page, name)));
    await signIn(page, '/recon');
    await page.getByRole('link', { name: 'Blue Ridge Supply Co.' }).waitFor();
    await page
      .getByRole('link', { name: /in February 2026/ })
      .first()
      .waitFor();
    await look('recon');
    await page.getByRole('link', { name: 'Blue Ridge Supply Co.' }).click();
    await page.getByText('Unknown to us').first().waitFor();
    await look('recon-statement');
    await page.goBack();
    await page
      .getByRole('link', { name: /in February 2026/ })
      .first()
      .click();
    await page.getByText('Balance in the ledger').waitFor();
    await look('recon-bank');
    expect(faults).toEqual([]);
  });

  it('records that a customer is insolvent, shows what that stops, and lifts it', async () => {
    const page = await open();
    await signIn(page, '/customers/10101/settings');
    await page.getByRole('button', { name: 'Record insolvency' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Opened on').fill('2026-02-16');
    await form.getByLabel('Court and number of the case').fill('AG Hamburg 67c IN 12/26');
    await form.getByLabel('Where it is known from').fill('Letter of the administrator.');
    await form.getByLabel('Claims may be filed until').fill('2026-04-16');
    const faults = await looked(page, 'insolvency-record');
    await form.getByRole('button', { name: 'Record', exact: true }).click();
    const note = page.getByRole('region', { name: 'Insolvency' });
    await note.getByText('AG Hamburg 67c IN 12/26').waitFor();
    await page.getByText(/Not on the worklist: Insolvent since/).waitFor();
    faults.push(...(await looked(page, 'insolvency')));
    await note.getByRole('button', { name: 'Lift' }).click();
    await form.getByLabel('Reason').fill('It was another customer.');
    await form.getByRole('button', { name: 'Lift' }).click();
    await note.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
