/**
 * The team's day in a real browser: several companies at once, a colleague's customer taken over, a group reminded and
 * kept back within the ten seconds.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prioritiseCompany } from '#collections';
import { findCompany } from '#company';
import { sendMessages } from '#correspondence';
import { loadAccounts, saveCustomers } from '#customers';
import { done } from '#kernel';
import { runJob, runQuery } from '#platform';
import { postDocuments } from '#receivables';
import { must } from '#test/books';
import { businessDay } from '#test/workday';
import { sendPath } from '../../src/apps/registrations.ts';
import { layoutDifferences, layoutOf } from './layout.ts';
import { enterAt, looked, openWorkbench, picture, settled, textOf, ticksOf, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R3 R17 R18 R40 R70 the team’s day at the workbench', () => {
  const bench = workbench as Workbench;
  const home = mkdtempSync(join(tmpdir(), 'dunwell-home-'));
  const open = async (look: Parameters<Workbench['open']>[0] = {}): Promise<Page> => {
    const { page } = await bench.open(look);
    return page;
  };
  const signIn = async (page: Page, path: string, login: string): Promise<void> => {
    await enterAt(page, path, login);
  };
  const chosenRow = (page: Page) => page.locator('section[aria-label=Worklist] button[aria-current=true]').last();
  const heading = (page: Page) => page.locator('section[aria-label=Customer] h2').first();

  beforeAll(async () => {
    const { workday } = bench;
    const { engine, caller, tenantId, company } = workday;
    await workday.person('ana', 'Ana Kovač', 'analyst', company.id);
    await workday.person('lead', 'Lena Brandt', 'lead');
    await workday.person('controller', 'Carl Ott', 'controller');
    const british = must(await findCompany(engine, tenantId, 'GB01'));
    must(await prioritiseCompany(engine, caller, { company: british, asOf: businessDay }));
    // Three that nobody has reminded yet.
    const customers = ['Kettner Bau', 'Kettner Holz', 'Kettner Stahl'].map((name, index) => ({
      number: String(20101 + index),
      name,
      country: 'DE',
      accounts: [{ companyId: company.id }],
      contacts: [{ name: 'Buchhaltung', email: `buchhaltung-${index}@kettner.example`, primary: true }],
    }));
    // And one that can only be written to on paper.
    const paper = {
      number: '20104',
      name: 'Papierhaus Lohse',
      country: 'DE',
      accounts: [{ companyId: company.id }],
      contacts: [{ name: 'Herr Lohse', email: null, phone: '+49 431 5550', primary: true }],
      addresses: [
        { kind: 'billing' as const, lines: 'Industriestraße 5', postalCode: '24103', city: 'Kiel', country: 'DE' },
      ],
    };
    must(await saveCustomers(engine, caller, { customers: [...customers, paper] }));
    const accounts = await runQuery(engine, tenantId, (db) => loadAccounts(db, tenantId, { companyId: company.id }));
    const documents = accounts
      .filter((account) => account.number.startsWith('201'))
      .map((account) => ({
        accountId: account.id,
        documentType: 'invoice' as const,
        number: `RE-${account.number}`,
        documentDate: '2026-01-10',
        dueDate: '2026-02-09',
        currency: 'EUR',
        amountMinor: 125_000n,
      }));
    must(await postDocuments(engine, caller, { company, documents }));
  });
  afterAll(async () => {
    await bench.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('takes a colleague’s customer over to the end of a day; the colleague sees it, and it is given back', async () => {
    const [ana, lena] = [await open(), await open()];
    // The word with the way back stands until it is used.
    await ticksOf(ana, 1_000);
    await signIn(ana, '/worklist', 'ana');
    await chosenRow(ana).waitFor();
    const name = await textOf(heading(ana));
    await signIn(lena, '/worklist?company=DE01', 'lead');
    await chosenRow(lena).getByText(name).waitFor();
    await ana.keyboard.press('t');
    await ana.getByRole('region', { name: 'Take over' }).waitFor();
    await picture(ana, 'worklist-take-over');
    await ana.keyboard.press('Control+Enter');
    await ana.getByText('You have taken this customer over until', { exact: false }).waitFor();
    await chosenRow(lena)
      .getByText(/^Ana Kovač has it until/)
      .waitFor();
    await lena.getByText('Ana Kovač has taken this customer over until', { exact: false }).waitFor();
    await picture(lena, 'worklist-taken-over');
    await ana.locator('ol[aria-label=Timeline]').getByText('Taken over').waitFor();
    await ana.getByLabel('Whose customers').selectOption('mine');
    await expect.poll(() => ana.locator('section[aria-label=Worklist] ol li').count()).toBe(1);
    await ana.keyboard.press('u');
    await ana.getByText('Nobody is left to call').waitFor();
    await expect.poll(() => chosenRow(lena).getByText('Ana Kovač has it').count()).toBe(0);
  });

  it('shows the work of several companies in one list, each row with its company, and works each in its own', async () => {
    const page = await open();
    await signIn(page, '/today?company=all', 'lead');
    const table = page.getByRole('table', { name: 'Companies' });
    await table.getByRole('row', { name: /Acme Ltd/ }).waitFor();
    await expect.poll(() => table.getByRole('row').count()).toBeGreaterThan(4);
    await page.locator('#worklist li').first().waitFor();
    await picture(page, 'today-companies');
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await chosenRow(page).waitFor();
    await expect.poll(() => page.getByText('This page shows one company at a time').count()).toBe(0);
    const companies = page.locator('section[aria-label=Worklist] ol');
    await companies.getByText('DE01').first().waitFor();
    // Theirs are younger debts, further down the one list.
    await companies.evaluate((list) => list.parentElement!.scrollTo(0, 1_200));
    await companies.getByText('GB01').first().waitFor();
    await companies.getByRole('button').filter({ hasText: 'GB01' }).first().click();
    await expect.poll(() => new URL(page.url()).searchParams.get('in')).toBe('GB01');
    await expect.poll(() => heading(page).textContent()).toMatch(/^Shop \d+ Ltd$/);
    await page.locator('section[aria-label=Customer]').getByRole('table', { name: 'Open items' }).waitFor();
    await picture(page, 'worklist-companies');
    await heading(page).getByRole('link').click();
    await page.getByRole('heading', { name: /^Shop \d+ Ltd$/ }).waitFor();
    await page.goto('/cash?company=all&queue=applied');
    await page.locator('section[aria-label=Receipts] ol').getByText('DE01').first().waitFor();
    await page.locator('section[aria-label=Receipt]').getByText('Applied to:').waitFor();
  });

  it.each([
    ['/runs/dunning', 'Reminders', 'Send 3 reminders?'],
    ['/runs/statements', 'Statements', 'Send 3 statements?'],
  ])(
    'says at the button and in the last look how many of those chosen the filter hides: %s',
    async (path, table, title) => {
      const page = await open();
      await signIn(page, `${path}?company=DE01`, 'controller');
      const boxes = page.getByRole('table', { name: table }).getByRole('checkbox');
      const names: string[] = [];
      await boxes.first().waitFor();
      await settled(page);
      for (let place = 0; names.length < 3; place += 1) {
        const box = boxes.nth(place);
        if (!(await box.isEnabled())) continue;
        await box.check();
        // A reminder is of a customer in a currency.
        names.push((await box.getAttribute('aria-label'))!.replace(/^Choose | [A-Z]{3}$/g, ''));
      }
      await expect.poll(() => page.getByText(/not shown/).count()).toBe(0);
      await page.getByLabel('Name or number').fill(names[0]!);
      await page.getByText('2 of them are not shown', { exact: true }).waitFor();
      await page.getByLabel('Name or number').blur();
      await page.keyboard.press('e');
      await page.getByRole('dialog', { name: `${title} 2 of them are not shown` }).waitFor();
      await picture(page, `${table.toLowerCase()}-unseen`);
      await page.keyboard.press('Escape');
      await page.getByLabel('Name or number').fill('');
      await page.getByLabel('Name or number').blur();
      await page.keyboard.press('e');
      await page.getByRole('dialog', { name: title, exact: true }).waitFor();
      await page.keyboard.press('Escape');
    },
  );

  it('acts by letters on chosen items: who is reminded and who not and why, then a promise of what they come to', async () => {
    const page = await open();
    await ticksOf(page, 1_000);
    await signIn(page, '/items?company=DE01&name=kettner', 'lead');
    const rows = page.getByRole('grid', { name: 'Open items' }).locator('.grid-row');
    await rows.first().waitFor();
    await page.keyboard.press('e');
    await page.getByText('Choose items first: Space for one, Ctrl+A for all that the filters let through.').waitFor();
    let presses = 0;
    const press = async (key: string): Promise<void> => {
      presses += 1;
      await page.keyboard.press(key);
    };
    await press('Control+a');
    await press('e');
    const dialog = page.getByRole('dialog', { name: 'Send 3 reminders?' });
    await dialog.getByText('RE-20101').first().waitFor();
    await picture(page, 'items-remind');
    await press('Control+Enter');
    expect(presses).toBe(3);
    await page.getByText('3 reminders leave').waitFor();
    await page.keyboard.press('u');
    await page.getByText('3 reminders leave').waitFor({ state: 'detached' });
    // A customer to whom nothing is due stands among those left out, with the reason.
    await page.goto('/items?company=DE01&customer=10101');
    await rows.first().waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('e');
    const none = page.getByRole('dialog', { name: 'Remind the customers of these items' });
    await none.getByText('None of these customers gets one.').waitFor();
    await none.getByRole('table', { name: 'Excluded, and why' }).getByRole('row').nth(1).waitFor();
    await page.keyboard.press('Escape');
    // A promise for an item is of what it has open.
    await page.goto('/items?company=DE01&name=kettner');
    await rows.first().waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press(' ');
    await page.keyboard.press('p');
    await page.getByRole('region', { name: 'Log a call' }).waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('doing')).toBe('promise');
    const wanted = new URL(page.url()).searchParams.get('promise')!.split(' ')[0]!;
    const typed = page.getByRole('region', { name: 'Log a call' }).getByLabel(/Amount/);
    await expect.poll(async () => (await typed.inputValue()).replaceAll(',', '')).toBe(wanted);
  });

  it('reminds a filtered group in three actions with the letter in between, and keeps it back within ten seconds', async () => {
    const page = await open();
    let left = 0;
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/dunning/run') left += 1;
    });
    const seconds = await ticksOf(page, 1_000);
    await signIn(page, '/runs/dunning?company=DE01', 'lead');
    await page.getByRole('table', { name: 'Reminders' }).waitFor();
    await page.getByLabel('Name or number').fill('kettner');
    // Left at once: what is chosen then is what the filter lets through.
    await page.getByLabel('Name or number').blur();
    let presses = 0;
    const remind = async (): Promise<void> => {
      for (const key of ['Control+a', 'e', 'Control+Enter']) {
        if (key === 'Control+Enter') {
          // Rendered in between: the words of the letter, with its items.
          const dialog = page.getByRole('dialog', { name: 'Send 3 reminders?' });
          await dialog.getByText('RE-20101').first().waitFor();
          await picture(page, 'dunning-confirm');
        }
        presses += 1;
        await page.keyboard.press(key);
      }
      await page.getByText('3 reminders leave').waitFor();
    };
    await remind();
    expect(presses).toBe(3);
    await seconds(9);
    await page.keyboard.press('u');
    await seconds(20);
    await page.getByText('3 reminders leave').waitFor({ state: 'detached' });
    expect(left).toBe(0);
    await remind();
    await seconds(9);
    expect(left).toBe(0);
    await seconds(2);
    await expect.poll(() => left).toBe(1);
    await page.getByText('3 reminders are on their way.').first().waitFor();
    expect(left).toBe(1);
  });

  it('sends statements of account from their preview, says what became of them, and sets their cycle', async () => {
    const page = await open();
    await ticksOf(page, 1_000);
    await signIn(page, '/runs/statements?company=DE01', 'controller');
    await page.getByRole('table', { name: 'Statements' }).waitFor();
    await page.getByRole('region', { name: 'The letter' }).getByText('RE-', { exact: false }).first().waitFor();
    await picture(page, 'statements');
    // The table of the letter is whole: no column is cut at its right edge.
    const cut = () => page.locator('pre').evaluate((letter) => letter.scrollWidth - letter.clientWidth);
    // And what each comes to is in sight in the list beside it.
    const beyond = () =>
      page
        .getByRole('table', { name: 'Statements' })
        .evaluate((table) => table.scrollWidth - table.parentElement!.clientWidth);
    for (const width of [1024, 1280, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(cut).toBe(0);
      await expect.poll(beyond).toBeLessThanOrEqual(0);
    }
    await page.getByLabel('Name or number').fill('201');
    await expect.poll(() => page.getByRole('table', { name: 'Statements' }).getByRole('row').count()).toBe(5);
    await page.getByLabel('Name or number').blur();
    for (const key of ['Control+a', 'e']) await page.keyboard.press(key);
    await page.getByRole('dialog', { name: 'Send 4 statements?' }).getByText('RE-20101').first().waitFor();
    await page.keyboard.press('Control+Enter');
    // Whoever does not wait ends the ten seconds.
    await page.getByText('4 statements leave').waitFor();
    await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Send now' }).click();
    await page.getByText('4 statements are on their way.').waitFor();
    await page.getByRole('link', { name: 'Sent' }).click();
    const sent = page.getByRole('grid', { name: 'Sent statements' });
    const { engine, caller, company } = bench.workday;
    must(await sendMessages(engine, caller, sendPath({ home }), { company }));
    await sent.getByRole('row').filter({ hasText: 'Papierhaus Lohse' }).getByText('Letter').waitFor();
    await sent.getByRole('row').filter({ hasText: 'Kettner Bau' }).getByText('Sent').waitFor();
    await picture(page, 'statements-sent');
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByLabel('from day of the month').fill('40');
    await page.keyboard.press('Enter');
    await page.getByRole('form', { name: 'Cycle of statements' }).getByRole('alert').waitFor();
    await page.getByLabel('from day of the month').fill('5');
    await page.keyboard.press('Enter');
    await page.getByText('Sent automatically from day 5 of the month').waitFor();
  });

  it('collects letters into a batch by keys, fetches it, keeps its printing, and prints again only with a reason', async () => {
    const page = await open();
    await signIn(page, '/runs/letters?company=DE01', 'controller');
    await page.getByText('1 letter waits for a batch').waitFor();
    await page.keyboard.press('b');
    const batches = page.getByRole('grid', { name: 'Print batches' });
    await batches.getByText('waits for the printer').waitFor();
    const [pdf] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('d')]);
    expect(
      readFileSync((await pdf.path())!)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await page.keyboard.press('p');
    await batches.getByText(/^Printed by Carl Ott/).waitFor();
    await picture(page, 'letters');
    await batches.getByRole('button', { name: /^Print again: batch/ }).press('Enter');
    await page.getByLabel('Reason').fill('The toner ran out.');
    await page.keyboard.press('Control+Enter');
    await batches.getByText(/The toner ran out\.$/).waitFor();
    await batches.getByText('waits for the printer').waitFor();
  });

  it('tells of the house’s long work in the tray, how far it is and how it ended', async () => {
    const page = await open();
    await signIn(page, '/today', 'lead');
    const { engine, caller } = bench.workday;
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const run = runJob(engine, caller, 'day-run', async (job) => {
      await job.progress('cash DE01', 3, 12);
      await finished;
      return done({ days: [], stages: [] });
    });
    const tray = page.getByRole('region', { name: 'Long work' });
    await tray.getByText('Cash DE01 · 3 of 12').waitFor();
    await expect
      .poll(() => tray.getByRole('progressbar', { name: 'Day run' }).getAttribute('aria-valuenow'))
      .toBe('25');
    await picture(page, 'tray-house');
    finish();
    must(await run);
    await tray.getByText('done', { exact: true }).waitFor();
    await tray.getByRole('link', { name: 'Day run' }).click();
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    await page.getByRole('button', { name: 'Take Day run out of the list' }).click();
    await tray.waitFor({ state: 'detached' });
  });

  it('has no accessibility fault and is nowhere wider than its window, light and dark', async () => {
    const page = await open();
    const faults: string[] = [];
    const look = async (name: string): Promise<void> => void faults.push(...(await looked(page, name)));
    await signIn(page, '/today?company=all', 'lead');
    await page.locator('#worklist li').first().waitFor();
    await look('today-companies');
    await page.goto('/worklist?company=all');
    await chosenRow(page).waitFor();
    await heading(page).waitFor();
    await page.keyboard.press('t');
    await page.getByRole('region', { name: 'Take over' }).waitFor();
    await look('worklist-companies');
    await page.goto('/runs/statements?company=DE01');
    await page.getByRole('table', { name: 'Statements' }).waitFor();
    await look('statements');
    await page.goto('/runs/letters?company=DE01');
    await page.getByRole('grid', { name: 'Print batches' }).waitFor();
    await look('letters');
    expect(faults).toEqual([]);
  });

  it('draws its components as they were, light and dark', async () => {
    const page = await open();
    await signIn(page, '/dev/components', 'lead');
    await page.getByRole('heading', { name: 'Components' }).first().waitFor();
    await page.getByRole('treegrid').waitFor();
    await settled(page);
    const faults: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const now = await layoutOf(page, '#content');
      expect(now.length).toBeGreaterThan(100);
      faults.push(...layoutDifferences(`components-${colorScheme}`, now).map((fault) => `${colorScheme} ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
