/** A CSV as rows. Norm: RFC 4180, with the delimiter recognised (comma, semicolon, tab, bar). Pure. */
import { type RefusalPlace, raise } from '#kernel';
import { linesOf } from '../bank/lines.ts';
import type { Sheet, TableRow } from './sheet.ts';

export const maximumRows = 1_000_000;
/** A cell that goes on for longer is an open quote. */
const maximumQuoted = 1_000_000;

export interface CsvOptions {
  readonly delimiter?: string | undefined;
  readonly at: RefusalPlace & { readonly file: string };
}

/** A whole CSV. Refuses an open quote (`table.malformed`) and more than a million rows (`table.too-many-rows`). */
export function csvSheet(text: string, options: CsvOptions): Sheet {
  const rows: TableRow[] = [];
  for (const row of csvRows([text], options.delimiter ?? delimiterOf(text), options.at)) {
    // The header is one more.
    if (row.row > maximumRows + 1)
      raise(
        'table.too-many-rows',
        `The file has more than ${maximumRows} rows; split it. Nothing was read.`,
        {},
        options.at,
      );
    rows.push(row);
  }
  return { name: null, rows, merges: [] };
}

/** The rows of a CSV with at least one cell that is not empty, as it comes. Refuses an open quote (`table.malformed`). */
export function* csvRows(pieces: Iterable<string>, delimiter: string, at: CsvOptions['at']): Generator<TableRow> {
  let row = 1;
  let open = '';
  const malformed = (why: string): never =>
    raise('table.malformed', `Row ${row}: ${why}. Nothing was read.`, {}, { ...at, row });
  for (const line of linesOf(pieces)) {
    // A cell in quotes may go on over several lines.
    const text = open === '' ? line : `${open}\n${line}`;
    const cells = open === '' && !line.includes('"') ? line.split(delimiter) : quotedCells(text, delimiter);
    if (cells === 'malformed') malformed('Trailing quote on quoted field is malformed');
    else if (cells === 'open') {
      open = text;
      if (open.length > maximumQuoted) malformed('Quoted field unterminated');
    } else {
      open = '';
      const trimmed = cells.map((cell) => cell.trim());
      if (trimmed.some((cell) => cell !== '')) yield { row, cells: trimmed };
      row += 1;
    }
  }
  if (open !== '') malformed('Quoted field unterminated');
}

/** The cells of a row with quotes; `open` where it goes on in the next line, `malformed` where a quote stands amiss. */
function quotedCells(text: string, delimiter: string): string[] | 'open' | 'malformed' {
  const cells: string[] = [];
  let at = 0;
  while (true) {
    if (text[at] !== '"') {
      const end = text.indexOf(delimiter, at);
      cells.push(end < 0 ? text.slice(at) : text.slice(at, end));
      if (end < 0) return cells;
      at = end + delimiter.length;
      continue;
    }
    let close = text.indexOf('"', at + 1);
    // Two quotes are one that belongs to the text.
    while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    if (close < 0) return 'open';
    cells.push(text.slice(at + 1, close).replaceAll('""', '"'));
    let next = close + 1;
    while (text[next] === ' ' && delimiter !== ' ') next += 1;
    if (next >= text.length) return cells;
    if (!text.startsWith(delimiter, next)) return 'malformed';
    at = next + delimiter.length;
  }
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
