/**
 * A customer's statement of the account they keep of us: CSV, a sheet of a workbook, or the text of a PDF. The header is
 * recognised by how customers name their columns, or declared; opening and closing balance are read from their rows.
 */
import { type Day, done, isCurrency, isDay, type Outcome, RefusalError, type RefusalPlace, raise } from '#kernel';
import { dateOrderOf, decimalMarkOf, readAmountCell, readDateCell } from '../bank/csv/values.ts';
import { decodeText } from '../bank/decode.ts';
import type { BankWarning } from '../bank/model.ts';
import { looksLikePdf, readPdfSheet } from '../remittance/pdf/read-pdf.ts';
import type { WordReader } from '../scan/model.ts';
import { csvSheet } from '../table/csv-sheet.ts';
import { headCurrency } from '../table/head-currency.ts';
import type { Sheet, TableRow } from '../table/sheet.ts';
import { looksLikeWorkbook, readWorkbook } from '../table/xlsx/read-xlsx.ts';
import { nameKey, type StatementField, type StatementMapping, statementColumns, statementFields } from './columns.ts';
import type { AccountStatement, AccountStatementLine } from './model.ts';

const headerWithin = 200;

export interface AccountStatementOptions {
  readonly fileName: string;
  /** The currency that is wanted; lines in others are left out and counted in a warning. */
  readonly currency: string;
  readonly mapping?: StatementMapping | undefined;
  /** Reads the words of scanned pages; without it they are refused. */
  readonly words?: WordReader | undefined;
}

/**
 * Reads a statement. Refuses an empty file (`statement.empty-file`), one without a table of documents and amounts
 * (`statement.no-table`), without any line in the wanted currency (`statement.other-currency`), a malformed amount or date
 * with its row, and what the readers of workbooks and PDFs refuse.
 */
export async function readAccountStatement(
  bytes: Uint8Array,
  options: AccountStatementOptions,
): Promise<Outcome<AccountStatement>> {
  try {
    return done(await read(bytes, options));
  } catch (fault) {
    if (!(fault instanceof RefusalError)) throw fault;
    const { refusal } = fault;
    const at = refusal.at && 'file' in refusal.at ? { ...refusal.at, file: options.fileName } : refusal.at;
    return { ok: false, refusal: at ? { ...refusal, at } : refusal };
  }
}

type SheetOptions = Omit<AccountStatementOptions, 'currency'>;

async function sheetsOf(
  bytes: Uint8Array,
  { fileName, mapping, words }: SheetOptions,
): Promise<readonly [AccountStatement['format'], readonly Sheet[]]> {
  const at = { file: fileName };
  if (bytes.length === 0) raise('statement.empty-file', 'The file is empty. Nothing was read.', {}, at);
  if (looksLikePdf(bytes)) return ['pdf', [(await readPdfSheet(bytes, words)).sheet]];
  if (looksLikeWorkbook(bytes)) return ['xlsx', readWorkbook(bytes, { fileName, sheet: mapping?.sheet })];
  return ['csv', [csvSheet(decodeText(bytes), { delimiter: mapping?.delimiter, at })]];
}

/** The columns of a statement with its first rows, for a person who says what they hold. */
export interface StatementColumns {
  readonly format: AccountStatement['format'];
  readonly header: readonly string[];
  readonly sample: readonly (readonly string[])[];
  /** Field → column, where its name tells it. */
  readonly guess: Readonly<Partial<Record<StatementField, string>>>;
}

const sampleRows = 8;

/**
 * The columns of a customer's statement: below its header, or, where no row is known as one, below the first row that names
 * as many columns as those that follow it fill. Refuses what `readAccountStatement` refuses of files, and
 * `statement.no-columns` where nothing stands in columns.
 */
export async function inspectAccountStatement(
  bytes: Uint8Array,
  options: SheetOptions,
): Promise<Outcome<StatementColumns>> {
  try {
    const [format, sheets] = await sheetsOf(bytes, options);
    for (const sheet of sheets) {
      const found = findHeader(sheet, undefined);
      const index = found?.index ?? likelyHeader(sheet);
      if (index === undefined) continue;
      const cells = sheet.rows[index]!.cells.map((cell) => cell.trim());
      const places = cells.flatMap((cell, place) => (cell === '' || cells.indexOf(cell) < place ? [] : [place]));
      return done({
        format,
        header: places.map((place) => cells[place]!),
        sample: sheet.rows
          .slice(index + 1, index + 1 + sampleRows)
          .map((row) => places.map((place) => row.cells[place] ?? '')),
        guess: Object.fromEntries(
          [...columnsOf(sheet.rows[index]!, undefined)].flatMap(([field, place]) =>
            places.includes(place) ? [[field, cells[place]!]] : [],
          ),
        ),
      });
    }
    return raise(
      'statement.no-columns',
      'This is no table of columns, so there is nothing to point at. Nothing was read.',
      {},
      { file: options.fileName },
    );
  } catch (fault) {
    if (!(fault instanceof RefusalError)) throw fault;
    return { ok: false, refusal: fault.refusal };
  }
}

/** The first row of at least two words and no amount, with a row beneath that fills as many columns and holds a figure. */
function likelyHeader(sheet: Sheet): number | undefined {
  const rows = sheet.rows.slice(0, headerWithin);
  const filled = (row: TableRow): number => row.cells.filter((cell) => cell.trim() !== '').length;
  const found = rows.findIndex((row, index) => {
    const below = rows[index + 1];
    return (
      filled(row) >= 2 &&
      !row.cells.some((cell) => /^[-+(]?[\d.,' ]*\d[\d.,' ]*[)-]?$/.test(cell.trim())) &&
      below !== undefined &&
      filled(below) >= 2 &&
      filled(below) <= filled(row) &&
      below.cells.some((cell) => /\d/.test(cell))
    );
  });
  return found < 0 ? undefined : found;
}

async function read(bytes: Uint8Array, options: AccountStatementOptions): Promise<AccountStatement> {
  const at = { file: options.fileName };
  const { mapping } = options;
  const [format, sheets] = await sheetsOf(bytes, options);
  for (const sheet of sheets) {
    const header = findHeader(sheet, mapping);
    if (header) return readSheet(format, sheet, header, options);
  }
  const seen = sheets[0]?.rows.find((row) => row.cells.filter((cell) => cell !== '').length > 1);
  return raise(
    'statement.no-table',
    `The file holds no table with documents and amounts${seen ? `; its first row is "${seen.cells.join(', ').slice(0, 200)}"` : ''}. Nothing was read.`,
    {},
    at,
  );
}

interface Header {
  readonly index: number;
  readonly columns: ReadonlyMap<StatementField, number>;
}

/** The first row that names a document and an amount, or debit and credit. */
function findHeader(sheet: Sheet, mapping: StatementMapping | undefined): Header | undefined {
  for (const [index, row] of sheet.rows.slice(0, headerWithin).entries()) {
    const columns = columnsOf(row, mapping);
    const sums = columns.has('amount') || (columns.has('debit') && columns.has('credit'));
    if ((columns.has('reference') || columns.has('otherReference')) && sums) return { index, columns };
  }
  return undefined;
}

/** Which column of a row of heads holds what. */
function columnsOf(row: TableRow, mapping: StatementMapping | undefined): Map<StatementField, number> {
  const keys = row.cells.map((cell) => nameKey(headCurrency(cell).name));
  const columns = new Map<StatementField, number>();
  for (const field of statementFields) {
    const declared = mapping?.columns[field];
    const place =
      declared !== undefined
        ? placeOf(row, declared)
        : mapping?.onlyNamed
          ? -1
          : (statementColumns[field].map((name) => keys.indexOf(name)).find((found) => found >= 0) ?? -1);
    if (place >= 0 && ![...columns.values()].includes(place)) columns.set(field, place);
  }
  return columns;
}

/** The column of a declared name: as it is written, else by its letters. Two that differ by a number are two. */
function placeOf(row: TableRow, declared: string): number {
  const whole = row.cells.findIndex((cell) => cell.trim() === declared.trim());
  const key = nameKey(declared);
  return whole >= 0 || key === '' ? whole : row.cells.findIndex((cell) => nameKey(cell) === key);
}

const openingWords =
  /\b(?:opening balance|balance brought forward|brought forward|saldo (?:anterior|inicial)|saldovortrag|anfangssaldo|anfangsbestand|vortrag|solde (?:initial|d'ouverture)|report à nouveau)\b/i;
const closingWords =
  /^(?:grand )?(?:total|sum|summe|gesamt|totaal|totale)\b|\b(?:closing balance|ending balance|balance due|total (?:due|outstanding|open)|endsaldo|schlusssaldo|saldo (?:final|total|al)|solde (?:final|de clôture|dû))\b/i;
const dayWords =
  /\b(?:as (?:of|at)|statement date|per|stand|stichtag|zum|a fecha de|al d[ií]a|au|arrêté au|date)\b[\s:]*(\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})/i;

/** An amount without its currency: "USD 98.00", "$98.00", "98,00 €", "100.00 CR". */
const bare = (text: string): string =>
  text
    .replace(/^[A-Z]{3}\s*|\s*[A-Z]{3}$/g, '')
    .replace(/\s*(?:DR|S)$/i, '')
    .replace(/^(.*?)\s*(?:CR|H)$/i, '-$1')
    .replace(/[$€£¥]/g, '')
    .trim();

function readSheet(
  format: AccountStatement['format'],
  sheet: Sheet,
  header: Header,
  options: AccountStatementOptions,
): AccountStatement {
  const { mapping, currency: wanted } = options;
  const cell = (row: TableRow, field: StatementField): string =>
    row.cells[header.columns.get(field) ?? -1]?.trim() ?? '';
  const isNumber = (row: TableRow, field: StatementField): boolean =>
    row.numbers?.has(header.columns.get(field) ?? -1) === true;
  const place = (row: TableRow, field: StatementField): RefusalPlace => ({
    file: options.fileName,
    row: row.row,
    column: sheet.rows[header.index]!.cells[header.columns.get(field) ?? -1] ?? field,
  });
  const amounts = header.columns.get('amount') ?? header.columns.get('debit') ?? -1;
  const ofHead = headCurrency(sheet.rows[header.index]!.cells[amounts] ?? '').currency;
  const below = sheet.rows.slice(header.index + 1).filter((row) => !isHeaderAgain(row, sheet.rows[header.index]!));
  const sums: StatementField[] = ['amount', 'debit', 'credit', 'balance'];
  const mark =
    mapping?.decimalMark ??
    decimalMarkOf(
      below.flatMap((row) => sums.filter((field) => !isNumber(row, field)).map((field) => bare(cell(row, field)))),
    );
  const order =
    mapping?.dateOrder ??
    dateOrderOf(
      below.flatMap((row) => [cell(row, 'documentDate'), cell(row, 'dueDate')]).filter((text) => text !== ''),
    ) ??
    'DMY';
  const amount = (row: TableRow, field: StatementField): bigint | null => {
    const text = bare(cell(row, field));
    return /\d/.test(text) ? readAmountCell(text, isNumber(row, field) ? '.' : mark, wanted, place(row, field)) : null;
  };
  /** What a row says: the one amount, or what it credits less what it debits. */
  const moved = (row: TableRow): bigint | null => {
    if (header.columns.has('amount')) return amount(row, 'amount');
    const [debit, credit] = [amount(row, 'debit'), amount(row, 'credit')];
    return debit === null && credit === null ? null : (credit ?? 0n) - (debit ?? 0n);
  };
  const dayOf = (row: TableRow, field: StatementField): Day | null =>
    cell(row, field) === '' ? null : readDateCell(cell(row, field), order, place(row, field));

  const warnings: BankWarning[] = [];
  const lines: AccountStatementLine[] = [];
  let openingMinor: bigint | null = null;
  let closingMinor: bigint | null = null;
  let elsewhere = 0;
  for (const row of below) {
    const said = row.cells.filter((text) => text !== '').join(' ');
    // A running balance stands in its own column; a balance row need not fill that of the amounts.
    const balance = (): bigint | null => moved(row) ?? amount(row, 'balance') ?? lastAmount(row, mark, wanted);
    if (openingWords.test(said)) {
      openingMinor ??= balance();
      continue;
    }
    if (closingWords.test(said) && !isDated(row, cell)) {
      closingMinor = balance() ?? closingMinor;
      continue;
    }
    const sum = moved(row);
    const reference = cell(row, 'reference') || cell(row, 'otherReference');
    if (sum === null) continue;
    if (reference === '' && cell(row, 'documentDate') === '') {
      warnings.push({
        code: 'statement.row-left-out',
        message: `Row ${row.row} has an amount but names no document and no date; it was left out.`,
        line: row.row,
      });
      continue;
    }
    const currency = cell(row, 'currency').toUpperCase() || (ofHead ?? '');
    if (isCurrency(currency) && currency !== wanted) {
      elsewhere += 1;
      continue;
    }
    lines.push({
      row: row.row,
      reference,
      otherReference: cell(row, 'reference') === '' ? null : cell(row, 'otherReference') || null,
      documentDate: dayOf(row, 'documentDate'),
      dueDate: dayOf(row, 'dueDate'),
      amountMinor: sum,
      kind: cell(row, 'kind').slice(0, 60),
      memo: cell(row, 'memo').slice(0, 500),
    });
  }
  if (elsewhere > 0) {
    const message = `${elsewhere} lines are in another currency than ${wanted}; compare them in a statement of their own.`;
    if (lines.length === 0)
      raise('statement.other-currency', `${message} Nothing was read.`, { wanted }, { file: options.fileName });
    warnings.push({ code: 'statement.other-currency', message });
  }
  if (lines.length === 0 && closingMinor === null)
    raise(
      'statement.no-lines',
      'The table has a header but no lines. Nothing was read.',
      {},
      { file: options.fileName },
    );
  return {
    format,
    currency: wanted,
    asOf: statementDay([...sheet.rows.slice(0, header.index), ...below], order),
    openingMinor,
    closingMinor,
    lines,
    warnings,
  };
}

/** Pages repeat their header. */
const isHeaderAgain = (row: TableRow, header: TableRow): boolean =>
  row.cells.length > 1 && row.cells.every((text, index) => text === (header.cells[index] ?? ''));

const isDated = (row: TableRow, cell: (row: TableRow, field: StatementField) => string): boolean =>
  cell(row, 'dueDate') !== '' && /\d/.test(cell(row, 'reference'));

/** The amount that ends a row of words: "Balance due 1,234.50". */
function lastAmount(row: TableRow, mark: ',' | '.', currency: string): bigint | null {
  const text = /([-(]?\d[\d.,'’\u00a0 ]*\)?-?)\s*(?:[A-Z]{3}|[$€£¥])?$/.exec(
    row.cells.findLast((one) => /\d/.test(one)) ?? '',
  )?.[1];
  return text === undefined ? null : readAmountCell(text.trim(), mark, currency, { file: '', row: row.row });
}

/** The day beside words such as "as of"; undefined rows give none. */
function statementDay(rows: readonly TableRow[], order: 'DMY' | 'MDY' | 'YMD'): Day | null {
  for (const row of rows) {
    const found = dayWords.exec(row.cells.filter((text) => text !== '').join(' '))?.[1];
    const parts = found === undefined ? null : /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})$/.exec(found);
    if (!parts) continue;
    const [first, second, third] = [parts[1]!, parts[2]!, parts[3]!];
    const [year, month, day] =
      first.length === 4 ? [first, second, third] : order === 'MDY' ? [third, first, second] : [third, second, first];
    const written = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (isDay(written)) return written;
  }
  return null;
}
