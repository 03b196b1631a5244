/** What the imports of tables share: reading by a mapping, counting, and the file of bad rows. */
import {
  applyMapping,
  type BadRow,
  builtInMapping,
  csvRow,
  type Fields,
  type MappedRow,
  parseMapping,
  readTable,
  type Table,
  type TableMapping,
} from '#formats';
import { done, type Outcome, refuse } from '#kernel';

/** A cell of the file with what a person says should stand in it. */
export interface MendedCell {
  /** The row's place in the file, from 1. */
  readonly row: number;
  /** The column's name in the file. */
  readonly column: string;
  readonly value: string;
}

export interface TableInput {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** A mapping as JSON; undefined: the header has our own field names. */
  readonly mapping?: unknown;
  /** Cells that a person mended, read as if the file said so; absent: the file as it is. */
  readonly mended?: readonly MendedCell[] | undefined;
  /** What the audit records say they come from; the file's name unless given. */
  readonly source?: string;
  /** Looks at everything and writes nothing. */
  readonly check?: boolean;
}

export interface TableImportResult {
  readonly file: string;
  readonly rows: number;
  /** Rows that were taken now (with `check`: that would be). */
  readonly imported: number;
  /** Rows that were there already, unchanged. */
  readonly known: number;
  readonly bad: readonly BadRow[];
  /** The bad rows as CSV: their own cells, then row, column, value and reason; empty when there are none. */
  readonly badFile: string;
  /** The first rows that could be read, as they were: days as YYYY-MM-DD, amounts as plain decimals. */
  readonly first: readonly ReadRow[];
}

export interface ReadRow {
  readonly row: number;
  readonly values: Readonly<Record<string, string>>;
}

/** So many rows show how a file is read. */
const rowsShown = 5;

/** Reads the table of a kind: the rows that could be read, and those that could not. */
export function readMapped(
  input: TableInput,
  kind: TableMapping['kind'],
  fields: Fields,
): Outcome<{ table: Table; good: MappedRow[]; bad: BadRow[] }> {
  const mapping = input.mapping === undefined ? done(builtInMapping(kind, fields)) : parseMapping(input.mapping);
  if (!mapping.ok) return mapping;
  if (mapping.value.kind !== kind)
    return refuse(
      'table.mapping-kind',
      `The mapping "${mapping.value.name}" is for ${mapping.value.kind}, not for ${kind}. Nothing was changed.`,
    );
  const { delimiter, sheet, skipRows, headerRows } = mapping.value;
  const table = readTable(input.bytes, { fileName: input.fileName, delimiter, sheet, skipRows, headerRows });
  if (!table.ok) return table;
  // Mended within the whole file, so that how it writes dates and amounts is told by all its rows.
  const whole = mend(table.value, input.mended ?? []);
  if (!whole.ok) return whole;
  const mapped = applyMapping(whole.value, mapping.value, fields);
  return mapped.ok ? done({ table: whole.value, ...mapped.value }) : mapped;
}

/** The table with the mended cells in their places. Refuses `table.mended-cell` for a place that it does not have. */
function mend(table: Table, cells: readonly MendedCell[]): Outcome<Table> {
  if (cells.length === 0) return done(table);
  const rows = new Map(table.rows.map((row) => [row.row, row]));
  for (const { row: number, column, value } of cells) {
    const row = rows.get(number);
    const index = table.header.indexOf(column);
    if (!row || index < 0)
      return refuse(
        'table.mended-cell',
        `The file has no row ${number} with the column "${column}". Nothing was changed.`,
        { row: number, column },
        { field: 'mended' },
      );
    const values = [...row.cells];
    while (values.length <= index) values.push('');
    values[index] = value;
    // What a person typed is text, also where a spreadsheet's number stood.
    const numbers = new Set([...(row.numbers ?? [])].filter((place) => place !== index));
    rows.set(number, { ...row, cells: values, numbers });
  }
  return done({ ...table, rows: [...rows.values()] });
}

/** A bad row for a rule that a field breaks. */
export const badRow = (row: MappedRow, field: string, code: string, reason: string): BadRow => ({
  row: row.row,
  column: row.columnOf(field),
  value: row.values[field] ?? '',
  code,
  reason,
});

/** Sums up an import; every row is imported, known or bad. */
export function resultOf(
  input: TableInput,
  { table, good }: { readonly table: Table; readonly good: readonly MappedRow[] },
  counts: { imported: number; known: number },
  bad: readonly BadRow[],
): TableImportResult {
  const inOrder = [...bad].sort((a, b) => a.row - b.row);
  const first = good.slice(0, rowsShown).map(({ row, values }) => ({ row, values }));
  const badFile = badFileOf(table, inOrder);
  return { file: input.fileName, rows: table.rows.length, ...counts, bad: inOrder, badFile, first };
}

/** The bad rows of a table as CSV; empty when there are none. */
export function badFileOf(table: Table, bad: readonly BadRow[]): string {
  if (bad.length === 0) return '';
  const cells = new Map(table.rows.map((row) => [row.row, row.cells]));
  const width = table.header.length;
  const rows = bad.map((one) => {
    const own = cells.get(one.row) ?? [];
    return csvRow([
      ...Array.from({ length: width }, (_, index) => own[index] ?? ''),
      String(one.row),
      one.column,
      one.value,
      one.reason,
    ]);
  });
  return [csvRow([...table.header, 'row', 'column', 'value', 'reason']), ...rows].join('');
}
