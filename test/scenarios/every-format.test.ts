/**
 * Every format of bank files and remittances through the doors that people have: looked at by the command line, looked at as the
 * page does it, and imported; each brings what it holds, once.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAdviceFile, checkBankFile, createBankAccount, importAdviceFile, importBankFile } from '#cash';
import { writeWorkbook } from '#formats';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { runQuery } from '#platform';
import { type Books, must, openBooks } from '#test/books';
import { x12Adjustments } from '../../demo/x12-adjustment.ts';
import { sampleAeb43, sampleBai2, sampleCoda, sampleOfx1, sampleOfx2 } from '../../src/formats/bank/samples.ts';
import {
  sampleAch,
  sampleLockbox,
  sampleMail,
  sampleMailTable,
  sampleRemittanceCsv,
  sampleRemt001,
  sampleX12820,
} from '../../src/formats/remittance/samples.ts';
import { type CommandLine, openCommandLine } from '../command-line.ts';

const iban = 'DE89370400440532013000';
const camt = (message: 'BkToCstmrAcctRpt:Rpt' | 'BkToCstmrStmt:Stmt' | 'BkToCstmrDbtCdtNtfctn:Ntfctn'): string => {
  const [envelope, part] = message.split(':') as [string, string];
  const balance = (code: string, amount: string): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-12</Dt></Dt></Bal>`;
  return `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><${envelope}><GrpHdr><MsgId>M</MsgId></GrpHdr><${part}><Id>${part}</Id>
<Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>${part === 'Stmt' ? balance('OPBD', '50.00') + balance('CLBD', '62.50') : ''}
<Ntry><Amt Ccy="EUR">12.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-02-12</Dt></BookgDt><AcctSvcrRef>${part}-1</AcctSvcrRef>
<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Acme</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>Invoice 1</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></${part}></${envelope}></Document>`;
};
const swift = (...lines: readonly string[]): string => [...lines, '-', ''].join('\r\n');
const lineOf = (day: string): string => `:61:${day}${day.slice(2)}C100,00NTRFNONREF//${day}\r\n:86:Invoice ${day}`;
const workbook = (header: readonly string[], ...rows: readonly (readonly (string | { amount: string })[])[]) => {
  const pieces: Uint8Array[] = [];
  writeWorkbook({ name: 'Sheet', header, rows } as never, (piece) => pieces.push(piece));
  return new Uint8Array(Buffer.concat(pieces));
};
const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

const aebAccount = 'ES9121000418450200051332';
/** Name of the file, its format, account and currency, how many lines it books and how many it only tells of. */
const bankFiles: readonly (readonly [string, string | Uint8Array, string, string, string, number, number])[] = [
  [
    'a.sta',
    swift(':20:A', `:25:${iban}`, ':28C:1/1', ':60F:C260209EUR0,', lineOf('260210'), ':62F:C260210EUR100,'),
    ...(['mt940', iban, 'EUR', 1, 0] as const),
  ],
  [
    'b.sta',
    swift(':20:B', `:25:${iban}`, ':28C:2/1', ':34F:EUR0,', ':13D:2602111200+0100', lineOf('260211')),
    ...(['mt942', iban, 'EUR', 0, 1] as const),
  ],
  ['c.xml', camt('BkToCstmrStmt:Stmt'), 'camt.053', iban, 'EUR', 1, 0],
  ['d.xml', camt('BkToCstmrAcctRpt:Rpt'), 'camt.052', iban, 'EUR', 0, 1],
  ['e.xml', camt('BkToCstmrDbtCdtNtfctn:Ntfctn'), 'camt.054', iban, 'EUR', 0, 1],
  ['f.bai', sampleBai2, 'bai2', '4711', 'USD', 2, 0],
  ['g.ofx', sampleOfx1, 'ofx', '123-4', 'EUR', 2, 0],
  ['h.qfx', sampleOfx2.replaceAll('123-4', '123-5'), 'ofx', '123-5', 'EUR', 2, 0],
  ['i.cod', sampleCoda, 'coda', 'BE68539007547034', 'EUR', 2, 0],
  ['j.n43', sampleAeb43, 'aeb43', aebAccount, 'EUR', 2, 0],
];

/** Name of the file, its format, how many payments it tells of and of how many documents. */
const remittances: readonly (readonly [string, string | Uint8Array, string, number, number])[] = [
  ['a.820', sampleX12820, 'x12.820', 1, 3],
  ['b.ach', sampleAch, 'nacha', 2, 3],
  ['c.lbx', sampleLockbox, 'lockbox', 2, 3],
  ['d.xml', sampleRemt001, 'iso20022', 1, 2],
  ['e.csv', sampleRemittanceCsv, 'csv', 1, 3],
  ['f.eml', sampleMail, 'eml', 1, 3],
  ['g.eml', sampleMailTable, 'eml', 1, 2],
  ['h.xlsx', workbook(['Invoice', 'Amount paid'], ['INV-1', { amount: '10.00' }]), 'xlsx', 1, 1],
];

let line: CommandLine;
let books: Books;
beforeAll(async () => {
  line = await openCommandLine();
  books = await openBooks({ customers: 1, now: '2026-03-02T09:00:00Z' });
  const { engine, caller, company, tenantId } = books;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  const accounts = new Map(bankFiles.map(([, , , number, currency]) => [number, currency]));
  for (const [number, currency] of accounts)
    must(await createBankAccount(engine, caller, { company, number, currency, name: number, glAccountId }));
});
afterAll(async () => {
  await line.close();
  await books.close();
});

describe('R33 Every kind of bank file comes in through every door', () => {
  it.each(bankFiles)('%s', async (name, content, format, account, currency, booked, told) => {
    const { engine, caller, company } = books;
    const path = join(line.path, name);
    writeFileSync(path, bytesOf(content));
    expect(await line.ask(['bank', 'read', path])).toMatchObject({
      format,
      statements: [{ account, currency, entries: Array.from({ length: booked + told }, () => expect.anything()) }],
    });
    const file = { name, bytes: readFileSync(path), companyIds: [company.id] };
    // Lines that are only told of are new as well, and inform.
    const counted = { format, linesNew: booked + told, linesAdvised: told, leftAside: [] };
    expect(must(await checkBankFile(engine, caller, file))).toMatchObject(counted);
    expect(must(await importBankFile(engine, caller, file))).toMatchObject(counted);
    expect(must(await importBankFile(engine, caller, file))).toMatchObject({ repeatedFile: true, linesNew: 0 });
  });
});

describe('R33 Every kind of remittance comes in through every door', () => {
  it.each(remittances)('%s', async (name, content, format, payments, documents) => {
    const { engine, caller, company, tenantId } = books;
    const path = join(line.path, name);
    writeFileSync(path, bytesOf(content));
    const read = await line.ask<{ format: string; remittances: { lines: unknown[] }[] }>(['remittance', 'read', path]);
    expect(read.format).toBe(format);
    expect(read.remittances).toHaveLength(payments);
    expect(read.remittances.flatMap((one) => one.lines)).toHaveLength(documents);
    const file = { name, bytes: readFileSync(path), bankAccount: format === 'lockbox' ? '4711' : undefined };
    const looked = must(await checkAdviceFile(engine, tenantId, { ...file, company }));
    expect(looked.lines).toHaveLength(documents);
    const imported = must(await importAdviceFile(engine, caller, { ...file, companies: [company] }));
    expect(imported).toMatchObject({ format, repeatedFile: false });
    expect(imported.adviceIds).toHaveLength(payments);
    expect(must(await importAdviceFile(engine, caller, { ...file, companies: [company] })).repeatedFile).toBe(true);
  });

  it('adjustments of an X12 812 wait, and are no advices', async () => {
    const { engine, caller, company } = books;
    const text = x12Adjustments(1, 'Customer C1', [{ number: 'CM-1', kind: 'credit', cents: 1_00, invoice: 'RE-1' }]);
    const path = join(line.path, 'i.812');
    writeFileSync(path, bytesOf(text));
    expect(await line.ask(['remittance', 'read', path])).toMatchObject({ format: 'x12.812' });
    const file = { name: 'i.812', bytes: readFileSync(path), companies: [company] };
    expect(must(await importAdviceFile(engine, caller, file))).toMatchObject({ adjustments: 1, adviceIds: [] });
  });

  it('and every invariant holds', async () => {
    expect((await verify(books.engine, books.tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
  });
});
