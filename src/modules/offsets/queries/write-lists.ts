/** Payables as a file for a spreadsheet: plain numbers and days, texts that never run as formulas. */
import { writeList } from '#formats';
import { type ListedPayables, payablesToJson } from './payables.ts';

type Format = 'csv' | 'xlsx';
const day = (one: string | null) => (one === null ? null : { day: one });

/** Payables with what offsets have of them, and as which customer a supplier is known. */
export function writePayables(format: Format, list: ListedPayables): Uint8Array<ArrayBuffer> {
  const { rows, links } = payablesToJson(list);
  const customerOf = new Map(links.map((one) => [one.vendorNumber, one.customer]));
  return writeList(format, {
    name: 'Payables',
    header: [
      'Supplier',
      'Name',
      'Tax number',
      'Is customer',
      'Document',
      'Document date',
      'Due',
      'Amount',
      'In offsets',
      'Open',
      'Currency',
      'Withdrawn',
    ],
    rows: rows.map((row) => [
      ...[row.vendorNumber, row.vendorName, row.taxNumber, customerOf.get(row.vendorNumber) ?? null, row.number],
      day(row.documentDate),
      day(row.dueDate),
      { amount: row.amount },
      { amount: row.reserved },
      { amount: row.withdrawn ? '0' : row.open },
      row.currency,
      row.withdrawn ? 'withdrawn' : '',
    ]),
  });
}
