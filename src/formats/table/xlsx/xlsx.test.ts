/** Workbooks: those of another program read exactly, ours read by it, and the hostile ones refused. */
import Excel from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '#kernel';
import {
  applyMapping,
  builtInMapping,
  readBankFile,
  readTable,
  type WorkbookCell,
  writeWorkbook,
} from '../../index.ts';
import { plainNumber, serialDay, showsDay } from './cell-value.ts';

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
};
const refusal = (outcome: Outcome<unknown>): string => (outcome.ok ? 'was read' : outcome.refusal.code);
const read = (bytes: Uint8Array, options = {}) => readTable(bytes, { fileName: 'book.xlsx', ...options });

async function workbook(fill: (book: Excel.Workbook) => void): Promise<Uint8Array> {
  const book = new Excel.Workbook();
  fill(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}
const written = (rows: WorkbookCell[][], header = ['a', 'b', 'c']): Uint8Array => {
  const pieces: Uint8Array[] = [];
  writeWorkbook({ name: 'Open items', header, rows }, (piece) => pieces.push(piece));
  return new Uint8Array(Buffer.concat(pieces));
};

/** A workbook of our own making around one sheet's XML. */
const raw = (sheetData: string, more: Record<string, string> = {}, after = ''): Uint8Array =>
  zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${sheetData}</sheetData>${after}</worksheet>`),
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])),
  });
const header = '<row r="1"><c t="str"><v>number</v></c><c t="str"><v>amount</v></c></row>';

describe('a workbook of another program', () => {
  it('gives texts, days, numbers, flags and formula values', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('Items');
      sheet.addRow(['number', 'amount', 'due', 'paid', 'text']);
      sheet.addRow(['INV-1', 1234.56, new Date(Date.UTC(2026, 0, 31)), true, { formula: 'A2', result: 'INV-1' }]);
      sheet.addRow([
        'INV-2',
        { formula: '0.1+0.2', result: 0.30000000000000004 },
        '31.01.2026',
        false,
        { error: '#N/A' },
      ]);
      sheet.getColumn(3).numFmt = 'dd.mm.yyyy';
    });
    const table = must(read(bytes));
    expect(table.header).toEqual(['number', 'amount', 'due', 'paid', 'text']);
    expect(table.rows.map((row) => row.cells)).toEqual([
      ['INV-1', '1234.56', '2026-01-31', 'TRUE', 'INV-1'],
      ['INV-2', '0.3', '31.01.2026', 'FALSE', '#N/A'],
    ]);
    expect([...table.rows[0]!.numbers!]).toEqual([1]);
  });

  it('counts days from 1904 where it says so', async () => {
    const bytes = await workbook((book) => {
      book.properties.date1904 = true;
      const sheet = book.addWorksheet('Items');
      sheet.addRow(['a', 'b']);
      sheet.addRow(['x', new Date(Date.UTC(2026, 1, 28))]);
    });
    expect(must(read(bytes)).rows[0]!.cells[1]).toBe('2026-02-28');
  });

  it('joins a header over merged cells', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('Items');
      sheet.addRow(['Open items of December']);
      sheet.addRow(['Number', 'Amount', null, 'Due']);
      sheet.addRow([null, 'Open', 'Original', null]);
      sheet.addRow(['INV-1', 10, 20, '2026-01-01']);
      sheet.mergeCells('A1:D1');
      sheet.mergeCells('A2:A3');
      sheet.mergeCells('B2:C2');
      sheet.mergeCells('D2:D3');
    });
    const table = must(read(bytes));
    expect(table.header).toEqual(['Number', 'Amount Open', 'Amount Original', 'Due']);
    expect(table.rows).toHaveLength(1);
    expect(table.rows[0]!.row).toBe(4);
  });

  it('wants to know which of several filled sheets is meant; hidden ones do not count', async () => {
    const bytes = await workbook((book) => {
      for (const name of ['January', 'February', 'Lists'])
        book.addWorksheet(name).addRows([
          ['a', 'b'],
          [name, 1],
        ]);
      book.getWorksheet('Lists')!.state = 'hidden';
    });
    expect(refusal(read(bytes))).toBe('table.several-sheets');
    expect(must(read(bytes, { sheet: 'February' })).rows[0]!.cells[0]).toBe('February');
    expect(must(read(bytes, { sheet: 1 })).sheet).toBe('January');
    expect(refusal(read(bytes, { sheet: 'March' }))).toBe('xlsx.sheet-unknown');
  });

  it('takes its numbers by the point though its texts use a comma', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('Items');
      sheet.addRow(['amount', 'number']);
      sheet.addRow(['1.234,50', 'a']);
      sheet.addRow([1234.5, 'b']);
      sheet.addRow(['12,00', 'c']);
    });
    const fields = { number: { type: 'text' }, amount: { type: 'amount' } } as const;
    const { good } = must(applyMapping(must(read(bytes)), builtInMapping('items', fields), fields));
    expect(good.map((row) => row.values['amount'])).toEqual(['1234.50', '1234.5', '12.00']);
  });

  it('is a bank file too, by the same mapping as a CSV', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('Lines');
      sheet.addRow(['Booked', 'In', 'Out', 'Text']);
      sheet.addRow([new Date(Date.UTC(2026, 0, 5)), 100.25, null, 'RF18539007547034']);
      sheet.addRow([new Date(Date.UTC(2026, 0, 6)), null, 0.07, 'fee']);
    });
    const mapping = {
      name: 'own',
      currency: 'EUR',
      columns: { bookingDate: 'Booked', credit: 'In', debit: 'Out', remittance: ['Text'] },
    };
    const file = must(readBankFile(bytes, { mapping }));
    expect(file.format).toBe('xlsx');
    expect(file.statements[0]!.entries.map((entry) => [entry.bookingDate, entry.amountMinor])).toEqual([
      ['2026-01-05', 10_025n],
      ['2026-01-06', -7n],
    ]);
    expect(file.statements[0]!.entries[0]!.structuredReference).toBe('RF18539007547034');
    const yen = readBankFile(bytes, { mapping: { ...mapping, currency: 'JPY' } });
    expect(refusal(yen)).toBe('bank.amount-too-fine');
  });

  it('has a space where it writes a zero character, which no text can hold', () => {
    const cells = '<row r="2"><c t="str"><v>INV_x0000_1</v></c><c><v>5</v></c></row>';
    expect(must(read(raw(header + cells))).rows.map((row) => row.cells)).toEqual([['INV 1', '5']]);
  });
});

describe('a workbook of ours', () => {
  const rows: WorkbookCell[][] = [
    ['=HYPERLINK("http://evil")', { amount: '-1234.50' }, { day: '2026-02-28' }],
    ['+49 30 <&> "x" \u0007 _x0041_', { amount: '1234567890123456.78' }, null],
    ['Ümlaut 😀', { amount: '7' }, { day: '1899-01-01' }],
  ];

  it('is read back as it was written', () => {
    const table = must(read(written(rows)));
    expect(table.header).toEqual(['a', 'b', 'c']);
    expect(table.rows.map((row) => row.cells)).toEqual([
      ['=HYPERLINK("http://evil")', '-1234.5', '2026-02-28'],
      ['+49 30 <&> "x" \u0007 _x0041_', '1234567890123456.78'],
      ['Ümlaut 😀', '7', '1899-01-01'],
    ]);
  });

  it('is read by another program, and no text of it is a formula', async () => {
    const book = new Excel.Workbook();
    await book.xlsx.load(Buffer.from(written(rows)) as never);
    const sheet = book.getWorksheet('Open items')!;
    expect(sheet.getCell('A2').type).toBe(Excel.ValueType.String);
    expect(sheet.getCell('A2').formula).toBeUndefined();
    expect(sheet.getCell('B2').value).toBe(-1234.5);
    expect(sheet.getCell('C2').value).toEqual(new Date(Date.UTC(2026, 1, 28)));
  });

  it('has the same bytes for the same table', () => {
    expect(Buffer.compare(written(rows), written(rows))).toBe(0);
  });
});

describe('a workbook that is wrong or hostile', () => {
  it.each([
    [
      'a bomb',
      () => raw(`<row r="1"><c t="str"><v>${' '.repeat(40_000_000)}</v></c></row>`),
      /^xlsx\.bomb$|^xml\.too-long$/,
    ],
    [
      'a DOCTYPE',
      () => zipSync({ 'xl/workbook.xml': strToU8('<!DOCTYPE x [<!ENTITY a "b">]><workbook/>') }),
      /^xml\.doctype$/,
    ],
    ['an entity of its own', () => raw('<row r="1"><c t="str"><v>&lol;</v></c></row>'), /^xml\.entity$/],
    ['deep nesting', () => raw('<x>'.repeat(100) + '</x>'.repeat(100)), /^xml\.too-deep$/],
    ['a cut tag', () => raw('<row r="1"><c'), /^xml\.malformed$/],
    [
      'a formula without its value',
      () => raw(`${header}<row r="2"><c><f>SUM(A1)</f></c></row>`),
      /^xlsx\.formula-without-value$/,
    ],
    ['rows out of order', () => raw('<row r="5"/><row r="4"/>'), /^xlsx\.damaged$/],
    ['a column beyond the last', () => raw('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'), /^xlsx\.damaged$/],
    ['a ZIP without a workbook', () => zipSync({ '../../etc/passwd': strToU8('x') }), /^xlsx\.no-workbook$/],
    [
      'a binary one',
      () => zipSync({ 'xl/workbook.bin': Uint8Array.from([0x83, 1, 0]), '[Content_Types].xml': strToU8('<Types/>') }),
      /^xlsx\.other-kind$/,
    ],
    [
      'an OpenDocument one',
      () =>
        zipSync({
          mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
          'content.xml': strToU8('<a/>'),
        }),
      /^xlsx\.other-kind$/,
    ],
    ['an old or encrypted one', () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), /^xlsx\.old-or-encrypted$/],
    [
      'a name twice',
      () => raw('<row r="1"><c t="str"><v>a</v></c><c t="str"><v>a</v></c></row>'),
      /^table\.header-twice$/,
    ],
    ['nothing in it', () => raw(''), /^table\.empty$/],
  ])('%s is refused', (_, make, code) => {
    expect(refusal(read(make() as Uint8Array))).toMatch(code);
  });

  it('one of more than a million rows is refused with the row', () => {
    const rows = Array.from({ length: 1_000_002 }, (_, row) => `<row r="${row + 1}"><c t="str"><v>a</v></c></row>`);
    const outcome = read(raw(rows.join('')));
    expect(refusal(outcome)).toBe('xlsx.too-many-rows');
    expect(!outcome.ok && outcome.refusal.at).toMatchObject({ row: 1_000_002 });
  });

  it('one of more bytes than are kept in memory is refused before it is unpacked', () => {
    const large = new Uint8Array(100 * 1024 * 1024 + 1);
    large.set([0x50, 0x4b, 3, 4]);
    expect(refusal(read(large))).toBe('file.too-large');
  });

  it('sparse cells are counted as the room they take', () => {
    const rows = Array.from(
      { length: 1000 },
      (_, row) => `<row r="${row + 1}"><c r="XFD${row + 1}"><v>1</v></c></row>`,
    ).join('');
    expect(refusal(read(raw(rows)))).toBe('xlsx.too-many-cells');
  });

  it('a changed byte in a packed part is noticed', () => {
    const bytes = written([['a', { amount: '100.00' }, null]]);
    const damaged = Uint8Array.from(bytes);
    // The last part is the sheet; its body ends before the directory.
    const directory = Buffer.from(bytes).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    const at = Buffer.from(bytes).lastIndexOf('sheet1.xml', directory - 1) + 60;
    damaged[at] = damaged[at]! ^ 0x10;
    expect(refusal(read(damaged))).toMatch(/^(xlsx|xml)\./);
  });
});

describe('values of cells', () => {
  it.each([
    ['1234.5599999999999', '1234.56'],
    ['0.78749999999999998', '0.7875'],
    ['-1.5E-2', '-0.015'],
    ['1.2345E+3', '1234.5'],
    ['1E3', '1000'],
    ['1414648783376705', '1414648783376705'],
    ['99.99999999999999999', '100'],
    ['-0.00', '0'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['12a', null],
    ['', null],
  ])('the number %s is %s', (text, plain) => expect(plainNumber(text)).toBe(plain));

  it.each([
    ['1', false, '1900-01-01'],
    ['59', false, '1900-02-28'],
    ['60', false, null],
    ['61', false, '1900-03-01'],
    ['43449', false, '2018-12-15'],
    ['42524.1940509259', false, '2016-06-03 04:39:26'],
    ['0', true, '1904-01-01'],
    ['2958465', false, '9999-12-31'],
    ['2958466', false, null],
    ['-1', false, null],
  ])('the serial day %s (1904: %s) is %s', (text, from1904, day) => expect(serialDay(text, from1904)).toBe(day));

  it.each([
    [14, undefined, true],
    [2, undefined, false],
    [164, 'dd/mm/yyyy', true],
    [164, '[$-409]d-mmm-yy;@', true],
    [164, '#,##0.00 "days"', false],
    [164, '[Red]#,##0.00', false],
    [164, 'hh:mm:ss', false],
    [164, '#,##0.00\\ _d', false],
  ])('the format %s %s shows a day: %s', (id, code, shows) => expect(showsDay(id, code)).toBe(shows));
});
