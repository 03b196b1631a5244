/** Bank CSV by a built-in layout or a declared mapping. */

import Papa from 'papaparse';
import { type Day, isCurrency, raise } from '#kernel';
import type { BankBalance, BankEntry, BankFile, BankStatement, BankWarning } from '../model.ts';
import { findCreditorReference } from '../remittance-text.ts';
import { builtInLayouts, type CsvMapping } from './mapping.ts';
import { dateOrderOf, decimalMarkOf, readAmountCell, readDateCell } from './values.ts';

const maximumRows = 1_000_000;
const columnKey = (name: string): string => name.toLowerCase().replace(/\s+/g, '');

interface Row {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** A CSV file cut into header and rows; empty rows dropped. */
function cutRows(text: string, mapping: CsvMapping | undefined): { header: string[]; rows: Row[] } {
  const parsed = Papa.parse<string[]>(text, { delimiter: mapping?.delimiter ?? '', skipEmptyLines: false });
  const quote = parsed.errors.find((error) => error.type === 'Quotes');
  if (quote)
    raise(
      'csv.malformed',
      `Line ${(quote.row ?? 0) + 1}: ${quote.message}. Nothing was read.`,
      {},
      { file: '', row: (quote.row ?? 0) + 1 },
    );
  if (parsed.data.length > maximumRows)
    raise('csv.too-many-rows', `The file has more than ${maximumRows} rows. Nothing was read.`);
  const start = mapping?.skipRows ?? 0;
  const header = (parsed.data[start] ?? []).map((name) => name.trim());
  const keys = header.map(columnKey);
  const rows = parsed.data
    .slice(start + 1)
    .map((cells, index) => ({
      line: start + index + 2,
      cells: new Map(keys.map((key, column) => [key, (cells[column] ?? '').trim()])),
    }))
    .filter((row) => [...row.cells.values()].some((cell) => cell !== ''));
  return { header, rows };
}

/** True for text whose first line has a delimiter: a table of some kind. */
export const looksLikeCsv = (text: string): boolean =>
  /^[^\n]*[,;\t|][^\n]*(\n|$)/.test(text) && !/^\s*[{<[]/.test(text);

/**
 * Reads a bank CSV. Without a mapping the header must be one of the built-in layouts; else it is refused naming the
 * header that was seen (`csv.unknown-header`). A file without rows is refused (`csv.no-rows`): nothing could be imported.
 */
export function readBankCsv(text: string, declared?: CsvMapping): BankFile {
  const { header, rows } = cutRows(text, declared);
  const keys = new Set(header.map(columnKey));
  const mapping =
    declared ?? builtInLayouts.find((layout) => layout.header!.every((name) => keys.has(columnKey(name))));
  if (!mapping) {
    raise(
      'csv.unknown-header',
      `No layout is known for the header "${header.join(', ').slice(0, 300)}"; give a mapping. Nothing was read.`,
      { header },
    );
  }
  const needed = [
    mapping.columns.bookingDate,
    ...[mapping.columns.amount, mapping.columns.debit, mapping.columns.credit].filter((name) => name !== undefined),
  ];
  const absent = needed.find((name) => !keys.has(columnKey(name)));
  if (absent !== undefined) {
    raise(
      'csv.column-missing',
      `The mapping wants the column "${absent}", but the header is "${header.join(', ').slice(0, 300)}". Nothing was read.`,
      { header },
    );
  }
  if (rows.length === 0) raise('csv.no-rows', 'The file has a header but no rows. Nothing was read.');
  const warnings: BankWarning[] = [];
  return { format: 'csv', statements: statementsOf(mapping, rows, warnings), warnings };
}

function statementsOf(mapping: CsvMapping, rows: readonly Row[], warnings: BankWarning[]): BankStatement[] {
  const cell = (row: Row, name: string | undefined): string =>
    name === undefined ? '' : (row.cells.get(columnKey(name)) ?? '');
  const currencyOf = (row: Row): string | null =>
    cell(row, mapping.columns.currency).toUpperCase() || mapping.currency || null;
  for (const row of rows) {
    const currency = currencyOf(row);
    if (currency !== null && !isCurrency(currency)) {
      raise(
        'csv.unknown-currency',
        `Line ${row.line}: "${currency}" is not a currency. Nothing was read.`,
        {},
        { file: '', row: row.line },
      );
    }
  }
  const order = orderOf(
    mapping,
    rows.map((row) => cell(row, mapping.columns.bookingDate)),
    warnings,
  );
  const amountCells = rows.flatMap((row) =>
    [mapping.columns.amount, mapping.columns.debit, mapping.columns.credit, mapping.columns.balance].map((name) =>
      cell(row, name),
    ),
  );
  const mark =
    mapping.decimalMark === undefined || mapping.decimalMark === 'auto'
      ? decimalMarkOf(amountCells)
      : mapping.decimalMark;
  const account = mapping.currency ?? currencyOf(rows[0]!);
  const groups = new Map<string | null, Row[]>();
  for (const row of rows) {
    const currency = currencyOf(row);
    if (!mapping.perCurrency && currency !== account) {
      warnings.push({
        code: 'csv.other-currency',
        message: `Line ${row.line} is in ${currency}, not in the account's ${account}; it was left out.`,
        line: row.line,
      });
      continue;
    }
    groups.set(currency, [...(groups.get(currency) ?? []), row]);
  }
  return [...groups].map(([currency, group]) => statementOf(mapping, group, { currency, order, mark, cell }));
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

interface Reading {
  readonly currency: string | null;
  readonly order: 'DMY' | 'MDY' | 'YMD';
  readonly mark: ',' | '.';
  readonly cell: (row: Row, name: string | undefined) => string;
}

function statementOf(mapping: CsvMapping, rows: readonly Row[], reading: Reading): BankStatement {
  const { cell, currency, mark } = reading;
  const place = (row: Row, column: string | undefined) => ({ file: '', row: row.line, ...(column ? { column } : {}) });
  const balances = rows.map((row) =>
    readAmountCell(cell(row, mapping.columns.balance), mark, currency, place(row, mapping.columns.balance)),
  );
  const amounts = orient(mapping, rows, balances, reading);
  const entries = rows.map((row, index) => entryOf(mapping, row, amounts[index]!, reading));
  const [first, last] = [balances[0], balances.at(-1)];
  const balance = (amountMinor: bigint, date: Day | null): BankBalance => ({ date, amountMinor, currency });
  const batch = cell(rows[0]!, mapping.columns.batch);
  return {
    account: mapping.account ?? null,
    currency,
    reference: batch || null,
    number: batch ? `${entries[0]!.bookingDate?.slice(0, 4)}/${batch}` : null,
    openingBalance: first == null ? null : balance(first - amounts[0]!, entries[0]!.bookingDate),
    closingBalance: last == null ? null : balance(last, entries.at(-1)!.bookingDate),
    entries,
  };
}

/**
 * The effect of each row on the account. In debit / credit columns and with a side column amounts are absolute. Banks
 * write "credit" from their view, bookkeepers from theirs: where balances stand beside, they decide which it is.
 */
function orient(
  mapping: CsvMapping,
  rows: readonly Row[],
  balances: readonly (bigint | null)[],
  reading: Reading,
): bigint[] {
  const { cell, currency, mark } = reading;
  const value = (row: Row, name: string | undefined): bigint =>
    readAmountCell(cell(row, name), mark, currency, { file: '', row: row.line, ...(name ? { column: name } : {}) }) ??
    0n;
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
      credits.has(cell(row, columns.side).toUpperCase())
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

function entryOf(mapping: CsvMapping, row: Row, amountMinor: bigint, reading: Reading): BankEntry {
  const { cell, currency, order } = reading;
  const { columns } = mapping;
  const day = (name: string | undefined): Day | null => {
    const text = cell(row, name);
    return text === ''
      ? null
      : readDateCell(text, order, { file: '', row: row.line, ...(name ? { column: name } : {}) });
  };
  const bookingDate = day(columns.bookingDate);
  const texts = (columns.remittance ?? []).map((name) => cell(row, name)).filter((text) => text !== '');
  const remittance = [...new Set(texts)].join(' ').replace(/\s+/g, ' ');
  const pending = (mapping.pendingStatuses ?? []).some(
    (status) => status.toLowerCase() === cell(row, columns.status).toLowerCase(),
  );
  return {
    bookingDate,
    valueDate: day(columns.valueDate) ?? bookingDate,
    amountMinor,
    currency,
    status: pending ? 'pending' : 'booked',
    reversal: false,
    bankReference: cell(row, columns.bankReference) || null,
    customerReference: cell(row, columns.customerReference) || null,
    transactionCode: cell(row, columns.transactionCode) || null,
    counterparty: { name: cell(row, columns.name) || null, account: cell(row, columns.counterpartyAccount) || null },
    remittance,
    structuredReference: findCreditorReference(remittance),
    details: [],
  };
}
