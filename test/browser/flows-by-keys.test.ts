/** Whole flows in a real browser by the keyboard alone, their actions counted: a key pressed is one, a text typed is one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { recordExchangeRates } from '#company';
import { findCustomerKey } from '#customers';
import { addDays } from '#kernel';
import { loadChart } from '#ledger';
import { setOffsetPolicy, standardPolicy } from '#offsets';
import { runQuery } from '#platform';
import { postDocuments } from '#receivables';
import { closeMonths, must } from '#test/books';
import { businessDay } from '#test/workday';
import { mt940Day } from '../mt940-day.ts';
import { Hand, setOff, withoutPointer } from './hand.ts';
import { enterAt, openWorkbench, settled, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R56 flows by keys', () => {
  const bench = workbench as Workbench;
  const enter = async (path: string): Promise<Hand> => {
    const { page } = await bench.open();
    await withoutPointer(page);
    await enterAt(page, path, 'cora');
    await page.locator('#content').getByRole('heading').first().waitFor();
    await settled(page);
    return new Hand(page);
  };
  const number = 'DE44500105175407324931';
  const day = (no: number, on: string, openingCents: number, cents: number, text: string) =>
    mt940Day({ account: number, day: on, number: no, openingCents, lines: [[cents, 'Werft Nord', text]] });

  beforeAll(async () => {
    const { engine, caller, company, tenantId, accounts, person } = bench.workday;
    await person('cora', 'Cora Engel', 'controller');
    const key = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '10113')))!;
    const own = { accountId: accounts['C1']!, currency: 'EUR', documentDate: '2025-12-01' };
    const invoice = { accountId: key.accountId, documentType: 'invoice' as const, currency: 'EUR' };
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          { ...own, documentType: 'invoice', number: 'RE-9001', amountMinor: 800_00n },
          { ...own, documentType: 'credit_memo', number: 'GS-9001', amountMinor: -300_00n },
          ...Array.from({ length: 400 }, (_, place) => ({
            ...invoice,
            number: `MI-${1001 + place}`,
            documentDate: '2026-01-10',
            dueDate: addDays('2026-04-01', place),
            amountMinor: 1_01n + BigInt(place),
          })),
        ],
      }),
    );
    must(
      await recordExchangeRates(engine, caller, [
        { from: 'USD', to: 'EUR', day: '2026-02-27', rate: '0.95', source: 'test' },
      ]),
    );
    const policy = { ...standardPolicy, creditDocuments: [] };
    must(await setOffsetPolicy(engine, caller, { company, validFrom: businessDay, policy }));
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
    must(await createBankAccount(engine, caller, { company, number, currency: 'EUR', name: 'Second', glAccountId }));
    const files = [
      ['in.sta', day(1, '2026-02-25', 0, 61_00, 'Lastschrift ohne Angaben')],
      ['back.sta', day(2, '2026-02-26', 61_00, -64_00, 'RUECKLASTSCHRIFT')],
    ] as const;
    for (const [name, bytes] of files) must(await importBankFile(engine, caller, { name, bytes }));
    must(await applyCash(engine, caller, { company, asOf: businessDay }));
    await closeMonths(bench.workday, '2026-02');
  });
  afterAll(() => bench.close());

  it('an offset is looked for, set off, and taken back again', async () => {
    const hand = await enter('/offsets');
    const { page } = hand;
    await setOff(hand, 'Customer C1', 'RE-9001', 'GS-9001');
    expect(hand.actions).toBe(8);
    await hand.press('r');
    await page.getByRole('dialog').getByLabel('Reason').waitFor();
    await hand.type('They take it back.');
    await hand.press('Enter');
    await page.getByText('Reversed', { exact: true }).waitFor();
    expect(hand.actions).toBe(11);
  });

  it('a returned direct debit is taken back', async () => {
    const hand = await enter('/cash/returned');
    const { page } = hand;
    await page.getByRole('grid', { name: 'Returned payments' }).getByText('RUECKLASTSCHRIFT').waitFor();
    await hand.press('j', 'l');
    await page.getByRole('dialog', { name: 'Which payment came back?' }).getByText('it is of the same payer').waitFor();
    await hand.type('The bank named it on the phone.');
    await hand.press('Enter');
    await page.getByText('The payment is taken back; what it paid is open again.').waitFor();
    expect(hand.actions).toBe(4);
  });

  it('money is given to a customer with more open items than are shown, and to one of them', async () => {
    const hand = await enter('/cash?queue=unidentified');
    const { page } = hand;
    await page.locator('section[aria-label=Receipt] h2').getByText('M. Unbekannt').waitFor();
    await hand.press('w');
    await hand.type('10113');
    await page
      .getByRole('button', { name: /Keramika/ })
      .first()
      .waitFor();
    await hand.press('Enter');
    await page
      .getByText(/^Open items: 4\d\d, shown: 300$/)
      .first()
      .waitFor();
    await hand.press('/');
    await hand.type('MI-1400');
    await page.getByText(/^Found: 1 of 4\d\d open items$/).waitFor();
    await hand.press('Enter', ' ');
    await expect.poll(() => page.getByRole('checkbox', { name: 'Choose MI-1400', exact: true }).isChecked()).toBe(true);
    await hand.press('a');
    await page.getByText(/5\.00 EUR of M\. Unbekannt applied/).waitFor();
    expect(hand.actions).toBe(8);
  });

  it('a month is revalued and closed for good', async () => {
    const hand = await enter('/today');
    const { page } = hand;
    await hand.press('g', 'z');
    await page.getByRole('heading', { name: 'February 2026' }).waitFor();
    await page.getByRole('button', { name: /^Post the revaluation/ }).waitFor();
    await hand.press('r');
    await page.getByText('The month is revalued').waitFor();
    await expect.poll(() => page.getByRole('button', { name: /^Close for good/ }).isEnabled()).toBe(true);
    await hand.press('c');
    await page.getByRole('dialog').getByLabel('Reason').waitFor();
    await hand.type('The month is done.');
    // What is left undone is said to be: the box stands before the reason.
    await hand.press('Shift+Tab', ' ', 'Enter');
    await page.getByText('The month is closed for good.').waitFor();
    expect(hand.actions).toBe(8);
  });

  it('never used a pointer, and never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
