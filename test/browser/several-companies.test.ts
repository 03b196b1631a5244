/** One payment for several companies, in a real browser: the proposed split, money of another company, and taking both back, by keys. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, importAdviceFile, importBankFile, matchAdvices } from '#cash';
import { createCompany, findCompany } from '#company';
import { findCustomerKey, saveCustomers } from '#customers';
import { setCompanyMode } from '#integrations';
import { setUpChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { blockItems, loadItems, postDocuments } from '#receivables';
import { must } from '#test/books';
import { mt940Day } from '../mt940-day.ts';
import { businessDay } from '../workday.ts';
import { Hand } from './hand.ts';
import { enterAt, looked, openWorkbench, settled, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R32 R33 one payment for several companies on its receipt', () => {
  const bench = workbench as Workbench;
  /** Items by number. */
  const items = new Map<string, bigint>();
  const receipt = (page: Page) => page.locator('section[aria-label=Receipt]');
  const dialog = (page: Page) => page.getByRole('dialog');
  const openOf = async (...numbers: readonly string[]): Promise<bigint[]> => {
    const { engine, tenantId } = bench.workday;
    const itemIds = numbers.map((number) => items.get(number)!);
    const found = await runQuery(engine, tenantId, (db) => loadItems(db, tenantId, { itemIds }));
    return itemIds.map((id) => found.find((one) => one.id === id)!.openMinor);
  };
  const addressOf = async (payer: string): Promise<string> => {
    const { engine, tenantId } = bench.workday;
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint }>`
        select max(r.id) as id from cash.receipt r join cash.bank_line l on l.tenant_id = r.tenant_id and l.id = r.bank_line_id
        where r.tenant_id = ${tenantId} and l.counterparty_name = ${payer}`.execute(db),
    );
    return `/cash/lines/${rows[0]!.id}?company=DE01`;
  };
  /** The receipt of a payer as it stands on its page. */
  const stands = async (page: Page, payer: string): Promise<void> => {
    await receipt(page).locator('h2').getByText(payer).waitFor();
    await settled(page);
  };

  beforeAll(async () => {
    const { workday } = bench;
    const { engine, caller, company, tenantId } = workday;
    await workday.person('lena', 'Lena Brandt', 'lead');
    await workday.person('carla', 'Carla Apel', 'cash_applier', company.id);
    const made = { code: 'FR01', name: 'Acme SAS', currency: 'EUR', country: 'FR', timeZone: 'Europe/Paris' };
    must(await createCompany(engine, caller, { ...made, language: 'fr', letterhead: {} }));
    const sister = must(await findCompany(engine, tenantId, 'FR01'));
    must(await setUpChart(engine, caller, { companyId: sister.id }));
    const owned = { code: 'BE01', name: 'Acme BE', currency: 'EUR', country: 'BE', timeZone: 'Europe/Brussels' };
    must(await createCompany(engine, caller, { ...owned, language: 'fr', letterhead: {} }));
    const mirror = must(await findCompany(engine, tenantId, 'BE01'));
    must(await setCompanyMode(engine, caller, { company: mirror, mode: 'mirrored', reason: 'SAP owns its books.' }));
    const customer = { number: '10111', name: 'Stadtwerke Lindenau', country: 'DE' };
    must(await saveCustomers(engine, caller, { customers: [{ ...customer, accounts: [{ companyId: sister.id }] }] }));
    for (const [of, number, amountMinor] of [
      [company, 'DE-80001', 40_00n],
      [sister, 'FR-80001', 15_00n],
      [sister, 'FR-80002', 33_00n],
    ] as const) {
      const { accountId } = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, of.id, '10111')))!;
      const document = { accountId, documentType: 'invoice' as const, number, documentDate: '2026-02-01' };
      const documents = [{ ...document, currency: 'EUR', amountMinor }];
      items.set(number, must(await postDocuments(engine, caller, { company: of, documents })).posted[0]!.itemIds[0]!);
    }
    const block = { kind: 'dispute' as const, amountMinor: null, from: '2026-02-20', to: null, source: 'case 1' };
    const blocks = [{ ...block, itemId: items.get('FR-80001')! }];
    must(await blockItems(engine, caller, { blocks, reason: 'The customer disputes the price.' }));
    const bytes = mt940Day({
      account: 'DE89370400440532013000',
      day: businessDay,
      number: 42,
      // What Friday's statement closed with.
      openingCents: 3_658_730,
      lines: [
        [55_00, 'Stadtwerke Lindenau', 'PAYMENT 880021'],
        [33_00, 'Nobody Of Ours', 'thank you'],
      ],
    });
    must(await importBankFile(engine, caller, { name: 'monday.sta', bytes }));
    must(await applyCash(engine, caller, { company, asOf: businessDay }));
    const rows = [
      'Payment reference,Payer,Invoice,Amount paid',
      '880021,Stadtwerke Lindenau,DE-80001,40.00',
      '880021,Stadtwerke Lindenau,FR-80001,15.00',
    ];
    const advice = { name: 'advice.csv', bytes: new TextEncoder().encode(rows.join('\n')) };
    must(await importAdviceFile(engine, caller, { ...advice, companies: [company], receivedOn: businessDay }));
    must(await matchAdvices(engine, caller, { company, asOf: businessDay }));
    const { rows: found } = await runQuery(engine, tenantId, (db) =>
      sql<{ explanation: string }>`
        select r.explanation from cash.receipt r join cash.bank_line l on l.tenant_id = r.tenant_id and l.id = r.bank_line_id
        where r.tenant_id = ${tenantId} and l.counterparty_name = 'Stadtwerke Lindenau' order by r.id desc`.execute(db),
    );
    expect(found[0]!.explanation).toMatch(/A person may split it: FR-80001 is blocked/);
  });
  afterAll(() => bench.close());

  it('shows the split that waits for a person, posts it by keys, shows it on the receipt, and takes it back whole', async () => {
    const { page, complaints } = await bench.open();
    const hand = new Hand(page);
    await enterAt(page, await addressOf('Stadtwerke Lindenau'), 'lena');
    await stands(page, 'Stadtwerke Lindenau');
    const proposed = page.getByRole('region', { name: 'One payment for several companies' });
    await proposed.getByText('DE01 40.00 EUR · FR01 15.00 EUR').waitFor();
    await receipt(page)
      .getByText(/A person may split it: FR-80001 is blocked \(dispute\)/)
      .waitFor();
    await hand.press('p');
    const table = dialog(page).getByRole('table', { name: 'Documents by company' });
    await table.getByRole('row', { name: 'FR01 FR-80001 15.00' }).waitFor();
    await dialog(page)
      .getByText(/What speaks against it: FR-80001 is blocked/)
      .waitFor();
    expect(await looked(page, 'split-over-companies')).toEqual([]);
    await hand.type('The payer confirmed it by phone.');
    await hand.press('Enter');
    await page.getByText('The payment of Stadtwerke Lindenau is split over the companies.').waitFor();
    expect(await openOf('DE-80001', 'FR-80001')).toEqual([0n, 0n]);
    // Undone from its word, and done once more.
    await hand.press('u');
    await page.getByText(/^Taken back in every book/).waitFor();
    expect(await openOf('DE-80001', 'FR-80001')).toEqual([40_00n, 15_00n]);
    await page.goto(await addressOf('Stadtwerke Lindenau'));
    await stands(page, 'Stadtwerke Lindenau');
    await proposed.getByText(/a person decided otherwise before/).waitFor();
    await hand.press('p');
    await table.waitFor();
    await hand.type('It was right all the same.');
    await hand.press('Enter');
    await page.getByText('The payment of Stadtwerke Lindenau is split over the companies.').waitFor();

    await page.goto(await addressOf('Stadtwerke Lindenau'));
    await stands(page, 'Stadtwerke Lindenau');
    const paid = page.getByRole('region', { name: 'Paid in other companies' });
    await paid.getByText('FR-80001 15.00').waitFor();
    await paid.getByText(/^15\.00 EUR paid FR01 Acme SAS/).waitFor();
    expect(await paid.getByRole('link', { name: 'Stadtwerke Lindenau 10111' }).getAttribute('href')).toContain(
      'company=FR01',
    );
    await hand.press('t');
    await dialog(page).getByText('Take the split over the companies back').waitFor();
    await hand.type('It was for another year.');
    await hand.press('Enter');
    await page.getByText(/^Taken back in every book/).waitFor();
    await paid.waitFor({ state: 'hidden' });
    expect(await openOf('DE-80001', 'FR-80001')).toEqual([40_00n, 15_00n]);
    expect((await verify(bench.workday.engine, bench.workday.tenantId)).checks.filter((one) => one.failed > 0)).toEqual(
      [],
    );
    expect(complaints).toEqual([]);
  });

  it('pays an item of another company out of money of nobody here, by keys, and takes it back', async () => {
    const { page, complaints } = await bench.open();
    const hand = new Hand(page);
    await enterAt(page, await addressOf('Nobody Of Ours'), 'lena');
    await stands(page, 'Nobody Of Ours');
    await hand.press('e');
    await dialog(page).getByText('Pay items of another company').waitFor();
    await dialog(page).getByText('Not BE01: an ERP owns their books, and the money would count twice.').waitFor();
    expect(await dialog(page).getByLabel('Company').locator('option').allInnerTexts()).not.toContain('BE01');
    await dialog(page).getByLabel('Company').selectOption('FR01');
    await hand.reach('Number, reference or name');
    await hand.type('FR-80002');
    const tick = dialog(page).getByRole('checkbox', { name: 'Choose FR-80002' });
    await tick.waitFor();
    await expect.poll(() => dialog(page).getByRole('checkbox').count()).toBe(1);
    await hand.reach('Choose FR-80002');
    await hand.press(' ');
    await dialog(page)
      .getByText(/^All of 33\.00 EUR goes to FR01; 0\.00 of it stay/)
      .waitFor();
    const amount = dialog(page).getByLabel('Amount for FR-80002');
    await amount.fill('34.00');
    await dialog(page).getByText('The chosen items take more than the receipt has.').waitFor();
    await amount.fill('30.00');
    await dialog(page)
      .getByText(/^All of 33\.00 EUR goes to FR01; 3\.00 of it stay/)
      .waitFor();
    expect(await looked(page, 'pay-another-company')).toEqual([]);
    await hand.reach('Reason');
    await hand.type('Paid to the wrong bank.');
    await hand.press('Enter');
    await page.getByText('33.00 EUR of Nobody Of Ours paid FR01.').waitFor();
    expect(await openOf('FR-80002')).toEqual([3_00n]);

    await page.goto(await addressOf('Nobody Of Ours'));
    await stands(page, 'Nobody Of Ours');
    const paid = page.getByRole('region', { name: 'Paid in other companies' });
    await paid.getByText('(3.00 EUR of it are on account there)').waitFor();
    // It is the other company's now.
    expect(await receipt(page).getByText('Whose money is it?').count()).toBe(0);
    await paid.getByRole('button', { name: 'Take back…' }).click();
    await hand.type('It was for us after all.');
    await hand.press('Enter');
    await page.getByText(/^Taken back in every book/).waitFor();
    expect(await openOf('FR-80002')).toEqual([33_00n]);
    expect(complaints).toEqual([]);
  });

  it('offers nothing of other companies to whoever works in one alone', async () => {
    const { page, complaints } = await bench.open();
    await enterAt(page, await addressOf('Nobody Of Ours'), 'carla');
    await stands(page, 'Nobody Of Ours');
    await page.getByRole('button', { name: /^Came back/ }).waitFor();
    expect(await page.getByRole('button', { name: /^Another company/ }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
