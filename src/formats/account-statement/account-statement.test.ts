/** Customers' statements of account of our own making: what is read, and what is refused with its place. */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { describe, expect, it } from 'vitest';
import { inspectAccountStatement, parseStatementMapping, readAccountStatement, writeWorkbook } from '../index.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
async function read(content: Uint8Array | string, more: { currency?: string; mapping?: object } = {}) {
  const mapping = more.mapping && parseStatementMapping(more.mapping);
  if (mapping && !mapping.ok) throw new Error(mapping.refusal.message);
  return readAccountStatement(typeof content === 'string' ? bytes(content) : content, {
    fileName: 'file',
    currency: more.currency ?? 'EUR',
    mapping: mapping?.value,
  });
}
async function lines(content: Uint8Array | string, more: { currency?: string; mapping?: object } = {}) {
  const outcome = await read(content, more);
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  const { lines: all, ...rest } = outcome.value;
  return { ...rest, lines: all.map((one) => [one.reference, one.documentDate, one.amountMinor] as const) };
}

describe('R36 A customer’s statement of account', () => {
  it('is read from a table with its day, titles, total and repeated header', async () => {
    const read = await lines(
      [
        'Acme Retail Ltd,,,',
        'Open items as of 2026-03-31,,,',
        'Invoice no.,Document date,Amount,Currency',
        'RE-1,2026-03-01,100.00,EUR',
        'Invoice no.,Document date,Amount,Currency',
        'RE-2,2026-03-02,(20.50),EUR',
        'RE-3,2026-03-03,7.00,USD',
        ',,5.00,EUR',
        'Total,,79.50,',
      ].join('\n'),
    );
    expect(read).toMatchObject({ format: 'csv', asOf: '2026-03-31', openingMinor: null, closingMinor: 79_50n });
    expect(read.lines).toEqual([
      ['RE-1', '2026-03-01', 100_00n],
      ['RE-2', '2026-03-02', -20_50n],
    ]);
    expect(read.warnings.map((one) => one.code)).toEqual(['statement.row-left-out', 'statement.other-currency']);
  });

  it('is read where the head of its amounts names their currency, and never as another', async () => {
    const table = 'Date;Document;Amount (EUR)\n2026-03-01;RE-1;100,00\n';
    expect((await lines(table)).lines).toEqual([['RE-1', '2026-03-01', 100_00n]]);
    const other = await read(table, { currency: 'USD' });
    expect(other.ok ? 'read' : other.refusal.code).toBe('statement.other-currency');
  });

  it('whose columns nobody knows is pointed at, and nothing else of it is taken', async () => {
    const table =
      'Liste vom 31.03.2026;;;\nWas;Wann;Wieviel 1;Wieviel 2\nRE-1;01.03.2026;100,00;7,00\nRE-2;02.03.2026;-20,50;8,00\n';
    const unread = await read(table);
    expect(unread.ok ? 'read' : unread.refusal.code).toBe('statement.no-table');
    const columns = await inspectAccountStatement(bytes(table), { fileName: 'file' });
    expect(columns.ok && columns.value).toEqual({
      format: 'csv',
      header: ['Was', 'Wann', 'Wieviel 1', 'Wieviel 2'],
      sample: [
        ['RE-1', '01.03.2026', '100,00', '7,00'],
        ['RE-2', '02.03.2026', '-20,50', '8,00'],
      ],
      guess: {},
    });
    const mapping = { columns: { reference: 'Was', documentDate: 'Wann', amount: 'Wieviel 2' }, onlyNamed: true };
    expect((await lines(table, { mapping })).lines).toEqual([
      ['RE-1', '2026-03-01', 7_00n],
      ['RE-2', '2026-03-02', 8_00n],
    ]);
    // A known header is proposed; what is not pointed at is not taken by its name after all.
    const known = 'Invoice no.,Date,Due date,Amount\nRE-1,2026-03-01,2026-03-31,100.00\n';
    const proposed = await inspectAccountStatement(bytes(known), { fileName: 'file' });
    expect(proposed.ok && proposed.value.guess).toEqual({
      reference: 'Invoice no.',
      documentDate: 'Date',
      dueDate: 'Due date',
      amount: 'Amount',
    });
    const without = await lines(known, {
      mapping: { columns: { reference: 'Invoice no.', amount: 'Amount' }, onlyNamed: true },
    });
    expect(without.lines).toEqual([['RE-1', null, 100_00n]]);
    const prose = await inspectAccountStatement(bytes('We owe you nothing.\nBest regards\n'), { fileName: 'file' });
    expect(prose.ok ? 'read' : prose.refusal.code).toBe('statement.no-columns');
  });

  it('takes credit less debit of a vendor account, its opening and its closing balance', async () => {
    const read = await lines(
      'Datum;Beleg;Soll;Haben;Saldo\n01.03.2026;Saldovortrag;;;1.000,00\n05.03.2026;RE-7;;250,00;1.250,00\n09.03.2026;ZA-1;1.000,00;;250,00\n31.03.2026;Endsaldo;;;250,00\n',
    );
    expect(read).toMatchObject({ openingMinor: 1_000_00n, closingMinor: 250_00n });
    expect(read.lines).toEqual([
      ['RE-7', '2026-03-05', 250_00n],
      ['ZA-1', '2026-03-09', -1_000_00n],
    ]);
  });

  it('is read from a workbook whose dates and amounts are numbers, by declared columns', async () => {
    const pieces: Uint8Array[] = [];
    const rows = [[{ day: '2026-02-10' }, 'RE-9', { amount: '1234.5' }]];
    writeWorkbook({ name: 'A', header: ['Wann', 'Was', 'Wieviel'], rows }, (piece) => pieces.push(piece));
    const mapping = { columns: { reference: 'Was', amount: 'Wieviel', documentDate: 'Wann' } };
    expect((await lines(Buffer.concat(pieces), { mapping })).lines).toEqual([['RE-9', '2026-02-10', 1_234_50n]]);
  });

  it('is read from a PDF by where its texts stand', async () => {
    const pdf = new Uint8Array(
      NodeCompiler.create().pdf({
        mainFileContent: `Statement date: 2026-03-31 \\
#table(columns: 3, align: (left, left, right), [Invoice], [Date], [Amount],
  [RE-1001], [2026-01-02], [98.00], [RE-1002], [2026-01-05], [1,234.50])
Balance due EUR 1,332.50`,
      } as never),
    );
    const read = await lines(pdf);
    expect(read).toMatchObject({ format: 'pdf', asOf: '2026-03-31', closingMinor: 1_332_50n });
    expect(read.lines).toEqual([
      ['RE-1001', '2026-01-02', 98_00n],
      ['RE-1002', '2026-01-05', 1_234_50n],
    ]);
  });

  it('is refused with its place where it is none', async () => {
    const refusal = async (content: string, currency?: string) => {
      const outcome = await read(content, currency ? { currency } : {});
      return outcome.ok ? 'was read' : [outcome.refusal.code, outcome.refusal.at];
    };
    expect(await refusal('')).toEqual(['statement.empty-file', { file: 'file' }]);
    expect(await refusal('a,b\n1,2\n')).toEqual(['statement.no-table', { file: 'file' }]);
    expect(await refusal('Invoice,Amount\n')).toEqual(['statement.no-lines', { file: 'file' }]);
    expect(await refusal('Invoice,Amount,Currency\nRE-1,1.00,USD\n')).toEqual([
      'statement.other-currency',
      { file: 'file' },
    ]);
    expect(await refusal('Invoice,Date,Amount\nRE-1,2026-13-40,1.00\n')).toEqual([
      'csv.date-malformed',
      { file: 'file', row: 2, column: 'Date' },
    ]);
    expect(await refusal('Invoice,Amount\nRE-1,1.005\n')).toEqual([
      'bank.amount-too-fine',
      { file: 'file', row: 2, column: 'Amount' },
    ]);
  });
});
