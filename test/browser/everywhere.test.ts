/** Every page is looked at by axe in both themes and at every width: those that no other test looks at, here; and the list of them is whole. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteUnreadFile } from '#operations';
import { must } from '#test/books';
import { catalogue as spanish } from '../../src/apps/workbench/src/languages/es.ts';
import { catalogue as french } from '../../src/apps/workbench/src/languages/fr.ts';
import {
  cutTexts,
  hiddenParts,
  looked,
  openWorkbench,
  ready,
  searchesFrom,
  signedIn,
  type Workbench,
} from './workbench.ts';

/** Routes that another test looks at: its file, and the name under which it does. */
const elsewhere: Readonly<Record<string, readonly [file: string, name: string]>> = {
  '/today': ['first-page', 'today'],
  '/insights/aging': ['first-page', 'aging'],
  '/items': ['first-page', 'items'],
  '/worklist': ['team-day', 'worklist-companies'],
  '/cash': ['cash-and-items', 'cash'],
  '/cash/rules': ['cash-and-items', 'cash-rules'],
  '/cash/quality': ['cash-and-items', 'cash-quality'],
  '/cash/accept': ['cash-and-items', 'accept'],
  '/cash/unapplied': ['cash-and-items', 'unapplied'],
  '/cash/advices': ['cash-and-items', 'advices'],
  '/cash/checks': ['cash-and-items', 'checks'],
  '/cash/settlements': ['cash-and-items', 'settlements'],
  '/cash/settlements/$settlement': ['cash-and-items', 'settlement'],
  '/cash/refunds': ['cash-and-items', 'refunds'],
  '/cash/adjustments': ['cash-and-items', 'adjustments'],
  '/recon': ['reconciliation', 'recon'],
  '/recon/customers/$statement': ['reconciliation', 'recon-statement'],
  '/recon/banks/$bankAccount/$month': ['reconciliation', 'recon-bank'],
  '/close/{-$month}': ['month-close', 'close'],
  '/offsets': ['offsets', 'offsets'],
  '/offsets/$offset': ['offsets', 'offset'],
  '/offsets/payables': ['offsets', 'payables'],
  '/offsets/agreements': ['offsets', 'agreements'],
  '/offsets/agreements/$agreement': ['offsets', 'agreement'],
  '/offsets/rules': ['offsets', 'offset-rules'],
  '/runs/statements': ['team-day', 'statements'],
  '/runs/letters': ['team-day', 'letters'],
  '/runs/messages': ['messages', 'messages'],
  '/data/imports': ['administration', '/data/imports'],
  '/data/jobs': ['administration', '/data/jobs'],
  '/audit': ['administration', '/audit'],
  '/settings/{-$section}': ['administration', '/settings/users'],
  '/templates': ['administration', '/templates'],
  '/dev/components': ['frame', 'components'],
};
/** Routes that this test looks at, with an address of each. */
const here: Readonly<Record<string, readonly string[]>> = {
  '/customers': ['/customers'],
  '/customers/$customer/{-$tab}': ['', '/items', '/timeline', '/promises', '/contacts', '/documents', '/settings'].map(
    (tab) => `/customers/10104${tab}`,
  ),
  '/worklist/focus': ['/worklist/focus'],
  '/worklist/list': ['/worklist/list'],
  '/runs/dunning': ['/runs/dunning'],
  '/runs/dunning/runs': ['/runs/dunning/runs'],
  '/runs/dunning/reminders': ['/runs/dunning/reminders'],
  '/promises': ['/promises'],
  '/data/exports': ['/data/exports'],
  '/data/loads': ['/data/loads'],
  '/data/payments': ['/data/payments'],
  '/data/unread': ['/data/unread', '/data/unread?state=all'],
  '/cash/receipts': ['/cash/receipts'],
  '/cash/bank-lines': ['/cash/bank-lines'],
  '/help/keys': ['/help/keys'],
  '/cash/certificates': ['/cash/certificates'],
  '/cash/returned': ['/cash/returned', '/cash/returned?waits=all'],
};
/** Leads on to another page, or shows the same page as its list does. */
const none = new Set(['/', '/cash/lines/$receipt']);

describe('R70 every page is looked at', () => {
  const root = import.meta.dirname;
  const routes = [
    ...readFileSync(join(root, '../../src/apps/workbench/src/router.tsx'), 'utf8').matchAll(/^ {2}path: '([^']+)',$/gm),
  ].map((match) => match[1]!);

  it('in the list of those that are, every route stands once', () => {
    expect(routes.length).toBeGreaterThan(30);
    const listed = [...Object.keys(elsewhere), ...Object.keys(here), ...none];
    expect(listed.toSorted()).toEqual(routes.toSorted());
  });

  it.each(Object.entries(elsewhere))('%s by the test that is named', (_route, [file, name]) => {
    const source = readFileSync(join(root, `${file}.test.ts`), 'utf8');
    expect(source).toMatch(new RegExp(`(look\\(|looked\\(\\w+, |\\[)'${name}'`));
    expect(source).toContain('looked(');
  });
});

const workbench = await openWorkbench();

describe.runIf(workbench)('R70 pages that no other test looks at', () => {
  const bench = workbench as Workbench;
  const open = async (path: string): Promise<Page> => {
    const { page } = await signedIn(bench, 'lena', path);
    return page;
  };
  beforeAll(async () => {
    const { engine, caller, person } = bench.workday;
    await person('lena', 'Lena Brandt', 'lead');
    await person('cora', 'Cora Engel', 'controller');
    must(
      await noteUnreadFile(engine, caller, {
        file: {
          folder: 'remittances',
          name: 'advice.pdf',
          sizeBytes: 20_480,
          modifiedAt: new Date('2026-03-02T06:30:00Z'),
        },
        refusal: {
          code: 'remittance.no-table',
          message: 'The PDF holds no table with documents and amounts.',
          details: {},
        },
      }),
    );
  });
  afterAll(() => bench.close());

  it.each(Object.values(here).flat())('%s has no fault', async (path) => {
    const page = await bench.look('lena', path);
    await ready(page);
    expect(await looked(page, path.slice(1).replaceAll('/', '-'))).toEqual([]);
  });

  /** Pages of several companies: their lists have a column more, and amounts of several currencies. */
  const ofAll = [
    ...[...Object.keys(elsewhere), ...Object.keys(here)].filter((route) => !/[$]|^\/dev/.test(route)),
    ...['/runs/dunning?list=excluded', '/runs/statements?list=sent', '/cash/rules?list=bank', '/items?group=customer'],
    ...['/cash/returned?waits=all', '/settings/users', '/settings/companies', '/settings/calendars'],
  ];
  it('hides nothing of all companies at any width, and scrolls no list of them sideways', async () => {
    const page = await open('/items?company=all');
    const faults: string[] = [];
    // What a page asks for by itself is never a question that the server does not understand.
    page.on('response', (response) => {
      if (response.status() === 400) faults.push(`not understood: ${response.url()}`);
    });
    for (const path of ofAll) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}company=all`);
      await ready(page);
      for (const [width, height] of [
        [1440, 900],
        [1024, 768],
        [720, 450],
      ] as const) {
        await page.setViewportSize({ width, height });
        const found = await hiddenParts(page, { sideways: width > 1000 ? 'no' : 'yes' });
        if (width === 1024) found.push(...(await cutTexts(page)));
        faults.push(...found.map((fault) => `${path} ${width}: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  });

  it.each([
    ['es-ES', spanish, 'Abierta'],
    ['fr-FR', french, 'Ouverte'],
  ] as const)(
    'hides nothing of longer words in a narrow window, and lets words end as what they are said of: %s',
    async (locale, said, open) => {
      const narrow = { locale, width: 1024 };
      const { page } = await signedIn(bench, 'cora', '/promises', narrow, (text) => said[text] ?? text);
      await page.getByRole('grid').getByText(open, { exact: true }).first().waitFor();
      const faults: string[] = [];
      for (const path of ['/promises', '/offsets', '/offsets/payables', '/data/imports', '/audit', '/runs/messages']) {
        await page.goto(path);
        await ready(page);
        faults.push(...(await hiddenParts(page, { sideways: 'no' })).map((fault) => `${path}: ${fault}`));
        faults.push(...(await cutTexts(page)).map((fault) => `${path}: ${fault}`));
      }
      expect(faults).toEqual([]);
    },
  );

  it('finds a customer from every page: Ctrl+K, what is typed, Enter', async () => {
    const page = await open('/today');
    for (const path of [...ofAll, '/customers/10104', '/cash/lines/none', '/dev/components', '/no/such/page']) {
      await page.goto(path);
      await page.locator('#content').getByRole('heading').first().waitFor();
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('Customer, any number, or an action').waitFor();
      await page.keyboard.type('10111');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Stadtwerke Lindenau' }).waitFor();
    }
  });

  it.each([
    ['the palette', '/today', ['Control+k'], () => /Find or run anything/],
    ['the sheet of keys', '/items', ['?'], () => /^Keys$/],
  ] as const)('%s has no fault', async (name, path, keys, dialog) => {
    const page = await bench.look('lena', path);
    await ready(page);
    for (const key of keys) await page.keyboard.press(key);
    await page.getByRole('dialog', { name: dialog() }).waitFor();
    expect(await looked(page, name.replaceAll(' ', '-'))).toEqual([]);
  });

  it('the palette says from which day on payers and texts were looked through, as the reader writes it', async () => {
    const page = await open('/today');
    await ready(page);
    await searchesFrom(page, '2025-11-03');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Customer, any number, or an action').waitFor();
    await page.keyboard.type('Lindenau');
    await page.getByRole('option', { name: /^Stadtwerke Lindenau/ }).waitFor();
    await page.getByText('Payers and texts of payments before 3 Nov 2025 are found').waitFor();
    expect(await looked(page, 'palette-from-a-day')).toEqual([]);
  });

  it.each([
    ['c', 'Log a call'],
    ['n', 'Write a note'],
    ['h', 'Snooze'],
    ['t', 'Take over'],
  ])('the panel of %s has no fault', async (key, name) => {
    const page = await open('/customers/10106');
    await ready(page);
    await page.keyboard.press(key);
    await page.getByRole('region', { name }).waitFor();
    if (key === 'c') await page.keyboard.press('1');
    expect(await looked(page, `panel-${key}`)).toEqual([]);
  });

  it('acts once for a key that is held down, and types nothing into what it opened; what moves goes on', async () => {
    const page = await open('/customers/10106');
    await ready(page);
    for (let times = 0; times < 4; times += 1) await page.keyboard.down('n');
    await page.keyboard.up('n');
    const note = page.getByRole('region', { name: 'Write a note' }).getByRole('textbox');
    await note.waitFor();
    await page.keyboard.type('Once');
    await expect.poll(() => note.inputValue()).toBe('Once');
    await page.goto('/worklist');
    const chosen = page.locator('ol[aria-label=Customers] [aria-current=true]');
    await expect.poll(() => chosen.count(), { timeout: 60_000 }).toBe(1);
    const first = await chosen.textContent();
    const third = await page.locator('ol[aria-label=Customers] button').nth(2).textContent();
    expect(third).not.toBe(first);
    for (let times = 0; times < 2; times += 1) await page.keyboard.down('j');
    await page.keyboard.up('j');
    await expect.poll(() => chosen.textContent(), { timeout: 60_000 }).toBe(third);
  });

  it('a file at hand has no fault', async () => {
    const page = await open('/data/imports');
    await ready(page);
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('n')]);
    const lines = [
      'customer,number,documentDate,dueDate,amount,currency',
      '10104,KB-1,2026-02-01,2026-03-03,x,EUR',
      '',
    ];
    await chooser.setFiles({ name: 'open.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
    await page.getByRole('article', { name: 'open.csv' }).getByText('nothing was posted', { exact: false }).waitFor();
    expect(await looked(page, 'file-at-hand')).toEqual([]);
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
