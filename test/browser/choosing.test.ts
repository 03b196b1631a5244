/** Rows chosen by pointer and by keys, copied and exported as they are shown; and a list sorted and drilled by keys alone. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCustomerKey, loadAccounts, saveCustomers } from '#customers';
import { runQuery } from '#platform';
import { postDocuments } from '#receivables';
import { must } from '#test/books';
import { enterAt, openWorkbench, picture, settled, ticksOf, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R70 rows that are chosen, and lists under the keyboard', () => {
  const bench = workbench as Workbench;
  const open = async (path: string): Promise<Page> => {
    const { page, context } = await bench.open();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await enterAt(page, path, 'lena');
    await page.locator('.grid-row [role=checkbox], .grid-row input').first().waitFor();
    await settled(page);
    return page;
  };
  const numbersOf = async (page: Page): Promise<string[]> =>
    page.locator('.grid-row [role=gridcell]:nth-child(2)').allTextContents();
  const chosen = (page: Page, count: number) => page.getByText(`${count} selected`, { exact: true }).waitFor();
  /** What is on the clipboard, as text and as a table. */
  const clipboard = (page: Page): Promise<{ text: string[][]; html: string[][] }> =>
    page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const flavour = async (type: string): Promise<string> => (await item!.getType(type)).text();
      // What spreadsheets read of a cell is no style of a page: its own policy would complain of it.
      const html = (await flavour('text/html')).replaceAll(/ style="[^"]*"/g, '');
      const table = new DOMParser().parseFromString(html, 'text/html');
      return {
        text: (await flavour('text/plain')).split('\r\n').map((line) => line.split('\t')),
        html: [...table.querySelectorAll('tr')].map((row) => [...row.cells].map((cell) => cell.textContent!)),
      };
    });
  const paste = (page: Page, text: string): Promise<void> =>
    page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }, text);

  beforeAll(() => bench.workday.person('lena', 'Lena Brandt', 'lead'));
  afterAll(() => bench.close());

  it('chooses with ticks, with Ctrl and with Shift, and opens nothing by it', async () => {
    const page = await open('/items?sort=number');
    const address = page.url();
    const ticks = page.locator('.grid-row').getByRole('checkbox');
    await ticks.nth(1).click();
    await chosen(page, 1);
    await ticks.nth(4).click({ modifiers: ['Shift'] });
    await chosen(page, 4);
    await page
      .locator('.grid-row')
      .nth(7)
      .locator('[role=gridcell]')
      .nth(5)
      .click({ modifiers: ['Control'] });
    await chosen(page, 5);
    await page
      .locator('.grid-row')
      .nth(9)
      .locator('[role=gridcell]')
      .nth(5)
      .click({ modifiers: ['Shift'] });
    await chosen(page, 7);
    await ticks.nth(8).click();
    await chosen(page, 6);
    expect(page.url()).toBe(address);
    await expect.poll(() => page.locator('.grid-row[aria-selected=true]').count()).toBe(6);
    await picture(page, 'items-ticked');
  });

  it('chooses as far as one goes with Shift and the arrows, and lets go on the way back', async () => {
    const page = await open('/items?sort=number');
    await page.getByRole('grid').focus();
    for (const key of ['Home', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key);
    await chosen(page, 4);
    await page.keyboard.press('Shift+ArrowUp');
    await chosen(page, 3);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', ' ']) await page.keyboard.press(key);
    await chosen(page, 4);
    for (const key of ['ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key);
    await chosen(page, 6);
  });

  it('stops the chosen items with a reason and takes it back, and gives them another due day', async () => {
    const page = await open('/items?customer=10104&sort=number&currency=EUR');
    const first = page.locator('.grid-row').first();
    await first.getByRole('checkbox').click();
    await chosen(page, 1);
    await page.getByRole('grid').focus();
    const stopped = page.locator('.grid-row').filter({ hasText: 'Stopped' });
    const before = await stopped.count();
    await page.keyboard.press('x');
    const stop = page.getByRole('dialog', { name: 'Stop the items' });
    await stop.getByLabel('Reason').fill('The plant looks into it.');
    await picture(page, 'items-stop');
    await stop.getByLabel('Reason').press('Enter');
    await expect.poll(() => stopped.count()).toBe(before + 1);
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(() => stopped.count()).toBe(before);

    await first.getByRole('checkbox').click();
    await chosen(page, 1);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Another due day' }).click();
    const due = page.getByRole('dialog', { name: 'Another due day' });
    await due.getByLabel('Due on').fill('30/06/2026');
    await due.getByLabel('Reason').fill('The goods came late.');
    await picture(page, 'items-due-day');
    await due.getByLabel('Reason').press('Enter');
    await first.getByText('30/06/2026').waitFor();
    // The customer's story tells both, with the day that it was due before.
    await page.goto('/customers/10104/timeline');
    await page.getByText('Due day changed').first().waitFor();
    await page.getByText('Items stopped').first().waitFor();
    await page.getByText('Stop of items ended').first().waitFor();
  });

  it('chooses over rows that were never in sight', async () => {
    const page = await open('/items?sort=number');
    const all = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
    expect(all).toBeGreaterThan(100);
    await page.locator('.grid-row').getByRole('checkbox').first().click();
    await page.getByRole('grid').evaluate((box) => {
      box.scrollTop = box.scrollHeight;
    });
    await page.locator(`.grid-row[aria-rowindex="${all + 1}"] input`).click({ modifiers: ['Shift'] });
    await chosen(page, all);
  });

  it('copies and exports what is chosen, whatever the filters say now, without the columns that are hidden', async () => {
    const page = await open('/items?customer=10104&hide=late,held,amount,type');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(decodeURIComponent(request.url())));
    // The pasted number belongs to another customer.
    await paste(page, 'RE-26021\r\n');
    await chosen(page, 1);
    await page.locator('.grid-row').getByRole('checkbox').first().click();
    await chosen(page, 2);
    await settled(page);
    const here = (await numbersOf(page))[0]!;
    await page.getByRole('button', { name: 'Copy selected' }).click();
    await page.getByText('2 rows are copied.').waitFor();
    const { text, html } = await clipboard(page);
    expect(text[0]).toEqual(['Document', 'Customer', 'Name', 'Document date', 'Due', 'Open', 'Currency']);
    expect(
      text
        .slice(1)
        .map(([number]) => number)
        .sort(),
    ).toEqual(['RE-26021', here].sort());
    for (const row of text.slice(1)) {
      expect(row[4]).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(row[5]).toMatch(/^-?\d+\.\d\d$/);
    }
    // A spreadsheet that takes the table gets the same cells.
    expect(html).toEqual(text);
    // Only what is chosen was read: however long the list is, it can be copied.
    expect(asked.some((url) => /\/api\/items\?.*items=\d+,\d+/.test(url))).toBe(true);

    await page.getByRole('button', { name: 'Export selected' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Text (CSV)' }).click(),
    ]);
    const lines = readFileSync((await file.path())!, 'utf8')
      .replace('\uFEFF', '')
      .trim()
      .split('\r\n');
    expect(lines[0]).toBe('Document,Customer,Name,Document date,Due,Open,Currency,Company,References');
    expect(
      lines
        .slice(1)
        .map((line) => line.split(',')[0])
        .sort(),
    ).toEqual(['RE-26021', here].sort());
  });

  it('copies all but some', async () => {
    const page = await open('/items?customer=10104');
    const all = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
    await page.keyboard.press('Control+a');
    await chosen(page, all);
    await page.locator('.grid-row').getByRole('checkbox').first().click();
    await chosen(page, all - 1);
    const [left] = await numbersOf(page);
    await page.getByRole('button', { name: 'Copy selected' }).click();
    await page.getByText(all === 2 ? '1 row is copied.' : `${all - 1} rows are copied.`).waitFor();
    const { text } = await clipboard(page);
    expect(text).toHaveLength(all);
    expect(text.map(([number]) => number)).not.toContain(left);
  });

  it('takes a pasted column whole or not at all, and says so', async () => {
    const page = await open('/items');
    await paste(page, Array.from({ length: 5_001 }, (_, index) => `RE-${index}`).join('\r\n'));
    await page
      .getByText('5,001 numbers were pasted, and at most 5,000 are taken at once: nothing was selected.')
      .waitFor();
    await expect.poll(() => page.getByText(/\d selected/).count()).toBe(0);
  });

  it('sorts by its heads and follows the links of a row with keys alone', async () => {
    const page = await open('/items');
    await page.addInitScript(() => addEventListener('pointerdown', () => console.error('a pointer was used'), true));
    const grid = page.getByRole('grid');
    await grid.focus();
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.replace(/[↑↓]/g, '').trim());
    await expect.poll(focused).toBe('Due');
    await page.keyboard.press('ArrowRight');
    await expect.poll(focused).toBe('Days late');
    await page.keyboard.press('Enter');
    await page.waitForURL(/sort=-late/);
    await page.getByRole('columnheader', { name: 'Days late' }).and(page.locator('[aria-sort=descending]')).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/sort=late/);
    await page.getByRole('columnheader', { name: 'Days late' }).and(page.locator('[aria-sort=ascending]')).waitFor();
    await settled(page);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => grid.evaluate((box) => box === document.activeElement)).toBe(true);
    // Into the row, to its customer, and back out.
    await page.keyboard.press('ArrowRight');
    const name = await focused();
    expect(name).not.toBe('');
    await page.keyboard.press('Escape');
    await expect.poll(() => grid.evaluate((box) => box === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/customer=\d+/);
    await page.getByRole('list', { name: 'Filters' }).getByText(name!).waitFor();
  });

  it('chooses a reminder and not its customer: what it would get in another currency stays, and who shares its account', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    const accounts = [{ companyId: company.id }];
    const contacts = [{ name: 'Buchhaltung', email: 'buchhaltung@zwilling.example', primary: true }];
    must(
      await saveCustomers(engine, caller, {
        customers: [
          { number: '30101', name: 'Zwilling Handel', country: 'DE', accounts, contacts },
          { number: '30102', name: 'Customers seen once', country: 'DE', oneTime: true, accounts },
        ],
      }),
    );
    const invoice = async (customer: string, number: string, currency: string, more: object = {}) => {
      const key = await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, customer));
      return {
        ...{ accountId: key!.accountId, documentType: 'invoice' as const, number, documentDate: '2026-01-10' },
        ...{ dueDate: '2026-02-09', currency, amountMinor: 1_200_00n, ...more },
      };
    };
    const anna = { name: 'Anna Berg', email: 'anna@berg.example', lines: 'Weg 1', city: 'Köln', country: 'DE' };
    const jon = { name: 'Jon Dow', email: 'jon@dow.example', country: 'GB' };
    const documents = [
      await invoice('30101', 'E-30101', 'EUR'),
      await invoice('30101', 'U-30101', 'USD'),
      await invoice('30102', 'A-30102', 'EUR', { party: anna }),
      await invoice('30102', 'J-30102', 'EUR', { party: jon }),
    ];
    must(await postDocuments(engine, caller, { company, documents }));
    const { page } = await bench.open();
    const seconds = await ticksOf(page, 1_000);
    await enterAt(page, '/runs/dunning?company=DE01&search=3010', 'lena');
    const table = page.getByRole('table', { name: 'Reminders' });
    // What a row is found by is looked for inside it, and not in the table once more.
    const boxOf = (of: string) => page.getByRole('checkbox', { name: `Choose ${of}`, exact: true });
    const box = (of: string) => table.locator(boxOf(of));
    await expect.poll(() => table.getByRole('checkbox').count()).toBe(4);
    // Each has its own letter.
    const letter = page.getByRole('region', { name: 'The letter' });
    for (const [of, number] of [
      ['Jon Dow EUR', 'J-30102'],
      ['Anna Berg EUR', 'A-30102'],
      ['Zwilling Handel USD', 'U-30101'],
      ['Zwilling Handel EUR', 'E-30101'],
    ] as const) {
      await table
        .getByRole('row')
        .filter({ has: boxOf(of) })
        .getByRole('button')
        .click();
      await letter.getByText(number).first().waitFor();
    }
    await box('Jon Dow EUR').check();
    await box('Zwilling Handel USD').check();
    await expect.poll(() => table.getByRole('checkbox', { checked: true }).count()).toBe(2);
    await picture(page, 'reminders-by-currency-and-party');
    await page.keyboard.press('e');
    await page
      .getByRole('dialog', { name: 'Send 2 reminders?' })
      .getByText(/J-30102|U-30101/)
      .first()
      .waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('2 reminders leave').waitFor();
    await seconds(11);
    await page.getByText('2 reminders are on their way.').first().waitFor();
    const sent = table.getByRole('row').filter({ hasText: 'proposed today' });
    await expect.poll(() => sent.count()).toBe(2);
    for (const of of ['Jon Dow EUR', 'Zwilling Handel USD']) await sent.filter({ has: boxOf(of) }).waitFor();
    for (const of of ['Anna Berg EUR', 'Zwilling Handel EUR'])
      await expect.poll(() => box(of).isEnabled(), { message: of }).toBe(true);
    // From its items as well.
    const remind = async (customer: string, number: string): Promise<void> => {
      await page.goto(`/items?company=DE01&customer=${customer}`);
      const row = page.getByRole('grid', { name: 'Open items' }).locator('.grid-row').filter({ hasText: number });
      await row.getByRole('checkbox').click();
      await page.getByText('1 selected', { exact: true }).waitFor();
      await page.keyboard.press('e');
    };
    await remind('30101', 'U-30101');
    await page.getByRole('dialog').getByText('It has its reminder of today.').waitFor();
    for (const [customer, number] of [
      ['30102', 'A-30102'],
      ['30101', 'E-30101'],
    ] as const) {
      await remind(customer, number);
      await page.getByRole('dialog', { name: 'Send 1 reminder?' }).getByText(number).first().waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByText('1 reminder leaves').waitFor();
      await seconds(11);
      await page.getByText('1 reminder is on its way.').first().waitFor();
    }
    await page.goto('/runs/dunning?company=DE01&search=3010');
    await expect.poll(() => sent.count()).toBe(4);
  });

  let posted: Promise<void> | undefined;
  /** Customers for a long run, each with an item that is due; once for all who ask. */
  const longRun = (): Promise<void> => {
    posted ??= postLongRun();
    return posted;
  };
  const postLongRun = async (): Promise<void> => {
    const { engine, caller, company, tenantId } = bench.workday;
    const numbers = Array.from({ length: 340 }, (_, index) => `L${1000 + index}`);
    const accounts = [{ companyId: company.id }];
    must(
      await saveCustomers(engine, caller, {
        customers: numbers.map((number) => ({
          ...{ number, name: `Long ${number}`, country: 'DE', accounts },
          contacts: [{ name: 'Buchhaltung', email: `${number}@long.example`, primary: true }],
        })),
      }),
    );
    const held = new Map(
      (await runQuery(engine, tenantId, (db) => loadAccounts(db, tenantId, { companyId: company.id }))).map((one) => [
        one.number,
        one.id,
      ]),
    );
    const documents = numbers.map((number, index) => ({
      ...{ accountId: held.get(number)!, documentType: 'invoice' as const, number: `I-${number}` },
      ...{ documentDate: '2026-01-10', dueDate: '2026-02-09', currency: 'EUR', amountMinor: 100_00n + BigInt(index) },
    }));
    must(await postDocuments(engine, caller, { company, documents }));
  };

  it('draws of a long run what is in sight, goes through all of it by keys, sorts it, and copies and saves it as it is sorted', async () => {
    await longRun();
    const { page, context } = await bench.open();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await enterAt(page, '/runs/dunning?company=DE01&search=long', 'lena');
    const table = page.getByRole('table', { name: 'Reminders' });
    await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('341');
    await expect.poll(() => table.getByRole('checkbox').count()).toBeLessThan(200);
    const active = table.locator('[data-active]');
    await active.filter({ hasText: 'L1000' }).waitFor();
    await table.getByRole('button', { name: 'Asked for' }).click();
    await page.waitForURL(/sort=-net/);
    await active.filter({ hasText: '103.39' }).waitFor();
    for (let step = 0; step < 60; step += 1) await page.keyboard.press('j');
    await active.filter({ hasText: '102.79' }).waitFor();
    await expect.poll(() => active.evaluate((row) => row.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
    await picture(page, 'dunning-long');
    await page.reload();
    await active.filter({ hasText: '103.39' }).waitFor();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('340 rows are copied.').waitFor();
    const copied = (await clipboard(page)).text;
    expect([copied[0], copied[1]!.slice(0, 2), copied.length]).toEqual([
      ['Customer', 'Name', 'Level', 'Items', 'Asked for', 'Currency'],
      ['L1339', 'Long L1339'],
      341,
    ]);
    await page.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Text (CSV)' }).click(),
    ]);
    const lines = readFileSync((await file.path())!, 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(lines).toHaveLength(341);
    expect(lines[1]).toMatch(/^L1339,Long L1339,1,1,103\.39,EUR/);
  });

  it('draws of many statements what is in sight, chooses by keys, sorts, and copies and saves them as they are sorted', async () => {
    await longRun();
    const { page, context } = await bench.open();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await enterAt(page, '/runs/statements?company=DE01&search=long', 'lena');
    const table = page.getByRole('table', { name: 'Statements' });
    await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('341');
    await expect.poll(() => table.getByRole('checkbox').count()).toBeLessThan(200);
    const active = table.locator('[data-active]');
    await table.getByRole('button', { name: 'Balance' }).click();
    await page.waitForURL(/sort=-balance/);
    await active.filter({ hasText: '103.39' }).waitFor();
    // Beside the head that was pressed: there a space would press it again.
    await page.locator('[data-scroller]').focus();
    for (let step = 0; step < 60; step += 1) await page.keyboard.press('j');
    await active.filter({ hasText: '102.79' }).waitFor();
    await expect.poll(() => active.evaluate((row) => row.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
    await page.keyboard.press(' ');
    await expect.poll(() => active.getByRole('checkbox').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Send 1 of today' }).waitFor();
    await page
      .getByRole('region', { name: 'The letter' })
      .getByText(/102[.,]79/)
      .first()
      .waitFor();
    await picture(page, 'statements-long');
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('340 rows are copied.').waitFor();
    const copied = (await clipboard(page)).text;
    expect([copied[0], copied[1], copied.length]).toEqual([
      ['Customer', 'Name', 'Sent by', 'Balance', 'Currency'],
      ['L1339', 'Long L1339', 'email', '103.39', 'EUR'],
      341,
    ]);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Text (CSV)' }).click(),
    ]);
    const lines = readFileSync((await file.path())!, 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(lines).toHaveLength(341);
    expect(lines[1]).toMatch(/^L1339,Long L1339,email,103\.39,103\.39,EUR,/);
    // Those who get none, and why, are found, put in order and saved alike.
    await page.getByRole('link', { name: /^Excluded, and why/ }).click();
    const excluded = page.getByRole('table', { name: 'Excluded, and why' });
    await excluded.getByRole('button', { name: 'Why' }).click();
    await page.waitForURL(/sort=why/);
    await excluded.getByRole('row').nth(1).waitFor();
    const count = Number(await excluded.getAttribute('aria-rowcount')) - 1;
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const [others] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Text (CSV)' }).click(),
    ]);
    expect(
      readFileSync((await others.path())!, 'utf8')
        .trim()
        .split(/\r?\n/),
    ).toHaveLength(count + 1);
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
