/**
 * Writes a table as a workbook, streamed row by row. Texts are stored as texts with the quote prefix, so that no cell is
 * ever taken for a formula, neither on opening nor on editing. Norm: ECMA-376 part 1 (SpreadsheetML).
 */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { dayNumber, isDay, raise } from '#kernel';
import { columnLetters } from './cell-value.ts';

/** A text; an amount as a decimal text, shown with its own digits; or a day. */
export type WorkbookCell = string | { readonly amount: string } | { readonly day: string } | null;

const maximumRows = 1_048_576;
const maximumText = 32_767;

const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`;
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** Places in cellXfs: 0 plain, 1 header, 2 text, 3 day, then amounts with 0 to 4 decimals. */
const style = { header: 1, text: 2, day: 3, amount: (digits: number): number => 4 + digits };
const amountFormats = [0, 1, 2, 3, 4].map((digits) => ({
  id: 164 + digits,
  code: `#,##0${digits === 0 ? '' : `.${'0'.repeat(digits)}`}`,
}));
const styles = xml(
  `<styleSheet xmlns="${main}"><numFmts count="6"><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/>${amountFormats
    .map((one) => `<numFmt numFmtId="${one.id}" formatCode="${one.code}"/>`)
    .join(
      '',
    )}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="9"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1" quotePrefix="1"/><xf xfId="0" numFmtId="49" applyNumberFormat="1" quotePrefix="1"/><xf xfId="0" numFmtId="170" applyNumberFormat="1"/>${amountFormats
    .map((one) => `<xf xfId="0" numFmtId="${one.id}" applyNumberFormat="1"/>`)
    .join('')}</cellXfs></styleSheet>`,
);

const fixedParts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': xml(
    `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  ),
  '_rels/.rels': xml(
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ),
  'xl/_rels/workbook.xml.rels': xml(
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  ),
  'xl/styles.xml': styles,
};

/** A workbook that is being written: rows go in as they come, `end` closes the file. */
export interface WorkbookWriter {
  row(cells: readonly WorkbookCell[]): void;
  end(): void;
}

/** Writes one sheet with a frozen header from rows that are there already. See `openWorkbook`. */
export function writeWorkbook(
  table: { name: string; header: readonly string[]; rows: Iterable<readonly WorkbookCell[]> },
  take: (piece: Uint8Array) => void,
): void {
  const writer = openWorkbook(table, take);
  for (const cells of table.rows) writer.row(cells);
  writer.end();
}

/**
 * Begins a workbook of one sheet with a frozen header, handing over pieces of the file as they are ready. The same table
 * gives the same bytes. Raises `xlsx.too-many-rows` and `xlsx.text-too-long` where no spreadsheet could hold it.
 */
export function openWorkbook(
  table: { name: string; header: readonly string[] },
  take: (piece: Uint8Array) => void,
): WorkbookWriter {
  const zip = new Zip((fault, piece) => {
    if (fault) throw fault;
    take(piece);
  });
  const begin = (name: string): ZipDeflate => {
    const part = new ZipDeflate(name, { level: 6 });
    // No clock: a fixed date keeps the bytes reproducible.
    part.mtime = '1980-01-01T00:00:00';
    zip.add(part);
    return part;
  };
  for (const [name, text] of Object.entries(fixedParts)) begin(name).push(strToU8(text), true);
  begin('xl/workbook.xml').push(
    strToU8(
      xml(
        `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escapeText(sheetName(table.name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
    ),
    true,
  );
  const sheet = begin('xl/worksheets/sheet1.xml');
  let pending = xml(
    `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`,
  );
  let row = 1;
  pending += rowXml(
    row,
    table.header.map((name) => textCell(name, style.header)),
  );
  return {
    row(cells) {
      row += 1;
      if (row > maximumRows)
        raise(
          'xlsx.too-many-rows',
          `A sheet holds at most ${maximumRows} rows; write CSV instead. Nothing was written.`,
        );
      pending += rowXml(row, cells.map(cellXml));
      if (pending.length > 65_536) {
        sheet.push(strToU8(pending));
        pending = '';
      }
    },
    end() {
      sheet.push(strToU8(`${pending}</sheetData></worksheet>`), true);
      zip.end();
    },
  };
}

type CellXml = (reference: string) => string;

const rowXml = (row: number, cells: readonly CellXml[]): string =>
  `<row r="${row}">${cells.map((cell, column) => cell(`${columnLetters(column)}${row}`)).join('')}</row>`;

function cellXml(cell: WorkbookCell): CellXml {
  if (cell === null || cell === '') return () => '';
  if (typeof cell === 'string') return textCell(cell, style.text);
  if ('day' in cell) {
    // Before March 1900 spreadsheets count a day that never was: such days stay text.
    if (!isDay(cell.day) || cell.day < '1900-03-01') return textCell(cell.day, style.text);
    const serial = dayNumber(cell.day) - dayNumber('1899-12-30');
    return (reference) => `<c r="${reference}" s="${style.day}"><v>${serial}</v></c>`;
  }
  const match = /^-?\d+(?:\.(\d+))?$/.exec(cell.amount);
  // Beyond fifteen digits a spreadsheet would round: such an amount stays text.
  if (!match || cell.amount.replace(/\D/g, '').replace(/^0+/, '').length > 15) return textCell(cell.amount, style.text);
  return (reference) =>
    `<c r="${reference}" s="${style.amount(Math.min(4, match[1]?.length ?? 0))}"><v>${cell.amount}</v></c>`;
}

function textCell(text: string, styleIndex: number): CellXml {
  if (text.length > maximumText)
    raise('xlsx.text-too-long', `A cell holds at most ${maximumText} characters. Nothing was written.`);
  return (reference) =>
    `<c r="${reference}" s="${styleIndex}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
}

/** Characters that XML cannot hold are written the workbook's way, `_x0007_`; so is a text that looks like one. */
const escapeText = (text: string): string =>
  [...text.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')]
    .map((character) =>
      isXmlCharacter(character.codePointAt(0)!) ? (named[character] ?? character) : escaped(character),
    )
    .join('');

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
/** XML 1.0, Char, without the carriage return that XML would turn into a line feed. */
const isXmlCharacter = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code > 0xffff;

const sheetName = (name: string): string =>
  name
    .replace(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31) || 'Sheet1';
