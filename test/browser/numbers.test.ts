/** Every number drills: each figure of the main pages leads to the list that it counts, and the list comes to the same. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, declarePaymentService, importBankFile, importSettlementFile } from '#cash';
import { proposeStatements } from '#collections';
import { sendMessages } from '#correspondence';
import { findCustomerKey } from '#customers';
import { proposeOffsets, setOffsetPolicy, standardPolicy } from '#offsets';
import { runQuery } from '#platform';
import { postDocuments } from '#receivables';
import { keepCustomerStatement } from '#reconciliation';
import { must } from '#test/books';
import { mt940Day } from '#test/mt940-day';
import { businessDay } from '#test/workday';
import { sendPath } from '../../src/apps/registrations.ts';
import { openWorkbench, ready, type Workbench } from './workbench.ts';

/** Figures that lead nowhere, by where they stand, each with its reason. */
const exceptions: readonly (readonly [where: string, why: string])[] = [
  ['[role=grid] *, [role=treegrid] *', 'a cell of a row, which opens by itself'],
  ['[data-total], [data-second], [data-count], [data-all], dl[data-of-list] *', 'what the list on this page comes to'],
  ['[role=tab] *, [role=tab], [role=tablist] *', 'a list on this page, which the tab shows'],
  ['time, time *, [data-day]', 'a day'],
  ['kbd, kbd *', 'a key'],
  ['input, select, option, textarea, fieldset *', 'what somebody types or chooses'],
  ['ol[aria-label=Timeline] *', 'of one entry, whose documents are links'],
  [
    'table[aria-label="Open items"] td, table[aria-label="Open items"] td *',
    'of one item of the customer that is here',
  ],
  [
    'table[aria-label=Reminders] td *, table[aria-label=Reminders] td',
    'of one letter, which stands beside it item by item',
  ],
  ['table[aria-label=Promises] td', 'of one promise, which the call on the timeline tells'],
  ['table[aria-label=Documents] td', 'of one document, whose number opens where its money is'],
  ['table[aria-label=Statements] td, table[aria-label=Statements] td *', 'of one statement, beside it item by item'],
  ['table[aria-label="Sent statements"] td *', 'of one statement as it went out: what the letter said'],
  ['section[aria-label=Receipt] *', 'of the one receipt that is open, and of its items, whose numbers are links'],
  ['[data-of-line]', 'of one line of the bank, which the page is about'],
  ['table[aria-label="Lines of the statement"] td', 'of one line, of theirs and of ours, of which it names both'],
  [
    'table:is([aria-label="Payment services"], [aria-label="Earlier and coming versions"], [aria-label^="Levels of"], [aria-label="Payment terms"]) *',
    'a rule of the house',
  ],
  ['[data-rule] *, form[aria-label="Rules of cash application"] *', 'a rule of the house'],
  ['table[aria-label=Limits] td, table[aria-label=Limits] td *', 'a limit that the house has set: no sum of anything'],
  ['[data-of-year]', 'the days of a year'],
  ['[data-example] *', 'an example of what a word stands for'],
  ['[data-weighed]', 'what counts half where nobody looked: no list comes to a half'],
  ['[data-points]', 'how much a reason weighs: a part of the priority, and no sum of items'],
  ['table[aria-label=Revaluation] td', 'worked out of one control account, whose items are a link beneath'],
  ['table[aria-label="Control accounts"] td', 'what one account holds; its items are a link beside it'],
  ['[data-of-rows]', 'the sum of figures above it, each of which leads on, where no one list has them all'],
];

/** What stands in an address for something that the books are given below. */
const settlementId = ':settlement';
const statementId = ':statement';
const pages: readonly string[] = [
  ...[
    '/today',
    '/today?company=all',
    '/worklist',
    '/worklist/focus',
    '/worklist/list',
    '/insights/aging',
    '/items',
    '/customers',
  ],
  ...['/customers/10104', '/customers/10104/timeline', '/customers/10104/promises', '/customers/10104/contacts'],
  ...['/customers/10104/documents', '/customers/10104/settings'],
  ...['/runs/dunning', '/runs/dunning?list=excluded', '/runs/dunning/runs', '/runs/dunning/reminders'],
  ...['/runs/statements', '/runs/statements?list=excluded', '/runs/statements?list=sent', '/runs/letters'],
  ...['/promises', '/cash', '/cash?queue=on_account', '/cash/receipts', '/cash/bank-lines', '/cash/unapplied'],
  ...[
    '/cash/accept',
    '/cash/advices',
    '/cash/checks',
    '/cash/checks?list=slips',
    '/cash/refunds',
    '/cash/refunds?list=files',
  ],
  ...['/cash/adjustments', '/cash/certificates', '/cash/returned', '/cash/returned?waits=all'],
  ...['/cash/settlements', `/cash/settlements/${settlementId}`, '/cash/settlements?list=services'],
  ...['/cash/rules', '/cash/rules?list=bank', '/cash/quality'],
  ...[
    '/recon',
    '/close/2026-02',
    `/recon/customers/${statementId}`,
    '/offsets',
    '/offsets/payables',
    '/offsets/agreements',
    '/offsets/rules',
  ],
  ...['/data/imports', '/data/exports', '/data/jobs', '/templates', '/audit'],
  ...['you', 'users', 'roles', 'authority', 'procedures', 'matching', 'calendars', 'schedules', 'companies'].map(
    (section) => `/settings/${section}`,
  ),
  '/help/keys',
];

/** The figures of the page that are neither in a link or a button nor excepted: the text with where it stands. */
const figuresWithoutLink = (page: Page): Promise<string[]> =>
  page.evaluate(
    (excepted) => {
      const found: string[] = [];
      const walker = document.createTreeWalker(document.querySelector('#content')!, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.textContent!.trim();
        // A count or an amount by itself or with what it counts; dates, percentages and numbers within sentences are none.
        if (!/^[−-]?\d{1,3}(,\d{3})*(\.\d{1,3})?( [a-z]{3,}){0,2}$/.test(text) || !/[1-9]/.test(text)) continue;
        const element = node.parentElement!;
        if (element.closest('a[href], button, .sr-only') || excepted.some((where) => element.matches(where))) continue;
        if (element.getClientRects().length === 0) continue;
        const place = element.closest('[aria-label], [aria-labelledby], section, table, dl');
        found.push(
          `${text} in ${element.tagName} of ${place?.getAttribute('aria-label') ?? place?.textContent?.slice(0, 60)}`,
        );
      }
      return found;
    },
    exceptions.map(([where]) => where),
  );

const workbench = await openWorkbench();

describe.runIf(workbench)('R5 every number drills to its items', () => {
  const bench = workbench as Workbench;
  const made = new Map<string, string>();
  /** Besides the day: a payment service's settlements, a customer's statement, an offset, and statements that went out. */
  const addWork = async (): Promise<void> => {
    const { engine, caller, company, tenantId, accounts, home } = bench.workday;
    const keyOf = async (number: string) =>
      (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, number)))!.accountId;
    const [hodonin, blueRidge] = [await keyOf('10113'), await keyOf('10103')];
    const owed = { currency: 'EUR', documentDate: '2025-12-01', documentType: 'invoice' as const };
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          { ...owed, accountId: hodonin, number: 'PW-101', amountMinor: 120_00n },
          { ...owed, accountId: hodonin, number: 'PW-102', amountMinor: 80_00n },
          { ...owed, accountId: accounts['C1']!, number: 'RE-9001', amountMinor: 800_00n },
          {
            ...owed,
            accountId: accounts['C1']!,
            documentType: 'credit_memo',
            number: 'GS-9001',
            amountMinor: -300_00n,
          },
        ],
      }),
    );
    const terms = { code: 'paywell', name: 'Paywell', currency: 'EUR', validFrom: '2026-01-01' };
    const fees = { feeAccountCode: '6800', highestFeePercent: '3' };
    must(await declarePaymentService(engine, caller, { company, terms: { ...terms, ...fees } }));
    const report = [
      'settlement,type,date,reference,document,customer,gross,fee,net,currency',
      'PW-70001,payment,2026-02-27,pay_1,PW-101,Keramika Hodonin,120.00,2.40,117.60,EUR',
      'PW-70001,payment,2026-02-27,pay_2,PW-102,Keramika Hodonin,80.00,1.60,78.40,EUR',
      'PW-70001,payment,2026-02-27,pay_3,ORDER-9,Somebody,19.90,0.40,19.50,EUR',
      'PW-70001,fee,2026-02-28,,,,-1.50,,-1.50,EUR',
      'PW-70002,payment,2026-02-28,pay_4,ORDER-11,Somebody else,100.00,9.00,91.00,EUR',
      '',
    ].join('\n');
    const { settlements } = must(
      await importSettlementFile(engine, caller, {
        ...{ company, service: 'paywell', name: 'payouts.csv', bytes: new TextEncoder().encode(report) },
      }),
    );
    made.set(settlementId, settlements[0]!.settlementId.toString());
    const deposit = mt940Day({
      ...{ day: businessDay, number: 42, openingCents: 36_587_30, lines: [[214_00, 'PWE SA', 'PW-70001']] },
    });
    must(await importBankFile(engine, caller, { name: 'payouts.sta', bytes: deposit }));
    must(await applyCash(engine, caller, { company, asOf: businessDay }));
    const theirs = 'Reference,Document date,Amount\nRE-26020,2026-02-01,1250.00\nX-4711,2026-02-11,45.00\n';
    const kept = must(
      await keepCustomerStatement(engine, caller, {
        ...{ company, accountId: blueRidge, fileName: 'blue-ridge.csv', bytes: new TextEncoder().encode(theirs) },
        ...{ currency: 'USD', asOf: businessDay, kind: null, fromDate: null },
      }),
    );
    made.set(statementId, kept.statementId.toString());
    must(await setOffsetPolicy(engine, caller, { company, validFrom: businessDay, policy: standardPolicy }));
    must(await proposeOffsets(engine, caller, { company, asOf: businessDay }));
    const run = { company, asOf: businessDay, period: '2026-02', movements: false, freshSince: null };
    must(await proposeStatements(engine, caller, { ...run, customers: new Set(['10101', '10102']) }));
    must(await sendMessages(engine, caller, sendPath({ home }), { company }));
  };
  beforeAll(async () => {
    await bench.workday.person('lena', 'Lena Brandt', 'lead');
    await bench.workday.person('ada', 'Ada Minder', 'administrator');
    await bench.workday.person('cora', 'Cora Engel', 'controller');
    await addWork();
  });
  afterAll(() => bench.close());

  /** Each page is looked at by somebody who may see it whole. */
  const whoSees = (path: string): string =>
    /^\/settings\/(users|roles)/.test(path) ? 'ada' : /^\/(settings|audit)/.test(path) ? 'cora' : 'lena';
  const addressOf = (path: string): string => [...made].reduce((text, [name, id]) => text.replace(name, id), path);

  it.each(pages)('%s shows no figure that leads nowhere', async (path) => {
    const page = await bench.look(whoSees(path), addressOf(path));
    await ready(page);
    await expect.poll(() => page.getByText('Not part of your role').count()).toBe(0);
    expect(await figuresWithoutLink(page)).toEqual([]);
  });

  /** What a list comes to: how many rows, and the sums by currency. */
  const totalsOf = (page: Page): Promise<{ counts: number; sums: Record<string, string> }> =>
    page.evaluate(() => {
      const numbers = (text: string): number => Number(/[\d,]+/.exec(text)![0].replaceAll(',', ''));
      // Where a row counts in several currencies, how many rows there are stands by itself.
      const all = document.querySelector('[data-all]');
      return {
        counts: all
          ? numbers(all.textContent!)
          : [...document.querySelectorAll('[data-count]')].reduce((sum, one) => sum + numbers(one.textContent!), 0),
        sums: Object.fromEntries(
          [...document.querySelectorAll('[data-total]')].map((one) => [
            one.getAttribute('data-total')!,
            one.textContent!.trim(),
          ]),
        ),
      };
    });

  it.each([
    ['/today', 'a.drill', 15],
    ['/today?company=all', 'table a.drill', 8],
    ['/runs/dunning/runs', '[role=grid] a.drill', 2],
    ['/insights/aging', 'a.drill', 12],
  ])('the figures of %s are those of the lists that they lead to', async (path, links, least) => {
    const page = await bench.look('lena', path);
    await ready(page);
    const figures = await page.locator(`#content ${links}`).evaluateAll((found) =>
      found.flatMap((one) => {
        const text = one.textContent!.trim();
        const href = one.getAttribute('href')!;
        return /^[−-]?[\d,]+(\.\d+)?$/.test(text) && href.startsWith('/') ? [{ text, href }] : [];
      }),
    );
    expect(figures.length).toBeGreaterThan(least);
    let followed = 0;
    // Of a long page every few: each is a page to be loaded.
    const step = Math.ceil(figures.length / 24);
    for (const { text, href } of figures.filter((_, place) => place % step === 0)) {
      await page.goto(href);
      await ready(page);
      const { counts, sums } = await totalsOf(page);
      // A list without rows has no totals: it says that there is none.
      const told = text.includes('.') ? Object.values(sums) : [String(counts)];
      const wanted = text.includes('.') ? text : text.replaceAll(',', '');
      if (new URL(href, bench.url).pathname === '/worklist') continue;
      followed += 1;
      expect(told, `${text} at ${href}`).toContain(wanted);
    }
    expect(followed).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['/items?group=type', 'Open items'],
    ['/items?group=month', 'Open items'],
    ['/customers?group=country', 'Customers'],
    ['/promises?group=promisedFor', 'Promises'],
    ['/cash/receipts?group=fate', 'All receipts'],
    ['/runs/dunning/reminders?group=level', 'Reminders'],
    // Of texts, and of what is empty.
    ['/cash/bank-lines?group=bank', 'Bank lines'],
    ['/customers?group=collector', 'Customers'],
  ])('each group of %s leads to the list of just what it counts', async (path, name) => {
    const page = await bench.look('lena', path);
    const list = page.getByRole('treegrid', { name });
    await list.waitFor();
    await ready(page);
    const groups = await page.locator('[data-group-count]').evaluateAll((found) =>
      found.map((one) => ({
        count: Number(/[\d,]+/.exec(one.textContent!)![0].replaceAll(',', '')),
        sum: one.closest('.grid-row')!.textContent!,
        href: one.getAttribute('href')!,
      })),
    );
    expect(groups.length).toBeGreaterThan(0);
    for (const { count, sum, href } of groups.slice(0, 4)) {
      await page.goto(href);
      await page.getByRole('grid', { name }).waitFor();
      await ready(page);
      const { counts, sums } = await totalsOf(page);
      expect(counts, href).toBe(count);
      expect(Object.keys(sums).length, href).toBe(1);
      expect(sum, href).toContain(Object.values(sums)[0]);
    }
  });
});
