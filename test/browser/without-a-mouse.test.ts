/**
 * The team's day in a real browser with the keyboard alone: cash, both runs, an import, a payment of refunds, an offset, a
 * bank's month signed by a second person, a balance agreed with a customer, an approval and a setting. After the first address nothing is typed there either, and a
 * pointer that moves anything is a fault.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBankAccount, importBankFile } from '#cash';
import { findCustomerKey, saveCustomers } from '#customers';
import { makeIban } from '#kernel';
import { loadChart } from '#ledger';
import { setOffsetPolicy, standardPolicy } from '#offsets';
import { runQuery } from '#platform';
import { postDocuments, refundCredit } from '#receivables';
import { must } from '#test/books';
import { verifyBankAccount } from '#test/verified-account';
import { businessDay, password } from '#test/workday';
import { Hand, setOff, withoutPointer } from './hand.ts';
import { openWorkbench, picture, ticksOf, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R22 the team’s day without a mouse', () => {
  const bench = workbench as Workbench;
  const signIn = async (login: string): Promise<Hand> => {
    const { page } = await bench.open();
    await withoutPointer(page);
    // What is held for ten seconds is held as long as the way to its buttons takes.
    await ticksOf(page, 1_000);
    await page.goto('/');
    await page.getByLabel('Sign-in name').waitFor();
    const hand = new Hand(page);
    await hand.type(login);
    await hand.press('Tab');
    await hand.type(password);
    await hand.press('Enter');
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    return hand;
  };

  beforeAll(async () => {
    const { engine, caller, company, accounts, tenantId, person } = bench.workday;
    await person('lena', 'Lena Brandt', 'lead');
    await person('cora', 'Cora Engel', 'controller');
    await person('ada', 'Ada Min', 'administrator');
    const own = { accountId: accounts['C1']!, currency: 'EUR', documentDate: '2025-12-01' };
    const key = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '10113')))!;
    // One whom nobody has reminded yet.
    must(
      await saveCustomers(engine, caller, {
        customers: [
          {
            ...{ number: '20101', name: 'Kettner Bau', country: 'DE', accounts: [{ companyId: company.id }] },
            contacts: [{ name: 'Buchhaltung', email: 'buchhaltung@kettner.example', primary: true }],
          },
        ],
      }),
    );
    const late = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '20101')))!;
    const { posted } = must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          { ...own, documentType: 'invoice', number: 'RE-9001', amountMinor: 800_00n },
          { ...own, documentType: 'credit_memo', number: 'GS-9001', amountMinor: -300_00n },
          {
            ...{ accountId: late.accountId, documentType: 'invoice', number: 'RE-20101', documentDate: '2026-01-10' },
            ...{ dueDate: '2026-02-09', currency: 'EUR', amountMinor: 1_200_00n },
          },
          {
            ...{ accountId: key.accountId, documentType: 'credit_memo', number: 'GU-1', documentDate: '2026-02-20' },
            ...{ currency: 'EUR', amountMinor: -85_50n },
          },
        ],
      }),
    );
    const policy = { ...standardPolicy, creditDocuments: [] };
    must(await setOffsetPolicy(engine, caller, { company, validFrom: businessDay, policy }));
    const account = makeIban('DE', '370400440532013007');
    await verifyBankAccount(engine, caller, { accountId: key.accountId, account, holderName: 'Keramika Hodonín a.s.' });
    const credit = posted.find((one) => one.number === 'GU-1')!;
    must(await refundCredit(engine, caller, { itemId: credit.itemIds[0]!, reason: 'The customer wants it paid out.' }));
  });
  afterAll(() => bench.close());

  it('applies money and leaves money on account', async () => {
    const hand = await signIn('lena');
    const { page } = hand;
    await hand.goTo('m', 'Cash');
    await hand.reach(/^Unapplied \d/);
    await hand.press('Enter');
    const receipts = page.getByRole('list', { name: 'Receipts' }).getByRole('listitem');
    await receipts.first().waitFor();
    const heading = page.locator('section[aria-label=Receipt] h2');
    await page.getByRole('table', { name: 'Items that may be paid' }).waitFor();
    await expect.poll(() => heading.textContent()).not.toBe('');
    // Without a choice nothing is applied, and the page says by which keys one chooses.
    await hand.press('a');
    await page.getByText('Choose the items that are paid: move with the arrows, choose with Space.').waitFor();
    await hand.press(' ', 'a');
    await page.getByText(/ applied\.$/).waitFor();
  });

  it('reminds one customer and sends one statement, each read before it leaves', async () => {
    const hand = await signIn('lena');
    const { page } = hand;
    for (const [chord, title, table, dialog, leaves, way] of [
      ['r', 'Dunning run', 'Reminders', 'Send 1 reminder?', '1 reminder leaves', '1 reminder is on its way.'],
      [
        'b',
        'Statements of account',
        'Statements',
        'Send 1 statement?',
        '1 statement leaves',
        '1 statement is on its way.',
      ],
    ] as const) {
      await hand.goTo(chord, title);
      await page.getByRole('table', { name: table }).waitFor();
      await hand.press('/');
      await hand.type('kettner bau');
      await expect.poll(() => page.getByRole('table', { name: table }).getByRole('checkbox').count()).toBe(1);
      await hand.press('Escape', ' ', 'e');
      await page.getByRole('dialog', { name: dialog }).getByText('RE-20101', { exact: false }).first().waitFor();
      await hand.press('Control+Enter');
      await page.getByText(leaves).waitFor();
      // Nobody waits ten seconds.
      await hand.reach('Send now');
      await hand.press('Enter');
      await page.getByText(way).first().waitFor();
    }
  });

  it('imports a file', async () => {
    const hand = await signIn('lena');
    const { page } = hand;
    await hand.goTo('d', 'Imports');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hand.press('n')]);
    const rows = [
      'customer,number,documentDate,dueDate,amount,currency',
      '10104,KB-1,2026-02-01,2026-03-03,125.00,EUR',
    ];
    await chooser.setFiles({
      name: 'open-items.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${rows.join('\n')}\n`),
    });
    const file = page.getByRole('article', { name: 'open-items.csv' });
    await file.getByText('Checked; nothing was posted.').waitFor();
    await hand.reach('Import 1 row');
    await hand.press('Enter');
    await file.getByText('Imported', { exact: true }).first().waitFor();
  });

  it('sets off, pays a refund by file, looks at the bank’s month; another approves, and an administrator adds a person', async () => {
    const hand = await signIn('lena');
    const { page } = hand;
    await hand.goTo('o', 'Offsets');
    await setOff(hand, 'Customer C1', 'RE-9001', 'GS-9001');

    await hand.goTo('q', 'Refunds');
    await page.getByRole('grid', { name: 'Refunds to be paid out' }).getByText('Keramika Hodonín').waitFor();
    await hand.press('Control+a', 'd');
    await page.getByRole('dialog', { name: 'Make a payment file' }).getByText('1 refund · 85.50 EUR').waitFor();
    await hand.type('Monday’s payments.');
    await hand.press('Control+Enter');
    await page.getByText('Asked for approval; the file is made once it is approved.').waitFor();

    await hand.goTo('k', 'Reconciliation');
    await hand.reach(/^Commerzbank Köln in /);
    await hand.press('Enter');
    await page.getByRole('heading', { name: /Commerzbank Köln/ }).waitFor();
    await picture(page, 'bank-month-by-keys');

    const other = await signIn('cora');
    await other.goTo('s', 'Settings');
    await other.page.getByRole('list', { name: 'Requests' }).getByText('Monday’s payments.').waitFor();
    await other.reach('Approve');
    await other.press('Enter');
    await other.page.getByText('Approved, and done.').waitFor();
    await other.goTo('q', 'Refunds');
    await other.reach('Payment files');
    await other.press('Enter');
    await other.page.getByRole('grid', { name: 'Payment files' }).getByText('PF-2026-000001').waitFor();
    await other.press('j', 'Enter');
    await other.page.getByRole('table', { name: 'Payments of the file' }).getByText('On its way').waitFor();

    const third = await signIn('ada');
    await third.goTo('s', 'Settings');
    await third.page.getByRole('table', { name: 'Users' }).waitFor();
    await third.press('n');
    await third.type('Nora New');
    await third.reach('E-mail');
    await third.type('nora@example.org');
    await third.press('Control+Enter');
    await third.page.getByText('Nora New is known').waitFor();
  });

  it('prepares a bank’s month, which another signs', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    // A bank account of which January is read and quiet.
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
    const quiet = { company, number: 'QUIET-1', currency: 'EUR', name: 'Sparbank Mainz', glAccountId };
    must(await createBankAccount(engine, caller, quiet));
    const nothing = ':20:Q\n:25:QUIET-1\n:28C:1/1\n:60F:C260131EUR0,00\n:62F:C260131EUR0,00\n-\n';
    must(await importBankFile(engine, caller, { name: 'q.sta', bytes: new TextEncoder().encode(nothing) }));
    const hand = await signIn('lena');
    const { page } = hand;
    await hand.goTo('k', 'Reconciliation');
    await hand.reach(/^Sparbank Mainz in January/);
    await hand.press('Enter');
    await page.getByText('Balance in the ledger').waitFor();
    await hand.press('p');
    await page.getByRole('dialog', { name: 'Prepare for signing' }).waitFor();
    await hand.type('Nothing moved.');
    await hand.press('Enter');
    await page.getByText('The month is prepared.').waitFor();
    const { pathname } = new URL(page.url());

    const other = await signIn('cora');
    await other.goTo('k', 'Reconciliation');
    await other.reach(/^Sparbank Mainz in January/);
    await other.press('Enter');
    await other.page.getByText(/Nothing moved\.$/).waitFor();
    expect(new URL(other.page.url()).pathname).toBe(pathname);
    await other.press('s');
    await other.page.getByText(/^Signed by Cora Engel/).waitFor();
    await picture(other.page, 'bank-month-signed-by-keys');
  });

  it('receives a customer’s statement, says who puts each difference right, and agrees on the balance', async () => {
    const hand = await signIn('lena');
    const { page } = hand;
    await hand.goTo('k', 'Reconciliation');
    await hand.press('n');
    await page.getByRole('dialog', { name: 'Receive a statement' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Choose files');
    const text = 'Reference,Document date,Amount\nRE-20101,2026-01-10,1200.00\nX-4711,2026-02-11,45.00\n';
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hand.press('Enter')]);
    await chooser.setFiles({ name: 'kettner.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await hand.reach('Customer number');
    await hand.type('20101');
    await hand.reach('Of the day');
    await hand.type('2026-03-02');
    await hand.press('Enter');
    await page.getByRole('heading', { name: 'Kettner Bau' }).waitFor();
    await page.getByText('Unknown to us').first().waitFor();
    await hand.reach(/^Who puts X-4711 right/);
    await hand.type('They');
    await expect.poll(() => page.locator('select.text-warn').count()).toBe(0);
    await hand.press('a');
    await page.getByRole('dialog', { name: 'Agree on a balance' }).waitFor();
    await hand.reach('Agreed with');
    await hand.type('Mrs Kettner');
    await hand.press('Enter');
    await page.getByText(/^Agreed on .* with Mrs Kettner$/).waitFor();
    await picture(page, 'balance-agreed-by-keys');
  });

  it('never used a pointer, and never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
