/** Messages that may not have left, in a real browser: from the day to the list, and decided by keys with how one knows. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proposeStatements } from '#collections';
import { sendMessages } from '#correspondence';
import { must } from '#test/books';
import { silently } from '#test/silent-outbox';
import { businessDay } from '#test/workday';
import { sendPath } from '../../src/apps/registrations.ts';
import { catalogue as de } from '../../src/apps/workbench/src/languages/de.ts';
import { catalogue as es } from '../../src/apps/workbench/src/languages/es.ts';
import { catalogue as fr } from '../../src/apps/workbench/src/languages/fr.ts';
import { cutTexts, looked, openWorkbench, settled, signedIn, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R15 messages that may not have left, at the workbench', () => {
  const bench = workbench as Workbench;
  const faults: string[] = [];
  const list = (page: Page) => page.getByRole('grid', { name: 'Outgoing messages' });
  const unknown = (page: Page) => list(page).getByRole('row').filter({ hasText: 'Unknown' });
  beforeAll(async () => {
    const { engine, caller, company, person, home } = bench.workday;
    await person('lead', 'Lena Brandt', 'lead');
    await person('auditor', 'Ada Prüfer', 'auditor');
    const run = { company, asOf: businessDay, period: businessDay.slice(0, 7), movements: false, freshSince: null };
    const customers = new Set(['10104', '10105', '10107']);
    must(await proposeStatements(engine, caller, { ...run, customers }));
    const sent = must(await sendMessages(engine, caller, silently(sendPath({ home })), { company }));
    expect(sent.unknown).toBe(customers.size);
  });
  afterAll(() => bench.close());

  it('are counted on the day, and each leads to its decision', async () => {
    const { page } = await signedIn(bench, 'lead', '/today?company=DE01');
    await page.getByText('Messages that may not have left').waitFor();
    await page.getByRole('region', { name: 'Waits for you' }).getByRole('link', { name: '3', exact: true }).click();
    await page.getByText('The line broke while they left').waitFor();
    await expect.poll(() => unknown(page).count()).toBe(3);
    faults.push(...(await looked(page, 'messages')));
  });

  it('are decided by keys: what became of it is said before why, and nothing is chosen beforehand', async () => {
    const { page } = await signedIn(bench, 'lead', '/runs/messages?company=DE01&state=unknown');
    await expect.poll(() => unknown(page).count()).toBe(3);
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: /^Did the message to .+ leave\?$/ });
    await dialog.getByText('Look it up first').waitFor();
    const decide = dialog.getByRole('button', { name: 'Decide' });
    await dialog.getByLabel('Reason').fill('The log of the server has it.');
    expect(await decide.isDisabled()).toBe(true);
    await dialog.getByRole('radio', { name: 'It left' }).press(' ');
    await dialog.getByText('It counts as sent, and nothing leaves again.').waitFor();
    faults.push(...(await looked(page, 'messages-decide')));
    await dialog.getByLabel('Reason').press('Enter');
    await page.getByText(/^The message to .+ counts as sent\.$/).waitFor();
    await expect.poll(() => unknown(page).count()).toBe(2);
    await unknown(page)
      .first()
      .getByRole('button', { name: /^Decide about the message to/ })
      .click();
    await dialog.getByText('Send it again').click();
    await dialog.getByLabel('Reason').fill('The customer has nothing.');
    await decide.click();
    await page.getByText(/^The message to .+ waits to be sent again\.$/).waitFor();
    await expect.poll(() => unknown(page).count()).toBe(1);
    const { engine, caller, company, home } = bench.workday;
    expect(must(await sendMessages(engine, caller, sendPath({ home }), { company })).sent).toBe(1);
  });

  it('lead there from where statements stand, and show who may only look no decision', async () => {
    const { page } = await signedIn(bench, 'auditor', '/runs/statements?list=sent&company=DE01&state=unknown');
    await page.getByRole('grid', { name: 'Sent statements' }).getByRole('link', { name: 'Unknown' }).click();
    await expect.poll(() => unknown(page).count()).toBe(1);
    await settled(page);
    expect(await page.getByRole('button', { name: /^Decide/ }).count()).toBe(0);
  });

  it('leave as the page of companies says: an address that is none is said at its field, a right one is kept', async () => {
    const { page } = await signedIn(bench, 'lead', '/settings/companies?company=DE01');
    const mail = page.getByRole('region', { name: 'Mail of DE01' });
    await mail.getByText('Mail goes to nobody: it is written into files.').waitFor();
    await mail.getByRole('button', { name: 'Change how mail leaves' }).click();
    await mail.getByRole('radio', { name: 'Over the mail server' }).press(' ');
    await mail.getByLabel('Sender’s address').fill('nobody');
    await mail.getByRole('button', { name: 'Save' }).click();
    await mail.getByRole('alert').getByText('is not a mail address').waitFor();
    await mail.getByLabel('Sender’s address').fill('receivables@acme.example');
    faults.push(...(await looked(page, 'mail-setting')));
    await mail.getByLabel('Sender’s address').press('Enter');
    await mail.getByText('Mail leaves from receivables@acme.example.').waitFor();
    const { page: looking } = await signedIn(bench, 'auditor', '/settings/companies?company=DE01');
    await looking.getByRole('region', { name: 'Mail of DE01' }).getByText('Mail leaves from').waitFor();
    expect(await looking.getByRole('button', { name: 'Change how mail leaves' }).count()).toBe(0);
  });

  it.each(Object.entries({ de, es, fr }))('have their words in %s, none of them cut', async (locale, catalogue) => {
    const { page } = await signedIn(
      bench,
      'lead',
      '/runs/messages?company=DE01',
      { locale, width: 1024 },
      (text) => catalogue[text]!,
    );
    await page.getByRole('grid', { name: catalogue['Outgoing messages']! }).getByRole('row').nth(1).waitFor();
    await settled(page);
    expect(await cutTexts(page)).toEqual([]);
    await page.goto('/runs/messages?company=DE01&state=unknown');
    const decide = catalogue['Decide about the message to {name}']!.split('{name}')[0]!;
    await page.getByRole('button', { name: new RegExp(`^${decide}`) }).click();
    await page.getByRole('dialog').getByText(catalogue['Give it up']!).waitFor();
    expect(await cutTexts(page)).toEqual([]);
  });

  it('have no accessibility fault, are nowhere wider than their window, and never complained on their console', () => {
    expect(faults).toEqual([]);
    expect(bench.complaints()).toEqual([]);
  });
});
