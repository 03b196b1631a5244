/** Unapplied money as a file for a spreadsheet: plain numbers and days, texts that never run as formulas. */
import { csvRow, type WorkbookCell, writeWorkbook } from '#formats';
import type { UnappliedRow } from './unapplied.ts';

const header = [
  'Company',
  'Receipt',
  'Queue',
  'Waits for',
  'Value date',
  'Days',
  'Last moved',
  'Amount',
  'Left',
  'Currency',
  'Payer',
  'Customer',
  'Name',
  'Text',
  'Owner',
  'Payer asked',
];

const cellsOf = (row: UnappliedRow): readonly WorkbookCell[] => [
  row.company,
  row.number ?? row.id.toString(),
  row.queue,
  row.waitsFor,
  { day: row.valueDate },
  { amount: String(row.ageDays) },
  { day: row.lastMovedOn },
  { amount: row.amount },
  { amount: row.left },
  row.currency,
  row.payer,
  row.customer,
  row.name,
  row.text,
  row.owner,
  row.requestedOn === null ? null : { day: row.requestedOn },
];

const textOf = (cell: WorkbookCell): string =>
  cell === null ? '' : typeof cell === 'string' ? cell : 'day' in cell ? cell.day : cell.amount;

/** The rows as one file; a workbook, or text whose mark lets spreadsheets read it as UTF-8. */
export function writeUnapplied(format: 'csv' | 'xlsx', rows: readonly UnappliedRow[]): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  if (format === 'csv')
    pieces.push(
      new TextEncoder().encode(
        `\uFEFF${csvRow(header)}${rows.map((row) => csvRow(cellsOf(row).map(textOf))).join('')}`,
      ),
    );
  else
    writeWorkbook({ name: 'Unapplied', header, rows: rows.map(cellsOf) }, (piece) =>
      pieces.push(new Uint8Array(piece)),
    );
  return new Uint8Array(Buffer.concat(pieces));
}
