/** A CSV text as a sheet. Norm: RFC 4180, with the delimiter recognised (comma, semicolon, tab, bar). Pure. */
import Papa from 'papaparse';
import { type RefusalPlace, raise } from '#kernel';
import type { Sheet } from './sheet.ts';

export const maximumRows = 1_000_000;

/** Cuts a CSV into rows. Refuses an open quote (`table.malformed`) and more than a million rows (`table.too-many-rows`). */
export function csvSheet(
  text: string,
  options: { delimiter?: string | undefined; at: RefusalPlace & { file: string } },
): Sheet {
  const parsed = Papa.parse<string[]>(text, {
    delimiter: options.delimiter ?? delimiterOf(text),
    skipEmptyLines: false,
    // One row more than is allowed is enough to refuse.
    preview: maximumRows + 2,
  });
  const quote = parsed.errors.find((error) => error.type === 'Quotes');
  if (quote) {
    const row = (quote.row ?? 0) + 1;
    raise('table.malformed', `Row ${row}: ${quote.message}. Nothing was read.`, {}, { ...options.at, row });
  }
  if (parsed.data.length > maximumRows + 1)
    raise(
      'table.too-many-rows',
      `The file has more than ${maximumRows} rows; split it. Nothing was read.`,
      {},
      options.at,
    );
  const rows = parsed.data
    .map((cells, index) => ({ row: index + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter((row) => row.cells.some((cell) => cell !== ''));
  return { name: null, rows, merges: [] };
}

/** In the order of preference where two fit alike: a comma may be a decimal mark. */
const delimiters = ['\t', ';', '|', ','];

/**
 * The delimiter that most lines have in the same number, outside quotes. Decimal commas and lists in cells come and go from
 * line to line; delimiters do not.
 */
export function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 50_000)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50)
    .map((line) => line.replace(/"[^"]*"/g, ''));
  const share = (delimiter: string): number => {
    const times = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(delimiter).length - 1;
      if (count > 0) times.set(count, (times.get(count) ?? 0) + 1);
    }
    return Math.max(0, ...times.values());
  };
  const shares = delimiters.map(share);
  const best = Math.max(...shares);
  return best === 0 ? ',' : delimiters[shares.indexOf(best)]!;
}
