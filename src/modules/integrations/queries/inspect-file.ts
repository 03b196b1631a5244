/** Looks at a file that somebody brings: what kind it is, and what its columns may be. Touches no books. */
import {
  type CsvMapping,
  fittingBankMappings,
  readBankFile,
  readTable,
  type TableMapping,
  type TableRow,
} from '#formats';
import { done, type Outcome } from '#kernel';
import { bankFields, customerFields, fieldsOf, itemFields, payableFields } from '../fields.ts';
import { guessColumns } from '../rules/guess-columns.ts';
import type { ImportKind, KeptMapping } from '../store/imports.ts';

const kinds: readonly ImportKind[] = ['items', 'customers', 'payables'];
const sampleRows = 6;

export interface Inspection {
  /** Null: a table of which only a person can tell what it holds. */
  readonly kind: 'bank' | ImportKind | null;
  readonly format: string;
  /** A kept mapping that fits; `''`: the header has our own field names; null: columns have to be pointed at. */
  readonly mapping: string | null;
  readonly rows: number;
  readonly header: readonly string[];
  readonly sample: readonly (readonly string[])[];
  /** Proposed columns by kind and field. */
  readonly guess: Readonly<Record<ImportKind | 'bank', Readonly<Record<string, string>>>>;
}

const requiredOf = (kind: ImportKind): string[] =>
  Object.entries(fieldsOf[kind]).flatMap(([name, field]) => ('required' in field && field.required ? [name] : []));

const nameKey = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]+/g, '');

/** The columns that a mapping takes from a file. */
const columnsOf = (mapping: TableMapping): string[] =>
  Object.values(mapping.columns).flatMap((field) =>
    typeof field === 'string'
      ? [field]
      : field.optional
        ? []
        : [...(field.column === undefined ? [] : [field.column]), ...(field.columns ?? [])],
  );

const none = { bank: {}, items: {}, customers: {}, payables: {} };

const sampleOf = (header: readonly string[], rows: readonly TableRow[]): string[][] =>
  rows.slice(0, sampleRows).map((row) => header.map((_, index) => row.cells[index] ?? ''));

/** So the reader of bank files says that it is none of them; whatever else it refuses is wrong with a file that is one. */
const noBankFile: readonly string[] = ['bank.unknown-format', 'bank.empty-file', 'csv.unknown-header'];

/**
 * Recognises a file by its content: a bank file, a table with our own field names, a table that a kept mapping fits, or a
 * table whose columns have to be pointed at. Refuses what the reader of bank files refuses of a file that is one, and what the
 * reader of tables refuses of every other.
 */
export function inspectFile(
  fileName: string,
  bytes: Uint8Array,
  mappings: readonly KeptMapping[],
  /** Those of bank lines. */
  bankMappings: readonly { readonly name: string; readonly mapping: CsvMapping }[] = [],
): Outcome<Inspection> {
  const fitting = fittingBankMappings([bytes], fileName, bankMappings);
  const [mapped] = fitting;
  const bank = readBankFile(bytes, { fileName, mapping: mapped?.mapping });
  if (bank.ok) {
    const rows = bank.value.statements.reduce((sum, statement) => sum + statement.entries.length, 0);
    const { format } = bank.value;
    // Of two that fit alike a person says which.
    const mapping = fitting.length > 1 ? null : (mapped?.name ?? '');
    const table = format === 'csv' || format === 'xlsx' ? readTable(bytes, { fileName }) : undefined;
    const { header, rows: lines } = table?.ok ? table.value : { header: [], rows: [] };
    return done({
      ...{ kind: 'bank', format, mapping, rows, header },
      sample: sampleOf(header, lines),
      guess: { ...none, bank: guessColumns('bank', bankFields, header) },
    });
  }
  const { code } = bank.refusal;
  const isBankFile = !noBankFile.includes(code) && !code.startsWith('table.');
  // A table with the header of a bank may be another one all the same: then what it holds tells it.
  if (isBankFile && !code.startsWith('csv.')) return bank;
  const read = readTable(bytes, { fileName });
  if (!read.ok) return isBankFile ? bank : read;
  const { header, rows } = read.value;
  const there = new Set(header.map(nameKey));
  const own = kinds.find((kind) => requiredOf(kind).every((field) => there.has(nameKey(field))));
  const kept = mappings.find((one) => columnsOf(one.mapping).every((column) => there.has(nameKey(column))));
  const guess = {
    bank: guessColumns('bank', bankFields, header),
    items: guessColumns('items', Object.keys(itemFields), header),
    customers: guessColumns('customers', Object.keys(customerFields), header),
    payables: guessColumns('payables', Object.keys(payableFields), header),
  };
  const likely = kinds.find((kind) => requiredOf(kind).every((field) => guess[kind][field] !== undefined));
  const kind = own ?? kept?.kind ?? likely ?? null;
  if (isBankFile && kind === null) return bank;
  return done({
    kind,
    format: /^PK/.test(String.fromCharCode(bytes[0] ?? 0, bytes[1] ?? 0)) ? 'xlsx' : 'csv',
    mapping: own !== undefined ? '' : (kept?.name ?? null),
    rows: rows.length,
    header,
    sample: sampleOf(header, rows),
    guess,
  });
}
