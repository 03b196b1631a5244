/** A list of items as a file for a spreadsheet, written while it is read: plain numbers and days, texts that never run as formulas. */
import { csvRow, openWorkbook, type WorkbookCell } from '#formats';
import { formatAmount } from '#kernel';
import type { ItemColumn } from '../contract.ts';
import type { ListedItem } from './list-items.ts';

/** The most rows that a sheet holds beneath its header; a text file has no end. */
export const mostRowsOfSheet = 1_048_575;

interface FileColumn {
  readonly head: string;
  /** The column of the list that it belongs to, where a reader may do without it. */
  readonly of?: ItemColumn;
  readonly cell: (item: ListedItem) => WorkbookCell;
}

const columns: readonly FileColumn[] = [
  { head: 'Document', cell: (item) => item.number },
  { head: 'Type', of: 'type', cell: (item) => item.documentType },
  { head: 'Customer', cell: (item) => item.customer },
  { head: 'Name', cell: (item) => item.name },
  { head: 'Document date', of: 'documentDate', cell: (item) => ({ day: item.documentDate }) },
  { head: 'Due', cell: (item) => ({ day: item.dueDate }) },
  { head: 'Days late', of: 'late', cell: (item) => ({ amount: String(item.daysOverdue) }) },
  { head: 'Held by', of: 'held', cell: (item) => item.blocks.join(', ') },
  { head: 'Amount', of: 'amount', cell: (item) => ({ amount: formatAmount(item.amountMinor, item.currency) }) },
  { head: 'Open', cell: (item) => ({ amount: formatAmount(item.openMinor, item.currency) }) },
  { head: 'Currency', cell: (item) => item.currency },
  { head: 'Company', of: 'company', cell: (item) => item.company },
];

const textOf = (cell: WorkbookCell): string =>
  cell === null ? '' : typeof cell === 'string' ? cell : 'day' in cell ? cell.day : cell.amount;

/** So much is written ahead of a reader who takes his time; a file that is smaller is made at once. */
const aheadBytes = 4_000_000;
/** A reader who takes nothing for so long has gone: the file breaks off, and what reads the books is free again. */
const patienceMs = 60_000;

/**
 * The file in pieces, without the columns that are `hidden`. `read` hands over the items piece by piece; each waits until there is room for what was written. A
 * fault while reading breaks the file off, so that nobody takes a part for the whole.
 */
export function writeItems(
  format: 'csv' | 'xlsx',
  hidden: ReadonlySet<ItemColumn>,
  read: (take: (items: readonly ListedItem[]) => Promise<void>) => Promise<void>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const shown = columns.filter((column) => column.of === undefined || !hidden.has(column.of));
  const header = shown.map((column) => column.head);
  const cellsOf = (item: ListedItem): readonly WorkbookCell[] => shown.map((column) => column.cell(item));
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
