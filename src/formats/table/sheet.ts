/** Rows of a table file as they stand, and how header and rows are found among them. Pure. */
import { type RefusalPlace, raise } from '#kernel';

export interface TableRow {
  /** The row's place in the file as a spreadsheet counts: the first is row 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /**
   * Places of the cells that are numbers of a spreadsheet: written with a point and without grouping, whatever marks the
   * texts beside them use.
   */
  readonly numbers?: ReadonlySet<number>;
}

/** A block of merged cells: rows from 1, columns from 0, both ends included. */
export interface MergedCells {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sheet {
  /** Null for a CSV, which is one sheet without a name. */
  readonly name: string | null;
  /** Rows with at least one cell that is not empty, in order. */
  readonly rows: readonly TableRow[];
  readonly merges: readonly MergedCells[];
}

export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
  /** The workbook's sheet that was read; null for a CSV. */
  readonly sheet: string | null;
}

export interface HeaderPlace {
  /** Rows before the header; undefined: titles above it are recognised by standing alone. */
  readonly skipRows?: number | undefined;
  /** Rows that the header takes; undefined: one, or as many as its merged cells reach over. */
  readonly headerRows?: number | undefined;
}

const isEmpty = (row: TableRow): boolean => row.cells.every((cell) => cell === '');

/**
 * Header and rows of a sheet. The header is the first row with at least two cells unless told otherwise; one of several
 * rows joins its names ("Amount" over "Debit" → "Amount Debit"). Refuses `table.empty` and `table.header-twice`.
 */
export function tableOf(sheet: Sheet, place: HeaderPlace, at: RefusalPlace & { file: string }): Table {
  const rows = sheet.rows.filter((row) => !isEmpty(row) && row.row > (place.skipRows ?? 0));
  const named = (row: TableRow): number => row.cells.filter((cell) => cell !== '').length;
  const start =
    place.skipRows === undefined
      ? Math.max(
          0,
          rows.slice(0, 50).findIndex((row) => named(row) > 1),
        )
      : 0;
  const first = rows[start];
  if (!first) raise('table.empty', 'The file has no header. Nothing was read.', {}, at);
  const depth = place.headerRows ?? headerDepth(sheet, first, rows[start + 1]);
  const header = headerOf(
    sheet,
    rows.filter((row) => row.row >= first.row && row.row < first.row + depth),
  );
  const twice = header.find((name, index) => name !== '' && header.indexOf(name) !== index);
  if (twice !== undefined)
    raise(
      'table.header-twice',
      `The column "${twice}" stands twice in the header. Nothing was read.`,
      {},
      { ...at, row: first.row, column: twice },
    );
  return { header, rows: rows.filter((row) => row.row >= first.row + depth), sheet: sheet.name };
}

/** How many rows the header's merged cells make it. */
function headerDepth(sheet: Sheet, first: TableRow, second: TableRow | undefined): number {
  const here = sheet.merges.filter((one) => one.top === first.row);
  const tallest = Math.max(1, ...here.map((one) => one.bottom - one.top + 1));
  if (tallest > 1) return Math.min(tallest, 5);
  // A name over several columns wants names under it: texts, not numbers.
  const wide = here.filter((one) => one.right > one.left);
  const under = wide.some((one) =>
    (second?.cells.slice(one.left, one.right + 1) ?? []).some(
      (cell, index) => cell !== '' && !second!.numbers?.has(one.left + index) && !/\d/.test(cell),
    ),
  );
  return under && second!.row === first.row + 1 ? 2 : 1;
}

function headerOf(sheet: Sheet, rows: readonly TableRow[]): string[] {
  const width = Math.max(...rows.map((row) => row.cells.length));
  const nameAt = (row: TableRow, column: number): string => {
    const own = row.cells[column] ?? '';
    if (own !== '' || rows.length === 1) return own;
    // Inside a merged block only its first cell holds the name.
    const block = sheet.merges.find(
      (one) => one.top <= row.row && row.row <= one.bottom && one.left <= column && column <= one.right,
    );
    const owner = block && rows.find((one) => one.row === block.top);
    return (block && owner?.cells[block.left]) ?? '';
  };
  return Array.from({ length: width }, (_, column) =>
    [...new Set(rows.map((row) => nameAt(row, column).trim()))].filter((name) => name !== '').join(' '),
  );
}
