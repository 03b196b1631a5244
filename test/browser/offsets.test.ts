/** Offsets in a real browser: looked for, both sides looked at, a document attached, set off with its preview. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#kernel';
import {
  executeOffsetAction,
  keepDocument,
  linkOf,
  loadRequests,
  proposeByHand,
  requestDocuments,
  setOffsetPolicy,
  standardPolicy,
} from '#offsets';
import { runQuery, setLimits } from '#platform';
import { postDocuments } from '#receivables';
import { must } from '#test/books';
import { businessDay, password } from '#test/workday';
import { cutTexts, enterAt, looked, openWorkbench, picture, sendInVain, ticksOf, type Workbench } from './workbench.ts';

const workbench = await openWorkbench();

describe.runIf(workbench)('R31 offsets at the workbench', () => {
  const bench = workbench as Workbench;
  const open = async (): Promise<Page> => {
    const { page } = await bench.open({});
    return page;
  };
  const signIn = async (page: Page, path: string): Promise<void> => {
    await enterAt(page, path, 'controller');
  };
  beforeAll(async () => {
    const { engine, caller, company, accounts } = bench.workday;
    await bench.workday.person('controller', 'Cora Engel', 'controller');
    await bench.workday.person('second', 'Sofia Ruiz', 'controller');
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
    await page.getByText('No offset is open').waitFor();
    await page.getByRole('button', { name: 'Look for offsets' }).click();
    await page.getByRole('link', { name: 'Customer C1' }).waitFor();
    const faults = await looked(page, 'offsets');
    await page.getByRole('link', { name: 'Customer C1' }).click();
    await page.getByRole('region', { name: 'They owe' }).getByText('RE-9001').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Set off' }).isDisabled()).toBe(true);
    faults.push(...(await looked(page, 'offset')));
    const bytes = Buffer.from('%PDF-1.4\n%%EOF\n');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'signed.pdf', mimeType: 'application/pdf', buffer: bytes });
    await page.getByText('signed.pdf').waitFor();
    await page.getByRole('button', { name: 'Set off' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('GS-9001').waitFor();
    await dialog.getByLabel('Reason').fill('Agreed by phone.');
    const setOff = dialog.getByRole('button', { name: 'Set off' });
    await sendInVain(page, {
      ...{ sent: '**/execution', send: () => setOff.click(), login: 'controller' },
      typed: dialog.getByLabel('Reason'),
    });
    await setOff.click();
    await page.getByText('Posted', { exact: true }).waitFor();
    // What was set off by mistake is reversed with one key.
    await page.keyboard.press('u');
    await page.getByText('The offset is reversed; both sides are open again.').waitFor();
    await page.getByText('Taken back right after it was set off.').waitFor();
    expect(faults).toEqual([]);
  });

  it('takes payables by hand and by file, with the bad row mended, and withdraws one', async () => {
    const page = await open();
    await signIn(page, '/offsets/payables');
    await page.getByText('Nothing is on offer').waitFor();
    const faults = await looked(page, 'payables-empty');
    await page.getByRole('button', { name: 'Add a payable' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: 'Offer it' }).click();
    await form.getByText('Write the supplier’s number.').waitFor();
    await form.getByLabel('Supplier number').fill('V1');
    await form.getByLabel('Supplier', { exact: true }).fill('Muster Logistik GmbH');
    await form.getByLabel('Document').fill('L-100');
    await form.getByLabel('Date').fill('2026-02-01');
    await form.getByLabel('Amount').fill('1,250.00');
    faults.push(...(await looked(page, 'payable-add')));
    await form.getByRole('button', { name: 'Offer it' }).click();
    const grid = page.getByRole('grid', { name: 'Payables' });
    await grid.getByText('L-100').waitFor();
    const rows = [
      'vendorNumber,vendorName,number,documentDate,amount',
      'V1,Muster Logistik GmbH,L-101,2026-02-03,400.00',
      'V2,Nordwind Spedition,N-7,2026-02-04,-80.00',
    ];
    await page
      .getByLabel('Files to import')
      .setInputFiles({ name: 'open.csv', mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\n')}\n`) });
    const file = page.getByRole('article', { name: 'open.csv' });
    await file.getByText('What we owe is positive').waitFor();
    faults.push(...(await looked(page, 'payables-file')));
    await file.getByLabel('amount of row 3').fill('80.00');
    await file.getByRole('button', { name: 'Check the corrected rows' }).click();
    await file.getByRole('button', { name: 'Import 2 rows' }).click();
    await grid.getByText('N-7').waitFor();
    await file.getByRole('button', { name: 'Dismiss open.csv' }).click();
    faults.push(...(await looked(page, 'payables')));
    await grid.getByRole('button', { name: 'Withdraw N-7' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('It was paid.');
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    // While the dialog is open the grid is out of reach: the total tells that it is gone.
    await expect.poll(() => page.locator('[data-total=EUR]').textContent()).toBe('1,650.00');
    await expect.poll(() => grid.getByText('N-7').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('records a netting agreement with its paper, links a supplier, and ends the agreement', async () => {
    const page = await open();
    await signIn(page, '/offsets/agreements');
    await page.getByText('No netting agreement is recorded').waitFor();
    const faults = await looked(page, 'agreements-empty');
    await page.getByRole('button', { name: 'Record an agreement' }).first().click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Reference').fill('Netting 2026 Muster group');
    await form.getByRole('combobox', { name: 'Customers' }).fill('10102');
    await form.getByRole('option').filter({ hasText: '10102' }).waitFor();
    await page.keyboard.press('Enter');
    await form.getByRole('combobox', { name: 'Suppliers' }).fill('Muster');
    await form.getByRole('option', { name: 'Muster Logistik GmbH' }).waitFor();
    await page.keyboard.press('Enter');
    await form.getByLabel('From').fill('2026-01-01');
    faults.push(...(await looked(page, 'agreement-record')));
    await form.getByRole('button', { name: 'Record an agreement' }).click();
    await page.getByRole('heading', { name: 'Netting 2026 Muster group' }).waitFor();
    await page.getByText('In force').waitFor();
    await page.locator('input[type=file]').setInputFiles({
      name: 'netting-2026.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
    });
    await page.getByRole('button', { name: 'netting-2026.pdf' }).waitFor();
    faults.push(...(await looked(page, 'agreement')));
    await page.getByRole('button', { name: 'End the agreement' }).click();
    await form.getByLabel('Reason').fill('The group was sold.');
    await form.getByRole('button', { name: 'End the agreement' }).click();
    await page.getByText('Ended on').waitFor();
    await page.getByRole('navigation', { name: 'Pages of offsets' }).getByText('Netting agreements').click();
    await page.getByRole('button', { name: 'Link a supplier' }).click();
    await form.getByRole('combobox', { name: 'Supplier' }).fill('V1');
    await form.getByRole('option', { name: 'Muster Logistik GmbH' }).waitFor();
    await page.keyboard.press('Enter');
    await form.getByRole('combobox', { name: 'Customer' }).fill('10102');
    await form.getByRole('option').filter({ hasText: '10102' }).waitFor();
    await page.keyboard.press('Enter');
    await form.getByLabel('What shows it').fill('HRB 1234, Hamburg');
    await form.getByRole('button', { name: 'Link them' }).click();
    await page.getByText('HRB 1234, Hamburg').waitFor();
    faults.push(...(await looked(page, 'agreements')));
    expect(faults).toEqual([]);
  });

  it('sets the rules from a day on, and shows every version with its reason', async () => {
    const page = await open();
    await signIn(page, '/offsets/rules');
    const form = page.getByRole('form', { name: 'Rules of offsets' });
    await form.getByLabel('Aged after days overdue').fill('a lot');
    await form.getByLabel('From').fill(businessDay);
    await form.getByLabel('Reason').fill('Only what is really old.');
    await form.getByRole('button', { name: 'Set the rules' }).click();
    await form.getByText('Write a whole number').waitFor();
    await form.getByLabel('Aged after days overdue').fill('60');
    await form.getByRole('button', { name: 'Set the rules' }).click();
    await page.getByText('Only what is really old.').waitFor();
    expect(await looked(page, 'offset-rules')).toEqual([]);
  });

  it('takes a file that the customer hands in by the link, which counts once a person has looked at it', async () => {
    const { engine, caller, company, accounts } = bench.workday;
    const document = { accountId: accounts['C1']!, currency: 'EUR', documentDate: '2025-12-01' };
    const { posted } = must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          { ...document, documentType: 'invoice', number: 'RE-9101', amountMinor: 500_00n },
          { ...document, documentType: 'credit_memo', number: 'GS-9101', amountMinor: -120_00n },
        ],
      }),
    );
    const itemIds = posted.flatMap((one) => one.itemIds);
    const chosen = { company, asOf: businessDay, itemIds, payableIds: [], reason: 'By phone.' };
    const { offsetId } = must(await proposeByHand(engine, caller, chosen));
    const kinds = ['set_off_confirmation', 'credit_note_copy'] as const;
    const dueDate = addDays(businessDay, 14);
    const { requestId } = must(
      await requestDocuments(engine, caller, { company, offsetId, kinds, dueDate, asOf: businessDay }),
    );
    const [request] = await runQuery(engine, caller.tenantId, (db) =>
      loadRequests(db, caller.tenantId, { id: requestId }),
    );
    const link = linkOf(bench.url, caller.tenantId, request!);
    const customer = await open();
    await customer.goto(link);
    await customer.getByRole('heading', { name: 'Unterlagen abgeben' }).waitFor();
    const faults = await looked(customer, 'upload-link');
    // On a telephone nothing of a name is cut, and the page does not scroll sideways.
    await customer.setViewportSize({ width: 390, height: 800 });
    await picture(customer, 'upload-link-390');
    expect(await cutTexts(customer)).toEqual([]);
    expect(await customer.locator('html').evaluate((page) => page.scrollWidth)).toBe(390);
    await customer.setViewportSize({ width: 1440, height: 900 });
    const give = async (name: string, kind: string, bytes: string, answer: string): Promise<void> => {
      await customer.getByRole('group', { name: 'Unterlage' }).getByLabel(kind).check();
      await customer
        .getByLabel('Datei')
        .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) });
      await customer.getByRole('button', { name: 'Senden' }).click();
      await customer.getByText(answer).waitFor();
    };
    await give(
      'notes.txt',
      'Ihre unterschriebene Bestätigung der Verrechnung',
      'no picture',
      'Die Datei wurde nicht angenommen',
    );
    await give(
      'signed.pdf',
      'Ihre unterschriebene Bestätigung der Verrechnung',
      '%PDF-1.4\n%%EOF\n',
      'Vielen Dank, die Datei ist angekommen',
    );
    // What is asked for still: the other document alone.
    await expect
      .poll(() => customer.getByRole('group', { name: 'Unterlage' }).locator('label').allInnerTexts())
      .toEqual(['Eine Kopie der Gutschrift']);
    await give(
      'copy.pdf',
      'Eine Kopie der Gutschrift',
      '%PDF-1.4\n1\n%%EOF\n',
      'Vielen Dank, die Datei ist angekommen',
    );
    await customer.getByText('Alles ist angekommen').waitFor();
    faults.push(...(await looked(customer, 'upload-link-complete')));
    const page = await open();
    await signIn(page, '/offsets');
    await page.getByText('2 to be looked at').waitFor();
    faults.push(...(await looked(page, 'offsets-to-look-at')));
    await page.getByRole('link', { name: 'Customer C1' }).click();
    const documents = page.getByRole('region', { name: 'Documents' });
    await documents.getByText('To be looked at').first().waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Set off' }).isDisabled()).toBe(true);
    faults.push(...(await looked(page, 'offset-to-look-at')));
    await documents.getByRole('button', { name: 'signed.pdf counts' }).click();
    await documents.getByText('looked at by Cora Engel').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Set off' }).isDisabled()).toBe(true);
    await documents.getByRole('button', { name: 'copy.pdf does not count' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The customer is told with the next day run').waitFor();
    faults.push(...(await looked(page, 'offset-does-not-count')));
    await dialog.getByLabel('Reason').fill('It is a delivery note.');
    await dialog.getByRole('button', { name: 'Does not count' }).click();
    await documents.getByText('Does not count: It is a delivery note.').waitFor();
    await customer.reload();
    await customer.getByLabel('Datei').waitFor();
    expect(faults).toEqual([]);
  });

  it('shows on the offset that it waits for a second person, who says yes to it there', async () => {
    const { engine, caller, company, accounts } = bench.workday;
    await bench.workday.person('analyst', 'Amir Costa', 'analyst');
    const document = { accountId: accounts['C1']!, currency: 'EUR', documentDate: '2025-12-01' };
    const { posted } = must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          { ...document, documentType: 'invoice', number: 'RE-9301', amountMinor: 500_00n },
          { ...document, documentType: 'credit_memo', number: 'GS-9301', amountMinor: -110_00n },
        ],
      }),
    );
    const itemIds = posted.flatMap((one) => one.itemIds);
    const chosen = { company, asOf: businessDay, itemIds, payableIds: [], reason: 'By phone.' };
    const { offsetId } = must(await proposeByHand(engine, caller, chosen));
    const bytes = new TextEncoder().encode('%PDF-1.4\n9301\n%%EOF\n');
    const signed = { company, offsetId, kind: 'set_off_confirmation' as const, fileName: 'signed.pdf', bytes };
    must(await keepDocument(engine, caller, signed));
    const page = await open();
    await enterAt(page, `/offsets/${offsetId}`, 'analyst');
    await page.getByRole('button', { name: 'Set off' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Agreed with their accountant.');
    await page.keyboard.press('Enter');
    await page.getByText('Asked for approval; it is posted once approved.').waitFor();
    const waiting = page.getByRole('region', { name: 'Waits for a second person' });
    await waiting.getByRole('button', { name: 'Take back' }).waitFor();
    expect(await looked(page, 'offset-waits')).toEqual([]);
    const second = await open();
    await signIn(second, `/offsets/${offsetId}`);
    await second.getByRole('region', { name: 'Waits for a second person' }).getByText('GS-9301').waitFor();
    await second.getByRole('button', { name: 'Approve' }).click();
    await second.getByText('Posted', { exact: true }).waitFor();
    await waiting.waitFor({ state: 'detached' });
  });

  it('tells that nobody may set off where no limit is set, and asks for those that it begins with', async () => {
    const { engine, caller, company } = bench.workday;
    // As in a tenant that is older than offsets.
    const { name: action, defaultLimits } = executeOffsetAction;
    const ended = { approverRole: null, personId: null, validFrom: null, remove: true };
    const unbounded = { currency: null, amount: null, personDay: null, customer: null, customerPeriod: null };
    const changes = defaultLimits.map(({ role, mode }) => ({
      ...{ action, companyId: company.id, role, mode },
      ...ended,
      ...unbounded,
    }));
    must(await setLimits(engine, caller, { changes, reason: 'As it was before offsets.' }));
    const page = await open();
    await signIn(page, '/settings/authority');
    const part = page.getByRole('region', { name: 'Nobody may do this yet' });
    await part.getByText('cash applier alone, up to 5,000.00 EUR', { exact: false }).waitFor();
    const faults = await looked(page, 'authority-without-limit');
    await part.getByRole('button', { name: /^Ask for these limits: Set off/ }).click();
    await part.getByLabel('Reason').fill('Offsets are new here.');
    await part.getByRole('button', { name: 'Ask for these limits', exact: true }).click();
    await page.getByRole('list', { name: 'Requests' }).getByText('Offsets are new here.').waitFor();
    const second = await bench.open({});
    await second.page.goto('/settings/authority');
    await second.page.getByLabel('Sign-in name').fill('second');
    await second.page.getByLabel('Password').fill(password);
    await second.page.getByRole('button', { name: 'Sign in' }).click();
    await second.page.getByRole('button', { name: 'Approve' }).click();
    await part.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });

  it('asks for documents ten seconds after it was said, and not at all when it is kept back', async () => {
    const { engine, caller, company, accounts } = bench.workday;
    const document = { accountId: accounts['C1']!, currency: 'EUR', documentDate: '2025-12-01' };
    const { posted } = must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          { ...document, documentType: 'invoice', number: 'RE-9201', amountMinor: 500_00n },
          { ...document, documentType: 'credit_memo', number: 'GS-9201', amountMinor: -120_00n },
        ],
      }),
    );
    const itemIds = posted.flatMap((one) => one.itemIds);
    const chosen = { company, asOf: businessDay, itemIds, payableIds: [], reason: 'By phone.' };
    const { offsetId } = must(await proposeByHand(engine, caller, chosen));
    const page = await open();
    const seconds = await ticksOf(page, 1_000);
    await signIn(page, `/offsets/${offsetId}`);
    const ask = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Request documents' }).click();
      const dialog = page.getByRole('dialog', { name: 'Request documents' });
      await dialog.getByText('It leaves with the next sending').waitFor();
      await dialog.getByRole('button', { name: 'Request documents' }).click();
      await page.getByText('1 request leaves').waitFor();
    };
    await ask();
    await page.keyboard.press('u');
    await page.getByText('Kept back; nothing was sent.').waitFor();
    await seconds(20);
    const requests = () =>
      runQuery(engine, caller.tenantId, (db) => loadRequests(db, caller.tenantId, { offsetIds: [offsetId] }));
    expect(await requests()).toEqual([]);
    await ask();
    await seconds(10);
    await page.getByText('The documents are requested with the next sending.').waitFor();
    expect(await requests()).toHaveLength(1);
  });

  it('never complained on its console', () => {
    expect(bench.complaints()).toEqual([]);
  });
});
