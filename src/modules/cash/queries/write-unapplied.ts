/** Unapplied money as a file for a spreadsheet: plain numbers and days, texts that never run as formulas. */
import { type WorkbookCell, writeList } from '#formats';
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

/** The rows as one file. */
export const writeUnapplied = (format: 'csv' | 'xlsx', rows: readonly UnappliedRow[]): Uint8Array<ArrayBuffer> =>
  writeList(format, { name: 'Unapplied', header, rows: rows.map(cellsOf) });
