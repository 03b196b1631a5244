/**
 * What is typed outlives every fault, and is done once: in the call beside the worklist, on the split screen of cash, in a file
 * that is imported and in a form of the settings, each refused, failed at the server, with a line that breaks, with a session
 * that ended, and with a server that is started again; and a press beside the dialog.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enter, enterAt, openWorkbench, sendInVain, serve, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R70 what is typed outlives every fault, and is done once', () => {
  const bench = workbench as Workbench;
  beforeAll(async () => {
    await bench.workday.person('lena', 'Lena Brandt', 'lead');
    await bench.workday.person('cora', 'Cora Engel', 'controller');
  });
  afterAll(() => bench.close());

  /** A page of a server of its own, which goes away and comes back at the same place. */
  const openBeside = async (path: string, login: string) => {
    const start = () => serve(bench.workday, process.env['DUNWELL_WORKBENCH']!);
    let server = start();
    const { url } = await server.listen(0, '127.0.0.1');
    const { page } = await bench.open();
    await enterAt(page, `${url}${path}`, login);
    return {
      page,
      url,
      away: () => server.close(0),
      back: async () => {
        server = start();
        await server.listen(Number(new URL(url).port), '127.0.0.1');
      },
      end: async () => {
        await page.close();
        await server.close(0);
      },
    };
  };
  type Beside = Awaited<ReturnType<typeof openBeside>>;
  /** Sends while the server is away: it is said that nothing is certain, and what was typed stands until it is back. */
  const sendAcross = async (
    { page, away, back }: Beside,
    {
      send,
      typed,
      said = 'It is not certain that it was saved.',
    }: { send: () => Promise<void>; typed: ReturnType<Page['locator']>; said?: string },
  ): Promise<void> => {
    const text = await typed.inputValue();
    await away();
    await send();
    await page.getByRole('alert').getByText(said).first().waitFor();
    await expect.poll(() => typed.inputValue(), { message: 'while the server is away' }).toBe(text);
    await back();
    await send();
  };

  it('in a call beside the worklist', async () => {
    const beside = await openBeside('/worklist?customer=10104&company=DE01', 'lena');
    const { page } = beside;
    await page.getByRole('table', { name: 'Open items' }).waitFor();
    await page.keyboard.press('c');
    await page.getByRole('radiogroup', { name: 'What came of the call' }).waitFor();
    await page.keyboard.press('2');
    const typed = page.getByRole('textbox', { name: 'Note' });
    await typed.fill('She pays on Friday, in one sum.');
    const send = (): Promise<void> => page.keyboard.press('Control+Enter');
    await sendInVain(page, { sent: '**/api/customers/*/calls?*', send, typed, login: 'lena' });
    await sendAcross(beside, { send, typed });
    await page.getByText(/call logged/).waitFor();
    await page.goto(`${beside.url}/customers/10104/timeline?company=DE01`);
    const told = page.locator('ol[aria-label=Timeline]').getByText('She pays on Friday, in one sum.');
    await told.first().waitFor();
    await expect.poll(() => told.count()).toBe(1);
    await beside.end();
  });

  it('on the split screen of cash', async () => {
    const beside = await openBeside('/cash?queue=on_account&company=DE01', 'lena');
    const { page } = beside;
    const receipt = page.locator('section[aria-label=Receipt]');
    await receipt.locator('h2').getByText('Weber').waitFor();
    await page.getByRole('table', { name: 'Items that may be paid' }).getByRole('checkbox').first().click();
    const typed = page.getByRole('textbox', { name: /^Amount for/ }).first();
    await typed.fill('500');
    await typed.press('Tab');
    const send = (): Promise<void> => receipt.getByRole('button', { name: /^Apply and next/ }).click();
    await sendInVain(page, { sent: '**/api/receipts/*/apply?*', send, typed, login: 'lena' });
    await sendAcross(beside, { send, typed });
    await page.getByText(/applied\.$/).waitFor();
    await page.goto(`${beside.url}/cash?queue=on_account&company=DE01`);
    await receipt.getByText('277.00').first().waitFor();
    await beside.end();
  });

  it('in a file that is imported', async () => {
    const beside = await openBeside('/data/imports?company=DE01', 'lena');
    const { page } = beside;
    await page.getByRole('heading', { name: 'Imports' }).waitFor();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('n')]);
    const lines = [
      'customer,number,documentDate,dueDate,amount,currency',
      '10104,IV-1,2026-02-01,2026-03-03,100.00,EUR',
      '10104,IV-2,2026-02-01,2026-03-40,200.00,EUR',
      '',
    ];
    await chooser.setFiles({ name: 'in-vain.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
    const at = page.getByRole('article', { name: 'in-vain.csv' });
    const typed = at.getByLabel('dueDate of row 3');
    await typed.fill('2026-03-14');
    const send = (): Promise<void> => typed.press('Enter');
    const said = 'The server does not answer.';
    await sendInVain(page, { sent: '**/api/imports/items/check?*', send, typed, login: 'lena', broken: [said, 1] });
    await sendAcross(beside, { send, typed, said });
    // The rows are taken in, and the answer is lost: looked at again, they are known, and taken in they are not doubled.
    await page.route('**/api/imports/items?*', async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    const take = at.getByRole('button', { name: 'Import 2 rows' });
    await take.click();
    await at.getByRole('alert').getByText('Look before you press again.').waitFor();
    await page.unroute('**/api/imports/items?*');
    await take.click();
    await at.getByText('Imported', { exact: true }).first().waitFor();
    await page.goto(`${beside.url}/items?company=DE01&number=IV-`);
    await page.getByRole('gridcell', { name: 'IV-2', exact: true }).waitFor();
    await expect.poll(() => page.getByRole('gridcell', { name: /^IV-/ }).allTextContents()).toEqual(['IV-1', 'IV-2']);
    await beside.end();
  });

  it('in a form of the settings', async () => {
    const beside = await openBeside('/settings/companies?company=DE01', 'cora');
    const { page } = beside;
    await page.getByRole('button', { name: 'Change Acme GmbH' }).click();
    const typed = page.getByLabel('Address');
    await typed.fill('Hafenstraße 7\n20457 Hamburg');
    await page.getByLabel('Reason').fill('The company moved.');
    const send = (): Promise<void> => page.getByRole('button', { name: 'Save', exact: true }).click();
    await sendInVain(page, { sent: '**/api/companies?*', send, typed, login: 'cora' });
    await sendAcross(beside, { send, typed });
    await page.getByText('The company is changed; letters carry it from now on.').waitFor();
    await page.goto(`${beside.url}/audit?action=company.change`);
    const told = page.getByText('What customers read of the company was changed: The company moved.');
    await told.first().waitFor();
    await expect.poll(() => page.getByRole('grid', { name: 'Audit trail' }).getAttribute('aria-rowcount')).toBe('2');
    await beside.end();
  });

  it('in a note that one leaves for another customer, and nobody else finds', async () => {
    await bench.workday.person('olga', 'Olga Nowak', 'lead');
    const { page } = await bench.open();
    await enterAt(page, '/today?company=DE01', 'lena');
    const note = page.getByRole('textbox', { name: 'Note' });
    /** By the palette, so that the page is never loaded anew. */
    const goTo = async (customer: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('Customer, any number, or an action').fill(customer);
      await page.getByRole('option', { selected: true }).filter({ hasText: customer }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(`customers/${customer}`));
      await page.locator('ol[aria-label=Timeline]').waitFor();
    };
    const begin = async (key: string): Promise<string> => {
      await page.keyboard.press(key);
      await note.waitFor();
      return note.inputValue();
    };
    await goTo('10104');
    expect(await begin('n')).toBe('');
    await note.fill('Half of a sentence, for the telephone rings');
    await goTo('10107');
    expect(await begin('n')).toBe('');
    await page.keyboard.press('Escape');
    await goTo('10104');
    expect(await begin('n')).toBe('Half of a sentence, for the telephone rings');
    // What was closed is gone.
    await page.keyboard.press('Escape');
    await note.waitFor({ state: 'detached' });
    expect(await begin('n')).toBe('');
    await note.fill('Left lying about');
    await goTo('10107');
    await page.getByRole('button', { name: /Lena Brandt/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await enter(page, 'olga');
    await goTo('10104');
    expect(await begin('n')).toBe('');
    await page.context().close();
  });

  it('in a dialog beside which one presses', async () => {
    const { page } = await bench.open();
    await enterAt(page, '/items', 'lena');
    await page.locator('.grid-row [role=gridcell]').first().waitFor();
    const dialog = page.getByRole('dialog');
    const beside = (): Promise<void> => page.mouse.click(700, 890);
    const saving = async (): Promise<Locator> => {
      await page.keyboard.press('v');
      const name = dialog.getByLabel('Name');
      await name.waitFor();
      return name;
    };
    // Nothing is typed: a press beside it is a way out.
    await saving();
    await beside();
    await dialog.waitFor({ state: 'hidden' });
    const name = await saving();
    await name.fill('Old and large');
    await beside();
    // Whoever finds the focus elsewhere goes on typing where it was.
    await name.fill(`${await name.inputValue()}, mine`);
    await page.keyboard.press('Enter');
    await page.getByText('The view “Old and large, mine” is saved.').waitFor();
    // A search is asked for anew at once.
    await page.keyboard.press('Control+k');
    await dialog.getByPlaceholder('Customer, any number, or an action').fill('10104');
    await beside();
    await dialog.waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
