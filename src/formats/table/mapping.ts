/**
 * Declared mappings: which column of somebody's file holds which of our fields. A mapping is a JSON document that a
 * consultant writes; a field is a column's name, or says more about itself.
 */
import { z } from 'zod';
import { catchRefusal, isCurrency, type Outcome, parseAmount, raise, strangeMember } from '#kernel';
import { dateOrderOf, decimalMarkOf, readDateCell } from '../bank/csv/values.ts';
import type { Table, TableRow } from './sheet.ts';

const field = z.union([
  z.string(),
  z.strictObject({
    column: z.string().optional(),
    /** Several columns, joined by a blank. */
    columns: z.array(z.string()).optional(),
    /** The same value for every row. */
    constant: z.string().optional(),
    /** What the column's values mean: `{"RV": "invoice"}`; others are bad rows. */
    values: z.record(z.string(), z.string()).optional(),
    /** What an empty cell means. */
    standard: z.string().optional(),
    /** True: a file without the column is read without the field. */
    optional: z.boolean().optional(),
    /** True: an empty cell takes away what is known; else it says nothing. */
    clears: z.boolean().optional(),
  }),
]);

export const tableMapping = z.strictObject({
  name: z.string(),
  kind: z.enum(['customers', 'items', 'erp-items', 'settlements', 'payables']),
  delimiter: z.string().length(1).optional(),
  /** The sheet of a workbook, by name or by its place from 1. */
  sheet: z.union([z.string(), z.int().min(1)]).optional(),
  /** Rows before the header, and rows that the header takes. */
  skipRows: z.int().min(0).optional(),
  headerRows: z.int().min(1).max(5).optional(),
  dateOrder: z.enum(['DMY', 'MDY', 'YMD']).optional(),
  decimalMark: z.enum([',', '.']).optional(),
  columns: z.record(z.string(), field),
});
export type TableMapping = z.infer<typeof tableMapping>;

/** Why a row was not taken. */
export interface BadRow {
  readonly row: number;
  /** The column's name in the file. */
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly reason: string;
}

export type FieldType = 'text' | 'day' | 'amount' | 'flag';

/** What a kind of table holds: its fields, which of them a row must have, and how each is read. */
export type Fields = Readonly<
  Record<
    string,
    {
      readonly type: FieldType;
      readonly required?: true;
      /** Though required, a row need not have it: the mapping says where it stands. */
      readonly mayBeEmpty?: true;
      /** A mapping may say that an empty cell takes it away. */
      readonly clearable?: true;
    }
  >
>;

/** A row with its fields as text: days as YYYY-MM-DD, amounts as plain decimals with a point, flags as true or false. */
export interface MappedRow {
  readonly row: number;
  readonly source: TableRow;
  readonly values: Readonly<Record<string, string>>;
  /** The column's name of each field, to point at it. */
  readonly columnOf: (field: string) => string;
  /** True where the row's cell is empty and the mapping says that this takes the field away. */
  readonly cleared: (field: string) => boolean;
}

/** Checks a mapping given as JSON (`table.mapping-malformed`). */
export function parseMapping(document: unknown): Outcome<TableMapping> {
  return catchRefusal(() => {
    const strange = strangeMember(document);
    const parsed = tableMapping.safeParse(document);
    if (parsed.success && !strange) return parsed.data;
    const issue = strange ?? parsed.error!.issues[0]!;
    return raise(
      'table.mapping-malformed',
      `The mapping is wrong at "${issue.path.join('.')}": ${issue.message}.`,
      {},
      { field: issue.path.join('.') },
    );
  });
}

const nameKey = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

/**
 * Takes the fields out of the table by the mapping. Refuses a mapping that names columns or fields that are not there, or
 * that leaves out a needed field (`table.mapping-column`, `table.mapping-field`); bad cells make bad rows.
 */
export function applyMapping(
  table: Table,
  mapping: TableMapping,
  fields: Fields,
): Outcome<{ good: MappedRow[]; bad: BadRow[] }> {
  return catchRefusal(() => {
    const places = new Map(table.header.map((name, index) => [nameKey(name), index]));
    const readers = fieldReaders(mapping, fields, places, table.header);
    const texts = (type: FieldType): string[] =>
      readers
        .filter((one) => one.type === type)
        .flatMap((one) => table.rows.filter((row) => !one.isNumber(row)).map((row) => one.text(row)));
    const order = mapping.dateOrder ?? dateOrderOf(texts('day')) ?? 'YMD';
    const mark = mapping.decimalMark ?? decimalMarkOf(texts('amount'));
    const good: MappedRow[] = [];
    const bad: BadRow[] = [];
    const columns = new Map(readers.map((one) => [one.name, one.column]));
    const clearing = new Set(readers.filter((one) => one.clears).map((one) => one.name));
    for (const row of table.rows) {
      const values: Record<string, string> = {};
      const faults: BadRow[] = [];
      for (const reader of readers) {
        const read = catchRefusal(() => readField(reader, row, order, mark));
        if (read.ok) values[reader.name] = read.value;
        else
          faults.push({
            row: row.row,
            column: reader.column,
            value: reader.text(row),
            code: read.refusal.code,
            reason: read.refusal.message,
          });
      }
      if (faults.length > 0) bad.push(...faults);
      else
        good.push({
          row: row.row,
          source: row,
          values,
          columnOf: (name) => columns.get(name) ?? name,
          cleared: (name) => clearing.has(name) && values[name] === '',
        });
    }
    return { good, bad };
  });
}

interface FieldReader {
  readonly name: string;
  readonly column: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** What the column's values mean. A cell may say anything, so it is looked up among these and nowhere else. */
  readonly values: ReadonlyMap<string, string> | undefined;
  readonly standard: string;
  readonly clears: boolean;
  text(row: TableRow): string;
  /** True where the text is a spreadsheet's number: its mark is a point, whatever the mapping says of texts. */
  isNumber(row: TableRow): boolean;
}

function fieldReaders(
  mapping: TableMapping,
  fields: Fields,
  places: ReadonlyMap<string, number>,
  header: readonly string[],
): FieldReader[] {
  for (const name of Object.keys(mapping.columns)) {
    if (!Object.hasOwn(fields, name))
      raise(
        'table.mapping-field',
        `The mapping names "${name}", but ${mapping.kind} have ${Object.keys(fields).join(', ')}. Nothing was read.`,
        {},
        { field: name },
      );
  }
  return Object.entries(fields).flatMap(([name, { type, required, mayBeEmpty, clearable }]): FieldReader[] => {
    const given = mapping.columns[name];
    if (given === undefined) {
      if (required)
        raise(
          'table.mapping-field',
          `The mapping does not say where "${name}" stands. Nothing was read.`,
          {},
          { field: name },
        );
      return [];
    }
    const spec = typeof given === 'string' ? { column: given } : given;
    if (spec.clears === true && !clearable)
      raise(
        'table.mapping-field',
        `The mapping lets an empty cell clear "${name}", but that can be ${required ? 'only given' : 'only changed'}. Nothing was read.`,
        {},
        { field: name },
      );
    const wanted = spec.columns ?? (spec.column === undefined ? [] : [spec.column]);
    const absent = wanted.filter((column) => !places.has(nameKey(column)));
    if (absent.length > 0) {
      // A built-in mapping names all it knows; a file need not have what is not needed.
      if (!required && (mapping.name.startsWith('built-in') || spec.optional === true)) return [];
      raise(
        'table.mapping-column',
        `The mapping wants the column "${absent[0]}", but the header is "${header.join(', ').slice(0, 300)}". Nothing was read.`,
        {},
        { field: name },
      );
    }
    const indexes = wanted.map((column) => places.get(nameKey(column))!);
    return [
      {
        name,
        // As the file writes it: who mends a cell looks for it there.
        column: indexes.map((index) => header[index]).join(' ') || name,
        type,
        required: required === true && mayBeEmpty !== true,
        values: spec.values && new Map(Object.entries(spec.values)),
        standard: spec.standard ?? '',
        clears: spec.clears === true,
        text: (row) =>
          spec.constant ??
          indexes
            .map((index) => row.cells[index] ?? '')
            .join(' ')
            .trim(),
        isNumber: (row) =>
          spec.constant === undefined && indexes.length === 1 && row.numbers?.has(indexes[0]!) === true,
      },
    ];
  });
}

function readField(reader: FieldReader, row: TableRow, order: 'DMY' | 'MDY' | 'YMD', mark: ',' | '.'): string {
  let text = reader.text(row) || reader.standard;
  let isNumber = reader.isNumber(row);
  if (text !== '' && reader.values) {
    const meaning = reader.values.get(text);
    if (meaning === undefined)
      raise('table.value-unknown', `"${text}" is none of ${[...reader.values.keys()].join(', ')}.`);
    text = meaning;
    isNumber = false;
  }
  if (text === '') {
    if (reader.required) raise('table.value-missing', 'This must not be empty.');
    return '';
  }
  if (reader.type === 'day') {
    const day = catchRefusal(() => readDateCell(text, order, { file: '', row: row.row }));
    return day.ok ? day.value : raise('table.date-malformed', `"${text}" is not a date written as ${order}.`);
  }
  if (reader.type === 'amount') return isNumber ? text : plainAmount(text, mark);
  if (reader.type === 'flag') {
    if (/^(1|true|yes|y|x|ja|j)$/i.test(text)) return 'true';
    if (/^(0|false|no|n|nein)$/i.test(text)) return 'false';
    raise('table.flag-malformed', `"${text}" is neither yes nor no.`);
  }
  return text;
}

/** An amount as people write it to plain digits with a point; grouping must group by three. */
function plainAmount(text: string, mark: ',' | '.'): string {
  const compact = text
    .replace(/[\s'’\u00a0\u202f]/g, '')
    .replace(/^\((.*)\)$/, '-$1')
    .replace(/^(.*)-$/, '-$1')
    .replace('\u2212', '-');
  const group = mark === ',' ? '\\.' : ',';
  const shape = new RegExp(`^([+-]?)(\\d+|\\d{1,3}(?:${group}\\d{3})+)(?:\\${mark}(\\d*))?$`);
  const match = shape.exec(compact);
  if (!match) raise('table.amount-malformed', `"${text}" is not an amount written with "${mark}".`);
  const whole = match[2]!.replace(/[.,]/g, '');
  return `${match[1] === '-' ? '-' : ''}${whole}${match[3] ? `.${match[3]}` : ''}`;
}

/** An amount field in minor units of a currency, or why not. */
export function amountField(text: string, currency: string): Outcome<bigint> {
  return catchRefusal(() => {
    if (!isCurrency(currency)) raise('table.currency-unknown', `"${currency}" is not an ISO 4217 currency.`);
    return parseAmount(text, currency);
  });
}

/** Mappings that need no file: our own field names, as a template's header has them. */
export function builtInMapping(kind: TableMapping['kind'], fields: Fields): TableMapping {
  return {
    name: `built-in ${kind}`,
    kind,
    columns: Object.fromEntries(Object.keys(fields).map((name) => [name, name])),
  };
}
