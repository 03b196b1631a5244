/** A list of items as a file for a spreadsheet, written while it is read: plain numbers and days, texts that never run as formulas. */
import { csvRow, openWorkbook, type WorkbookCell } from '#formats';
import { formatAmount } from '#kernel';
import type { ListedItem } from './list-items.ts';

/** The most rows that a sheet holds beneath its header; a text file has no end. */
export const mostRowsOfSheet = 1_048_575;

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
  'Company',
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
  item.company,
];

const textOf = (cell: WorkbookCell): string =>
  cell === null ? '' : typeof cell === 'string' ? cell : 'day' in cell ? cell.day : cell.amount;

/** So much is written ahead of a reader who takes his time; a file that is smaller is made at once. */
const aheadBytes = 4_000_000;
/** A reader who takes nothing for so long has gone: the file breaks off, and what reads the books is free again. */
const patienceMs = 60_000;

/**
 * The file in pieces. `read` hands over the items piece by piece; each waits until there is room for what was written. A
 * fault while reading breaks the file off, so that nobody takes a part for the whole.
 */
export function writeItems(
  format: 'csv' | 'xlsx',
  read: (take: (items: readonly ListedItem[]) => Promise<void>) => Promise<void>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>(
    {},
    undefined,
    new ByteLengthQueuingStrategy({ highWaterMark: aheadBytes }),
  );
  const writer = writable.getWriter();
  const put = async (piece: Uint8Array<ArrayBuffer>): Promise<void> => {
    const timer = setTimeout(
      () => void writer.abort(new Error('the reader of the file has gone')).catch(() => undefined),
      patienceMs,
    );
    try {
      await writer.write(piece);
    } finally {
      clearTimeout(timer);
    }
  };
  const write = async (): Promise<void> => {
    if (format === 'csv') {
      const encoder = new TextEncoder();
      // The mark lets spreadsheets read the file as UTF-8.
      await put(encoder.encode(`\uFEFF${csvRow(header)}`));
      await read((items) => put(encoder.encode(items.map((item) => csvRow(cellsOf(item).map(textOf))).join(''))));
      return;
    }
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const flush = async (): Promise<void> => {
      for (const piece of pieces.splice(0)) await put(piece);
    };
    const workbook = openWorkbook({ name: 'Items', header }, (piece) => pieces.push(new Uint8Array(piece)));
    await read(async (items) => {
      for (const item of items) workbook.row(cellsOf(item));
      await flush();
    });
    workbook.end();
    await flush();
  };
  // The reader may have gone: there is nobody left to be told.
  write().then(
    () => writer.close().catch(() => undefined),
    (fault) => writer.abort(fault).catch(() => undefined),
  );
  return readable;
}
