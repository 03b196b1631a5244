/** Imports, the audit trail, settings and jobs in a real browser: worked by keys, refusals in their place, no axe finding. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { setProcedure } from '#collections';
import { findCompany, setPaymentTerm } from '#company';
import { saveCustomers } from '#customers';
import { builtInErpMappings, loadErpFile, setCompanyMode } from '#integrations';
import { done } from '#kernel';
import { loadChart } from '#ledger';
import { runJob, runQuery, sql } from '#platform';
import { writeOff } from '#receivables';
import { must } from '#test/books';
import { sapHeader, sapRow } from '#test/sap-list';
import { password } from '#test/workday';
import { catalogue as de } from '../../src/apps/workbench/src/languages/de.ts';
import { mt940Day } from '../mt940-day.ts';
import { enterAt, looked, openWorkbench, picture, ready, sendInVain, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();
const file = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`${lines.join('\n')}\n`),
});
const openItems = file('open-items.csv', [
  'customer,number,documentDate,dueDate,currency,amount',
  '10101,IM-1,2026-02-10,2026-03-10,EUR,100.00',
  '10102,IM-2,2026-02-10,2026-03-10,EUR,250.00',
  '99999,IM-3,2026-02-10,2026-03-10,EUR,75.00',
]);
const strange = file('from-the-old-system.csv', [
  'Debtor no;Doc;Written on;Sum',
  '10103;OLD-1;10.02.2026;1.250,50',
  '10104;OLD-2;11.02.2026;80,00',
]);
const ofTheBank = file('umsatz-februar.csv', [
  'Tag;Umsatz;Wer;Zweck',
  '26.02.2026;100,00;Somebody;Zahlung',
  '27.02.2026;-20,00;House bank;Entgelt',
]);
const statement = file('tuesday.sta', [
  ':20:STARTUMS',
  ':25:DE89370400440532013000',
  ':28C:90/1',
  ':60F:C260302EUR0,00',
  ':61:2603030303C100,00NTRFNONREF//9',
  ':86:166?00GUTSCHRIFT?20SVWZ+IM-1?32Ferreteria',
  ':62F:C260303EUR100,00',
  '-',
]);

/** The newest day run beside the list of runs: the loads of a test before fill its first window. */
async function openDayRun(page: Page): Promise<void> {
  await page.goto('/data/jobs?work=day-run');
  await page.getByRole('grid', { name: 'Runs' }).getByText('Day run', { exact: true }).first().click();
  await page.getByRole('region', { name: 'Run', exact: true }).waitFor();
}

describe.runIf(workbench)('R67 R60 R46 R70 imports, audit and settings at the workbench', () => {
  const bench = workbench as Workbench;
  const open = async (look: Parameters<Workbench['open']>[0] = {}): Promise<Page> => {
    const { page } = await bench.open(look);
    return page;
  };
  const signIn = async (page: Page, path: string, login: string): Promise<void> => {
    await enterAt(page, path, login);
  };
  const drop = async (page: Page, ...files: ReturnType<typeof file>[]): Promise<void> => {
    await page.getByLabel('Files to import').setInputFiles(files);
  };

  beforeAll(async () => {
    const { workday } = bench;
    const { engine, caller } = workday;
    await workday.person('lead', 'Lena Brandt', 'lead');
    await workday.person('controller', 'Carl Ott', 'controller');
    await workday.person('second', 'Sofia Ruiz', 'controller');
    await workday.person('admin', 'Ada Minder', 'administrator');
    await workday.person('analyst', 'Anna Klein', 'analyst', workday.company.id);
    const rule = { instalments: [{ sharePercent: '100', days: 30 }], discount: { percent: '2', days: 10 } };
    must(await setPaymentTerm(engine, caller, { code: 'D10N30', name: '2 % in 10 days, 30 net', rule }));
    // A day run as its report is kept.
    must(
      await runJob(engine, caller, 'day-run', async (job) => {
        await job.progress('cash DE01', 0, null);
        return done({
          days: [{ company: 'DE01', asOf: '2026-03-02' }],
          stages: [
            {
              stage: 'inbox',
              company: null,
              counts: { files: 2, 'files refused': 1, 'lines new': 18 },
              amounts: [],
              notes: ['friday.sta was refused: it does not foot.'],
            },
            {
              stage: 'cash',
              company: 'DE01',
              counts: { lines: 18, applied: 14, proposed: 3, unidentified: 1 },
              amounts: [{ name: 'applied', currency: 'EUR', amount: '48210.33' }],
              notes: [],
            },
            { stage: 'priorities', company: 'DE01', counts: { changed: 0 }, amounts: [], notes: [] },
          ],
        });
      }),
    );
  });
  afterAll(() => bench.close());

  it('checks dropped files without posting, takes the good rows, gives the bad ones back and lists it all', async () => {
    const page = await open();
    await signIn(page, '/data/imports', 'lead');
    await page.getByRole('grid', { name: 'Past imports' }).waitFor();
    await drop(page, openItems, statement);
    const items = page.getByRole('article', { name: 'open-items.csv' });
    await items.getByText('Checked; nothing was posted.').waitFor();
    await items.getByRole('table', { name: 'Bad rows' }).getByText('99999').first().waitFor();
    const bank = page.getByRole('article', { name: 'tuesday.sta' });
    await bank.getByText('Checked; nothing was posted.').waitFor();
    const statements = bank.getByRole('table', { name: 'Statements of tuesday.sta' });
    await statements.getByRole('row').nth(1).getByText('EUR').waitFor();
    await picture(page, 'imports-checked');
    await items.getByRole('button', { name: 'Import 2 rows' }).focus();
    await page.keyboard.press('Enter');
    await items.getByText('Imported', { exact: true }).first().waitFor();
    const [bad] = await Promise.all([
      page.waitForEvent('download'),
      items.getByRole('button', { name: 'Bad rows as a file' }).press('Enter'),
    ]);
    expect(bad.suggestedFilename()).toBe('open-items.bad.csv');
    expect(readFileSync((await bad.path())!, 'utf8')).toContain('99999,IM-3');
    await bank.getByRole('button', { name: 'Import 1 row' }).press('Enter');
    await bank.getByText('Imported', { exact: true }).first().waitFor();
    const grid = page.getByRole('grid', { name: 'Past imports' });
    await grid.getByRole('row').filter({ hasText: 'open-items.csv' }).getByText('Lena Brandt').waitFor();
    await grid.getByRole('row').filter({ hasText: 'tuesday.sta' }).getByText('Bank statement').waitFor();
    await picture(page, 'imports-done');
  });

  it('mends a bad cell in its place, checks it within its file and takes the row in', async () => {
    const page = await open();
    await signIn(page, '/data/imports', 'lead');
    await page.getByRole('grid', { name: 'Past imports' }).waitFor();
    // How amounts are written is told by the rows before: 1.250 of the mended one is a thousand, not one and a quarter.
    await drop(
      page,
      file('typing-errors.csv', [
        'customer;number;documentDate;dueDate;currency;amount',
        '10101;TE-1;2026-02-10;2026-03-10;EUR;1.100,50',
        '10103;TE-3;2026-02-10;2026-03-10;EUR;80,00',
        '10102;TE-2;2026-02-10;2026-03-40;EUR;1.250',
      ]),
    );
    const at = page.getByRole('article', { name: 'typing-errors.csv' });
    await at.getByRole('button', { name: 'Import 2 rows' }).waitFor();
    await at.getByLabel('dueDate of row 4').fill('2026-03-41');
    await page.keyboard.press('Enter');
    await at.getByText('"2026-03-41" is not a date', { exact: false }).waitFor();
    await at.getByLabel('dueDate of row 4').fill('2026-03-14');
    await picture(page, 'imports-mending');
    await page.keyboard.press('Enter');
    await at.getByRole('button', { name: 'Import 3 rows' }).press('Enter');
    await at.getByText('Imported', { exact: true }).first().waitFor();
    await page.goto('/items?customer=10102&number=TE-2');
    await page.getByRole('gridcell', { name: '1,250.00' }).first().waitFor();
    await page.goto('/data/imports');
    await page.getByRole('button', { name: 'Undo typing-errors.csv' }).waitFor();
  });

  it('takes an import back by reversal, with the reason, and says what stays', async () => {
    const page = await open();
    await signIn(page, '/data/imports', 'lead');
    await page.getByRole('button', { name: 'Undo open-items.csv' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Undo the import of open-items.csv' });
    await dialog.getByText(/2 items are taken back/).waitFor();
    await dialog.getByLabel('Reason').fill('The file of last month.');
    await picture(page, 'imports-undo');
    await page.keyboard.press('Control+Enter');
    await page.getByText('2 items of open-items.csv are reversed.').waitFor();
    await page
      .getByRole('grid', { name: 'Past imports' })
      .getByRole('row')
      .filter({ hasText: 'open-items.csv' })
      .getByText('Reversed')
      .waitFor();
  });

  it('makes a mapping by pointing at the columns, keeps it, and knows the next such file', async () => {
    const page = await open();
    await signIn(page, '/data/imports', 'lead');
    await page.getByRole('grid', { name: 'Past imports' }).waitFor();
    await drop(page, strange);
    const at = page.getByRole('article', { name: 'from-the-old-system.csv' });
    await at.getByText('It was not recognised. Say what it is.').waitFor();
    await at.getByLabel('Kind').selectOption('items');
    await at.getByLabel('What Debtor no holds').selectOption('customer');
    await at.getByLabel('What Doc holds').selectOption('number');
    await at.getByLabel('What Written on holds').selectOption('documentDate');
    await at.getByLabel('What Sum holds').selectOption('amount');
    // The tenth of February or the second of October: nothing in the file tells, so a person does.
    await at.getByLabel('Dates are written').selectOption('DMY');
    // How it is read shows by itself, and anew for what is said anew; what was checked before is not taken by it.
    const asRead = at.getByRole('table', { name: 'As it is read' });
    await asRead.getByRole('row', { name: '2 10103 OLD-1 10 Feb 2026 1,250.50' }).waitFor();
    await at.getByLabel('What Doc holds').selectOption('');
    await at.getByText('Still needed: Number.', { exact: false }).waitFor();
    await expect.poll(() => at.getByRole('button', { name: /^Import/ }).count()).toBe(0);
    await asRead.waitFor({ state: 'detached' });
    await at.getByLabel('What Doc holds').selectOption('number');
    await asRead.getByRole('row', { name: '2 10103 OLD-1 10 Feb 2026 1,250.50' }).waitFor();
    await at.getByLabel('Keep the mapping as').fill('Old system');
    await at.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.getByText(/The mapping Old system is kept/).waitFor();
    await at.getByRole('button', { name: 'Check', exact: true }).click();
    await at.getByRole('button', { name: 'Import 2 rows' }).waitFor();
    await picture(page, 'imports-pointing');
    await at.getByRole('button', { name: 'Dismiss from-the-old-system.csv' }).click();
    await drop(page, strange);
    await at.getByRole('button', { name: 'Import 2 rows' }).waitFor();
    await expect.poll(() => at.getByLabel('Mapping').inputValue()).toBe('Old system');
  });

  it('a table of the bank is pointed at once, with its account, and read by itself from then on; ended, it is asked about again', async () => {
    const page = await open();
    await signIn(page, '/data/imports', 'controller');
    await page.getByRole('grid', { name: 'Past imports' }).waitFor();
    await drop(page, ofTheBank);
    const at = page.getByRole('article', { name: 'umsatz-februar.csv' });
    await at.getByLabel('Kind').selectOption('bank');
    await at.getByText('Still needed: Booking date. Say above which column holds it.').waitFor();
    await at.getByLabel('What Tag holds').selectOption('bookingDate');
    await at.getByLabel('What Wer holds').selectOption('name');
    await at.getByLabel('What Zweck holds').selectOption('remittance');
    await at.getByText('Say which bank account the lines are of: the file does not.').waitFor();
    const account = at.getByLabel('Lines of the bank account');
    await expect.poll(() => account.locator('option').count()).toBeGreaterThan(1);
    await account.selectOption({ index: 1 });
    await at.getByLabel('Keep the mapping as').fill('Current account');
    await picture(page, 'imports-pointing-bank');
    expect(await looked(page, 'imports-pointing-bank')).toEqual([]);
    await at.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.getByText(/The mapping Current account is kept/).waitFor();
    // Kept again under the name it takes the place of that one, and whoever does so is told before.
    await at.getByText('One of this name is kept; this takes its place.').waitFor();
    await at.getByLabel('Keep the mapping as').fill('Another account');
    await expect.poll(() => at.getByText('this takes its place').count()).toBe(0);
    await at.getByLabel('Keep the mapping as').fill('current ACCOUNT');
    await at.getByText('One of this name is kept; this takes its place.').waitFor();
    await at.getByLabel('Keep the mapping as').fill('Current account');
    await at.getByRole('button', { name: 'Check', exact: true }).click();
    await at.getByRole('button', { name: 'Import 2 rows' }).waitFor();
    await at.getByRole('button', { name: 'Dismiss umsatz-februar.csv' }).click();
    await drop(page, ofTheBank);
    await at.getByRole('button', { name: 'Import 2 rows' }).waitFor();
    await expect.poll(() => at.getByLabel('Mapping').inputValue()).toBe('Current account');
    await page.goto('/settings/companies');
    await page.getByRole('table', { name: 'Kept mappings' }).getByText('Current account').waitFor();
    await page.getByRole('button', { name: 'Use Current account no more' }).press('Enter');
    await page.getByText('Current account is used no more; its files are asked about again.').waitFor();
    await page.getByRole('table', { name: 'Kept mappings' }).waitFor({ state: 'detached' });
    await picture(page, 'settings-kept-mappings');
  });

  it('shows who did what, filtered, before and after, and verifies the chain', async () => {
    const page = await open();
    await signIn(page, '/audit', 'controller');
    const grid = page.getByRole('grid', { name: 'Audit trail' });
    await grid.locator('.grid-row').first().waitFor();
    await page.keyboard.press('y');
    await page.getByText(/The chain is whole: [\d,]+ records verified/).waitFor();
    await page.keyboard.press('f');
    const filters = page.getByRole('dialog', { name: 'Filter' });
    await filters.getByRole('group', { name: 'Who' }).getByLabel('Lena Brandt').check();
    await page.keyboard.press('Enter');
    await grid.getByText('The file of last month.').first().waitFor();
    await page.getByRole('searchbox', { name: 'Name or number' }).fill('old SYSTEM');
    await expect.poll(() => grid.locator('.grid-row').count()).toBe(1);
    await grid.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'Before and after' }).getByText('Debtor no').waitFor();
    await picture(page, 'audit-record');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('table', { name: 'Before and after' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Remove the filter About' }).click();
    await page.getByRole('button', { name: 'Remove the filter Who' }).click();
    await expect.poll(() => grid.locator('.grid-row').count()).toBeGreaterThan(5);
  });

  it('begins a search of a long trail with its newest records, says so, and goes through all of it when asked', async () => {
    const page = await open();
    // As if a quarter of a million records stood before.
    await page.route('**/api/audit/choices*', async (route) => {
      const response = await route.fetch();
      const choices = (await response.json()) as Record<string, unknown>;
      await route.fulfill({ response, json: { ...choices, latest: '250000' } });
    });
    await signIn(page, '/audit', 'controller');
    await ready(page);
    const field = page.getByRole('searchbox', { name: 'Name or number' });
    await field.fill('old SYSTEM');
    await page.waitForURL(/recordFrom=150001/);
    await page.getByText('Searched in the records from 150,001 on.').waitFor();
    await page.getByText('No record here').waitFor();
    expect(await looked(page, 'audit-sought')).toEqual([]);
    await page.getByRole('button', { name: 'Search all records' }).click();
    const grid = page.getByRole('grid', { name: 'Audit trail' });
    await expect.poll(() => grid.locator('.grid-row').count()).toBe(1);
    await expect.poll(() => page.url()).not.toContain('recordFrom');
    // Who has said himself how far back is not asked again, and what the search has set goes with it.
    await field.fill('');
    await expect.poll(() => grid.locator('.grid-row').count()).toBeGreaterThan(5);
    await field.fill('old');
    await page.waitForURL(/recordFrom=150001/);
    await field.fill('');
    await expect.poll(() => page.url()).not.toContain('recordFrom');
  });

  it('adds a person with a sign-in and a role, refusals beside their fields, and takes the role away with an undo', async () => {
    const page = await open();
    await signIn(page, '/settings/users', 'admin');
    await page.getByRole('table', { name: 'Users' }).waitFor();
    await page.keyboard.press('n');
    // What is needed is said beside its field, which has the focus; no bubble in the browser's own language.
    await page.getByLabel('E-mail').fill('nora@example.org');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('This is needed.').waitFor();
    await page.keyboard.type('Nora New');
    await expect.poll(() => page.getByText('This is needed.').count()).toBe(0);
    // Said beside the field and in our words, by the key as by the button; no bubble of the browser, nothing asked.
    await page.getByLabel('E-mail').fill('nora(at)example.org');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').getByText('"nora(at)example.org" is not an e-mail address.').waitFor();
    await page.getByLabel('E-mail').fill('lead@example.org');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').filter({ hasText: 'known already' }).waitFor();
    await expect.poll(() => page.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('E-mail').fill('nora@example.org');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Nora New is known').waitFor();
    await page.getByRole('button', { name: 'Edit Nora New' }).press('Enter');
    await page.getByRole('form', { name: 'Grant a role' }).getByLabel('Role').selectOption('analyst');
    await page.getByRole('button', { name: 'Grant', exact: true }).press('Enter');
    await page.getByText('Nora New is Analyst now.').waitFor();
    const account = page.getByRole('form', { name: 'Create a sign-in' });
    await account.getByLabel('First password').fill('short');
    await account.getByLabel('First password').press('Enter');
    await account.getByRole('alert').first().waitFor();
    await account.getByLabel('First password').fill(password);
    await account.getByLabel('First password').press('Enter');
    await page.getByText('Nora New can sign in.').waitFor();
    await picture(page, 'settings-users');
    // Found by a part of the address or the role, and put in order by each head; the address keeps both.
    const users = page.getByRole('table', { name: 'Users' });
    const find = page.getByLabel('Find a user');
    const names = async (): Promise<string[]> => users.getByRole('rowheader').allInnerTexts();
    const all = (await names()).length;
    await find.fill('NORA@example');
    await expect.poll(names).toEqual(['Nora New']);
    await find.fill('administrator');
    await expect.poll(async () => (await names()).includes('Ada Minder')).toBe(true);
    expect(await names()).not.toContain('Nora New');
    await find.fill('');
    await users.getByRole('button', { name: 'Name' }).click();
    await page.waitForURL(/sort=name/);
    await expect.poll(async () => (await names()).length).toBe(all);
    const rising = await names();
    expect(rising).toEqual(rising.toSorted((a, b) => a.localeCompare(b)));
    await users.getByRole('button', { name: 'Name' }).click();
    await expect.poll(names).toEqual(rising.toReversed());
    await find.fill('nobody at all');
    await page.getByText('Nobody is called so.').waitFor();
    await page.reload();
    await page.getByText('Nobody is called so.').waitFor();
    await find.fill('nora');
    await page.getByRole('button', { name: 'Edit Nora New' }).press('Enter');
    await page.getByRole('button', { name: 'Take Analyst away from Nora New' }).press('Enter');
    await page.getByText('Nora New is no longer Analyst.').waitFor();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.getByRole('button', { name: 'Take Analyst away from Nora New' }).waitFor();
  });

  it('hands over a one-time password, which the person replaces at the sign-in, and closes and opens the account', async () => {
    await bench.workday.person('olga', 'Olga Forgets', 'analyst');
    const page = await open();
    await signIn(page, '/settings/users', 'admin');
    await page.getByRole('button', { name: 'Edit Ada Minder' }).press('Enter');
    await page.getByText('Your own password is changed in your settings.').waitFor();
    await page.getByRole('button', { name: 'Close Ada Minder' }).press('Enter');
    await page.getByRole('button', { name: 'Edit Olga Forgets' }).press('Enter');
    const account = page.getByRole('region', { name: 'Account' });
    await account.getByRole('button', { name: 'Make a one-time password' }).press('Enter');
    await account.getByText('Olga Forgets is signed out everywhere').waitFor();
    await account.getByRole('button', { name: 'Make a one-time password' }).press('Enter');
    const oneTime = await account.locator('code').innerText();
    await picture(page, 'settings-users-one-time');

    const other = await open();
    await other.goto(page.url());
    await other.getByLabel('Sign-in name').fill('olga');
    await other.getByLabel('Password', { exact: true }).fill(oneTime);
    await other.getByLabel('Password', { exact: true }).press('Enter');
    const own = other.getByLabel('New password', { exact: true });
    await own.fill('the heron stands');
    await other.getByLabel('New password once more').fill('the heron sits');
    await other.getByLabel('New password once more').press('Enter');
    await other.getByRole('alert').filter({ hasText: 'not the same' }).waitFor();
    await picture(other, 'sign-in-own-password');
    await other.getByLabel('New password once more').fill('the heron stands');
    await other.getByLabel('New password once more').press('Enter');
    await other.getByRole('navigation', { name: 'Places' }).waitFor();

    await account.getByRole('button', { name: 'Close the account' }).press('Enter');
    await account.getByText('can no longer sign in').waitFor();
    await account.getByRole('button', { name: 'Close the account' }).press('Enter');
    await page.getByText('The account of Olga Forgets is closed.').waitFor();
    await account.getByRole('button', { name: 'Open the account again' }).press('Enter');
    await account.getByRole('button', { name: 'Open the account again' }).press('Enter');
    await account.locator('code').waitFor();
  });

  it('asks for the day run after it has said what it will do, and not a second time before its end', async () => {
    const page = await open();
    await signIn(page, '/data/jobs', 'lead');
    await page.getByRole('button', { name: 'Run the day now' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Run the day now' });
    await dialog.getByText('judges promises').waitFor();
    await dialog.getByRole('list', { name: 'Days' }).getByRole('listitem').first().waitFor();
    await picture(page, 'jobs-run-now');
    await dialog.getByRole('button', { name: 'Run the day now' }).press('Enter');
    await page.getByText('It begins within seconds').waitFor();
    await page.getByRole('button', { name: 'Run the day now' }).press('Enter');
    await dialog.getByText('Asked for by Lena Brandt').waitFor();
    await expect.poll(() => dialog.getByRole('button', { name: 'Run the day now' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await bench.workday.person('otto', 'Otto Looks', 'auditor');
    const other = await open();
    await signIn(other, '/data/jobs', 'otto');
    await other.getByRole('table', { name: 'Schedules' }).waitFor();
    await expect.poll(() => other.getByRole('button', { name: 'Run the day now' }).count()).toBe(0);
  });

  it('asks for another limit, and a second person approves or declines with the reason', async () => {
    const page = await open();
    await signIn(page, '/settings/authority', 'controller');
    await page.getByRole('table', { name: 'Limits' }).waitFor();
    await page.getByText('Nothing waits for a second person.').waitFor();
    // An act with an amount: taking dunning levels down, alone.
    const bounded = page.getByRole('row').filter({ hasText: 'Analyst' }).filter({ hasText: '2,000.00' }).first();
    const change = bounded.getByRole('button', { name: 'Change the limit of Analyst' });
    await change.press('Enter');
    await page.getByLabel('Per transaction up to').fill('12,5x');
    await page.getByLabel('Reason').fill('More room in the season.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').filter({ hasText: 'is not an amount' }).waitFor();
    // What is bounded stays bounded: an emptied field lifts nothing.
    await page.getByLabel('Per transaction up to').fill('');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').filter({ hasText: 'An empty field does not lift a bound in force' }).waitFor();
    await expect.poll(() => page.getByLabel('Per transaction up to').getAttribute('aria-invalid')).toBe('true');
    await page.getByText('Nothing waits for a second person.').waitFor();
    await page.getByLabel('Per transaction up to').fill('150');
    await picture(page, 'settings-limit');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Asked for; it applies once a second person approves.').waitFor();
    await page.getByRole('list', { name: 'Requests' }).getByText('More room in the season.').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);

    const other = await open();
    await signIn(other, '/settings/authority', 'second');
    await other.getByRole('button', { name: 'Decline' }).press('Enter');
    await other.getByLabel('Why it is declined').fill('The season is over.');
    await picture(other, 'settings-decline');
    await other.keyboard.press('Enter');
    await other.getByText('Declined; nothing was changed.').waitFor();
    await other.getByText('Declined', { exact: true }).click();
    await other
      .getByRole('list', { name: 'Requests' })
      .getByText(/The season is over/)
      .waitFor();
  });

  it('adds a limit of a person, tried on past decisions, which a second person tries and approves', async () => {
    const { engine, caller, tenantId } = bench.workday;
    const [past] = await runQuery(engine, tenantId, async (db) => {
      const { rows } = await sql<{ personId: bigint; itemId: bigint }>`
        select p.id as "personId", i.id as "itemId" from platform.person p, receivables.v_item i
        where p.name = 'Lena Brandt' and i.tenant_id = ${tenantId} and i.number = 'RE-26040'`.execute(db);
      return rows;
    });
    const byLena = { ...caller, actor: { personId: past!.personId } };
    const small = { itemId: past!.itemId, amount: '12.50', against: 'loss', reason: 'Not worth a letter.' } as const;
    must(await writeOff(engine, byLena, small));
    const page = await open();
    await signIn(page, '/settings/authority', 'controller');
    await page.getByRole('button', { name: 'Add a limit' }).press('Enter');
    const form = page.getByRole('dialog', { name: 'Add a limit' });
    await form.getByLabel('does what').selectOption('receivables.write-off');
    await form.getByLabel('Who', { exact: true }).selectOption({ label: 'Lena Brandt' });
    await form.getByLabel('Per transaction up to').fill('12.49');
    await form.getByRole('button', { name: 'Try on past decisions' }).press('Enter');
    await form.getByText('1 of 1 decisions would have been others.').waitFor();
    const others = form.getByRole('table', { name: 'Decisions that would have been others' });
    const decided = others.getByRole('row').filter({ hasText: 'Lena Brandt' });
    await decided.getByText('with a second person').waitFor();
    // It is told by its number, as people know it.
    await decided.getByText('RE-26040', { exact: true }).waitFor();
    expect(await looked(page, 'settings-limit-tried')).toEqual([]);
    await form.getByLabel('Per transaction up to').fill('1,750');
    await form.getByRole('button', { name: 'Try on past decisions' }).press('Enter');
    await form.getByText('0 of 1 decisions would have been others.').waitFor();
    await form.getByLabel('Reason').fill('She deputises for the controller.');
    await picture(page, 'settings-add-limit');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Asked for; it applies once a second person approves.').waitFor();
    const other = await open();
    await signIn(other, '/settings/authority', 'second');
    const asked = other.getByRole('listitem').filter({ hasText: 'She deputises for the controller.' });
    // What waits names the person, not a number of the books.
    await asked.getByText(/^Limit to write off open items: Lena Brandt, alone, up to EUR 1,750\.00/).waitFor();
    await asked.getByRole('button', { name: 'Try on past decisions' }).press('Enter');
    await asked.getByText('0 of 1 decisions would have been others.').waitFor();
    await asked.getByRole('button', { name: 'Approve', exact: true }).press('Enter');
    const limit = other.getByRole('table', { name: 'Limits' }).getByRole('row').filter({ hasText: 'Lena Brandt' });
    await limit.getByText('1,750.00').waitFor();
  });

  it('lends authority for some days, tells what would happen, and takes it back', async () => {
    const page = await open();
    await signIn(page, '/settings/authority', 'controller');
    const delegations = page.getByRole('region', { name: 'Delegations' });
    await delegations.getByText('Nobody acts for anybody at the moment.').waitFor();
    await delegations.getByRole('button', { name: 'Delegate my authority' }).press('Enter');
    const form = page.getByRole('dialog', { name: 'Delegate my authority' });
    await form.getByLabel('To whom').selectOption({ label: 'Lena Brandt' });
    // It ends before it begins: refused, and the form stays with what was written.
    await form.getByLabel('From').fill('05/03/2026');
    await form.getByLabel('Until').fill('04/03/2026');
    await form.getByLabel('Reason').fill('Away for some days.');
    await form.getByLabel('Reason').press('Enter');
    await form.getByRole('alert').filter({ hasText: 'A delegation ends after it begins' }).waitFor();
    await form.getByLabel('From').fill('02/03/2026');
    await form.getByLabel('Until').fill('06/03/2026');
    await form.getByLabel('everything').uncheck();
    await form.getByRole('button', { name: 'Delegate', exact: true }).and(page.locator(':disabled')).waitFor();
    await form.getByRole('checkbox').nth(1).check();
    await picture(page, 'settings-delegate');
    await form.getByLabel('Reason').press('Enter');
    await page.getByText('Lena Brandt acts for you from 2 Mar 2026 to 6 Mar 2026.').waitFor();
    const row = delegations.getByRole('row').filter({ hasText: 'Lena Brandt' });
    await row.getByText('in force').waitFor();

    const asked = page.getByRole('form', { name: 'What would happen if' });
    await asked.getByLabel('Who', { exact: true }).selectOption({ label: 'Lena Brandt' });
    await asked.getByLabel('does what').selectOption('collections.reset-level');
    await asked.getByLabel('Amount').fill('12,5x');
    await asked.getByLabel('Amount').press('Enter');
    await asked.getByRole('alert').filter({ hasText: 'is not an amount' }).waitFor();
    await asked.getByLabel('Amount').fill('1,500');
    await asked.getByLabel('Customer').fill('10101');
    await asked.getByRole('button', { name: 'See' }).and(page.locator(':enabled')).waitFor();
    await asked.getByLabel('Amount').press('Enter');
    const told = page.getByRole('region', { name: 'What would happen if' });
    await told.getByText('Yes, alone.').waitFor();
    await told.getByRole('table', { name: 'Limits that this person could use' }).getByText('Lead').first().waitFor();
    expect(await looked(page, 'settings-would-happen')).toEqual([]);

    // The delegate sees it, and does not end it.
    const other = await open();
    await signIn(other, '/settings/authority', 'lead');
    const theirs = other.getByRole('table', { name: 'Delegations' });
    await theirs.getByText('Carl Ott').waitFor();
    await expect.poll(() => theirs.getByRole('button').count()).toBe(0);

    await row.getByRole('button', { name: 'Revoke what Carl Ott delegated to Lena Brandt' }).press('Enter');
    await row.getByRole('button', { name: 'Revoke now' }).press('Enter');
    await page.getByText('Lena Brandt does not act for Carl Ott any more.').waitFor();
    await delegations.getByText('Nobody acts for anybody at the moment.').waitFor();
    await delegations.getByRole('button', { name: 'Earlier ones too' }).click();
    await delegations.getByText('revoked').waitFor();
  });

  it('leads nobody to a page that the role may not open, and says at its address who can give the role', async () => {
    const page = await open();
    await signIn(page, '/settings/users', 'admin');
    const rail = page.getByRole('navigation', { name: 'Places' });
    await rail.getByRole('link', { name: 'Settings' }).waitFor();
    const places = async () => (await rail.getByRole('link').allInnerTexts()).map((text) => text.trim());
    await expect.poll(places).toEqual(['Today', 'Jobs', 'Audit', 'Settings']);
    // Chords and the palette lead to no other page than the rail.
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.keyboard.press('g');
    await page.keyboard.press('j');
    await page.waitForURL(/data\/jobs/);
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Find or run anything' });
    await palette.getByRole('option', { name: 'Audit' }).waitFor();
    await expect.poll(() => palette.getByRole('option', { name: 'Worklist' }).count()).toBe(0);
    await expect.poll(() => palette.getByRole('option', { name: 'Settings: matching' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.goto('/worklist');
    await page.getByRole('heading', { name: 'Not part of your role' }).waitFor();
    await page.getByText('Who can give it: Ada Minder.').waitFor();
    expect(await looked(page, 'not-of-role')).toEqual([]);
    await page.goto('/today');
    await page.getByText('Your role runs the house and does not see the books.').waitFor();

    const other = await open();
    await signIn(other, '/settings/authority', 'analyst');
    const tabs = other.getByRole('navigation', { name: 'Settings' });
    await tabs.getByRole('link', { name: 'Authority' }).waitFor();
    await expect.poll(() => tabs.getByRole('link', { name: 'Users' }).count()).toBe(0);
    const theirs = other.getByRole('navigation', { name: 'Places' });
    await theirs.getByRole('link', { name: 'Worklist' }).waitFor();
    await expect.poll(() => theirs.getByRole('link', { name: 'Audit' }).count()).toBe(0);
    await other.goto('/audit');
    await other.getByText('Who can give it: Ada Minder.').waitFor();
  });

  it('shows which loads of the ERP are held and why, and lets one in or discards it with a reason', async () => {
    const { engine, caller } = bench.workday;
    const sister = must(await findCompany(engine, caller.tenantId, 'US01'));
    must(
      await setCompanyMode(engine, caller, { company: sister, mode: 'mirrored', reason: 'SAP owns the documents.' }),
    );
    must(
      await saveCustomers(engine, caller, {
        customers: [{ number: 'C1', name: 'Customer C1', country: 'US', accounts: [{ companyId: sister.id }] }],
      }),
    );
    const mirrored = must(await findCompany(engine, caller.tenantId, 'US01'));
    for (const [fileName, count] of [
      ['first.csv', 3],
      ['second.csv', 4],
    ] as const) {
      const taken = must(
        await loadErpFile(engine, caller, {
          company: mirrored,
          fileName,
          bytes: new TextEncoder().encode(
            [sapHeader, sapRow({ number: `180000000${count}`, amount: '1000.00' }).replaceAll('EUR', 'USD')].join('\n'),
          ),
          mapping: { ...(builtInErpMappings.get('sap-line-items') as object), delimiter: ';' },
          declared: { kind: 'full', scope: '1000', keyDate: '2026-03-01', count, total: '1000.00' },
        }),
      );
      expect(taken.reasons.map((one) => one.code)).toEqual(['count']);
    }
    const page = await open();
    await signIn(page, '/today?company=US01', 'lead');
    // The day says how many wait, and leads to them.
    const waiting = page.getByRole('region', { name: 'Waits for you' });
    await waiting.getByText('Loads of the ERP held').waitFor();
    await waiting.getByRole('link', { name: '2', exact: true }).press('Enter');
    const loads = page.getByRole('table', { name: 'Loads of the ERP' });
    await loads.getByText('It declares 3 items, but holds 1.').waitFor();
    await loads.getByText('It declares 4 items, but holds 1.').waitFor();
    await loads.getByRole('button', { name: 'Discard: first.csv' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Cut short.');
    await dialog.getByLabel('Reason').press('Enter');
    await page.getByText('first.csv is discarded.').waitFor();
    await loads.getByRole('button', { name: 'Release it: second.csv' }).press('Enter');
    await dialog.getByLabel('Reason').fill('The count was wrong.');
    await picture(page, 'loads-release');
    await dialog.getByLabel('Reason').press('Enter');
    await page.getByText('second.csv is released.').waitFor();
    await page.getByText('No load is held').waitFor();
    await page.getByLabel('State').selectOption('All');
    await loads.getByText('Released by a person').waitFor();
    await loads.getByText('Not taken in').waitFor();
    expect(await looked(page, 'data-loads')).toEqual([]);
    // More than a page of them in one state: the newest first, the others are fetched.
    for (let count = 0; count < 51; count += 1)
      await loadErpFile(engine, caller, {
        company: mirrored,
        fileName: `unreadable-${count}.csv`,
        bytes: new TextEncoder().encode(`${count}`),
        mapping: { ...(builtInErpMappings.get('sap-line-items') as object), delimiter: ';' },
        declared: { kind: 'full', scope: '1000', keyDate: '2026-03-01', count: 1, total: '1000.00' },
      });
    await page.getByLabel('State').selectOption('Not taken in');
    await page.waitForURL(/state=refused/);
    await loads.getByText('unreadable-50.csv').waitFor();
    await expect.poll(() => loads.getByRole('rowheader').count()).toBe(50);
    expect(await loads.getByText('Released by a person').count()).toBe(0);
    await page.getByRole('button', { name: 'Show earlier' }).click();
    await loads.getByText('first.csv').waitFor();
    await expect.poll(() => loads.getByRole('rowheader').count()).toBe(52);
    await page.getByLabel('State').selectOption('Overtaken by a later one');
    await page.getByText('No load is in this state').waitFor();

    // Whoever reads them only has no deed.
    const other = await open();
    await signIn(other, '/data/loads?state=all', 'analyst');
    await other.getByText('The ERP has sent nothing yet').waitFor();
  });

  it('shows which payments of the ERP wait for what, and a person says which receipt one is', async () => {
    const { engine, caller } = bench.workday;
    const company = must(await findCompany(engine, caller.tenantId, 'US01'));
    must(await setCompanyMode(engine, caller, { company, mode: 'mirrored', reason: 'SAP owns the documents.' }));
    const mirrored = must(await findCompany(engine, caller.tenantId, 'US01'));
    const customer = { number: 'P1', name: 'Prairie Tools', country: 'US', accounts: [{ companyId: company.id }] };
    must(await saveCustomers(engine, caller, { customers: [customer] }));
    const chart = await runQuery(engine, caller.tenantId, (db) => loadChart(db, caller.tenantId, company.id));
    const glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
    const number = 'US64SVBKUS6S3300958879';
    must(
      await createBankAccount(engine, caller, {
        ...{ company: mirrored, number, currency: 'USD', name: 'Prairie bank', glAccountId },
      }),
    );
    const [day, currency] = ['2026-02-27', 'USD'];
    // Nobody is known for the money: who reads it says that it is the payment that SAP has.
    const lines = [[410_00, 'Somebody', 'without a word']] as const;
    must(
      await importBankFile(engine, caller, {
        ...{ name: 'prairie.sta', bytes: mt940Day({ account: number, currency, day, lines }) },
      }),
    );
    must(await applyCash(engine, caller, { company: mirrored, asOf: '2026-03-02' }));
    const payments = [
      { customer: 'P1', number: '1400000901', amount: '-410.00', day },
      { customer: 'P1', number: '1400000902', amount: '-55.00', day },
    ];
    const taken = must(
      await loadErpFile(engine, caller, {
        company: mirrored,
        fileName: 'payments.csv',
        bytes: new TextEncoder().encode([sapHeader, ...payments.map(sapRow)].join('\n').replaceAll('EUR', 'USD')),
        mapping: { ...(builtInErpMappings.get('sap-line-items') as object), delimiter: ';' },
        declared: { kind: 'full', scope: 'money', keyDate: '2026-03-01', count: 2, total: '-465.00' },
      }),
    );
    expect(taken.reasons).toEqual([]);
    const page = await open();
    await signIn(page, '/data/loads?company=US01', 'lead');
    await page.getByRole('link', { name: 'Payments of the ERP' }).press('Enter');
    const waiting = page.getByRole('table', { name: 'Payments of the ERP' });
    await waiting.getByText('payment 1400000902').waitFor();
    await waiting.getByText('The bank is read up to', { exact: false }).first().waitFor();
    await waiting.getByText('Prairie Tools').first().waitFor();
    await waiting.getByRole('link', { name: 'Bring the bank’s file' }).waitFor();
    expect(await looked(page, 'data-payments')).toEqual([]);
    await waiting
      .getByRole('button', { name: 'Decide whether payment 1400000901 is a receipt in suspense' })
      .first()
      .press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Their advice names it.');
    await picture(page, 'payments-decide');
    await dialog.getByLabel('Reason').press('Enter');
    await page.getByText('It is the same money, and counts once.').waitFor();
    await expect.poll(() => waiting.getByText('payment 1400000901').count()).toBe(0);
    await waiting.getByText('payment 1400000902').waitFor();
    const { rows } = await runQuery(engine, caller.tenantId, (db) =>
      sql`select r.state, a.number as customer from cash.v_receipt r
        join customers.v_account a on a.tenant_id = ${caller.tenantId} and a.id = r.account_id
        where r.tenant_id = ${caller.tenantId} and r.company_id = ${company.id} and r.amount_minor = 41000`.execute(db),
    );
    expect(rows).toEqual([{ state: 'unapplied', customer: 'P1' }]);
  });

  it('tells under which numbers a customer is known and how it stands to others, and changes both', async () => {
    const page = await open();
    await signIn(page, '/customers/10102/settings', 'controller');
    const part = page.getByRole('region', { name: 'Numbers and relations' });
    await part.getByText('Known by this number only', { exact: false }).waitFor();
    await part.getByRole('button', { name: 'Add a relation' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Other customer').fill('10102');
    await dialog.getByLabel('Reason').fill('They said so on the phone.');
    await dialog.getByLabel('Reason').press('Enter');
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Other customer').fill('10101');
    await dialog.getByLabel('Relation').selectOption({ label: 'paid for by' });
    await picture(page, 'customer-relation');
    await dialog.getByLabel('Reason').press('Enter');
    await part.getByText('paid for by').waitFor();
    expect(await looked(page, 'customer-relations')).toEqual([]);
    await part.getByRole('button', { name: 'End it: paid for by 10101' }).press('Enter');
    await dialog.getByLabel('Reason').fill('A mistake.');
    await dialog.getByLabel('Reason').press('Enter');
    await part.getByText('Known by this number only', { exact: false }).waitFor();

    // For a single company nobody changes what all companies share.
    const other = await open();
    await signIn(other, '/customers/10102/settings', 'analyst');
    await other
      .getByRole('region', { name: 'Numbers and relations' })
      .getByText('Known by this number only', { exact: false })
      .waitFor();
    await expect.poll(() => other.getByRole('button', { name: 'Add a relation' }).count()).toBe(0);
  });

  it('merges a customer into another, reads both as one under either number, and takes it back', async () => {
    const page = await open();
    await signIn(page, '/customers/10114/settings', 'controller');
    const part = page.getByRole('region', { name: 'Numbers and relations' });
    const dialog = page.getByRole('dialog');
    await part.getByRole('button', { name: 'Add a relation' }).press('Enter');
    await dialog.getByLabel('Relation').selectOption({ label: 'merged into' });
    await dialog.getByText('are read with those of the other', { exact: false }).waitFor();
    await dialog.getByLabel('Other customer').fill('10115');
    await dialog.getByLabel('Reason').fill('One legal entity since the spring.');
    await picture(page, 'customer-merge');
    await dialog.getByLabel('Reason').press('Enter');
    // The page is that of whom it was merged into, and says so; the merge is ended there.
    await page.waitForURL('**/customers/10115/settings**');
    await page.getByText('with 10114', { exact: false }).waitFor();
    await part.getByText('took over').waitFor();
    expect(await looked(page, 'customer-merged')).toEqual([]);
    // The open items of both stand in one list, and the worklist, the list of customers and the statement know one.
    await page.goto('/customers/10114/items');
    await page.waitForURL('**/customers/10115/items**');
    const items = page.getByRole('grid').first();
    await items.getByText('RE-26130').waitFor();
    await items.getByText('RE-26140').waitFor();
    await items.getByRole('columnheader', { name: 'Customer' }).waitFor();
    await items.getByRole('gridcell', { name: '10114', exact: true }).first().waitFor();
    await picture(page, 'customer-merged-items');
    // Who is known of the merged one is reached where the survivor is, and corrected there.
    await page.goto('/customers/10115/contacts');
    const known = page.getByRole('region', { name: /10114$/ }).first();
    await known.getByRole('button', { name: 'Add contact' }).press('Enter');
    await known.getByLabel('Name').fill('Rosa Klein');
    await known.getByRole('button', { name: 'Save' }).press('Enter');
    await known.getByText('Rosa Klein').waitFor();
    expect(await looked(page, 'customer-merged-contacts')).toEqual([]);
    await picture(page, 'customer-merged-contacts');
    // So is the pause of its reminders, which holds its items back as before.
    await page.goto('/customers/10115/settings');
    const pausing = page.getByRole('region', { name: /10114$/ });
    await pausing.getByLabel('No reminders until').fill('2099-12-31');
    await pausing.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText('are saved', { exact: false }).first().waitFor();
    await page.reload();
    await expect.poll(() => pausing.getByLabel('No reminders until').inputValue()).toContain('2099');
    await picture(page, 'customer-merged-settings');
    await pausing.getByLabel('No reminders until').fill('');
    await pausing.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText('are saved', { exact: false }).first().waitFor();
    await page.goto('/customers?q=10114');
    await page.getByRole('row').filter({ hasText: '10115' }).first().waitFor();
    await picture(page, 'customer-merged-list');
    await page.goto('/customers/10115/settings');
    await part.getByRole('button', { name: 'End it: took over 10114' }).press('Enter');
    await dialog.getByLabel('Reason').fill('Two after all.');
    await dialog.getByLabel('Reason').press('Enter');
    await part.getByText('Known by this number only', { exact: false }).waitFor();
    await page.goto('/customers/10114/items');
    await items.getByText('RE-26130').waitFor();
    expect(await items.getByText('RE-26140').count()).toBe(0);
  });

  it('shows where a person is named and what of it stays, and erases the rest for good', async () => {
    const page = await open();
    await signIn(page, '/settings/erasure', 'admin');
    const words = page.getByLabel('Names, addresses and accounts of the person, one a line');
    await words.fill('payables-18@example.org');
    await page.getByRole('button', { name: 'Find', exact: true }).last().click();
    const found = page.getByRole('table', { name: 'Where the person is named' });
    await found.getByText('payables-18@example.org').first().waitFor();
    await found.getByRole('rowheader', { name: 'Contact, email' }).waitFor();
    // What lies half beneath a head that stands still is nothing that axe can tell the colours of.
    await words.evaluate((drawn) => drawn.scrollIntoView({ block: 'center' }));
    expect(await looked(page, 'settings-erasure')).toEqual([]);
    await page.getByRole('button', { name: 'Erase', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase for good' });
    await dialog.getByText('go for good', { exact: false }).waitFor();
    await dialog.getByLabel('Reason').fill('On request of the person.');
    await dialog.getByLabel('Reason').press('Enter');
    await page.getByText(/^Erased: \d+ values?, \d+ records?\.$/).waitFor();
    await found.getByRole('rowheader', { name: 'Contact, email' }).waitFor({ state: 'detached' });

    // Whoever is no administrator is told who is, on the page and on the customer's contacts.
    const other = await open();
    await signIn(other, '/settings/erasure', 'controller');
    await other.getByText('Who can give it: Ada Minder.').waitFor();
    await other.goto('/customers/10104/contacts');
    await other.getByText('is erased by an administrator', { exact: false }).waitFor();
  });

  it('sets a dunning procedure from a day on, with what is wrong beside its field', async () => {
    const page = await open();
    await signIn(page, '/settings/procedures', 'lead');
    await page.getByRole('button', { name: 'Edit Three reminders' }).press('Enter');
    const second = page.getByLabel('Days overdue').nth(1);
    await second.fill('3');
    await page.getByLabel('Applies from').fill('01/04/2026');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').filter({ hasText: 'before level 1' }).waitFor();
    await expect.poll(() => second.getAttribute('aria-invalid')).toBe('true');
    await second.fill('18');
    await picture(page, 'settings-procedure');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Three reminders applies from 1 Apr 2026.').waitFor();
    await page.getByText('Other versions').click();
    await page.getByText('from 1 Apr 2026').first().waitFor();
    // Until that day the version of today counts.
    await page.getByRole('table', { name: 'Levels of Three reminders' }).getByRole('cell', { name: '21' }).waitFor();
  });

  it('sets up a procedure beside the first, with its smallest sum, and refuses a code that is taken', async () => {
    const { engine, caller } = bench.workday;
    const rule = {
      levels: [{ level: 1, daysOverdue: 7, daysSinceLast: 0 }],
      ...{ minimumMinor: {}, daysBetweenNotices: 7, daysToPay: 8 },
    };
    must(await setProcedure(engine, caller, { code: 'older', name: 'The older way', rule }));
    const page = await open();
    await signIn(page, '/settings/procedures', 'lead');
    await page.getByRole('button', { name: 'New procedure' }).press('Enter');
    const form = page.getByRole('form', { name: 'New procedure' });
    await form.getByLabel('Code').fill('standard');
    await form.getByLabel('Name').fill('Key accounts');
    await form.getByLabel('Nothing is sent up to (EUR)').fill('a little');
    await page.keyboard.press('Control+Enter');
    await form.getByText('“a little” is not an amount in EUR.').waitFor();
    await form.getByLabel('Nothing is sent up to (EUR)').fill('250');
    await form.getByLabel('Days overdue').first().fill('10');
    await page.keyboard.press('Control+Enter');
    // What stands under that code is shown beside, and not written over.
    await form
      .getByRole('alert')
      .filter({ hasText: 'Nothing of yours is saved yet.' })
      .getByText('Three reminders')
      .waitFor();
    // One that was never set from a day on has none to show.
    await form.getByLabel('Code').fill('older');
    await page.keyboard.press('Control+Enter');
    await form.getByRole('alert').getByRole('row', { name: 'Applies from' }).getByText('from the beginning').waitFor();
    await form.getByLabel('Code').fill('key-accounts');
    expect(await looked(page, '/settings/procedures/new')).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByText(/^Key accounts applies from /).waitFor();
    const part = page.getByRole('region', { name: 'Key accounts' });
    await part.getByText('key-accounts').waitFor();
    await part.getByRole('cell', { name: '10', exact: true }).waitFor();
    await expect.poll(() => part.locator('[data-rule]').innerText()).toMatch(/Nothing is sent up to\s+250\.00 EUR/);
  });

  it('sets when the work runs by itself, from a day on, and says what no schedule can be', async () => {
    const page = await open();
    await signIn(page, '/settings/schedules', 'controller');
    await page.getByRole('button', { name: 'Edit Day run' }).press('Enter');
    await page.getByLabel('Time of day').fill('25:00');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The day run needs a time of day HH:MM.', { exact: false }).waitFor();
    await page.getByLabel('Time of day').fill('05:15');
    await page.getByLabel('Sun', { exact: true }).uncheck();
    await picture(page, 'settings-schedule');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/^Set from .* on: Day run\.$/).waitFor();
  });

  it('edits the words of a message with a real customer beside them, and says where they are wrong', async () => {
    const page = await open();
    await signIn(page, '/templates?name=dunning_notice&language=en&level=1', 'lead');
    const letter = page.getByRole('region', { name: 'As a customer reads it' });
    await letter.locator('pre').getByText('RE-', { exact: false }).first().waitFor();
    const subject = page.getByLabel('Subject');
    await subject.fill('A friendly word from {{ compny }}');
    await letter.getByRole('alert').waitFor();
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => subject.getAttribute('aria-invalid')).toBe('true');
    await subject.fill('A friendly word');
    await letter.getByRole('heading', { name: 'A friendly word' }).waitFor();
    await picture(page, 'templates-edit');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The words are saved; the next such message has them.').waitFor();
    await page.getByRole('navigation', { name: 'Templates' }).getByText('own words').waitFor();
  });

  it('shows roles, calendars, companies and jobs to whom they concern', async () => {
    const page = await open();
    await signIn(page, '/settings/roles', 'analyst');
    await page.getByRole('table', { name: 'Permissions' }).getByText('run-dunning').waitFor();
    await page.goto('/settings/calendars?country=DE&year=2026');
    await page.getByRole('table', { name: 'Public holidays' }).getByText('3 October 2026').waitFor();
    await page.goto('/settings/companies');
    await page.getByRole('table', { name: 'Payment terms' }).getByText('2% within 10 days').waitFor();
    await page.getByRole('table', { name: 'Bank accounts' }).getByText('DE89 3704 0044 0532 0130 00').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Add a bank account' }).count()).toBe(0);
    await page.goto('/data/jobs');
    await page.getByText('Not part of your role').first().waitFor();

    const lead = await open();
    await signIn(lead, '/data/jobs', 'lead');
    await lead.getByRole('table', { name: 'Schedules' }).getByText('Day run').first().waitFor();
    await openDayRun(lead);
    await lead
      .getByRole('table', { name: 'Stages' })
      .getByText(/friday\.sta was refused/i)
      .waitFor();
  });

  it('keeps the bank accounts: added, renamed in its place, closed and taken back', async () => {
    const page = await open();
    await signIn(page, '/settings/companies', 'admin');
    const table = page.getByRole('table', { name: 'Bank accounts' });
    await table.getByText('DE89 3704 0044 0532 0130 00').waitFor();
    await page.keyboard.press('n');
    await page.keyboard.type('Savings');
    await page.getByLabel('IBAN or account number').fill('DE44 5001 0517 5407 3249 32');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').filter({ hasText: 'check digits' }).waitFor();
    await page.getByLabel('IBAN or account number').fill('DE44 5001 0517 5407 3249 31');
    await page.keyboard.press('Control+Enter');
    await table.getByText('DE44 5001 0517 5407 3249 31').waitFor();
    await page.getByRole('button', { name: 'Rename Savings' }).press('Enter');
    const name = page.getByRole('form', { name: 'Rename Savings' }).getByLabel('Name');
    await name.fill('Reserve');
    await name.press('Enter');
    await page.getByRole('button', { name: 'Close Reserve' }).press('Enter');
    await table.getByText('closed on 2 Mar 2026').waitFor();
    await picture(page, 'settings-bank-account-closed');
    await page
      .getByRole('status')
      .filter({ hasText: 'Reserve is closed' })
      .getByRole('button', { name: /^Undo/ })
      .click();
    await page.getByRole('button', { name: 'Close Reserve' }).waitFor();
  });

  it('changes what customers read of a company with the letterhead beside it; the second of two sees both', async () => {
    const [first, second] = [await open(), await open()];
    await signIn(first, '/settings/companies', 'controller');
    await signIn(second, '/settings/companies', 'admin');
    for (const page of [first, second]) await page.getByRole('button', { name: 'Change Acme GmbH' }).click();
    const head = first.getByRole('region', { name: 'As letters will carry it' });
    await first.getByLabel('Address').fill('Hafenstraße 7\n20457 Hamburg');
    await head.getByText('Acme GmbH · Hafenstraße 7 · 20457 Hamburg').waitFor();
    await expect.poll(() => first.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    await first.getByLabel('Reason').fill('The company moved.');
    const email = first.getByLabel('E-mail');
    const before = await email.inputValue();
    await email.fill('office');
    await first.getByRole('button', { name: 'Save', exact: true }).click();
    await first.getByRole('alert').getByText('"office" is not an e-mail address.').waitFor();
    await expect.poll(() => email.getAttribute('aria-invalid')).toBe('true');
    expect(await looked(first, 'company-form')).toEqual([]);
    await email.fill(before);
    await first.getByRole('button', { name: 'Save', exact: true }).click();
    await first.getByText('The company is changed; letters carry it from now on.').waitFor();
    await second.getByLabel('Phone').fill('+49 40 123456');
    await second.getByLabel('Reason').fill('A new line.');
    await second.getByRole('button', { name: 'Save', exact: true }).click();
    const both = second.getByRole('alert').filter({ hasText: 'Saved by them' });
    await both.getByText('Hafenstraße 7').waitFor();
    await both.getByRole('button', { name: 'Keep theirs' }).click();
    await first.goto('/audit?action=company.change');
    await first.getByText('What customers read of the company was changed: The company moved.').waitFor();
  });

  it('closes the company on a day and on a year’s holidays of a country, and opens it again; what fails loses nothing typed', async () => {
    const page = await open();
    await signIn(page, '/settings/calendars?country=DE&year=2026', 'controller');
    await page.getByText('No closing day is set').waitFor();
    const form = page.getByRole('form', { name: 'New closing day' });
    const name = form.getByLabel('What for');
    await form.getByLabel('Closed on').fill('2026-02-27');
    await name.fill('Stock is counted');
    await form.getByRole('button', { name: 'Add' }).click();
    await form.getByText(/27 Feb.* is gone by; nothing was changed\./).waitFor();
    await form.getByLabel('Closed on').fill('2026-03-27');
    await name.focus();
    await sendInVain(page, {
      sent: '**/api/closing-days?*',
      send: () => name.press('Enter'),
      typed: name,
      login: 'controller',
    });
    await name.press('Enter');
    const days = page.getByRole('table', { name: 'Closing days' });
    await days.getByRole('row', { name: /27 March 2026.*Stock is counted/ }).waitFor();
    await expect.poll(() => days.locator('tbody tr').count()).toBe(1);
    await page.getByRole('button', { name: 'Add the public holidays: Germany, 2026' }).click();
    await page.getByText('6 closing days are set.').waitFor();
    await days.getByRole('row', { name: /3 April 2026/ }).waitFor();
    expect(await looked(page, 'closing-days')).toEqual([]);
    await days.getByRole('button', { name: /^Remove .*27 March 2026/ }).click();
    await page.getByText(/^Open on .*27 March 2026 after all\.$/).waitFor();
    await expect.poll(() => days.getByText('Stock is counted').count()).toBe(0);
    await page.keyboard.press('u');
    await days.getByRole('row', { name: /27 March 2026.*Stock is counted/ }).waitFor();
    // A promise is proposed for a week from now, unless nobody is there on that day.
    await form.getByLabel('Closed on').fill('2026-03-09');
    await name.fill('The works are closed');
    await name.press('Enter');
    await days.getByRole('row', { name: /9 March 2026.*The works are closed/ }).waitFor();
    const lead = await open();
    await signIn(lead, '/customers/10104', 'lead');
    await lead.getByRole('table', { name: 'Open items' }).waitFor();
    for (const key of ['c', '1']) await lead.keyboard.press(key);
    await expect.poll(() => lead.getByLabel('Pays on').inputValue()).toBe('10/03/2026');
    // Where the company is closed today, whoever would send something is told that it waits.
    await form.getByLabel('Closed on').fill('2026-03-02');
    await name.fill('Carnival');
    await name.press('Enter');
    await days
      .getByRole('row', { name: /2 March 2026.*Carnival/ })
      .first()
      .waitFor();
    for (const run of ['/runs/dunning', '/runs/statements']) {
      await lead.goto(run);
      await lead.getByText('DE01 is closed today (Carnival): what is sent now by mail waits').waitFor();
    }
    await days.getByRole('button', { name: /^Remove .*Carnival/ }).click();
    await expect.poll(() => days.getByText('Carnival').count()).toBe(0);
  });

  it('asks for another account that letters name, with how it was verified; a second person approves, and the page tells it', async () => {
    const page = await open();
    await signIn(page, '/settings/companies', 'controller');
    await page.getByText('Letters say nothing of where to pay.').waitFor();
    await page.getByRole('button', { name: 'Change the account', exact: true }).click();
    const form = page.getByRole('form', { name: 'Change the account' });
    const account = form.getByLabel('IBAN or account number');
    await account.fill('DE89 3704 0044 0532 0130 01');
    await form.getByLabel('BIC or routing number').fill('COBADEFFXXX');
    await form.getByLabel('Bank', { exact: true }).fill('Commerzbank');
    await form.getByLabel('How it was verified').fill('Called back at the number we knew.');
    await form.getByRole('button', { name: 'Ask for it' }).click();
    await form.getByText(/The check digits of DE89 3704 0044 0532 0130 01 are wrong/).waitFor();
    expect(await looked(page, 'payment-account')).toEqual([]);
    await account.fill('DE89 3704 0044 0532 0130 00');
    await form.getByRole('button', { name: 'Ask for it' }).click();
    await page.getByText('Asked for; it applies once a second person approves.').waitFor();
    await page.getByText('Letters say nothing of where to pay.').waitFor();
    const other = await open();
    await signIn(other, '/settings/authority', 'second');
    const asked = other.getByRole('list', { name: 'Requests' });
    await asked.getByText('Letters of DE01 tell customers to pay to DE89 3704 0044 0532 0130 00.').waitFor();
    await other.getByRole('button', { name: 'Approve', exact: true }).press('Enter');
    await other.getByText('Approved, and done.').waitFor();
    await page.getByText('Commerzbank · DE89 3704 0044 0532 0130 00 · COBADEFFXXX').waitFor();
  });

  it('sets a payment term, with what a document of today becomes in sight, and not one whose shares are not the whole', async () => {
    const page = await open();
    await signIn(page, '/settings/companies', 'controller');
    await page.getByRole('button', { name: 'New payment term' }).click();
    await page.getByLabel('Code').fill('half');
    await page.getByLabel('Name', { exact: true }).fill('Half now, half later');
    await page.getByLabel('Share, percent').fill('50');
    await page.getByText('The shares must sum to 100 percent, and days are whole.').waitFor();
    await page.getByRole('button', { name: 'One more instalment' }).click();
    await page.getByLabel('Share, percent').nth(1).fill('50');
    const becomes = page.getByRole('table', { name: 'What a document of today becomes' });
    await becomes.getByText('500.00').first().waitFor();
    await expect.poll(() => becomes.locator('tbody tr').count()).toBe(2);
    await page.getByLabel('Reason').fill('For the large orders.');
    await page.getByRole('table', { name: 'Companies' }).evaluate((drawn) => drawn.scrollIntoView({ block: 'start' }));
    expect(await looked(page, 'term-form')).toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('row', { name: /HALF.*Half now, half later/ }).waitFor();
  });

  it('writes the percents of a payment term as its reader writes them, and takes them so', async () => {
    const page = await open({ locale: 'de-DE' });
    await enterAt(page, '/settings/companies', 'controller', (text) => de[text] ?? text);
    await page.getByRole('button', { name: 'Neue Zahlungsbedingung' }).click();
    await page.getByLabel(de['Code']!, { exact: true }).fill('SKONTO');
    await page.getByLabel(de['Name']!, { exact: true }).fill('Zweieinhalb Prozent');
    await page.getByLabel(de['Early payment, percent']!).fill('2,5');
    await page.getByLabel(de['within days']!).fill('10');
    await expect.poll(() => page.getByLabel(de['Early payment, percent']!).inputValue()).toBe('2,5');
    const becomes = page.getByRole('table', { name: de['What a document of today becomes']! });
    await becomes.getByText('25,00').waitFor();
    await page.getByLabel(de['Reason']!).fill('Für Großabnehmer.');
    await page.getByRole('button', { name: de['Save']!, exact: true }).click();
    await page.getByRole('button', { name: de['Change {name}']!.replace('{name}', 'SKONTO') }).click();
    await expect.poll(() => page.getByLabel(de['Early payment, percent']!).inputValue()).toBe('2,5');
  });

  it('changes a payment term that customers have only with a second person, and says whom it concerns before', async () => {
    const page = await open();
    await signIn(page, '/settings/companies', 'controller');
    const terms = page.getByRole('table', { name: 'Payment terms' });
    await terms.getByRole('button', { name: 'Change N30' }).click();
    const form = page.getByRole('form', { name: 'Change N30' });
    await form.getByLabel('Days', { exact: true }).fill('45');
    await form.getByText(/Customer accounts with this term: 1\. Open items of them, whose days stay: \d+\./).waitFor();
    await form.getByLabel('Reason').fill('As the board decided.');
    // Rows beneath a head that stands still are nothing that axe can tell the colours of.
    await page.getByRole('table', { name: 'Companies' }).evaluate((drawn) => drawn.scrollIntoView({ block: 'start' }));
    expect(await looked(page, 'term-concerns')).toEqual([]);
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Asked for approval; the term changes once it is approved.').waitFor();
    await terms.getByText('30 days after the document').first().waitFor();
    const second = await open();
    await signIn(second, '/settings/authority', 'second');
    await second
      .getByText(/Change the payment term N30 of \d+ customer accounts/)
      .first()
      .waitFor();
    await second.getByRole('button', { name: 'Approve', exact: true }).press('Enter');
    await second.goto('/settings/companies');
    await second.getByRole('table', { name: 'Payment terms' }).getByText('45 days after the document').waitFor();
  });

  it('records a rate by hand, tells a slip of the pen and which direction counts, and shows what was recorded of a pair', async () => {
    const page = await open();
    await signIn(page, '/settings/rates', 'controller');
    await page.getByRole('heading', { name: 'Rates from a file' }).waitFor();
    await page.keyboard.press('n');
    const form = page.getByRole('form', { name: 'New rate' });
    await form.getByLabel('One unit of').fill('cad');
    await form.getByLabel('in currency').fill('cad');
    await form.getByLabel('is worth').fill('0,62');
    await form.getByLabel('From day').fill('2026-02-27');
    await form.getByLabel('Source').fill('European Central Bank');
    const record = form.getByRole('button', { name: 'Record', exact: true });
    await record.click();
    await form.getByText('A rate is between two currencies, not between CAD and CAD.').waitFor();
    // Who pressed the button stands on it still and can press it again.
    await expect.poll(() => record.evaluate((one) => one === document.activeElement)).toBe(true);
    await form.getByLabel('in currency').fill('eur');
    await form.getByLabel('Source').focus();
    await sendInVain(page, {
      sent: '**/api/exchange-rates',
      send: () => page.keyboard.press('Enter'),
      typed: form.getByLabel('Source'),
      login: 'controller',
    });
    await record.click();
    const table = page.getByRole('table', { name: 'Exchange rates' });
    await table.getByRole('row', { name: /CAD\/EUR.*0\.62 EUR.*European Central Bank/ }).waitFor();
    // A tenth of it: recorded and told, for a devaluation looks the same; the right one of the day takes its place.
    await table.getByRole('button', { name: 'New rate of CAD/EUR' }).click();
    const again = page.getByRole('form', { name: 'New rate of CAD/EUR' });
    await again.getByLabel('From day').fill('2026-02-28');
    await again.getByLabel('is worth').fill('0.062');
    await again.getByRole('button', { name: 'Record', exact: true }).click();
    await again.getByText(/is more than 10 percent away from 1 CAD/).waitFor();
    await again.getByLabel('is worth').fill('0.6225');
    await again.getByRole('button', { name: 'Record', exact: true }).click();
    await again.waitFor({ state: 'detached' });
    await table.getByRole('row', { name: /CAD\/EUR.*0\.6225 EUR/ }).waitFor();
    // The pair turned round has a later day, so that one counts.
    await page.keyboard.press('n');
    await form.getByLabel('One unit of').fill('EUR');
    await form.getByLabel('in currency').fill('CAD');
    await form.getByLabel('is worth').fill('1.6');
    await form.getByLabel('From day').fill('2026-03-01');
    await form.getByLabel('Source').fill('Our bank');
    // The key of dialogs sends a form that stands in the page, too.
    await form.getByLabel('Source').press('Control+Enter');
    await table.getByText('EUR/CAD has a later one, which counts').waitFor();
    await table.getByRole('button', { name: 'Recorded days of CAD/EUR: 2' }).press('Enter');
    const history = page.getByRole('table', { name: 'Rates of CAD/EUR' });
    await history.getByText('0.6225 EUR').waitFor();
    await expect.poll(() => history.locator('tbody tr').count()).toBe(2);
    expect(await looked(page, 'rates-of-a-pair')).toEqual([]);
  });

  it('looks at a file of rates before it records them, says which rows are none, and knows them the next time', async () => {
    const page = await open();
    await signIn(page, '/settings/rates', 'controller');
    const rates = file('treasury.csv', ['date,currency,rate', '2026-03-02,GBP,1.1502', '2026-03-02,CHF,none', '']);
    const choose = (): Promise<void> => page.getByLabel('File of rates').setInputFiles(rates);
    await choose();
    const form = page.getByRole('form', { name: 'treasury.csv' });
    await form.getByRole('button', { name: 'Look at it' }).click();
    await form.getByText('Say which way the rates are meant').waitFor();
    await form.getByLabel('How its rates are meant').selectOption('to');
    await form.getByLabel('Currency').fill('eur');
    await form.getByRole('button', { name: 'Look at it' }).click();
    await form.getByText('New: 1. Known already: 0. Bad: 1. Nothing is recorded yet.').waitFor();
    await form.getByRole('row', { name: /3.*none.*is not a rate/ }).waitFor();
    expect(await looked(page, 'rates-file')).toEqual([]);
    await form.getByRole('button', { name: 'Record 1' }).click();
    await form.getByText('Recorded: 1. Known before: 0. Bad: 1.').waitFor();
    await page
      .getByRole('table', { name: 'Exchange rates' })
      .getByRole('row', { name: /GBP\/EUR.*1\.1502 EUR.*treasury\.csv/ })
      .waitFor();
    await form.getByRole('button', { name: 'Close' }).click();
    await choose();
    await form.getByLabel('How its rates are meant').selectOption('to');
    await form.getByLabel('Currency').fill('EUR');
    await form.getByRole('button', { name: 'Look at it' }).click();
    await form.getByText('New: 0. Known already: 1. Bad: 1.').waitFor();
    await expect.poll(() => form.getByRole('button', { name: /^Record/ }).count()).toBe(0);
    const analyst = await open();
    await signIn(analyst, '/settings/rates', 'analyst');
    await analyst.getByRole('table', { name: 'Exchange rates' }).getByText('GBP/EUR').waitFor();
    await expect.poll(() => analyst.getByRole('button', { name: 'New rate' }).count()).toBe(0);
    await expect.poll(() => analyst.getByLabel('File of rates').count()).toBe(0);
  });

  it('makes a portfolio, hands it to another collector, and lets somebody stand in and no longer', async () => {
    const page = await open();
    await signIn(page, '/settings/portfolios', 'lead');
    await page.getByRole('heading', { name: 'Portfolios' }).waitFor();
    await page.keyboard.press('n');
    const form = page.getByRole('form', { name: 'New portfolio' });
    await form.getByLabel('Code').fill('no blanks');
    await form.getByLabel('Name').fill('Wholesale');
    await form.getByRole('button', { name: 'Create' }).click();
    await form.getByText('is no code of a portfolio').waitFor();
    await form.getByLabel('Code').fill('WHOLESALE');
    await form.getByLabel('Name').focus();
    await sendInVain(page, {
      sent: '**/api/portfolios',
      send: () => page.keyboard.press('Enter'),
      typed: form.getByLabel('Name'),
      login: 'lead',
    });
    await form.getByRole('button', { name: 'Create' }).click();
    const table = page.getByRole('table', { name: 'Portfolios' });
    await table.getByRole('row', { name: /WHOLESALE.*Wholesale.*Nobody.*0/ }).waitFor();
    await table.getByRole('button', { name: 'Change WHOLESALE' }).press('Enter');
    const change = page.getByRole('form', { name: 'Change WHOLESALE' });
    await change.getByLabel('Collector').selectOption({ label: 'Lena Brandt' });
    await change.getByLabel('Reason').fill('The regions were cut anew.');
    await change.getByRole('button', { name: 'Save', exact: true }).click();
    await table.getByRole('row', { name: /WHOLESALE.*Lena Brandt/ }).waitFor();
    await table.getByRole('button', { name: 'Substitute for WHOLESALE' }).click();
    const stand = page.getByRole('form', { name: 'Substitute for WHOLESALE' });
    await stand.getByLabel('Stands in').selectOption({ label: 'Carl Ott' });
    await stand.getByLabel('To', { exact: true }).fill('2026-02-20');
    await stand.getByLabel('Reason').fill('A week at the sea.');
    await stand.getByRole('button', { name: 'Let stand in' }).click();
    await stand.getByText('The last day is before the first.').waitFor();
    await stand.getByLabel('To', { exact: true }).fill('2026-03-13');
    await stand.getByRole('button', { name: 'Let stand in' }).click();
    await table.getByText(/Carl Ott, 2 Mar 2026 to 13 Mar 2026/).waitFor();
    expect(await looked(page, 'portfolios')).toEqual([]);
    await table.getByRole('button', { name: 'End: Carl Ott for WHOLESALE' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Back early.');
    expect(await looked(page, 'portfolios-end')).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(() => table.getByText('Carl Ott').count()).toBe(0);
    const analyst = await open();
    await signIn(analyst, '/settings/portfolios', 'analyst');
    await analyst.getByRole('rowheader', { name: 'WHOLESALE' }).waitFor();
    await expect.poll(() => analyst.getByRole('button', { name: 'New portfolio' }).count()).toBe(0);
    await expect.poll(() => analyst.getByRole('button', { name: /WHOLESALE/ }).count()).toBe(0);
  });

  it('has no accessibility fault and is nowhere wider than its window, light and dark', async () => {
    const faults: string[] = [];
    const pages = [
      ['/data/imports', 'grid', 'Past imports', 'controller'],
      ['/audit', 'grid', 'Audit trail', 'controller'],
      ['/settings/roles', 'table', 'Permissions', 'controller'],
      ['/settings/authority', 'table', 'Limits', 'controller'],
      ['/settings/procedures', 'table', 'Levels of Three reminders', 'controller'],
      ['/settings/matching', 'form', 'Rules of cash application', 'controller'],
      ['/settings/calendars', 'table', 'Public holidays', 'controller'],
      ['/settings/schedules', 'list', 'Schedules', 'controller'],
      ['/settings/companies', 'table', 'Payment terms', 'controller'],
      ['/settings/rates', 'table', 'Exchange rates', 'controller'],
      ['/settings/portfolios', 'table', 'Portfolios', 'admin'],
      ['/data/jobs', 'table', 'Stages', 'controller'],
      ['/templates', 'form', 'Words', 'controller'],
      ['/settings/users', 'table', 'Users', 'admin'],
    ] as const;
    for (const login of ['controller', 'admin']) {
      const page = await open();
      await signIn(page, '/help/keys', login);
      for (const [path, role, name] of pages.filter((one) => one[3] === login)) {
        await page.goto(path);
        if (path === '/data/jobs') await openDayRun(page);
        if (path === '/settings/companies') await page.getByRole('button', { name: 'Add a bank account' }).click();
        await page.getByRole(role, { name, exact: true }).waitFor();
        const short = path.slice(1).replaceAll('/', '-');
        faults.push(...(await looked(page, short)));
      }
    }
    expect(faults).toEqual([]);
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
