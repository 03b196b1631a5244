/** Remittance advices on paper: scanned, photographed or faxed, they are read, and relied on as far as their figures bear each other out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, importBankFile, listReceipts } from '#cash';
import { runQuery } from '#platform';
import { loadItems } from '#receivables';
import { type Books, must, openBooks } from '#test/books';
import { adviceDesk } from '../advice-desk.ts';
import { billAll, openHouseBank } from '../house-bank.ts';
import { mt940Day } from '../mt940-day.ts';
import { pngOf, scan, scannedPdf } from '../scanned-page.ts';

let books: Books;

beforeAll(async () => {
  books = await openBooks({ customers: 3, now: '2026-03-02T09:00:00Z' });
  await openHouseBank(books);
  await billAll(books, [
    ['C1', 'RE-260047', 1_250_75n],
    ['C1', 'RE-260052', 98_40n],
    ['C1', 'RE-260053', 98_40n],
    ['C2', 'RE-260071', 470_00n],
    ['C2', 'RE-260072', 88_15n],
    ['C3', 'RE-260083', 612_30n],
    ['C3', 'RE-260085', 612_30n],
  ]);
});
afterAll(() => books.close());

/** A small page with a table, as it leaves a scanner of 200 dots per inch. */
const paper = (head: string, cells: readonly string[], tilt: number) =>
  scan(
    `#set page(width: 130mm, height: 70mm, margin: 10mm)\n${head}\n\n#table(columns: 3, ${cells.map((cell) => `[${cell}]`).join(', ')})`,
    { dotsPerInch: 200, tilt, specks: 0.0005, seed: 11 },
  );

const { receive } = adviceDesk(() => books);
const open = async (customer: string) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfAccounts: [books.accounts[customer]!] }),
    )
  )
    .filter((item) => item.openMinor > 0n)
    .map((item) => `${item.number} ${item.openMinor}`)
    .sort();

describe('R33 A scanned remittance advice is read, and posted on only where its figures bear each other out', () => {
  it('the money comes and says nothing that leaves no doubt', async () => {
    const { engine, caller, company } = books;
    const bytes = mt940Day({
      day: '2026-02-26',
      openingCents: 0,
      number: '1',
      lines: [
        [1_349_15, 'Customer C1', 'Sammelzahlung'],
        [450_00, 'Customer C2', 'Zahlung'],
        [612_30, 'Customer C3', 'Zahlung laut Avis'],
      ],
    });
    must(await importBankFile(engine, caller, { name: 'day.sta', bytes }));
    expect(must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }))).toMatchObject({ applied: 0 });
  });

  it('a page laid askew on the glass: every number names an open item, the amounts are open and sum to the money', async () => {
    const page = paper(
      'Payer: Customer C1',
      ['Rechnungsnummer', 'Skonto', 'Zahlbetrag', 'RE-260047', '0,00', '1.250,75', 'RE-260052', '0,00', '98,40'],
      1.2,
    );
    const { imported, matched } = await receive('scan.pdf', scannedPdf([page]));
    expect(imported).toMatchObject({ format: 'pdf', company: 'DE01' });
    expect(imported.warnings).toEqual(['Page 1 is a picture; look whether its figures were read right.']);
    expect(matched).toEqual({ linked: 1, applied: 1, proposed: 0 });
    expect(await open('C1')).toEqual(['RE-260053 9840']);
  });

  it('a photograph in a mail that pays less than is open is evidence for a person', async () => {
    const png = pngOf(
      paper('Payer: Customer C2', ['Invoice', 'Reason', 'Amount paid', 'RE-260071', 'damaged goods', '450.00'], -0.8),
    );
    const mail = [
      'From: Payables <payables@c2.example>',
      'Subject: payment',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Please see the photo.',
      '--b',
      'Content-Type: image/png; name=photo.png',
      'Content-Disposition: attachment; filename=photo.png',
      'Content-Transfer-Encoding: base64',
      '',
      ...Buffer.from(png)
        .toString('base64')
        .match(/.{1,76}/g)!,
      '--b--',
      '',
    ].join('\r\n');
    const { imported, matched } = await receive('mail.eml', new TextEncoder().encode(mail));
    expect(imported.format).toBe('eml');
    expect(matched).toEqual({ linked: 1, applied: 0, proposed: 1 });
    expect(await open('C2')).toEqual(['RE-260071 47000', 'RE-260072 8815']);
    const { rows } = await listReceipts(books.engine, books.tenantId, {
      companyIds: [books.company.id],
      queue: 'proposed',
      offset: 0,
      limit: 50,
    });
    expect(rows.find((one) => one.amount === '450.00')!.explanation).toContain('was read off a picture');
  });

  it('a number that names no open item posts nothing, though items have the amount', async () => {
    const page = paper(
      'Payer: Customer C3',
      ['Rechnungsnummer', 'Skonto', 'Zahlbetrag', 'RE-260038', '0,00', '612,30'],
      0,
    );
    const { matched } = await receive('fax.png', pngOf(page));
    expect(matched).toMatchObject({ linked: 1, applied: 0 });
    expect(await open('C3')).toEqual(['RE-260083 61230', 'RE-260085 61230']);
  });
});
