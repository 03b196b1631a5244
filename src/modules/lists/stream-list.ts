/** A list as a file for a spreadsheet, written while it is read: plain numbers and days, texts that never run as formulas. */
import { csvRow, openWorkbook, type WorkbookCell } from '#formats';

/** The most rows that a sheet holds beneath its header; a text file has no end. */
export const mostRowsOfSheet = 1_048_575;

/** Which files a list has, and of which media type each is. */
export const fileTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const textOf = (cell: WorkbookCell): string =>
  cell === null ? '' : typeof cell === 'string' ? cell : 'day' in cell ? cell.day : cell.amount;

/** So much is written ahead of a reader who takes his time; a file that is smaller is made at once. */
const aheadBytes = 4_000_000;
/** A reader who takes nothing for so long has gone: the file breaks off, and what reads the books is free again. */
const patienceMs = 60_000;

/** Takes rows into the file; waits until there is room for them, and throws once nobody reads it any more. */
export type TakeRows = (rows: readonly (readonly WorkbookCell[])[]) => Promise<void>;

/** Takes a piece of a file; waits until there is room for it, and throws once nobody reads it any more. */
export type PutPiece = (piece: Uint8Array<ArrayBuffer>) => Promise<void>;

/**
 * A file in pieces, written while it is read: what is held is a piece and what is written ahead. A fault while it is written
 * breaks the file off, so that nobody takes a part for the whole; a reader who has gone ends the writing at its next piece.
 */
export function streamPieces(write: (put: PutPiece) => Promise<void>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>(
    {},
    undefined,
    new ByteLengthQueuingStrategy({ highWaterMark: aheadBytes }),
  );
  const writer = writable.getWriter();
  const put: PutPiece = async (piece) => {
    const gone = new Error('the reader of the file has gone');
    const timer = setTimeout(() => void writer.abort(gone).catch(() => undefined), patienceMs);
    try {
      await writer.write(piece);
    } catch (fault) {
      // Who goes without a word gives no reason.
      throw fault ?? gone;
    } finally {
      clearTimeout(timer);
    }
  };
  // The reader may have gone: there is nobody left to be told.
  write(put).then(
    () => writer.close().catch(() => undefined),
    (fault) => writer.abort(fault).catch(() => undefined),
  );
  return readable;
}

/** The list as a file. `read` hands over the rows, some at a time; what is held does not grow with the list. */
export function streamList(
  format: 'csv' | 'xlsx',
  list: { readonly name: string; readonly header: readonly string[] },
  read: (take: TakeRows) => Promise<void>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return streamPieces(async (put) => {
    if (format === 'csv') {
      const encoder = new TextEncoder();
      // The mark lets spreadsheets read the file as UTF-8.
      await put(encoder.encode(`\uFEFF${csvRow(list.header)}`));
      await read((rows) => put(encoder.encode(rows.map((cells) => csvRow(cells.map(textOf))).join(''))));
      return;
    }
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const flush = async (): Promise<void> => {
      for (const piece of pieces.splice(0)) await put(piece);
    };
    const workbook = openWorkbook(list, (piece) => pieces.push(new Uint8Array(piece)));
    await read(async (rows) => {
      for (const cells of rows) workbook.row(cells);
      await flush();
    });
    workbook.end();
    await flush();
  });
}
