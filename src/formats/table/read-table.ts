/** Reads a CSV file into header and rows, each with its place in the file. Pure. */
import Papa from 'papaparse';
import { catchRefusal, type Outcome, raise } from '#kernel';
import { decodeText } from '../bank/decode.ts';

const maximumRows = 1_000_000;

export interface TableRow {
  /** The row's place in the file as a spreadsheet counts: the header is row 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

/**
 * Reads a table. The delimiter is recognised unless given; empty rows are dropped. Refuses `table.empty`,
 * `table.malformed` (an open quote), `table.header-twice` and more than a million rows (`table.too-many-rows`).
 */
export function readTable(
  bytes: Uint8Array,
  options: { fileName: string; delimiter?: string | undefined },
): Outcome<Table> {
  const at = { file: options.fileName };
  return catchRefusal(() => {
    const parsed = Papa.parse<string[]>(decodeText(bytes), {
      delimiter: options.delimiter ?? '',
      skipEmptyLines: false,
    });
    const quote = parsed.errors.find((error) => error.type === 'Quotes');
    if (quote) {
      const row = (quote.row ?? 0) + 1;
      raise('table.malformed', `Row ${row}: ${quote.message}. Nothing was read.`, {}, { ...at, row });
    }
    if (parsed.data.length > maximumRows)
      raise('table.too-many-rows', `The file has more than ${maximumRows} rows; split it. Nothing was read.`, {}, at);
    const header = (parsed.data[0] ?? []).map((name) => name.trim());
    if (header.every((name) => name === '')) raise('table.empty', 'The file has no header. Nothing was read.', {}, at);
    const twice = header.find((name, index) => name !== '' && header.indexOf(name) !== index);
    if (twice !== undefined)
      raise(
        'table.header-twice',
        `The column "${twice}" stands twice in the header. Nothing was read.`,
        {},
        { ...at, row: 1, column: twice },
      );
    const rows = parsed.data
      .map((cells, index) => ({ row: index + 1, cells: cells.map((cell) => cell.trim()) }))
      .slice(1)
      .filter((row) => row.cells.some((cell) => cell !== ''));
    return { header, rows };
  });
}
