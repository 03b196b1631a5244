/** Offsets in a real browser: looked for, both sides looked at, a document attached, set off with its preview. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setOffsetPolicy, standardPolicy } from '#offsets';
import { postDocuments } from '#receivables';
import { must } from '#test/books';
import { businessDay, password } from '#test/workday';
import { looked, openWorkbench, type Window, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R31 offsets at the workbench', () => {
  const bench = workbench as Workbench;
  const windows: Window[] = [];
  const open = async (): Promise<Page> => {
    const window = await bench.open({});
    windows.push(window);
    return window.page;
  };
  const signIn = async (page: Page, path: string): Promise<void> => {
    await page.goto(path);
    await page.getByLabel('Sign-in name').fill('controller');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Places' }).waitFor();
  };
  beforeAll(async () => {
    const { engine, caller, company, accounts } = bench.workday;
    await bench.workday.person('controller', 'Cora Engel', 'controller');
    const document = { accountId: accounts['C1']!, currency: 'EUR', documentDate: '2025-12-01' };
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          { ...document, documentType: 'invoice', number: 'RE-9001', amountMinor: 800_00n },
          { ...document, documentType: 'credit_memo', number: 'GS-9001', amountMinor: -300_00n },
        ],
      }),
    );
    const policy = { ...standardPolicy, creditDocuments: ['set_off_confirmation'] as const };
    must(await setOffsetPolicy(engine, caller, { company, validFrom: businessDay, policy }));
  });
  afterAll(() => bench.close());

  it('proposes, shows both sides and the gap, takes the document and sets off', async () => {
    const page = await open();
    await signIn(page, '/offsets');
    await page.getByText('No offset is open').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Look for offsets' }).click();
    await page.getByRole('link', { name: 'Customer C1' }).waitFor({ timeout: 60_000 });
    const faults = await looked(page, 'offsets');
    await page.getByRole('link', { name: 'Customer C1' }).click();
    await page.getByRole('region', { name: 'They owe' }).getByText('RE-9001').waitFor({ timeout: 60_000 });
    expect(await page.getByRole('button', { name: 'Set off' }).isDisabled()).toBe(true);
    faults.push(...(await looked(page, 'offset')));
    const bytes = Buffer.from('%PDF-1.4\n%%EOF\n');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'signed.pdf', mimeType: 'application/pdf', buffer: bytes });
    await page.getByText('signed.pdf').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Set off' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('GS-9001').waitFor();
    await dialog.getByLabel('Reason').fill('Agreed by phone.');
    await dialog.getByRole('button', { name: 'Set off' }).click();
    await page.getByText('Posted', { exact: true }).waitFor({ timeout: 60_000 });
    expect(faults).toEqual([]);
  });

  it('never complained on its console', () => {
    expect(windows.flatMap((window) => window.complaints)).toEqual([]);
  });
});
