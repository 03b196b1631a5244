/** A sheet of bank lines (CSV or workbook) as statements, by a built-in layout or a declared mapping. Pure. */
import { type Day, isCurrency, type RefusalPlace, raise } from '#kernel';
import type { Sheet, TableRow } from '../../table/sheet.ts';
import type { BankBalance, BankEntry, BankStatement, BankWarning } from '../model.ts';
import { findCreditorReference } from '../remittance-text.ts';
import { builtInLayouts, type CsvMapping } from './mapping.ts';
import { notesOf, type SheetNotes } from './notes.ts';
import { dateOrderOf, decimalMarkOf, readAmountCell, readDateCell } from './values.ts';

const columnKey = (name: string): string => name.toLowerCase().replace(/\s+/g, '');
/** A header further down than this is not looked for. */
const headerWithin = 50;

interface Found {
  readonly mapping: CsvMapping;
  readonly header: readonly string[];
  /** Rows above the header, below it, and those of the sheet's own notes among the latter. */
  readonly above: readonly TableRow[];
  readonly below: readonly TableRow[];
}

/** The header of a sheet and the mapping that fits it; undefined where no row is the header of a known layout. */
function findHeader(sheet: Sheet, declared: CsvMapping | undefined): Found | undefined {
  const head = sheet.rows.slice(0, headerWithin);
  const at = (index: number, mapping: CsvMapping): Found => ({
    mapping,
    header: sheet.rows[index]!.cells,
    above: sheet.rows.slice(0, index),
    below: sheet.rows.slice(index + 1),
  });
  if (declared) {
    const wanted = neededColumns(declared).map(columnKey);
    const fits = (row: TableRow): boolean => {
      const keys = new Set(row.cells.map(columnKey));
      return wanted.every((key) => keys.has(key));
    };
    const index =
      declared.skipRows === undefined
        ? Math.max(0, head.findIndex(fits))
        : sheet.rows.findIndex((row) => row.row > declared.skipRows!);
    return sheet.rows[index] ? at(index, declared) : undefined;
  }
  for (const [index, row] of head.entries()) {
    const keys = new Set(row.cells.map(columnKey));
    const layout = builtInLayouts.find((one) => one.header!.every((name) => keys.has(columnKey(name))));
    if (layout) return at(index, layout);
  }
  return undefined;
}

const neededColumns = ({ columns }: CsvMapping): string[] => [
  columns.bookingDate,
  ...[columns.amount, columns.debit, columns.credit].filter((name) => name !== undefined),
];

/**
 * Reads the statements of a sheet; undefined where it has no header that is known (and no mapping says otherwise). Refuses
 * a mapping whose columns are not there (`csv.column-missing`) and a header without rows (`csv.no-rows`).
 */
export function readBankSheet(
  sheet: Sheet,
  declared: CsvMapping | undefined,
  warnings: BankWarning[],
): BankStatement[] | undefined {
  const found = findHeader(sheet, declared);
  if (!found) return undefined;
  const columns = new Map(found.header.map((name, index) => [columnKey(name), index]));
  const absent = neededColumns(found.mapping).find((name) => !columns.has(columnKey(name)));
  if (absent !== undefined)
    raise(
      'csv.column-missing',
      `The mapping wants the column "${absent}", but the header is "${found.header.join(', ').slice(0, 300)}". Nothing was read.`,
      { header: found.header },
    );
  const dateColumn = columns.get(columnKey(found.mapping.columns.bookingDate))!;
  // Banks put balances and totals above and below the lines; such a row has words where the others have a date.
  const isNote = (row: TableRow): boolean => /^\D*$/.test(row.cells[dateColumn] ?? '') && sheetHasNotes(found, row);
  const lines = found.below.filter((row) => !isNote(row));
  if (lines.length === 0) raise('csv.no-rows', 'The file has a header but no rows. Nothing was read.');
  const aside = [...found.above, ...found.below.filter(isNote)];
  const cells = new SheetCells(columns);
  return statementsOf(found.mapping, lines, cells, notesOf(aside, warnings), warnings);
}

/** A row below the lines counts as a note only where it names a balance or total, or has no amount at all. */
function sheetHasNotes(found: Found, row: TableRow): boolean {
  const first = row.cells.find((cell) => cell !== '') ?? '';
  return (
    /balance|total|saldo|solde|kontostand|summe/i.test(first) ||
    (row.cells.filter((cell) => cell !== '').length === 1 && found.header.filter((name) => name !== '').length > 2)
  );
}

/** Cells by the names of their columns. */
class SheetCells {
  constructor(private readonly columns: ReadonlyMap<string, number>) {}

  private place(name: string | undefined): number {
    return name === undefined ? -1 : (this.columns.get(columnKey(name)) ?? -1);
  }
  text(row: TableRow, name: string | undefined): string {
    return row.cells[this.place(name)] ?? '';
  }
  isNumber(row: TableRow, name: string | undefined): boolean {
    return row.numbers?.has(this.place(name)) === true;
  }
}

interface Reading {
  readonly currency: string | null;
  readonly order: 'DMY' | 'MDY' | 'YMD';
  readonly mark: ',' | '.';
  readonly cells: SheetCells;
}

function statementsOf(
  mapping: CsvMapping,
  rows: readonly TableRow[],
  cells: SheetCells,
  notes: SheetNotes,
  warnings: BankWarning[],
): BankStatement[] {
  const currencyOf = (row: TableRow): string | null =>
    cells.text(row, mapping.columns.currency).toUpperCase() || mapping.currency || notes.currency;
  for (const row of rows) {
    const currency = currencyOf(row);
    if (currency !== null && !isCurrency(currency)) {
      raise(
        'csv.unknown-currency',
        `Line ${row.row}: "${currency}" is not a currency. Nothing was read.`,
        {},
        { file: '', row: row.row },
      );
    }
  }
  const order = orderOf(
    mapping,
    rows.map((row) => cells.text(row, mapping.columns.bookingDate)),
    warnings,
  );
  const amountColumns = [
    mapping.columns.amount,
    mapping.columns.debit,
    mapping.columns.credit,
    mapping.columns.balance,
  ];
  const amountTexts = rows.flatMap((row) =>
    amountColumns.filter((name) => !cells.isNumber(row, name)).map((name) => cells.text(row, name)),
  );
  const mark =
    mapping.decimalMark === undefined || mapping.decimalMark === 'auto'
      ? decimalMarkOf(amountTexts)
      : mapping.decimalMark;
  const account = mapping.currency ?? currencyOf(rows[0]!);
  const groups = new Map<string | null, TableRow[]>();
  for (const row of rows) {
    const currency = currencyOf(row);
    if (!mapping.perCurrency && currency !== account) {
      warnings.push({
        code: 'csv.other-currency',
        message: `Line ${row.row} is in ${currency}, not in the account's ${account}; it was left out.`,
        line: row.row,
      });
      continue;
    }
    const group = groups.get(currency);
    if (group) group.push(row);
    else groups.set(currency, [row]);
  }
  return [...groups].map(([currency, group]) =>
    statementOf(
      mapping,
      group,
      { currency, order, mark, cells },
      groups.size === 1 ? notes : { ...notes, opening: null, closing: null },
    ),
  );
}

function orderOf(mapping: CsvMapping, values: readonly string[], warnings: BankWarning[]): 'DMY' | 'MDY' | 'YMD' {
  if (mapping.dateOrder && mapping.dateOrder !== 'auto') return mapping.dateOrder;
  const found = dateOrderOf(values);
  if (found) return found;
  warnings.push({
    code: 'csv.date-order',
    message: 'Day and month cannot be told apart in this file; day before month was taken.',
  });
  return 'DMY';
}

const placeOf = (row: TableRow, column: string | undefined): RefusalPlace => ({
  file: '',
  row: row.row,
  ...(column ? { column } : {}),
});

/** A signed amount cell; a spreadsheet's number has a point whatever mark the file's texts use. */
const amountAt = (row: TableRow, name: string | undefined, { cells, currency, mark }: Reading): bigint | null =>
  readAmountCell(cells.text(row, name), cells.isNumber(row, name) ? '.' : mark, currency, placeOf(row, name));

function statementOf(
  mapping: CsvMapping,
  rows: readonly TableRow[],
  reading: Reading,
  notes: SheetNotes,
): BankStatement {
  const { cells, currency } = reading;
  const balances = rows.map((row) => amountAt(row, mapping.columns.balance, reading));
  const amounts = orient(mapping, rows, balances, reading);
  const entries = rows.map((row, index) => entryOf(mapping, row, amounts[index]!, reading));
  const [first, last] = [balances[0], balances.at(-1)];
  const balance = (amountMinor: bigint | null | undefined, date: Day | null): BankBalance | null =>
    amountMinor == null ? null : { date, amountMinor, currency };
  const noted = (text: string | null): bigint | null =>
    text === null ? null : readAmountCell(text, decimalMarkOf([text]), currency, { file: '' });
  const batch = cells.text(rows[0]!, mapping.columns.batch);
  return {
    account: mapping.account ?? notes.account,
    currency,
    reference: batch || null,
    number: batch ? `${entries[0]!.bookingDate?.slice(0, 4)}/${batch}` : null,
    openingBalance: balance(first == null ? noted(notes.opening) : first - amounts[0]!, entries[0]!.bookingDate),
    closingBalance: balance(last ?? noted(notes.closing), entries.at(-1)!.bookingDate),
    entries,
  };
}

/**
 * The effect of each row on the account. In debit / credit columns and with a side column amounts are absolute. Banks
 * write "credit" from their view, bookkeepers from theirs: where balances stand beside, they decide which it is.
 */
function orient(
  mapping: CsvMapping,
  rows: readonly TableRow[],
  balances: readonly (bigint | null)[],
  reading: Reading,
): bigint[] {
  const value = (row: TableRow, name: string | undefined): bigint => amountAt(row, name, reading) ?? 0n;
  const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);
  const { columns } = mapping;
  if (columns.debit !== undefined && columns.credit !== undefined) {
    const bankView = rows.map((row) => size(value(row, columns.credit)) - size(value(row, columns.debit)));
    const bookView = bankView.map((amount) => -amount);
    return follows(bankView, balances) || !follows(bookView, balances) ? bankView : bookView;
  }
  if (columns.side !== undefined) {
    const credits = new Set((mapping.creditSides ?? ['C']).map((side) => side.toUpperCase()));
    return rows.map((row) =>
      credits.has(reading.cells.text(row, columns.side).toUpperCase())
        ? size(value(row, columns.amount))
        : -size(value(row, columns.amount)),
    );
  }
  return rows.map((row) => (mapping.negate ? -value(row, columns.amount) : value(row, columns.amount)));
}

/** True when every balance is the one before plus its row. */
function follows(amounts: readonly bigint[], balances: readonly (bigint | null)[]): boolean {
  return (
    balances.length > 1 &&
    balances.every(
      (balance, index) => balance !== null && (index === 0 || balance === balances[index - 1]! + amounts[index]!),
    )
  );
}

function entryOf(mapping: CsvMapping, row: TableRow, amountMinor: bigint, reading: Reading): BankEntry {
  const { cells, currency, order } = reading;
  const { columns } = mapping;
  const cell = (name: string | undefined): string => cells.text(row, name);
  const day = (name: string | undefined): Day | null => {
    const text = cell(name);
    return text === '' ? null : readDateCell(text, order, placeOf(row, name));
  };
  const bookingDate = day(columns.bookingDate);
  const texts = (columns.remittance ?? []).map(cell).filter((text) => text !== '');
  const remittance = [...new Set(texts)].join(' ').replace(/\s+/g, ' ');
  const pending = (mapping.pendingStatuses ?? []).some(
    (status) => status.toLowerCase() === cell(columns.status).toLowerCase(),
  );
  return {
    bookingDate,
    valueDate: day(columns.valueDate) ?? bookingDate,
    amountMinor,
    currency,
    status: pending ? 'pending' : 'booked',
    reversal: false,
    bankReference: cell(columns.bankReference) || null,
    customerReference: cell(columns.customerReference) || null,
    transactionCode: cell(columns.transactionCode) || null,
    counterparty: { name: cell(columns.name) || null, account: cell(columns.counterpartyAccount) || null },
    remittance,
    structuredReference: findCreditorReference(remittance),
    details: [],
  };
}
