/**
 * Attacks by files: XML that declares, explodes or nests, names that climb, and cells that a spreadsheet would run. What is
 * refused is refused with a code and in bounded time and memory; nothing throws.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { csvCell, csvRow, readBankFile, readRemittance, readTable, writeWorkbook } from '#formats';
import { type DemoStatement, writeBankFile } from '../../demo/bank-files.ts';
import { sampleRemt001 } from '../../src/formats/remittance/samples.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const camt = new TextDecoder().decode(
  writeBankFile('camt', [
    {
      account: 'DE89370400440532013000',
      currency: 'EUR',
      day: '2026-02-10',
      sequence: 7,
      openingMinor: 100_00n,
      payments: [],
    } satisfies DemoStatement,
  ]),
);
const body = camt.slice(camt.indexOf('<Document'));
const declared = (text: string): Uint8Array => bytes(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
const inside = (xml: string): string => body.replace('<GrpHdr>', `<GrpHdr>${xml}`);

describe('an XML file', () => {
  const refusals: readonly (readonly [string, string, RegExp])[] = [
    ['with a DOCTYPE', `<!DOCTYPE Document>${body}`, /xml\.doctype/],
    ['with a DOCTYPE in small letters', `<!doctype Document>${body}`, /xml\.doctype/],
    [
      'with an external entity',
      `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>${inside('<MsgId>&x;</MsgId>')}`,
      /xml\.doctype/,
    ],
    [
      'with an entity bomb',
      `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n} "${`&a${n - 1};`.repeat(10)}">`).join('')}]>${inside('&a29;')}`,
      /xml\.doctype/,
    ],
    ['with 100,000 elements in one another', inside(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`), /xml\./],
    ['with names beyond ASCII in one another', inside(`${'<é>'.repeat(100_000)}${'</é>'.repeat(100_000)}`), /xml\./],
    ['with names that begin with a colon', inside(`${'<:a>'.repeat(100_000)}${'</:a>'.repeat(100_000)}`), /xml\./],
    [
      'with attributes that look like an end',
      inside(`${'<a b="/>">'.repeat(100_000)}${'</a>'.repeat(100_000)}`),
      /xml\./,
    ],
    ['with attributes that hold brackets', inside(`${'<a b="<c/>">'.repeat(50_000)}${'</a>'.repeat(50_000)}`), /xml\./],
    ['that never closes', inside('<a>'.repeat(50_000)), /xml\./],
  ];
  it.each(refusals)('%s is refused', (_name, text, code) => {
    const read = readBankFile(declared(text));
    expect(read.ok ? 'read' : read.refusal.code).toMatch(code);
    expect(read.ok ? null : read.refusal.at).toEqual({ file: '', row: expect.any(Number) });
  });

  it('that is refused says in which line', () => {
    const begun = body.slice(0, body.indexOf('<GrpHdr>'));
    const head = `${begun}\n\n`;
    const read = readBankFile(declared(`${head}<!DOCTYPE x>${body.slice(begun.length)}`));
    const at = head.split('\n').length;
    expect(read.ok ? null : [read.refusal.code, read.refusal.at]).toEqual(['xml.doctype', { file: '', row: at }]);
    const twice = readBankFile(declared(`${body}\n${body}`));
    const row = body.split('\n').length + 1;
    expect(twice.ok ? null : [twice.refusal.code, twice.refusal.at]).toEqual(['xml.malformed', { file: '', row }]);
  });

  it('in UTF-16 does not smuggle a DOCTYPE past the look', () => {
    const text = `\ufeff<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY x "y">]>${body}`;
    const read = readBankFile(new Uint8Array(Buffer.from(text, 'utf16le')));
    expect(read.ok).toBe(false);
  });

  const saying = (text: string) =>
    readBankFile(
      declared(
        `<Document xmlns="urn:x"><BkToCstmrStmt><Stmt><Id>A</Id><Acct><Ccy>EUR</Ccy></Acct><Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-10</Dt></BookgDt><AddtlNtryInf>${text}</AddtlNtryInf></Ntry></Stmt></BkToCstmrStmt></Document>`,
      ),
    );

  it('has only the five entities of XML and characters by number', () => {
    const read = saying('R&amp;D &lt;&#65;&#x42;&#228;&gt; &quot;&apos;');
    expect(read.ok ? read.value.statements[0]!.entries[0]!.remittance : read.refusal.code).toBe('R&D <ABä> "\'');
  });

  it.each([
    '&unknown;',
    '&#.55;',
    '&#1e2;',
    '&#-1;',
    '&#;',
    '&#0;',
    '&#x0;',
    '&#7;',
    '&#xD800;',
    '&#x110000;',
    '&#xFFFE;',
  ])('with "%s" is refused: it names no character', (entity) => {
    const read = saying(`Invoice ${entity} 7`);
    expect(read.ok ? 'read' : read.refusal.code).toBe('xml.entity');
  });

  it('has no character by the number zero, nor half of one', () => {
    expect(readBankFile(declared(body.replaceAll('<Id>', '<Id>&#65;'))).ok).toBe(true);
    for (const none of ['&#0;', '&#x0;', '&#xD800;', '&#57343;']) {
      const read = readBankFile(declared(body.replaceAll('<Id>', `<Id>${none}`)));
      expect(read.ok ? 'read' : read.refusal.code).toBe('xml.entity');
    }
  });

  it('as a remittance advice is refused for the same reasons', async () => {
    for (const text of [
      '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "http://169.254.169.254/">]><Document><RmtAdvc>&x;</RmtAdvc></Document>',
      `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:remt.001.001.04"><RmtAdvc>${'<a b="/>">'.repeat(100_000)}${'</a>'.repeat(100_000)}</RmtAdvc></Document>`,
    ]) {
      const read = await readRemittance(bytes(text), {});
      expect(read.ok ? 'read' : read.refusal.code).toMatch(/^xml\./);
      expect(read.ok ? null : read.refusal.at).toEqual({ file: '', row: 1 });
    }
  });

  it('as a remittance advice has the characters that its numbers name, and no other entity', async () => {
    const named = (name: string) =>
      readRemittance(bytes(sampleRemt001.replace(/<Nm>[^<]*<\/Nm>/g, `<Nm>${name}</Nm>`)));
    const read = await named('M&#252;ller &amp; S&#xF6;hne');
    expect(read.ok ? read.value.remittances[0]!.payer.name : read.refusal.message).toBe('Müller & Söhne');
    for (const entity of ['&uuml;', '&constructor;', '&#0;']) {
      const refused = await named(`M${entity}ller`);
      expect(refused.ok ? 'read' : refused.refusal.code).toBe('xml.entity');
    }
  });
});

describe('a file with the character NUL, which no database keeps', () => {
  it('of a bank says a blank there, in every encoding and as an entry of a mail or a workbook', async () => {
    const mt940 = (text: string): string =>
      `:20:D\n:25:DE89370400440532013000\n:28C:1/1\n:60F:C260210EUR0,00\n:61:2602100210C1,00NTRFNONREF\n:86:${text}\n:62F:C260210EUR1,00\n`;
    const inUtf16 = new Uint8Array(Buffer.from(`\ufeff${mt940('RE\u0000100')}`, 'utf16le'));
    for (const file of [bytes(mt940('RE\u0000100')), Buffer.from(mt940('R\u00c9\u0000100'), 'latin1'), inUtf16]) {
      const read = readBankFile(file);
      expect(read.ok ? read.value.statements[0]!.entries[0]!.remittance : read.refusal.code).toMatch(/^R[EÉ] 100$/);
    }
    const mail = await readRemittance(
      bytes(
        'From: a@example.org\nSubject: =?utf-8?B?QQBC?=\nMIME-Version: 1.0\nContent-Type: text/html\n\n<table><tr><td>Invoice</td><td>Amount</td></tr><tr><td>RE&#0;100</td><td>12.50</td></tr></table>',
      ),
      {},
    );
    expect(mail.ok ? mail.value.remittances[0]!.lines[0]!.reference : mail.refusal.code).toBe('RE 100');
    const pieces: Uint8Array[] = [];
    writeWorkbook({ name: 'S', header: ['Invoice', 'Note'], rows: [['RE\u0000100', 'x']] }, (piece) =>
      pieces.push(piece),
    );
    const table = readTable(new Uint8Array(Buffer.concat(pieces)), { fileName: 'x.xlsx' });
    expect(table.ok ? table.value.rows[0]!.cells[0] : table.refusal.code).toBe('RE 100');
  });
});

describe('a table', () => {
  const formulas = [
    '=HYPERLINK("http://evil.example","pay here")',
    '+49 30 5550100',
    '-1+1',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    "=cmd|' /C calc'!A0",
  ];

  it('written as CSV runs nothing in a spreadsheet', () => {
    for (const text of formulas) {
      const cell = csvCell(text).replace(/^"/, '');
      expect(cell.startsWith("'"), JSON.stringify(text)).toBe(true);
    }
    for (const plain of ['-12.50', '12.50', '+3', 'Müller & Söhne', '']) expect(csvCell(plain)).toBe(plain);
  });

  it('keeps one cell one cell, whatever stands in it', () => {
    for (const text of ['a;b', 'a,b', 'a"b', 'a\r\nb', '",=1+1,"']) {
      const read = readTable(bytes(`Name,Next\r\n${csvRow([text, 'next'])}`), { fileName: 'x.csv' });
      if (!read.ok) throw new Error(read.refusal.message);
      expect(read.value.rows).toHaveLength(1);
    }
  });
});

describe('a name from outside', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-inbox-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('that climbs out of the inbox is filed under its own name', async () => {
    const { fileAway, filesIn } = await import('../../src/modules/operations/inbox.ts');
    const inbox = join(folder, 'north', 'bank');
    mkdirSync(inbox, { recursive: true });
    for (const name of ['..%2F..%2Fevil.sta', '....sta', '..\\..\\evil.sta', ' ;rm -rf .sta', '$(id).sta'])
      writeFileSync(join(inbox, name), 'x');
    symlinkSync('/etc', join(inbox, 'etc.sta'));
    const files = [...filesIn(inbox)];
    expect(files.map((file) => file.name)).not.toContain('etc.sta');
    for (const file of files) fileAway(file);
    expect(readdirSync(folder)).toEqual(['north']);
    expect(readdirSync(join(folder, 'north')).sort()).toEqual(['bank', 'done']);
    expect(existsSync(join(folder, '..', 'evil.sta'))).toBe(false);
  });
});
