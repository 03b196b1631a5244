/** A long CAMT message, which is never in memory whole, gives what a short one gives, and its faults with their lines. */
import { describe, expect, it } from 'vitest';
import { footing, readBankFile } from '../../index.ts';

const entry = (minor: number, prefix: string): string =>
  `<${prefix}Ntry><${prefix}Amt Ccy="EUR">${(minor / 100).toFixed(2)}</${prefix}Amt><${prefix}CdtDbtInd>CRDT</${prefix}CdtDbtInd><${prefix}Sts>BOOK</${prefix}Sts>
<${prefix}BookgDt><${prefix}Dt>2026-02-10</${prefix}Dt></${prefix}BookgDt><${prefix}AddtlNtryInf>Invoice ${minor}</${prefix}AddtlNtryInf></${prefix}Ntry>
`;
const balance = (code: string, minor: number, prefix: string): string =>
  `<${prefix}Bal><${prefix}Tp><${prefix}CdOrPrtry><${prefix}Cd>${code}</${prefix}Cd></${prefix}CdOrPrtry></${prefix}Tp><${prefix}Amt Ccy="EUR">${(minor / 100).toFixed(2)}</${prefix}Amt><${prefix}CdtDbtInd>CRDT</${prefix}CdtDbtInd></${prefix}Bal>\n`;
const message = (count: number, prefix = ''): string => {
  const amounts = Array.from({ length: count }, (_, index) => index + 1);
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const statement = (id: string): string =>
    `<${prefix}Stmt><${prefix}Id>${id}</${prefix}Id><${prefix}Acct><${prefix}Ccy>EUR</${prefix}Ccy></${prefix}Acct>\n${balance('OPBD', 0, prefix)}${balance('CLBD', sum, prefix)}${amounts.map((amount) => entry(amount, prefix)).join('')}</${prefix}Stmt>`;
  return `<?xml version="1.0"?>\n<${prefix}Document xmlns${prefix ? `:${prefix.slice(0, -1)}` : ''}="urn:x"><${prefix}BkToCstmrStmt>${statement('A')}${statement('B')}</${prefix}BkToCstmrStmt></${prefix}Document>`;
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a long CAMT message', () => {
  it.each(['', 'ns2:'])('gives every entry in its statement (prefix "%s")', (prefix) => {
    const text = message(1000, prefix);
    const read = readBankFile(bytes(text));
    if (!read.ok) throw new Error(read.refusal.message);
    for (const statement of read.value.statements) {
      expect(statement.entries.map((one) => Number(one.amountMinor))).toEqual(
        Array.from({ length: 1000 }, (_, index) => index + 1),
      );
      expect(statement.entries[41]!.remittance).toBe('Invoice 42');
      expect(footing(statement).foots).toBe(true);
    }
  });

  it('refuses a broken entry with the line of the file', () => {
    const lines = message(1000).split('\n');
    const at = lines.findIndex((line) => line.includes('Invoice 900<'));
    lines[at] = lines[at]!.replace('</AddtlNtryInf>', '</AddtlNtry>');
    const read = readBankFile(bytes(lines.join('\n')));
    expect(read.ok ? null : [read.refusal.code, read.refusal.at]).toEqual(['xml.malformed', { file: '', row: at + 1 }]);
  });

  it('takes no entry out of a comment or CDATA, and refuses one without an end', () => {
    const commented = message(3)
      .replace('</Id>', '</Id><!-- <Ntry> -->')
      .replace('<Ccy>', '<Nm><![CDATA[<Ntry>]]></Nm><Ccy>');
    const read = readBankFile(bytes(commented));
    expect(read.ok && read.value.statements.map((one) => one.entries.length)).toEqual([3, 3]);
    const endless = readBankFile(bytes(`<Document><BkToCstmrStmt><Stmt>${'<Ntry>'.repeat(60_000)}`));
    expect(endless.ok ? null : endless.refusal.code).toMatch(/^xml\./);
  });

  it('takes the currency of the first entry where the statement says none, and refuses one that is said too late', () => {
    const silent = message(2)
      .replaceAll('<Acct><Ccy>EUR</Ccy></Acct>', '')
      .replaceAll(/<Bal>.*?<\/Bal>\n/g, '');
    const read = readBankFile(bytes(silent));
    expect(read.ok && read.value.statements.map((one) => one.currency)).toEqual(['EUR', 'EUR']);
    const late = silent
      .replaceAll('<Amt Ccy="EUR">', '<Amt>')
      .replaceAll('</Stmt>', '<Acct><Ccy>JPY</Ccy></Acct></Stmt>');
    const refused = readBankFile(bytes(late));
    expect(refused.ok ? 'read' : refused.refusal.code).toBe('camt.unknown-currency');
  });
});
