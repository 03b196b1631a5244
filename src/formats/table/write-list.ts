/** A short list as a file for a spreadsheet: plain numbers and days, texts that never run as formulas. */
import { csvRow } from './write-table.ts';
import { type WorkbookCell, writeWorkbook } from './xlsx/write-xlsx.ts';

const textOf = (cell: WorkbookCell): string =>
  cell === null ? '' : typeof cell === 'string' ? cell : 'day' in cell ? cell.day : cell.amount;

/** The list as one file: a workbook of one sheet, or text whose mark lets spreadsheets read it as UTF-8. */
export function writeList(
  format: 'csv' | 'xlsx',
  list: {
    readonly name: string;
    readonly header: readonly string[];
    readonly rows: readonly (readonly WorkbookCell[])[];
  },
): Uint8Array<ArrayBuffer> {
  if (format === 'csv')
    return new Uint8Array(
      Buffer.from(`\uFEFF${csvRow(list.header)}${list.rows.map((row) => csvRow(row.map(textOf))).join('')}`),
    );
  const pieces: Uint8Array[] = [];
  writeWorkbook(list, (piece) => pieces.push(new Uint8Array(piece)));
  return new Uint8Array(Buffer.concat(pieces));
}
