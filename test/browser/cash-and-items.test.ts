/** Cash by keys and the grid of open items in a real browser: matching, short payment, selection, paste, copy, export. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importAdviceFile, importBankFile, listDueRefunds, payRefunds } from '#cash';
import { findCompany, setUpTax } from '#company';
import { findCustomerKey, liftInsolvency, recordInsolvency } from '#customers';
import { readTable } from '#formats';
import { done, makeIban, printedAccount } from '#kernel';
import { loadChart } from '#ledger';
import { approveRequest, createPerson, grantRole, runQuery, sql } from '#platform';
import { attachFiles, postDocuments, refundCredit, withholdTax } from '#receivables';
import { must } from '#test/books';
import { type BookedLine, mt940Day } from '#test/mt940-day';
import { verifyBankAccount } from '#test/verified-account';
import { businessDay } from '#test/workday';
import { x12Adjustments } from '../../demo/x12-adjustment.ts';
import {
  enterAt,
  looked,
  openWorkbench,
  picture,
  sendInVain,
  settled,
  textOf,
  ticksOf,
  type Workbench,
} from './workbench.ts';

const workbench = await openWorkbench();

/** Leaves what shows a file by Escape. The viewer of the browser takes the focus when it is ready, however late that is. */
const left = (dialog: Locator) =>
  expect
    .poll(async () => {
      const button = dialog.getByRole('button').first();
      if ((await dialog.count()) > 0) await button.press('Escape', { timeout: 1_000 }).catch(() => undefined);
      return dialog.count();
    })
    .toBe(0);

describe.runIf(workbench)('R33 R38 R67 cash and open items at the workbench', () => {
  const bench = workbench as Workbench;
  /** What looking at a page found, where its state does not stay until all are looked at. */
  const faults: string[] = [];
  const open = async (look: Parameters<Workbench['open']>[0] = {}): Promise<Page> => {
    const { page } = await bench.open(look);
    return page;
  };
  const signIn = async (page: Page, path: string, login = 'cash'): Promise<void> => {
    await enterAt(page, path, login);
  };
  const receiptHeading = (page: Page) => page.locator('section[aria-label=Receipt] h2').first();

  beforeAll(async () => {
    const { workday } = bench;
    await workday.person('cash', 'Carla Apel', 'cash_applier', workday.company.id);
    await workday.person('lead', 'Lena Brandt', 'lead');
    await workday.person('controller', 'Carl Ott', 'controller');
    await workday.person('reader', 'Rita Blum', 'auditor');
    // Two invoices that cannot be told apart, twice, and money that fits either: the engine only proposes.
    const { engine, caller, company, tenantId } = workday;
    const key = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '10113')))!;
    const invoice = (number: string, amountMinor: bigint) => ({
      accountId: key.accountId,
      documentType: 'invoice' as const,
      number,
      documentDate: '2026-01-10',
      dueDate: '2026-02-09',
      currency: 'EUR',
      amountMinor,
    });
    const documents = [
      ...['TW-1', 'TW-2', 'TW-3'].map((number) => invoice(number, 51_717n)),
      // What a payment service collects.
      invoice('PW-101', 12_000n),
      invoice('PW-102', 8_000n),
      invoice('PW-103', 6_000n),
      // What is asked for by the number of its order.
      { ...invoice('PO-1', 77_12n), purchaseOrder: 'PO 77/1204', dueDate: '2026-06-30' },
    ];
    must(await postDocuments(engine, caller, { company, documents }));
    // Where its refunds go.
    const account = makeIban('DE', '370400440532013007');
    await verifyBankAccount(engine, caller, { accountId: key.accountId, account, holderName: 'Keramika Hodonín a.s.' });
    const lines = [
      ':20:STARTUMS',
      ':25:DE89370400440532013000',
      ':28C:42/1',
      ':60F:C260302EUR36587,30',
      ...[1, 2, 3].flatMap((index) => [
        `:61:2603020302C517,17NTRFNONREF//tw${index}`,
        ':86:166?00GUTSCHRIFT?20SVWZ+Zahlung?32Keramika Hodonin a.s.',
      ]),
      ':62F:C260302EUR38138,81',
      '-',
      '',
    ];
    must(
      await importBankFile(engine, caller, { name: 'monday.sta', bytes: new TextEncoder().encode(lines.join('\r\n')) }),
    );
    must(await applyCash(engine, caller, { company, asOf: businessDay }));
  });
  afterAll(() => bench.close());

  it('R37 says where the money of an item is, and leads from there to its receipt', async () => {
    const page = await open();
    await signIn(page, '/customers/10113/items?find=TW-1');
    await page.getByRole('button', { name: 'TW-1', exact: true }).waitFor();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Where the money of TW-1 is' });
    const steps = dialog.getByRole('table', { name: 'Steps of the money' });
    await steps.waitFor();
    await expect.poll(() => dialog.innerText()).toContain('EUR 517.17 open');
    await expect.poll(() => steps.innerText()).toContain('Received, not applied');
    faults.push(...(await looked(page, 'money-of-item')));
    await steps.getByRole('link', { name: 'Open the receipt' }).first().click();
    await receiptHeading(page).waitFor();
  });

  it('R31 shows the files of a document where the document is, by what they are and nothing that runs, and saves them', async () => {
    const { engine, caller, company } = bench.workday;
    const bytes = new TextEncoder().encode('%PDF-1.7\nsigned by the driver\n%%EOF\n');
    must(
      await attachFiles(engine, caller, {
        company,
        standardKind: 'delivery_proof',
        files: [{ fileName: 'TW-2.pdf', folders: [], read: () => done(bytes) }],
      }),
    );
    const page = await open();
    await signIn(page, '/customers/10113/documents', 'lead');
    const files = page.getByRole('region', { name: 'Attached files' });
    const row = files.getByRole('row', { name: /TW-2\.pdf/ });
    await row.getByText('Proof of delivery').waitFor();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('button', { name: 'Save TW-2.pdf' }).click(),
    ]);
    expect(readFileSync(await saved.path()).toString('latin1')).toContain('signed by the driver');
    faults.push(...(await looked(page, 'customer-files')));
    // Whether this browser shows a PDF within a page is its own affair; the page hands it over as one, or says so.
    const shows = await page.evaluate(() => navigator.pdfViewerEnabled);
    const dialog = page.getByRole('dialog', { name: 'TW-2 · TW-2.pdf' });
    const framed = dialog.locator('iframe[src^="blob:"]');
    const notShown = dialog.getByText('This browser does not show it');
    await row.getByRole('button', { name: 'TW-2.pdf', exact: true }).click();
    await (shows ? framed : notShown).waitFor();
    await picture(page, 'file-looked-at');
    if (shows) {
      // Who points into the file is heard by the viewer, and the page says so; pointing beside it leads back, so that Escape closes.
      await framed.click();
      await dialog.getByRole('status').getByText('The file hears the keys now.', { exact: false }).waitFor();
      await dialog.getByRole('button', { name: 'Save the file' }).hover();
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('IFRAME');
      await dialog.getByText('The file hears the keys now.', { exact: false }).waitFor({ state: 'detached' });
    }
    await page.keyboard.press('Escape');
    await left(dialog);
    // What calls itself so and is something else is never a page: neither as it is, nor behind the beginning of a PDF.
    const hostile = '<svg xmlns="http://www.w3.org/2000/svg" onload="top.ran=1"><script>top.ran=1</script></svg>';
    for (const [body, seen] of [
      [hostile, notShown],
      [`<!doctype html><script>top.ran=1</script>%PDF-1.7 ${hostile} %%EOF`, notShown],
      [`%PDF-1.7\n<!doctype html><script>top.ran=1</script>${hostile}\n%%EOF\n`, shows ? framed : notShown],
    ] as const) {
      await page.route('**/api/files/*', (route) => route.fulfill({ status: 200, contentType: 'text/html', body }));
      await row.getByRole('button', { name: 'TW-2.pdf', exact: true }).click();
      await seen.waitFor();
      await dialog.getByRole('button', { name: 'Save the file' }).waitFor();
      expect(await page.evaluate(() => 'ran' in window)).toBe(false);
      await page.unroute('**/api/files/*');
      await left(dialog);
    }
    // It stands beside where the money of the item is, too.
    await page.goto('/customers/10113/items?number=TW-2');
    await page.locator('.grid-row', { hasText: 'TW-2' }).first().waitFor();
    await page.getByRole('grid', { name: 'Open items' }).focus();
    await page.keyboard.press('m');
    const money = page.getByRole('dialog', { name: 'Where the money of TW-2 is' });
    await money.getByRole('button', { name: 'TW-2.pdf', exact: true }).click();
    await dialog.waitFor();
    await left(dialog);
    await money.waitFor();
  });

  it('R31 attaches files to a customer and to an item: at once, once more after a broken line, and back from its word', async () => {
    const pdf = (name: string, body = `%PDF-1.7\n${name}\n%%EOF\n`) => ({
      name,
      mimeType: 'application/pdf',
      buffer: Buffer.from(body),
    });
    const page = await open();
    await ticksOf(page, 1_000);
    await signIn(page, '/customers/10113/documents', 'lead');
    const files = page.getByRole('region', { name: 'Attached files' });
    const chooser = files.getByLabel('Files to attach');
    await files.getByText('Drop files of this customer here').waitFor();
    const [chosen] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('f')]);
    await chosen.setFiles(pdf('frame contract.pdf'));
    const row = files.getByRole('row', { name: /frame contract\.pdf/ });
    await row.getByText('Contract', { exact: true }).waitFor();
    await page.getByText('frame contract.pdf is attached.').hover();
    faults.push(...(await looked(page, 'customer-files-attach')));
    // While its word is on screen it is taken back.
    await page.keyboard.press('u');
    await page.getByText('frame contract.pdf is taken away.').waitFor();
    await row.waitFor({ state: 'detached' });

    // What is refused stays with its reason and is put away; what a broken line lost is sent again.
    await files.getByLabel('What they are').selectOption('Other');
    await chooser.setInputFiles(pdf('letter.pdf', 'no PDF at all'));
    const hand = files.getByRole('region', { name: 'Files at hand' });
    await hand
      .getByText('A file that is attached is a PDF of at most 20 MB, by its content. Nothing was kept.')
      .waitFor();
    await hand.getByRole('button', { name: 'Dismiss letter.pdf' }).click();
    await hand.waitFor({ state: 'detached' });
    await page.route('**/api/customers/10113/files?*', (route) =>
      route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue(),
    );
    await chooser.setInputFiles([pdf('a.pdf'), pdf('b.pdf')]);
    await expect.poll(() => hand.getByRole('button', { name: 'Try again' }).count()).toBe(2);
    await picture(page, 'files-not-sent');
    await page.unroute('**/api/customers/10113/files?*');
    await hand.getByRole('article', { name: 'a.pdf' }).getByRole('button', { name: 'Try again' }).click();
    await files
      .getByRole('row', { name: /^a\.pdf/ })
      .getByText('Other', { exact: true })
      .waitFor();
    await hand.getByRole('article', { name: 'b.pdf' }).getByRole('button', { name: 'Try again' }).click();
    await files.getByRole('row', { name: /^b\.pdf/ }).waitFor();
    await hand.waitFor({ state: 'detached' });
    expect(await files.getByRole('row', { name: /^a\.pdf/ }).count()).toBe(1);

    // Beside the money of the item: what is dropped stands there, and goes with a reason.
    await page.goto('/customers/10113/items?number=TW-3');
    await page.locator('.grid-row', { hasText: 'TW-3' }).first().waitFor();
    await page.getByRole('grid', { name: 'Open items' }).focus();
    await page.keyboard.press('m');
    const money = page.getByRole('dialog', { name: 'Where the money of TW-3 is' });
    await money.getByText('No file is attached to it.').waitFor();
    await money.getByLabel('What they are').selectOption('Proof of delivery');
    await money.getByLabel('Files to attach').setInputFiles(pdf('signed.pdf'));
    const proof = money.getByRole('row', { name: /signed\.pdf/ });
    await proof.getByText('Proof of delivery').waitFor();
    await picture(page, 'item-files');
    await proof.getByRole('button', { name: 'Take away signed.pdf' }).click();
    const why = page.getByRole('dialog', { name: 'Take away signed.pdf' });
    await why.getByLabel('Reason').fill('It is of another delivery.');
    await page.keyboard.press('Enter');
    await why.waitFor({ state: 'detached' });
    await money.getByText('No file is attached to it.').waitFor();
    // Whoever only reads has no place to drop files.
    const other = await open();
    await signIn(other, '/customers/10113/documents', 'reader');
    await other.getByRole('row', { name: /^a\.pdf/ }).waitFor();
    expect(await other.getByLabel('Files to attach').count()).toBe(0);
    expect(await other.getByRole('button', { name: /^Take / }).count()).toBe(0);
  });

  it('applies a suggestion with one key and goes to the next', async () => {
    const page = await open();
    await ticksOf(page, 1_000);
    await signIn(page, '/cash');
    await page.locator('section[aria-label=Receipts] ol button', { hasText: 'Keramika' }).first().click();
    await receiptHeading(page).getByText('Keramika').waitFor();
    await page.getByRole('table', { name: 'Items that may be paid' }).waitFor();
    await settled(page);
    const numberIn = async (name: RegExp): Promise<number> =>
      Number((await textOf(page.getByRole('button', { name }))).replaceAll(/\D/g, ''));
    const before = await numberIn(/^Proposed/);
    await picture(page, 'cash');
    await page.keyboard.press('a');
    // Pointed at, the word stays with its way back.
    await page.getByText(/517\.17 EUR of .* applied/).hover();
    await expect.poll(() => numberIn(/^Proposed/)).toBe(before - 1);
    // While its word is on screen it is taken back: by a reversing clearing, the money stays on account.
    await settled(page);
    const waiting = await numberIn(/^Unapplied \d/);
    await page.keyboard.press('u');
    await page.getByText(/^Taken back: the items are open again/).waitFor();
    await expect.poll(() => numberIn(/^Unapplied \d/)).toBe(waiting + 1);
  });

  it('lets a receipt be proposed again that was left on account or declined by one key too many', async () => {
    const page = await open();
    await ticksOf(page, 1_000);
    await signIn(page, '/cash');
    const receipts = page.locator('section[aria-label=Receipts] ol button', { hasText: 'Keramika' });
    const proposed = async (): Promise<number> =>
      Number((await textOf(page.getByRole('button', { name: /^Proposed/ }))).replaceAll(/\D/g, ''));
    await receipts.first().click();
    await receiptHeading(page).getByText('Keramika').waitFor();
    await settled(page);
    const before = await proposed();
    const takenBack = page.getByText('Taken back: it may be proposed again.');
    await page.keyboard.press('l');
    await page.getByText(/^The money of .* stays on account\.$/).waitFor();
    await expect.poll(proposed).toBe(before - 1);
    await page.keyboard.press('u');
    await expect.poll(() => takenBack.count()).toBe(1);
    await expect.poll(proposed).toBe(before);
    await receipts.first().click();
    await settled(page);
    await page.keyboard.press('x');
    await page.getByLabel('Why it is declined').fill('They said it is for something else.');
    // The key that applies money anywhere else on the page belongs to the form in which one types.
    await page.keyboard.press('Control+Enter');
    await page.getByText('Declined: these items are not proposed for this receipt again.').waitFor();
    await page.keyboard.press('u');
    await expect.poll(() => takenBack.count()).toBe(2);
    await expect.poll(proposed).toBe(before);
  });

  it('accepts several proposals in one go: what cannot be is said with its reason, what was is taken back', async () => {
    const page = await open();
    await signIn(page, '/cash');
    await page.getByRole('link', { name: 'Accept several at once' }).waitFor();
    await page.keyboard.press('b');
    await page.getByRole('grid', { name: 'Proposals' }).getByText('Keramika').first().waitFor();
    await page.keyboard.press('Control+a');
    await page.getByText(/^\d+ selected$/).waitFor();
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/cannot be accepted/).waitFor();
    // Both would pay the same invoice: the first does.
    await dialog.getByText('no: TW-1 is taken by another of the chosen').first().waitFor();
    await picture(page, 'accept-preview');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('accepted', { exact: true }).waitFor();
    await page.getByText('1 done').waitFor();
    await dialog.getByRole('button', { name: /^Undo/ }).click();
    await dialog.getByText('taken back: the money is on account').waitFor();
    await picture(page, 'accept-ended');
  });

  it('pays items of two customers with one payment, one of them short, and takes all of it back in one step', async () => {
    const { company, tenantId, engine } = bench.workday;
    const openItems = async () =>
      (
        await runQuery(engine, tenantId, (db) =>
          sql<{ number: string; open: bigint }>`
            select i.number, i.open_minor as open from receivables.v_item i
            join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
            where i.tenant_id = ${tenantId} and i.company_id = ${company.id} and a.number in ('10107', '10113') and i.open_minor <> 0
            order by i.number, i.id`.execute(db),
        )
      ).rows;
    const before = await openItems();
    const page = await open();
    await ticksOf(page, 1_000);
    await signIn(page, '/cash?queue=on_account');
    await page.locator('section[aria-label=Receipts] ol button', { hasText: 'Keramika' }).first().click();
    await receiptHeading(page).getByText('Keramika').waitFor();
    const table = page.getByRole('table', { name: 'Items that may be paid' });
    const own = table.getByRole('row').nth(1);
    await own.getByRole('checkbox').check();
    await own.getByLabel(/^Amount for/).fill('17.17');
    await page.getByRole('button', { name: 'Items of another customer' }).click();
    await page.getByLabel('Whose items does it pay?').fill('krüger');
    await page.getByRole('button', { name: /Metallbau Krüger/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Items of Metallbau Krüger KG').waitFor();
    const theirs = table.getByRole('row', { name: /Metallbau Krüger/ }).first();
    await theirs.getByRole('checkbox').check();
    await expect.poll(() => theirs.getByLabel(/^Amount for/).inputValue()).toBe('500.00');
    await page.getByRole('button', { name: 'Short-pay' }).click();
    await page.getByRole('button', { name: /Quantity/ }).click();
    // What was chosen of the payer's own items is paid with it.
    await page.getByRole('button', { name: 'Only chosen: 2' }).click();
    await expect.poll(() => table.getByRole('row').count()).toBe(3);
    faults.push(...(await looked(page, 'cash-two-customers')));
    await page.getByRole('button', { name: 'Apply and next' }).click();
    await page.getByText(/517\.17 EUR of .* applied/).hover();
    expect(await openItems()).not.toEqual(before);
    await page.keyboard.press('u');
    await page.getByText(/^Taken back: the items are open again/).waitFor();
    expect(await openItems()).toEqual(before);
  });

  it('pays an item short with its reason in at most five actions, once it is known whose money it is', async () => {
    const page = await open();
    await signIn(page, '/cash?queue=unidentified');
    await receiptHeading(page).getByText('M. Unbekannt').waitFor();
    await page.keyboard.press('a');
    await page.getByText('Choose the items that are paid').waitFor();
    await page.keyboard.press('w');
    await page.keyboard.type('condor');
    await page.getByRole('button', { name: /Ferretería/ }).waitFor();
    await page.keyboard.press('Enter');
    await page
      .getByRole('row', { name: /RE-2600/ })
      .first()
      .waitFor();
    await picture(page, 'cash-unidentified');
    let presses = 0;
    for (const key of [' ', 's', '1', 'Control+Enter']) {
      presses += 1;
      await page.keyboard.press(key);
      if (key === 's') await picture(page, 'cash-short');
    }
    expect(presses).toBeLessThanOrEqual(5);
    await page.getByText(/of M\. Unbekannt applied/).waitFor();
    await page.goto('/customers/10101/timeline?kind=document');
    await page.locator('ol[aria-label=Timeline]').getByText('Price').first().waitFor();
  });

  it('gives unapplied money to a person by keys, and asks its payer once the letter was read', async () => {
    const page = await open();
    await ticksOf(page, 1_000);
    await signIn(page, '/cash/unapplied?search=weber');
    const grid = page.getByRole('grid', { name: 'Unapplied cash' });
    await grid.getByText('what it is for').waitFor();
    await expect.poll(() => page.locator('[data-total=EUR]').textContent()).toBe('777.00');
    await grid.focus();
    await page.keyboard.press('o');
    await page.getByRole('heading', { name: 'Who works on it?' }).waitFor();
    await page.getByText('Lena Brandt').waitFor();
    await page.keyboard.type('lena');
    await page.keyboard.press('Enter');
    await grid.getByText('Lena Brandt').waitFor();
    await page.keyboard.press('e');
    await page.getByText('Ask 1 payer?').waitFor();
    await page.getByRole('region', { name: 'The letter' }).getByText('777,00').first().waitFor();
    await picture(page, 'unapplied-ask');
    await page.keyboard.press('Control+Enter');
    // Held for ten seconds, but not for whoever does not want to wait.
    const held = page.getByRole('status').filter({ hasText: '1 request leaves' });
    await held.getByRole('button', { name: 'Send now' }).click();
    await grid.getByText(/the payer’s answer, asked/).waitFor();
    await grid.focus();
    await page.keyboard.press('Enter');
    await receiptHeading(page).getByText('Weber').waitFor();
  });

  it('looks at a dropped advice first, takes it in, and shows its lines beside the items that they name', async () => {
    const page = await open();
    await signIn(page, '/cash/advices');
    await page.getByText('No advice has come in').waitFor();
    const text = 'Payer: Weber Präzisionsteile GmbH\n\nInvoice no.;Amount paid\nRE-26180;777,00\nXX-1;1,00\n';
    const choose = page.locator('input[type=file]');
    await choose.setInputFiles({ name: 'weber.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByRole('table', { name: 'What weber.csv would bring' }).getByText('778.00').waitFor();
    await picture(page, 'advice-check');
    await page.getByRole('button', { name: 'Take it in' }).click();
    await page.getByText(/^Taken in\. Advices: 1/).waitFor();
    const lines = page.getByRole('table', { name: 'Lines of the advice' });
    await lines.getByText('RE-26180').first().waitFor();
    await lines.getByText('we have no such document').waitFor();
    await page.getByRole('button', { name: 'Dismiss weber.csv' }).click();
    // Another amount: nothing pairs by itself, a person says which money it is about.
    await page.keyboard.press('l');
    await page.getByPlaceholder('Payer, number or the bank’s text').fill('weber');
    await page.getByRole('option', { name: /Weber.*777\.00/ }).click();
    await page.getByText(/^Linked/).waitFor();
    await page.getByRole('button', { name: 'Unlink…' }).waitFor();
    await page.keyboard.press('x');
    await page.getByLabel('Reason').fill('It is about another payment.');
    await page.keyboard.press('Enter');
    await page.getByText('Unlinked: the advice waits for its money again.').waitFor();
    await page.getByText('Waits for money').and(page.locator(':not(option)')).first().waitFor();
  });

  it('registers a check, pays it in with a slip, and takes it back once it was seen what that does', async () => {
    const page = await open();
    await signIn(page, '/cash/checks');
    await page.getByText('No check has come in').waitFor();
    await page.keyboard.press('n');
    await page.getByLabel('Check no.').fill('100017');
    await page.getByLabel('Amount').fill('120');
    await page.getByLabel('Customer number').fill('10109');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    const grid = page.getByRole('grid', { name: 'Checks' });
    await grid.getByText('To be paid in').waitFor();
    await page.keyboard.press('d');
    await page.getByRole('dialog').getByText('1 check · 120.00 EUR').waitFor();
    await picture(page, 'checks-deposit');
    // A day that is none is said and holds the form: nothing is sent with the day that stood there before.
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(new URL(request.url()).pathname));
    const wrongDay = page.getByRole('alert').filter({ hasText: 'Write a day such as' });
    const paidIn = page.getByRole('dialog').getByLabel('On', { exact: true });
    const rightDay = await paidIn.inputValue();
    await paidIn.fill('31.02.2026');
    await paidIn.press('Control+Enter');
    await wrongDay.waitFor();
    await page.getByRole('button', { name: /^Make the slip/ }).click();
    await wrongDay.waitFor();
    await expect.poll(() => paidIn.evaluate((field) => field === document.activeElement)).toBe(true);
    await paidIn.fill(rightDay);
    await page.getByRole('dialog').getByRole('combobox').focus();
    await wrongDay.waitFor({ state: 'hidden' });
    expect(sent).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /^Deposit slip/ }).waitFor();
    await page.getByRole('table', { name: 'Checks on the slip' }).getByText('100017').waitFor();
    await picture(page, 'checks-slip');
    await page.keyboard.press('Escape');
    await grid.getByText('Paid in').waitFor();
    // The money of a check is posted behind its slip: until the register has heard of it, nothing can have come back.
    await expect
      .poll(async () => {
        if (await page.getByRole('dialog').isHidden()) await page.keyboard.press('r');
        return page.getByText('Policy charges no fee for it.').isVisible();
      })
      .toBe(true);
    await page.getByLabel('Reason').fill('Insufficient funds.');
    await picture(page, 'checks-return');
    sent.length = 0;
    const cameBack = page.getByLabel('Came back on');
    await cameBack.fill('yesterday-ish');
    await cameBack.press('Enter');
    await wrongDay.waitFor();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await wrongDay.waitFor();
    expect(sent).toEqual([]);
    await cameBack.fill(rightDay);
    await cameBack.press('Enter');
    await grid.getByText('Came back').waitFor();
    // What was said of the wrong check is taken back with one key, and from its receipt with a reason.
    await page.keyboard.press('u');
    await page.getByText('The return is taken back; the money is here again.').waitFor();
    await grid.getByText('Paid in').waitFor();
    await page.keyboard.press('r');
    await page.getByRole('dialog').getByLabel('Reason').fill('Insufficient funds after all.');
    await page.keyboard.press('Enter');
    await grid.getByText('Came back').waitFor();
    await grid.getByText('Came back').click();
    await page.getByRole('button', { name: 'It did not come back…' }).click();
    const notBack = page.getByRole('dialog', { name: 'The payment did not come back' });
    await notBack.getByLabel('Reason').fill('The bank paid it in the end.');
    await picture(page, 'checks-return-back');
    await notBack.getByRole('button', { name: 'Take the return back' }).click();
    await page.getByRole('button', { name: 'Came back…' }).waitFor();
    await page.goBack();
    await grid.getByText('Paid in').waitFor();
  });

  it('corrects a check that was typed wrongly, withdraws the slip that never reached the bank, and then the check', async () => {
    const page = await open();
    await signIn(page, '/cash/checks?state=received');
    await page.getByText('Nothing in this list').waitFor();
    await page.keyboard.press('n');
    await page.getByLabel('Check no.').fill('100031');
    await page.getByLabel('Amount').fill('8');
    await page.getByLabel('Customer number').fill('10109');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    const grid = page.getByRole('grid', { name: 'Checks' });
    await grid.getByText('100031').waitFor();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Correct check 100031' });
    await dialog.getByLabel('Amount').fill('80');
    await dialog.getByLabel('Reason').fill('A zero was missing.');
    await picture(page, 'checks-correct');
    await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
    await grid.getByText('80.00').waitFor();
    await page.keyboard.press('d');
    await page.getByRole('dialog').getByText('1 check · 80.00 EUR').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('table', { name: 'Checks on the slip' }).getByText('100031').waitFor();
    await page.keyboard.press('x');
    const withdrawing = page.getByRole('dialog', { name: /^Withdraw deposit slip/ });
    await withdrawing.getByLabel('Reason').fill('It was never brought to the bank.');
    await picture(page, 'checks-withdraw-slip');
    await withdrawing.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.getByText(': It was never brought to the bank.').waitFor();
    await page.keyboard.press('Escape');
    await grid.getByText('100031').waitFor();
    await page.keyboard.press('x');
    await page.getByRole('dialog').getByLabel('Reason').fill('Given back to the customer.');
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.getByText('Nothing in this list').waitFor();
    await page.getByRole('button', { name: /^Withdrawn \d/ }).click();
    await grid.getByText('8.00', { exact: true }).waitFor();
    await grid.getByText('80.00', { exact: true }).waitFor();
  });

  it('shows the batch of a lockbox whose checks are not its total, and pays it in once a person has said why', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    const glAccountId = (await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id))).find(
      (account) => account.purpose === 'bank',
    )!.id;
    const lockbox = { company, number: 'US0021000021', currency: 'USD', name: 'Lockbox', glAccountId };
    must(await createBankAccount(engine, caller, lockbox));
    // Two checks of 120.00 each, and a total that says 10.00 more.
    const check = (place: string, number: string, drawer: string): string =>
      `6008${place}0000012000021000021${'4711'.padStart(10, '0')}${number.padStart(10, '0')}021126${drawer.padEnd(30)}`;
    const text = [
      '101DUNDER    00210000212602111200',
      '2DUNDER    00210000210000000100080000801',
      '50080001234567260211DUNDER    0021000021',
      check('001', '7701', 'BLUE RIDGE SUPPLY CO'),
      check('002', '7702', 'UNKNOWN TRADER INC'),
      '700800112345672602110020000025000',
      '9000009',
    ].join('\n');
    const file = { name: 'lockbox-0211.txt', bytes: new TextEncoder().encode(text), companies: [company] };
    expect(must(await importAdviceFile(engine, caller, file)).heldBatches).toBe(1);
    const page = await open();
    await signIn(page, '/cash/checks?list=batches');
    const grid = page.getByRole('grid', { name: 'Held batches' });
    await grid.getByText('10.00 USD are missing').waitFor();
    faults.push(...(await looked(page, 'held-batches')));
    await grid.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Batch 008' }).waitFor();
    await page.getByRole('table', { name: 'Checks of the batch' }).getByText('7702').waitFor();
    faults.push(...(await looked(page, 'held-batch')));
    await page.keyboard.press('a');
    await page.getByLabel('Reason').fill('Counted with the bank.');
    await page.keyboard.press('Enter');
    await page.getByText(/^Batch 008 is paid in/).waitFor();
    await page.getByText('No batch is held').waitFor();
    await page.getByRole('button', { name: /^All/ }).click();
    await page.getByRole('grid', { name: 'Checks' }).getByText('7702').waitFor();
  });

  it('asks into which account a dropped lockbox is paid, and does not ask again once that is said for good', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    const glAccountId = (await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id))).find(
      (account) => account.purpose === 'bank',
    )!.id;
    for (const name of ['Atlanta', 'Dallas'])
      must(
        await createBankAccount(engine, caller, { company, number: `US-${name}`, currency: 'USD', name, glAccountId }),
      );
    const lockbox = (batch: string, check: string): Buffer =>
      Buffer.from(
        [
          '101DUNDER    00210000212602111200',
          '2DUNDER    00210000210000000100080000801',
          `5${batch}0000007231260211DUNDER    0021000021`,
          `6${batch}0010000012000021000021${'4711'.padStart(10, '0')}${check.padStart(10, '0')}021126${'BLUE RIDGE SUPPLY CO'.padEnd(30)}`,
          `7${batch}00100072312602110010000012000`,
          '9000009',
        ].join('\n'),
      );
    const page = await open();
    await signIn(page, '/cash/advices', 'controller');
    const choose = page.locator('input[type=file]');
    await choose.setInputFiles({ name: 'lbx-1.txt', mimeType: 'text/plain', buffer: lockbox('021', '8801') });
    const first = page.getByRole('article', { name: 'lbx-1.txt' });
    await first.getByText('Lockbox 0007231: 1 check · 120.00 USD').waitFor();
    const take = first.getByRole('button', { name: 'Take it in' });
    expect(await take.isDisabled()).toBe(true);
    await first.getByLabel('Paid into').selectOption('US-Dallas');
    await first.getByLabel('From now on without asking').check();
    expect(await looked(page, 'advice-lockbox')).toEqual([]);
    await take.click();
    await first.getByText(/^Taken in\. Checks paid in: 1/).waitFor();
    await page.getByText('Lockbox 0007231 is paid into Dallas from now on.').waitFor();
    await choose.setInputFiles({ name: 'lbx-2.txt', mimeType: 'text/plain', buffer: lockbox('022', '8802') });
    const second = page.getByRole('article', { name: 'lbx-2.txt' });
    await second.getByText('paid into Dallas').waitFor();
    await second.getByRole('button', { name: 'Take it in' }).click();
    await second.getByText(/^Taken in\. Checks paid in: 1/).waitFor();
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ name: string; n: number }>`
        select b.name, count(*)::integer as n from cash.deposit d
        join cash.v_bank_account b on b.tenant_id = d.tenant_id and b.id = d.bank_account_id
        where d.tenant_id = ${tenantId} and b.name in ('Atlanta', 'Dallas') group by 1`.execute(db),
    );
    expect(rows).toEqual([{ name: 'Dallas', n: 2 }]);
  });

  it('reads an advice whose columns nobody knows by pointing at them, keeps that, and asks no more', async () => {
    const page = await open();
    await signIn(page, '/cash/advices', 'controller');
    const choose = page.locator('input[type=file]');
    const table = (document: string): Buffer =>
      Buffer.from(`Sammelavis\n\nVorgang;Wert A;Wert B;Einbehalt\n${document};1.000,00;777,00;3,00\nXX-1;2,00;4,00;\n`);
    await choose.setInputFiles({ name: 'avis-1.csv', mimeType: 'text/csv', buffer: table('RE-26180') });
    const first = page.getByRole('article', { name: 'avis-1.csv' });
    await first.getByText('Still needed: Document, Amount paid.').waitFor();
    await first.getByLabel('What Vorgang holds').selectOption('reference');
    await first.getByLabel('What Wert B holds').selectOption('amount');
    await first.getByLabel('What Einbehalt holds').selectOption('adjustment');
    await first.getByLabel('Payer, the same in every row').fill('Weber Präzisionsteile GmbH');
    await first.getByRole('button', { name: 'Check' }).click();
    const read = first.getByRole('table', { name: 'Lines of avis-1.csv as they are read' });
    await read.getByText('777.00').waitFor();
    await read.getByText('3.00').waitFor();
    expect(await looked(page, 'advice-pointing')).toEqual([]);
    await first.getByLabel('Keep the mapping as').fill('Weber');
    await first.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.getByText('The mapping Weber is kept').waitFor();
    await first.getByRole('button', { name: 'Take it in' }).click();
    await first.getByText(/^Taken in\. Advices: 1/).waitFor();
    await choose.setInputFiles({ name: 'avis-2.csv', mimeType: 'text/csv', buffer: table('RE-26181') });
    const second = page.getByRole('article', { name: 'avis-2.csv' });
    await second.getByRole('table', { name: 'What avis-2.csv would bring' }).getByText('Weber').waitFor();
    await second.getByLabel('Mapping').selectOption('Weber');
    await second.getByRole('table', { name: 'What avis-2.csv would bring' }).getByText('781.00').waitFor();
  });

  it('declares a payment service, looks at its report first, and splits its deposit over the customers that it names', async () => {
    const { engine, caller, company } = bench.workday;
    const controller = await open();
    await signIn(controller, '/cash/settlements?list=services', 'controller');
    await controller.getByText('No payment service is declared').waitFor();
    await controller.keyboard.press('n');
    const form = controller.getByRole('dialog');
    await form.getByLabel('Name').fill('Paywell');
    await form.getByLabel('Code').fill('paywell');
    await form.getByLabel('Currency').fill('EUR');
    await form.getByLabel('These terms hold from').fill('2026-01-01');
    await form.getByLabel('Highest fee %').fill('3');
    await picture(controller, 'settlement-service');
    await form.getByRole('button', { name: 'Declare', exact: true }).click();
    await controller.getByRole('table', { name: 'Payment services' }).getByText('in force').waitFor();

    const page = await open();
    await ticksOf(page, 1_000);
    await signIn(page, '/cash/settlements');
    const report = [
      'settlement,type,date,reference,document,customer,gross,fee,net,currency',
      'PW-70001,payment,2026-02-27,pay_1,PW-101,Keramika Hodonin,120.00,2.40,117.60,EUR',
      'PW-70001,payment,2026-02-27,pay_2,PW-102,Keramika Hodonin,80.00,1.60,78.40,EUR',
      'PW-70001,payment,2026-02-27,pay_3,ORDER-9,Somebody,19.90,0.40,19.50,EUR',
      'PW-70001,fee,2026-02-28,,,,-1.50,,-1.50,EUR',
      'PW-70002,payment,2026-02-28,pay_4,ORDER-11,Somebody else,100.00,9.00,91.00,EUR',
      'PW-70003,payment,2026-02-28,pay_5,PW-103,Keramika Hodonin,60.00,1.20,58.80,EUR',
      'PW-70003,payment,2026-02-28,pay_6,ORDER-12,Atelier Blum,12.00,0.24,11.76,EUR',
      'PW-70003,fee,2026-02-28,,,,-0.50,,-0.50,EUR',
    ].join('\n');
    const choose = page.locator('input[type=file]');
    await choose.setInputFiles({ name: 'payouts.csv', mimeType: 'text/csv', buffer: Buffer.from(report) });
    const preview = page.getByRole('table', { name: 'What payouts.csv would bring' });
    await preview.getByText('held for a person').waitFor();
    await preview.getByText('214.00').waitFor();
    await preview.getByText('2 of 3').waitFor();
    await picture(page, 'settlement-check');
    await page.getByRole('button', { name: 'Take it in' }).click();
    await page.getByText(/^Taken in\. Settlements: 3/).waitFor();

    // The bank names one of them; of the other a person says which money it is.
    const lines = [
      ':20:STARTUMS',
      ':25:DE89370400440532013000',
      ':28C:43/1',
      ':60F:C260302EUR38138,81',
      ':61:2603020302C214,00NTRFNONREF//pw1',
      ':86:166?00GUTSCHRIFT?20SVWZ+Sammelzahlung?32PWE SA',
      ':61:2603020302C70,06NTRFNONREF//pw3',
      ':86:166?00GUTSCHRIFT?20SVWZ+PW-70003?32PWE SA',
      ':62F:C260302EUR38422,87',
      '-',
      '',
    ];
    const bytes = new TextEncoder().encode(lines.join('\r\n'));
    must(await importBankFile(engine, caller, { name: 'payouts.sta', bytes }));
    must(await applyCash(engine, caller, { company, asOf: businessDay }));

    await page.getByRole('listitem').getByRole('link', { name: 'PW-70001' }).click();
    await page.getByRole('heading', { name: 'Settlement PW-70001' }).waitFor();
    await page.getByText('The bank has not paid 214.00 EUR yet').waitFor();
    await page.keyboard.press('a');
    await page.getByRole('option', { name: /Sammelzahlung.*same amount/ }).click();
    await page.getByText('Settlement PW-70001 is posted. Lines applied: 2, proposed: 0.').hover();
    await page.getByRole('table', { name: 'How it foots' }).getByText('It foots').waitFor();
    await page.getByRole('link', { name: '1 line is not applied' }).click();
    const grid = page.getByRole('grid', { name: 'Lines of the settlement' });
    await grid.getByText('we have no such document').waitFor();
    await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe('2');
    // While its word is on screen it is taken back in one step, by reversing entries.
    await page.keyboard.press('u');
    await page.getByText(/^Settlement PW-70001 is taken back/).waitFor();
    await page.getByRole('banner').or(page.locator('header')).getByText('Taken back').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Held 1/ }).click();
    await page.getByRole('grid', { name: 'Settlements' }).getByText('PW-70002').click();
    await page.getByText('are above the 3 %').waitFor();
    await page.keyboard.press('r');
    await page.getByLabel('Reason').fill('The monthly fee is in it.');
    await page.keyboard.press('Enter');
    await page.getByText('Settlement PW-70002 passes: it is posted with its deposit.').waitFor();
    await page.getByText('It was released: The monthly fee is in it.').waitFor();
  });

  it('selects by keys, by a pasted column of numbers, and says which were not found', async () => {
    const page = await open();
    await signIn(page, '/items', 'lead');
    const grid = page.getByRole('grid', { name: 'Open items' });
    await grid.waitFor();
    await grid.focus();
    await page.keyboard.press(' ');
    await page.keyboard.press('j');
    await page.keyboard.press(' ');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('Escape');
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', 'RE-26031\t12\r\nRE-26035\r\nNOT-THERE\r\n');
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    });
    await page.getByText('2 selected').waitFor();
    await page.getByText('Not found among the open items: NOT-THERE').waitFor();
    await settled(page);
    await page.keyboard.press('Control+a');
    const total = Number(await grid.getAttribute('aria-rowcount')) - 1;
    await page.getByText(`${total} selected`).waitFor();
    await picture(page, 'items-selected');
  });

  it('finds a list as it was after loading anew and after going back: filters, order, open groups, place, what is chosen', async () => {
    const page = await open();
    await signIn(page, '/items?sort=-open&currency=EUR', 'lead');
    const grid = page.getByRole('grid', { name: 'Open items' });
    await settled(page);
    await grid.focus();
    for (const key of ['ArrowDown', ' ', 'ArrowDown', ' ']) await page.keyboard.press(key);
    await page.getByText('2 selected').waitFor();
    const active = page.locator('.grid-row[data-active] [role=gridcell]').nth(1);
    const there = await textOf(active);
    await page.reload();
    await page.getByText('2 selected').waitFor();
    await expect.poll(() => active.textContent()).toBe(there);
    // Another question begins without a choice; its predecessor has it still.
    await page.getByRole('combobox', { name: 'Group by' }).selectOption('customer');
    const groups = page.getByRole('treegrid', { name: 'Open items' });
    await groups.locator('[aria-expanded]').first().waitFor();
    await settled(page);
    await groups.focus();
    await page.keyboard.press('Enter');
    await groups.locator('[aria-expanded=true]').waitFor();
    await expect.poll(() => page.getByText('2 selected').count()).toBe(0);
    // A row that is still on its way opens nothing.
    await groups.locator('.grid-row:not(.grid-group) .drill').first().waitFor();
    await settled(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'About this customer' }).waitFor();
    await page.goBack();
    await groups.locator('[aria-expanded=true]').waitFor();
    await page.goBack();
    await grid.waitFor();
    await page.getByText('2 selected').waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('-open');
    // The same holds of a run: whom it is about is written in the address.
    await page.goto('/runs/dunning?company=DE01&list=excluded&search=kettner');
    await expect.poll(() => page.getByLabel('Name or number').inputValue()).toBe('kettner');
    await page.locator('[aria-current=true]', { hasText: 'Excluded, and why' }).waitFor();
  });

  it('finds a receipt by its bank reference and a document by its purchase order, and says so', async () => {
    const page = await open();
    await signIn(page, '/today', 'lead');
    const palette = page.getByPlaceholder('Customer, any number, or an action');
    await page.keyboard.press('Control+k');
    await palette.fill('2602274');
    const receipt = page.getByRole('option', { selected: true }).filter({ hasText: 'M. Unbekannt' });
    await receipt.getByText('Reference of the bank 2602274').waitFor();
    await picture(page, 'palette-bank-reference');
    await page.keyboard.press('Enter');
    await receiptHeading(page).waitFor();
    await page.keyboard.press('Control+k');
    await palette.fill('po-77 12');
    const item = page.getByRole('option', { selected: true }).filter({ hasText: 'PO-1' });
    await item.getByText('Purchase order PO 77/1204').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[aria-current=true]', { hasText: 'PO-1' }).waitFor();
    // By what is open of it, as it is written here or anywhere.
    for (const written of ['77.12', '77,12']) {
      await page.keyboard.press('Control+k');
      await palette.fill(written);
      await item.getByText('Amount', { exact: false }).first().waitFor();
      await page.keyboard.press('Escape');
    }
    // By who calls. A contact's word that is a place's name leads to the place.
    await page.keyboard.press('Control+k');
    await palette.fill('0305550100');
    await page.getByRole('option', { selected: true }).getByText('Contact Accounts payable').waitFor();
    await palette.fill('payables');
    await page.getByText('By a contact').waitFor();
    await page
      .getByRole('option', { selected: true })
      .filter({ hasText: /^Payables/ })
      .waitFor();
    await page.keyboard.press('Escape');
    // The list finds it too, and shows by what.
    await page.goto('/items?reference=po77');
    const grid = page.getByRole('grid', { name: 'Open items' });
    await grid.getByText('PO 77/1204').waitFor();
    await picture(page, 'items-by-reference');
  });

  it('shows and marks a customer’s item that comes later than those that are listed', async () => {
    const { engine, caller, tenantId } = bench.workday;
    const company = must(await findCompany(engine, tenantId, 'GB01'));
    const { accountId } = (await runQuery(engine, tenantId, (db) =>
      findCustomerKey(db, tenantId, company.id, 'G1007'),
    ))!;
    const documents = Array.from({ length: 205 }, (_, index) => ({
      accountId,
      documentType: 'invoice' as const,
      number: `LONG-${1001 + index}`,
      documentDate: '2026-02-01',
      dueDate: '2026-05-01',
      currency: 'GBP',
      amountMinor: 10_00n + BigInt(index),
    }));
    must(await postDocuments(engine, caller, { company, documents }));
    const page = await open();
    await signIn(page, '/customers/G1007?company=GB01&find=LONG-1205', 'lead');
    const marked = page.locator('tr[aria-current=true]');
    await marked.filter({ hasText: '12.04' }).waitFor();
    await expect.poll(() => marked.count()).toBe(1);
    await picture(page, 'item-found-beyond');
  });

  it('has a customer’s items as the list that all items are: windows, filters, order, what is chosen and done with it', async () => {
    const page = await open();
    await signIn(page, '/customers/G1007/items?company=GB01&number=LONG', 'lead');
    const grid = page.getByRole('grid', { name: 'Open items' });
    await page.locator('[data-count]').getByText('205').waitFor();
    // The last row is reached though it is in no first window.
    await grid.focus();
    await page.keyboard.press('End');
    await page.locator('.grid-row[data-active]', { hasText: 'LONG-1205' }).waitFor();
    await grid.getByRole('button', { name: 'Open GBP' }).click();
    await page.waitForURL(/sort=-open/);
    await grid.focus();
    await page.keyboard.press('Home');
    await page.locator('.grid-row[data-active]', { hasText: 'LONG-1205' }).waitFor();
    // Whose they are is fixed: neither a filter nor a column nor a group.
    await page.keyboard.press('f');
    const filters = page.getByRole('dialog', { name: 'Filter' });
    await filters.getByRole('group', { name: 'Type' }).getByLabel('Invoice', { exact: true }).check();
    await filters.getByRole('group', { name: 'Type' }).getByLabel('Payment', { exact: true }).check();
    await expect.poll(() => filters.getByLabel('Customer', { exact: true }).count()).toBe(0);
    await picture(page, 'customer-items-filter');
    await page.keyboard.press('Enter');
    await page.waitForURL(/type=invoice(,|%2C)payment/);
    await page.getByRole('button', { name: 'Invoice, Payment' }).waitFor();
    await page.locator('[data-count]').getByText('205').waitFor();
    await page.reload();
    await page.locator('.grid-row[data-active]', { hasText: 'LONG-1205' }).waitFor();
    // What is chosen is promised; the list stays as it was.
    await grid.focus();
    for (const key of [' ', 'j', ' ']) await page.keyboard.press(key);
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('p');
    const panel = page.getByRole('region', { name: 'Log a call' });
    await expect.poll(() => panel.getByLabel('Amount').inputValue()).toBe('24.07');
    await picture(page, 'customer-items-promise');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await expect.poll(() => new URL(page.url()).searchParams.get('doing')).toBe(null);
    // The same can be begun again.
    await page.keyboard.press('p');
    await panel.waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    // All that the filters let through, as a file of this customer alone.
    await page.keyboard.press('Control+a');
    await page.getByText('205 selected').waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Text (CSV)' }).click(),
    ]);
    const lines = readFileSync((await file.path())!, 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(lines).toHaveLength(206);
    expect(lines[1]).toContain('LONG-1205');
    expect(lines.slice(1).every((line) => line.includes('G1007'))).toBe(true);
    // Another tab has none of it.
    await page.keyboard.press(']');
    await page.waitForURL(/G1007\/timeline/);
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe(null);
  });

  it('copies the aging, and exports it as it is sorted', async () => {
    const page = await open();
    await signIn(page, '/insights/aging?sort=name', 'lead');
    await page.getByRole('table', { name: 'Aging by customer' }).waitFor();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText(/rows are copied\.$/).waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Text (CSV)' }).click(),
    ]);
    const lines = readFileSync((await file.path())!, 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(lines[0]).toContain('Number,Customer,Unapplied,Current,1-30');
    expect(lines[1]).toContain('Atelier Lumière SARL');
    await picture(page, 'aging-taken-away');
  });

  it('exports the view as a workbook with real numbers', async () => {
    const page = await open();
    await signIn(page, '/items?customer=10104', 'lead');
    await page.locator('.grid-row').first().waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Workbook (XLSX)' }).click(),
    ]);
    const bytes = new Uint8Array(readFileSync((await file.path())!));
    const table = must(readTable(bytes, { fileName: file.suggestedFilename() }));
    expect(JSON.stringify(table)).toContain('RE-26035');
    expect(JSON.stringify(table)).toContain('5822.18');
  });

  it('chooses a threshold on the curve of precision and coverage, tried on past money first', async () => {
    const page = await open();
    await signIn(page, '/cash/quality', 'controller');
    const curve = page.getByRole('table', { name: 'Precision and coverage by threshold' });
    await curve.getByRole('button', { name: 'Choose' }).first().click();
    await page.getByRole('button', { name: 'Try on past money' }).click();
    await page.getByRole('table', { name: 'What the rules would have done' }).waitFor();
    await picture(page, 'cash-quality-choosing');
    const form = page.getByRole('form', { name: 'Set the threshold' });
    // It begins today unless another day is written.
    await expect.poll(() => form.getByLabel('From').inputValue()).not.toBe('');
    await form.getByLabel('Reason').fill('Only what is named and agrees.');
    await form.getByRole('button', { name: 'Set the threshold' }).click();
    await page.getByText(/and a threshold of \d/).waitFor();
    // The word that it is set takes it back, by rules as they were before.
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.getByText('Taken back: the rules are as they were before.').waitFor();
    await page.getByText('no threshold is set').waitFor();
    await page.goto('/settings/matching');
    const versions = page.getByRole('table', { name: 'Earlier and coming versions' });
    const set = versions.getByRole('row').filter({ hasText: 'Only what is named and agrees.' });
    await set.getByText('%').last().waitFor();
    await versions
      .getByRole('row')
      .filter({ hasText: 'Taken back right after it was set.' })
      .getByText('in force')
      .waitFor();
    // Earlier rules are set again from a day to come; until then the page of the quality says so.
    await set.getByRole('button', { name: /again$/ }).click();
    const rules = page.getByRole('form', { name: 'Rules of cash application' });
    await expect.poll(() => rules.getByLabel('Minimum confidence in percent').inputValue()).not.toBe('0');
    await rules.getByLabel('From').fill('2026-12-31');
    await rules.getByLabel('Reason').fill('As we had it, from the end of the year.');
    await rules.getByRole('button', { name: 'Set the rules' }).click();
    await versions.getByRole('row').filter({ hasText: 'As we had it, from the end of the year.' }).waitFor();
    await expect.poll(() => rules.getByLabel('Minimum confidence in percent').inputValue()).toBe('0');
    await page.goto('/cash/quality');
    await page
      .getByRole('list', { name: 'Rules to come' })
      .getByText(/a threshold of \d/)
      .waitFor();
  });

  it('sets what a returned payment costs the customer, by currency and from a day on', async () => {
    const page = await open();
    await signIn(page, '/settings/matching', 'controller');
    await page.getByText('None was set: the company bears what a returned payment costs.').waitFor();
    const part = page.getByRole('region', { name: /^Fee for a returned payment/ });
    await part.getByLabel('Currency').fill('chf');
    await part.getByLabel('Fee', { exact: true }).fill('a few');
    await part.getByRole('button', { name: 'Set the fee' }).click();
    await part.getByText('That is not an amount in CHF.').waitFor();
    await part.getByLabel('Fee', { exact: true }).fill('7.5');
    await part.getByRole('button', { name: 'Set the fee' }).click();
    const fees = page.getByRole('table', { name: 'Fee for a returned payment' });
    await fees.getByText('7.50').waitFor();
    await fees.getByText('the customer').waitFor();
    await fees.getByText('in force').waitFor();
    expect(await looked(page, 'settings-return-fee')).toEqual([]);
    const analyst = await open();
    await signIn(analyst, '/settings/matching', 'lead');
    await analyst.getByRole('table', { name: 'Fee for a returned payment' }).getByText('7.50').waitFor();
    await expect.poll(() => analyst.getByRole('button', { name: 'Set the fee' }).count()).toBe(0);
  });

  it('reverses a document that was not to be, such as a fee that is waived', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    const key = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '10113')))!;
    const fee = { accountId: key.accountId, documentType: 'finance_charge' as const, number: 'GEB-1', currency: 'EUR' };
    const documents = [{ ...fee, documentDate: '2026-02-20', amountMinor: 750n }];
    must(await postDocuments(engine, caller, { company, documents }));
    const page = await open();
    await signIn(page, '/items?customer=10113', 'controller');
    const row = page.locator('.grid-row').filter({ hasText: 'GEB-1' });
    await row.getByRole('checkbox').click();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Reverse…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reverse GEB-1' });
    await dialog.getByText('7.50 EUR').waitFor();
    expect(await looked(page, 'items-reverse')).toEqual([]);
    await dialog.getByLabel('Reason').fill('Waived: the bank was at fault.');
    await page.keyboard.press('Enter');
    await page.getByText('GEB-1 is reversed.').waitFor();
    await row.waitFor({ state: 'detached' });
  });

  it('pays refunds by a file that a second person releases; one that the bank refuses is due again', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    const key = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '10113')))!;
    const credit = (number: string, currency: string, amountMinor: bigint) => ({
      ...{ accountId: key.accountId, documentType: 'credit_memo' as const, number, documentDate: '2026-02-20' },
      ...{ currency, amountMinor },
    });
    const documents = [credit('GU-1', 'EUR', -8_550n), credit('GU-2', 'EUR', -1_200n), credit('GU-3', 'GBP', -9_900n)];
    const { posted } = must(await postDocuments(engine, caller, { company, documents }));
    for (const { itemIds } of posted)
      must(await refundCredit(engine, caller, { itemId: itemIds[0]!, reason: 'The customer wants it paid out.' }));
    const found: string[] = [];
    const page = await open();
    await signIn(page, '/cash/refunds', 'controller');
    const due = page.getByRole('grid', { name: 'Refunds to be paid out' });
    await due.getByText('No account of ours in this currency').waitFor();
    // One that was not to be is taken back before it leaves, and its credit is refunded anew.
    await due.getByRole('row').filter({ hasText: 'GBP' }).click();
    await page.keyboard.press('x');
    const takingBack = page.getByRole('dialog', { name: /^Take refund .* back$/ });
    await takingBack.getByText('99.00 GBP').waitFor();
    found.push(...(await looked(page, 'refunds-take-back')));
    await takingBack.getByLabel('Reason').fill('They take goods for it.');
    await page.keyboard.press('Enter');
    await due.getByText('No account of ours in this currency').waitFor({ state: 'detached' });
    // The list lets the row go before the books have: its credit is there again once they have taken the refund back.
    const anew = { itemId: posted[2]!.itemIds[0]!, reason: 'They want money after all.' };
    await expect.poll(async () => (await refundCredit(engine, caller, anew)).ok).toBe(true);
    await due.getByText('No account of ours in this currency').waitFor();
    await page.keyboard.press('Control+a');
    await page.getByText('2 selected').waitFor();
    found.push(...(await looked(page, 'refunds')));
    await page.keyboard.press('c');
    const byCheck = page.getByRole('dialog', { name: 'Pay by check' });
    await byCheck.getByLabel('First check').fill('001007');
    await expect
      .poll(() =>
        byCheck
          .getByLabel(/^Check of /)
          .last()
          .inputValue(),
      )
      .toBe('001008');
    found.push(...(await looked(page, 'refunds-by-check')));
    await byCheck.getByLabel('Reason').fill('They bank with nobody.');
    await sendInVain(page, {
      ...{ sent: '**/api/refund-checks*', send: () => page.keyboard.press('Control+Enter'), login: 'controller' },
      typed: byCheck.getByLabel('Reason'),
    });
    await expect.poll(() => byCheck.getByLabel('First check').inputValue()).toBe('001007');
    await byCheck.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Checks of refunds' }).click();
    await page.getByText('No refund was paid by check yet').waitFor();
    await page.getByRole('button', { name: 'To be paid out' }).click();
    // The key is that of the list that is shown: before it is there again it does nothing.
    await due.getByText('No account of ours in this currency').waitFor();
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: 'Make a payment file' });
    await dialog.getByText('2 refunds · 97.50 EUR').waitFor();
    await dialog.getByLabel('Reason').fill('Monday’s payments.');
    found.push(...(await looked(page, 'refunds-make-file')));
    await page.keyboard.press('Control+Enter');
    await page.getByText('Asked for approval; the file is made once it is approved.').waitFor();
    const personId = BigInt(must(await createPerson(engine, caller, { name: 'Rita Release' })).personId);
    must(await grantRole(engine, caller, { personId, companyId: null, role: 'lead' }));
    const release = async (action: string): Promise<void> => {
      const { rows } = await runQuery(engine, tenantId, (db) =>
        sql<{ requestId: bigint; contentHash: string }>`
          select id as "requestId", content_hash as "contentHash" from platform.authority_request
          where tenant_id = ${tenantId} and action = ${action}`.execute(db),
      );
      must(await approveRequest(engine, { ...caller, actor: { personId } }, rows[0]!));
    };
    await release('cash.pay-refunds');
    await page.getByRole('button', { name: 'Payment files' }).click();
    const files = page.getByRole('grid', { name: 'Payment files' });
    await files.getByText('released by Rita Release').waitFor();
    await files.getByText('PF-2026-000001').click();
    const payments = page.getByRole('table', { name: 'Payments of the file' });
    await payments.getByText('On its way').first().waitFor();
    const [saved] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('s')]);
    expect(readFileSync(await saved.path(), 'utf8')).toContain('<CtrlSum>97.50</CtrlSum>');
    await payments.getByRole('checkbox').last().check();
    await page.keyboard.press('r');
    await page.getByRole('dialog').getByLabel('Reason').fill('AC04: the account is closed.');
    await page.getByRole('dialog').getByRole('button', { name: 'Refused by the bank' }).click();
    await page.getByText('Asked for approval; the refunds are due again once it is approved.').waitFor();
    await release('cash.withdraw-payments');
    await payments.getByText('AC04: the account is closed.').waitFor();
    found.push(...(await looked(page, 'payment-file')));
    await page.keyboard.press('Escape');
    await files.getByText('1 not paid').waitFor();
    found.push(...(await looked(page, 'payment-files')));
    await page.getByRole('button', { name: 'To be paid out' }).click();
    await due.getByText('Refused by the bank').waitFor();
    expect(found).toEqual([]);
  });

  it('shows the refunds of all chosen companies, and pays each from an account of its own company', async () => {
    const { engine, caller, tenantId } = bench.workday;
    const company = must(await findCompany(engine, tenantId, 'GB01'));
    const { accountId } = (await runQuery(engine, tenantId, (db) =>
      findCustomerKey(db, tenantId, company.id, 'G1001'),
    ))!;
    const account = makeIban('DE', '370400440532013055');
    await verifyBankAccount(engine, caller, { accountId, account, holderName: 'Shop 1001 Ltd' });
    const glAccountId = (await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id))).find(
      (one) => one.purpose === 'bank',
    )!.id;
    const ours = { company, number: '60161331926819', currency: 'GBP', name: 'Thames', glAccountId };
    must(await createBankAccount(engine, caller, ours));
    const credit = { accountId, documentType: 'credit_memo' as const, number: 'CN-77', documentDate: '2026-02-20' };
    const { posted } = must(
      await postDocuments(engine, caller, {
        company,
        documents: [{ ...credit, currency: 'GBP', amountMinor: -1_234n }],
      }),
    );
    must(await refundCredit(engine, caller, { itemId: posted[0]!.itemIds[0]!, reason: 'Paid twice.' }));
    const page = await open();
    await signIn(page, '/cash/refunds?company=DE01,GB01', 'controller');
    const due = page.getByRole('grid', { name: 'Refunds to be paid out' });
    await due.getByText(printedAccount(account)).waitFor();
    const companies = due.locator('.grid-row').filter({ hasText: /GB01|DE01/ });
    await expect.poll(() => companies.filter({ hasText: 'GB01' }).count()).toBe(1);
    await expect.poll(() => companies.filter({ hasText: 'DE01' }).count()).toBeGreaterThan(0);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: 'Make a payment file' });
    await dialog.getByLabel('From').selectOption('GB01 · Thames · GBP');
    await dialog.getByText('1 refund · 12.34 GBP').waitFor();
    await dialog.getByText('no: is owed by DE01').first().waitFor();
    expect(await looked(page, 'refunds-of-two-companies')).toEqual([]);
  });

  it('says which payments the bank has to stop, and makes a deduction of what a customer announces', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    const key = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '10113')))!;
    const document = { accountId: key.accountId, currency: 'EUR', documentDate: '2026-02-20' };
    const { posted } = must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          { ...document, documentType: 'credit_memo', number: 'GU-9', amountMinor: -4_400n },
          { ...document, documentType: 'invoice', number: 'RE-90001', amountMinor: 50_000n },
        ],
      }),
    );
    must(
      await refundCredit(engine, caller, { itemId: posted[0]!.itemIds[0]!, reason: 'The customer wants it paid out.' }),
    );
    const { rows, accounts } = await listDueRefunds(engine, tenantId, company);
    const itemId = String(rows.find((row) => row.amount === '44.00')!.itemId);
    const bankAccountId = String(accounts.find((one) => one.currency === 'EUR')!.bankAccountId);
    const file = must(
      await payRefunds(engine, caller, { bankAccountId, itemIds: [itemId], reason: 'Tuesday’s payments.' }),
    );
    must(
      await recordInsolvency(engine, caller, {
        ...{ number: '10113', today: '2026-03-02', openedOn: '2026-02-27', claimDeadline: null },
        ...{ courtReference: 'AG Hamburg 67c IN 12/26', source: 'Letter of the administrator.' },
      }),
    );
    must(await setUpTax(engine, caller));
    const bytes = x12Adjustments(7, 'Keramika Hodonin a.s.', [
      { number: 'CM-3391', kind: 'credit', cents: 44_00, invoice: 'RE-90001' },
      { number: 'CM-3392', kind: 'credit', cents: 9_00, invoice: 'RE-NOBODY' },
    ]);
    must(await importAdviceFile(engine, caller, { name: 'adjustments.edi', bytes, companies: [company] }));
    const unknown = x12Adjustments(8, 'Purchasing Pool North', [
      { number: 'CM-3393', kind: 'credit', cents: 3_00, invoice: 'RE-90001', reasons: [['54', 'C', 3_00]] },
    ]);
    must(await importAdviceFile(engine, caller, { name: 'pool.edi', bytes: unknown, companies: [company] }));
    const found: string[] = [];
    const page = await open();
    await signIn(page, '/cash/refunds', 'controller');
    await page.getByRole('table', { name: 'Payments to stop at the bank' }).getByText(file.number).waitFor();
    found.push(...(await looked(page, 'payments-to-stop')));
    await page.goto('/cash/advices');
    await page.getByText('3 announced adjustments wait').click();
    const list = page.getByRole('grid', { name: 'Announced adjustments' });
    await list.getByText('we have no such document').waitFor();
    found.push(...(await looked(page, 'adjustments')));
    await list.getByRole('button', { name: 'Accept CM-3391' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('CM-3391: Deduction of 44.00 EUR for RE-90001').waitFor();
    await expect.poll(() => dialog.getByLabel('Reason code').inputValue()).toBe('PRICE');
    await dialog.getByLabel('Reason code').selectOption('QUANTITY');
    found.push(...(await looked(page, 'adjustment-accepted')));
    await dialog.getByLabel('Reason', { exact: true }).fill('Agreed by phone.');
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('The adjustment is accepted.').waitFor();
    await list.getByRole('button', { name: 'Decline CM-3392' }).click();
    await dialog.getByLabel('Reason').fill('Not our invoice.');
    const decline = dialog.getByRole('button', { name: 'Decline' });
    await sendInVain(page, {
      ...{ sent: '**/api/adjustments/**', send: () => decline.click(), login: 'controller' },
      typed: dialog.getByLabel('Reason'),
    });
    await decline.click();
    await list.getByText('its customer is not known').waitFor();
    await list.getByRole('button', { name: 'Name the customer of CM-3393' }).click();
    await dialog
      .getByText('CM-3393 of Purchasing Pool North is about RE-90001, a document of customer 10113.')
      .waitFor();
    await dialog.getByLabel('Customer number').fill('10113');
    await dialog.getByLabel('Reason').fill('They buy for them.');
    await dialog.getByRole('button', { name: 'Name the customer' }).click();
    await list.getByRole('button', { name: 'Accept CM-3393' }).click();
    await expect.poll(() => dialog.getByLabel('Reason code').inputValue()).toBe('FREIGHT');
    await dialog.getByLabel('Reason', { exact: true }).fill('As the contract says.');
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('No adjustment waits').waitFor();
    await page.getByRole('button', { name: 'Accepted' }).click();
    await list.getByText('Agreed by phone.').waitFor();
    must(await liftInsolvency(engine, caller, { number: '10113', today: '2026-03-02', reason: 'Annulled.' }));
    expect(found).toEqual([]);
  });

  it('tries a rule for charges on the lines of the last days before it is put in force', async () => {
    const found: string[] = [];
    const page = await open();
    await signIn(page, '/cash/rules?list=bank', 'controller');
    await page.getByText('No rule is declared').waitFor();
    await page.getByRole('button', { name: /^New rule/ }).click();
    const form = page.getByRole('dialog', { name: 'New rule' });
    await form.getByLabel('Name').fill('Account fees');
    await form.getByLabel('Currency').fill('EUR');
    await form.getByLabel('Up to').fill('50');
    await form.getByRole('button', { name: 'Try on the last 90 days' }).click();
    await form.getByText('Write words of the line, or its type code.').waitFor();
    await form.getByLabel('Words').fill('account fee');
    await form.getByRole('button', { name: 'Try on the last 90 days' }).click();
    await form.getByRole('region', { name: 'What the rule would have done' }).waitFor();
    found.push(...(await looked(page, 'bank-rule-tried')));
    await form.getByLabel('Reason').fill('Every month the same.');
    const inForce = form.getByRole('button', { name: 'Put in force' });
    await sendInVain(page, {
      ...{ sent: '**/api/bank-rules?*', send: () => inForce.click(), login: 'controller' },
      typed: form.getByLabel('Words'),
    });
    await inForce.click();
    await page.getByText('The rule is in force.').waitFor();
    const rules = page.getByRole('table', { name: 'Rules for lines of the bank' });
    await rules.getByRole('button', { name: 'Change Account fees' }).click();
    const change = page.getByRole('dialog', { name: 'Change the rule' });
    await change.getByLabel('Up to').fill('60.00');
    await change.getByLabel('Reason').fill('The bank charges more.');
    await change.getByRole('button', { name: 'Put in force' }).click();
    await rules.getByText('60.00').waitFor();
    await page.getByLabel('Ended rules as well').check();
    await rules.getByText(/changed by/).waitFor();
    found.push(...(await looked(page, 'bank-rules')));
    await rules.getByRole('button', { name: 'End Account fees' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('We change the bank.');
    await page.getByRole('dialog').getByRole('button', { name: 'End the rule' }).click();
    await rules.getByText(/We change the bank/).waitFor();
    expect(found).toEqual([]);
  });

  it('draws a control sample of what posted by itself, and judges it posting by posting', async () => {
    const page = await open();
    await signIn(page, '/cash/quality', 'controller');
    const section = page.getByRole('region', { name: 'Control samples' });
    await section.getByText('None was drawn').waitFor();
    await expect.poll(() => section.getByLabel('Month').inputValue()).toBe('2026-02');
    await section.getByRole('button', { name: 'Draw a sample' }).click();
    await section.getByRole('button', { name: 'Postings of 2026-02' }).click();
    const postings = section.getByRole('table', { name: 'Postings of 2026-02' });
    await postings
      .getByRole('button', { name: /^Right: / })
      .first()
      .click();
    await postings.getByText('Carl Ott').waitFor();
    expect(await looked(page, 'control-sample')).toEqual([]);
  });

  it('has no accessibility fault and is nowhere wider than its window, light and dark', async () => {
    const page = await open();
    const look = async (name: string): Promise<void> => void faults.push(...(await looked(page, name)));
    await signIn(page, '/cash');
    await page.getByRole('table', { name: 'Items that may be paid' }).waitFor();
    await look('cash');
    await page.goto('/cash/rules');
    await page.getByRole('table', { name: 'What was learned about payers' }).waitFor();
    await look('cash-rules');
    await page.goto('/cash/quality');
    await page.getByRole('table', { name: 'Quality by kind of evidence' }).waitFor();
    await page
      .getByRole('link', { name: /of the receipts: show them/ })
      .last()
      .click();
    await page.getByRole('table', { name: 'Receipts behind the figure' }).waitFor();
    await look('cash-quality');
    await page.goto('/cash/unapplied');
    await page.locator('.grid-row').first().waitFor();
    await look('unapplied');
    await page.goto('/cash/advices');
    await page.getByRole('grid', { name: 'Advices' }).locator('.grid-row').first().click();
    await page.getByRole('table', { name: 'Lines of the advice' }).waitFor();
    await look('advices');
    await page.goto('/cash/accept');
    await page.locator('.grid-row').first().waitFor();
    await look('accept');
    await page.goto('/cash/checks');
    await page.locator('.grid-row').first().waitFor();
    await look('checks');
    await page.goto('/cash/settlements');
    await page.locator('.grid-row').first().waitFor();
    await look('settlements');
    await page.getByRole('grid', { name: 'Settlements' }).getByText('PW-70003').click();
    await page.getByRole('table', { name: 'How it foots' }).getByText('It foots').waitFor();
    await page.locator('.grid-row').first().waitFor();
    await look('settlement');
    await page.goto('/cash/settlements?list=services');
    await page.getByRole('table', { name: 'Payment services' }).waitFor();
    await look('settlement-services');
    await page.goto('/items');
    await page.locator('.grid-row').first().waitFor();
    await look('items');
    expect(faults).toEqual([]);
  });

  it('links a line by which the bank took money back to its payment, the charge with it', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    const account = 'DE44500105175407324931';
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
    must(
      await createBankAccount(engine, caller, {
        company,
        number: account,
        currency: 'EUR',
        name: 'Second',
        glAccountId,
      }),
    );
    const day = (number: number, on: string, openingCents: number, cents: number, text: string) =>
      mt940Day({ account, day: on, number, openingCents, lines: [[cents, 'Werft Nord', text]] });
    must(
      await importBankFile(engine, caller, { name: 'in.sta', bytes: day(1, '2026-02-25', 0, 61_00, 'ohne Angaben') }),
    );
    must(
      await importBankFile(engine, caller, {
        name: 'back.sta',
        bytes: day(2, '2026-02-26', 61_00, -64_00, 'CHARGEBACK'),
      }),
    );
    must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
    const found: string[] = [];
    const page = await open();
    await signIn(page, '/cash/returned', 'controller');
    const list = page.getByRole('grid', { name: 'Returned payments' });
    await list.getByText('CHARGEBACK').waitFor();
    found.push(...(await looked(page, 'returned-payments')));
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText(/rows? (is|are) copied/).waitFor();
    await list.getByRole('button', { name: /^Link 64\.00 of/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Which payment came back?' });
    await dialog.getByText('it is of the same payer').waitFor();
    await dialog.getByText('3.00 EUR of it are the bank’s own charge and are posted as a cost.').waitFor();
    found.push(...(await looked(page, 'link-returned-payment')));
    await dialog.getByLabel('Reason').fill('The bank named it on the phone.');
    await dialog.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('The payment is taken back; what it paid is open again.').waitFor();
    await page.getByText('Nothing that the bank took back waits').waitFor();
    // One sum for two payments, which the bank lists nowhere: both stand chosen, and the keyboard takes them back.
    const lines: BookedLine[] = [
      [50_11, 'Werft Nord', 'ohne Angaben'],
      [27_36, 'Werft Ost', 'ohne Angaben'],
    ];
    must(
      await importBankFile(engine, caller, {
        name: 'two.sta',
        bytes: mt940Day({ account, day: '2026-02-27', number: 3, openingCents: -3_00, lines }),
      }),
    );
    must(
      await importBankFile(engine, caller, {
        name: 'sum.sta',
        bytes: day(4, '2026-03-02', 74_47, -77_47, 'CHARGEBACK 2 ITEMS'),
      }),
    );
    must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
    await page.reload();
    await list.getByText('CHARGEBACK 2 ITEMS').waitFor();
    // The list tells where something is proposed.
    await list.getByRole('row').filter({ hasText: 'CHARGEBACK 2 ITEMS' }).getByText('2 payments').waitFor();
    found.push(...(await looked(page, 'returned-payments-proposed')));
    await list.press('l');
    await dialog
      .getByText('Of the receipts of the last 10 days these 2 come to this sum, and hardly by chance.')
      .waitFor();
    await expect.poll(() => dialog.getByRole('checkbox', { checked: true }).count()).toBe(3);
    found.push(...(await looked(page, 'split-returned-sum')));
    await dialog.getByLabel('Reason').fill('The list came by mail.');
    await dialog.getByLabel('Reason').press('Enter');
    await page.getByText('Nothing that the bank took back waits').waitFor();
    expect(found).toEqual([]);
  });

  it('takes an applied receipt back that the bank returned, once it was seen what is open again', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    const key = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '10109')))!;
    const document = { accountId: key.accountId, documentDate: '2026-02-02', dueDate: '2026-02-20', currency: 'EUR' };
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [{ ...document, documentType: 'invoice', number: 'LS-4711', amountMinor: 83_21n }],
      }),
    );
    const lines: BookedLine[] = [[83_21, 'Lastschrift Kunde', 'LS-4711']];
    const account = 'DE02120300000000202051';
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
    const named = { company, number: account, currency: 'EUR', name: 'Debits', glAccountId };
    must(await createBankAccount(engine, caller, named));
    must(
      await importBankFile(engine, caller, {
        name: 'debit.sta',
        bytes: mt940Day({ account, day: '2026-03-02', number: 1, openingCents: 0, lines }),
      }),
    );
    must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint }>`select id from cash.v_receipt where tenant_id = ${tenantId} and amount_minor = 8321`.execute(
        db,
      ),
    );
    const page = await open();
    await signIn(page, `/cash/lines/${rows[0]!.id}?queue=applied`);
    await page.getByText('Applied to:').waitFor();
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: 'The payment of Lastschrift Kunde came back' });
    await dialog.getByRole('table', { name: 'Open again' }).getByText('LS-4711').waitFor();
    await picture(page, 'receipt-return');
    await dialog.getByLabel('Reason').fill('Insufficient funds.');
    await dialog.getByLabel('Reason').press('Enter');
    await page.getByText('The payment is taken back; what it paid is open again.').waitFor();
    await page.getByText(/^Came back on .*: Insufficient funds\.$/).waitFor();
    // It came back once: nothing offers to take it back again, or to apply what is gone.
    await page.getByRole('button', { name: /^Came back…/ }).waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: /^Apply and next/ }).count()).toBe(0);
    const [item] = await runQuery(
      engine,
      tenantId,
      async (db) =>
        (
          await sql<{
            open: bigint;
          }>`select open_minor as open from receivables.v_item where tenant_id = ${tenantId} and number = 'LS-4711'`.execute(
            db,
          )
        ).rows,
    );
    expect(item!.open).toBe(83_21n);
  });

  it('lists withheld tax until its certificate comes, and asks for approval above one’s limit', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    const key = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '10113')))!;
    const document = {
      accountId: key.accountId,
      documentType: 'invoice' as const,
      number: 'WT-1',
      documentDate: '2026-02-02',
      dueDate: '2026-03-04',
      currency: 'EUR',
      amountMinor: 8_000_00n,
    };
    const { posted } = must(
      await postDocuments(engine, caller, { company, documents: [document], reason: 'what is withheld from' }),
    );
    must(
      await withholdTax(engine, caller, {
        itemId: posted[0]!.itemIds[0]!,
        amount: '800.00',
        postingDate: businessDay,
        reason: '10 % withheld, as its country asks.',
      }),
    );
    const found: string[] = [];
    const page = await open();
    await signIn(page, '/cash/certificates');
    const list = page.getByRole('grid', { name: 'Certificates of withheld tax' });
    await list.getByText('800.00').first().waitFor();
    found.push(...(await looked(page, 'certificates')));
    await list.getByRole('button', { name: /^It came: / }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Number of the certificate').fill('Q-77/2026');
    await dialog.getByLabel('The certificate as a file (PDF or picture)').setInputFiles({
      ...{ name: 'Q-77.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\nwithheld\n%%EOF\n') },
    });
    found.push(...(await looked(page, 'certificate')));
    await dialog.getByRole('button', { name: 'Receive the certificate' }).click();
    await page.getByText('Asked for approval; the tax is settled once it is approved.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await list.getByRole('button', { name: 'Q-77.pdf' }).waitFor();
    await page
      .getByRole('button', { name: 'Received' })
      .or(page.getByRole('tab', { name: 'Received' }))
      .click();
    await page.getByText('No certificate has come yet').waitFor();
    found.push(...(await looked(page, 'certificates-received')));
    expect(found).toEqual([]);
  });

  it('shows a statement that is held above the lines of the bank, and lets it in at a person’s word', async () => {
    const { engine, caller } = bench.workday;
    const bytes = mt940Day({
      day: '2026-02-27',
      number: 77,
      lines: [[42_17, 'Unbekannt', 'ohne Angaben']],
      closingCents: 1,
    });
    must(await importBankFile(engine, caller, { name: 'cut-off.sta', bytes }));
    const found: string[] = [];
    const page = await open();
    await signIn(page, '/today');
    await page.getByText('Statements held').waitFor();
    await page.goto(`${new URL(page.url()).origin}/cash/bank-lines`);
    const table = page.getByRole('table', { name: 'Statements held' });
    await table.getByText('42.17').waitFor();
    found.push(...(await looked(page, 'held-statements')));
    await table.getByRole('button', { name: 'Release it' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Release statement 77/1' });
    await dialog.getByText('Unbekannt · ohne Angaben').waitFor();
    found.push(...(await looked(page, 'let-statement-in')));
    await dialog.getByLabel('Reason').fill('The bank corrected its balance by letter.');
    await dialog.getByLabel('Reason').press('Enter');
    await page.getByText('Statement 77/1 is released: 0 lines applied, 0 proposed.').waitFor();
    await table.waitFor({ state: 'detached' });
    expect(found).toEqual([]);
  });

  it('refunds what is left of money on account once a second person has approved it, to the account that is in force', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    const key = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '10119')))!;
    const account = makeIban('DE', '370400440532013119');
    await verifyBankAccount(engine, caller, { accountId: key.accountId, account, holderName: 'Weber GmbH' });
    const page = await open();
    await signIn(page, '/cash?queue=on_account');
    await page.locator('section[aria-label=Receipts] ol button', { hasText: 'Weber' }).first().click();
    await receiptHeading(page).getByText('Weber').waitFor();
    await settled(page);
    await page.keyboard.press('f');
    const dialog = page.getByRole('dialog', { name: 'Refund a credit' });
    await dialog.getByText('777.00 EUR are left of it').waitFor();
    expect(await looked(page, 'refund-credit')).toEqual([]);
    await dialog.getByLabel('Paid to').selectOption(account);
    await dialog.getByLabel('Reason').fill('They paid what another supplier was to get.');
    await dialog.getByRole('button', { name: 'Refund it' }).click();
    await page.getByText('Asked for approval; it waits among the refunds once it is approved.').waitFor();
    const personId = BigInt(must(await createPerson(engine, caller, { name: 'Rolf Freigabe' })).personId);
    must(await grantRole(engine, caller, { personId, companyId: null, role: 'controller' }));
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ requestId: bigint; contentHash: string }>`
        select id as "requestId", content_hash as "contentHash" from platform.authority_request
        where tenant_id = ${tenantId} and action = 'receivables.refund' order by id desc limit 1`.execute(db),
    );
    must(await approveRequest(engine, { ...caller, actor: { personId } }, rows[0]!));
    await page.goto('/cash/refunds');
    const due = page.getByRole('grid', { name: 'Refunds to be paid out' });
    await due.locator('.grid-row', { hasText: 'Weber' }).getByText('777.00').waitFor();
    await due.getByText(printedAccount(account)).waitFor();
  });

  it('takes an application back long after it was made, with its reason', async () => {
    const page = await open();
    await signIn(page, '/cash?queue=applied');
    await page.locator('section[aria-label=Receipts] ol button', { hasText: 'Nordwerk' }).first().click();
    await receiptHeading(page).getByText('Nordwerk').waitFor();
    await settled(page);
    const numberIn = async (name: RegExp): Promise<number> =>
      Number((await textOf(page.getByRole('button', { name }))).replaceAll(/\D/g, ''));
    const before = await numberIn(/^Applied/);
    await page.getByRole('button', { name: 'Take back…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take the application back' });
    expect(await looked(page, 'cash-take-back')).toEqual([]);
    await dialog.getByLabel('Reason').fill('It was meant for the other invoice.');
    await dialog.getByRole('button', { name: 'Take it back' }).click();
    // A refusal stands in the dialog.
    await expect.poll(async () => ((await dialog.count()) > 0 ? dialog.innerText() : 'gone')).toBe('gone');
    await expect.poll(() => numberIn(/^Applied/)).toBe(before - 1);
  });

  it('applies the lines of a dropped bank file at once, as the day run does', async () => {
    const { engine, caller, company, tenantId } = bench.workday;
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
    const number = makeIban('DE', '120300000000202099');
    must(await createBankAccount(engine, caller, { company, number, currency: 'EUR', name: 'Third', glAccountId }));
    const openOf = (wanted: string) =>
      runQuery(engine, tenantId, (db) =>
        sql<{ number: string; open: bigint }>`
          select i.number, i.open_minor as open from receivables.v_item i
          join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
          where i.tenant_id = ${tenantId} and i.company_id = ${company.id} and a.number = '10107' and i.document_type = 'invoice'
            and (i.number = ${wanted} or (${wanted} = '' and i.open_minor > 0)) order by i.id limit 1`.execute(db),
      ).then(({ rows }) => rows[0]!);
    const item = await openOf('');
    const lines: BookedLine[] = [[Number(item.open), 'Metallbau Krueger KG', item.number]];
    const bytes = mt940Day({ account: number, day: businessDay, number: 1, lines });
    const page = await open();
    await signIn(page, '/data/imports');
    await page
      .getByLabel('Files to import')
      .setInputFiles({ name: 'third.sta', mimeType: 'text/plain', buffer: Buffer.from(bytes) });
    await page.getByRole('button', { name: /^Import 1 row/ }).click();
    await page.getByRole('button', { name: /^Apply .*new lines? of the bank/ }).click();
    await page.getByText(/^\d+ applied, \d+ proposed/).waitFor();
    expect((await openOf(item.number)).open).toBe(0n);
    await page.getByRole('button', { name: /^Apply .*new lines? of the bank/ }).waitFor({ state: 'detached' });
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
