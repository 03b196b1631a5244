/** Reconciliation in a real browser: a customer's statement received, decided and agreed on; a bank's month looked at. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { password } from '#test/workday';
import { looked, openWorkbench, type Window, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R35 R36 reconciliation at the workbench', () => {
  const bench = workbench as Workbench;
  const windows: Window[] = [];
  const open = async (look: Parameters<Workbench['open']>[0] = {}): Promise<Page> => {
    const window = await bench.open(look);
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
    await page.getByRole('heading', { name: 'Blue Ridge Supply Co.' }).waitFor({ timeout: 60_000 });
    await page.getByText('Their deduction without a credit memo').first().waitFor();
    await page.getByText('Unknown to us').first().waitFor();
    // Every open question is given to somebody; then the sum stands.
    for (;;) {
      const questions = page.locator('select.text-warn:enabled');
      const left = await questions.count();
      if (left === 0) break;
      await questions.first().selectOption('theirs');
      await expect.poll(() => page.locator('select.text-warn').count(), { timeout: 60_000 }).toBeLessThan(left);
      await expect.poll(() => page.locator('select:disabled').count(), { timeout: 60_000 }).toBe(0);
    }
    await page.getByRole('button', { name: 'Agree on a balance' }).click();
    await page.getByLabel('Agreed with').fill('Mr Boone, accounts payable');
    await page.getByRole('button', { name: 'Agree', exact: true }).click();
    await page.getByText(/Agreed on .* with Mr Boone/).waitFor({ timeout: 60_000 });
    expect(await page.locator('select').count()).toBe(0);
  });

  it('has no accessibility fault and is nowhere wider than its window, light and dark', async () => {
    const page = await open();
    const faults: string[] = [];
    const look = async (name: string): Promise<void> => void faults.push(...(await looked(page, name)));
    await signIn(page, '/recon');
    await page.getByRole('link', { name: 'Blue Ridge Supply Co.' }).waitFor({ timeout: 60_000 });
    await page.getByRole('link', { name: /in February 2026/ }).waitFor({ timeout: 60_000 });
    await look('recon');
    await page.getByRole('link', { name: 'Blue Ridge Supply Co.' }).click();
    await page.getByText('Unknown to us').first().waitFor({ timeout: 60_000 });
    await look('recon-statement');
    await page.goBack();
    await page.getByRole('link', { name: /in February 2026/ }).click();
    await page.getByText('Balance in the ledger').waitFor({ timeout: 60_000 });
    await look('recon-bank');
    expect(faults).toEqual([]);
  });

  it('never complained on its console', () => {
    expect(windows.flatMap((window) => window.complaints)).toEqual([]);
  });
});
