/** A list of items as a file for a spreadsheet: plain numbers and days, texts that never run as formulas. */
import { csvRow, type WorkbookCell, writeWorkbook } from '#formats';
import { formatAmount } from '#kernel';
import type { ListedItem } from './list-items.ts';

/** The longest list that is written at once; a sheet holds about a million rows, a reader hardly so many. */
export const exportLimit = 200_000;

const header = [
  'Document',
  'Type',
  'Customer',
  'Name',
  'Document date',
  'Due',
  'Days late',
  'Held by',
  'Amount',
  'Open',
  'Currency',
];

const cellsOf = (item: ListedItem): readonly WorkbookCell[] => [
  item.number,
  item.documentType,
  item.customer,
  item.name,
  { day: item.documentDate },
  { day: item.dueDate },
  { amount: String(item.daysOverdue) },
  item.blocks.join(', '),
  { amount: formatAmount(item.amountMinor, item.currency) },
  { amount: formatAmount(item.openMinor, item.currency) },
  item.currency,
];

const textOf = (cell: WorkbookCell): string =>
  cell === null ? '' : typeof cell === 'string' ? cell : 'day' in cell ? cell.day : cell.amount;

/** The file in pieces, made while it is read. */
export function writeItems(
  items: readonly ListedItem[],
  format: 'csv' | 'xlsx',
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (format === 'csv') {
        // The mark lets spreadsheets read the file as UTF-8.
        controller.enqueue(encoder.encode(`\uFEFF${csvRow(header)}`));
        for (let at = 0; at < items.length; at += 1_000)
          controller.enqueue(
            encoder.encode(
              items
                .slice(at, at + 1_000)
                .map((item) => csvRow(cellsOf(item).map(textOf)))
                .join(''),
            ),
          );
      } else {
        writeWorkbook({ name: 'Items', header, rows: items.map(cellsOf) }, (piece) =>
          controller.enqueue(new Uint8Array(piece)),
        );
      }
      controller.close();
    },
  });
}
