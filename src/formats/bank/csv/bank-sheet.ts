/** A sheet of bank lines (CSV or workbook) as statements, by a built-in layout or a declared mapping. Pure. */
import { absolute, type Day, isCurrency, type RefusalPlace, raise } from '#kernel';
import type { TableRow } from '../../table/sheet.ts';
import type { BankBalance, BankEntry, BankPiece, BankReading, BankWarning, StatementHead } from '../model.ts';
import { findCreditorReference } from '../remittance-text.ts';
import { returnOf } from '../returned.ts';
import { builtInLayouts, type CsvMapping } from './mapping.ts';
import { notesOf, type SheetNotes } from './notes.ts';
import { DateOrder, DecimalMark, decimalMarkOf, readAmountCell, readDateCell } from './values.ts';

/** Column names are compared without regard to case and blanks. */
export const columnKey = (name: string): string => name.toLowerCase().replace(/\s+/g, '');
/** A header further down than this is not looked for. */
const headerWithin = 50;

/** The rows of a sheet from its beginning, as often as they are asked for. */
export type SheetRows = () => Iterable<TableRow>;

interface Found {
  readonly mapping: CsvMapping;
  readonly header: readonly string[];
  /** The header's place: rows above it are titles and notes. */
  readonly row: number;
}

/** The header of a sheet and the mapping that fits it; undefined where no row is the header of a known layout. */
function findHeader(rows: SheetRows, declared: CsvMapping | undefined): Found | undefined {
  const at = (row: TableRow | undefined, mapping: CsvMapping): Found | undefined =>
    row && { mapping, header: row.cells, row: row.row };
  if (declared?.skipRows !== undefined) {
    for (const row of rows()) if (row.row > declared.skipRows) return at(row, declared);
    return undefined;
  }
  const head = firstRows(rows, headerWithin);
  if (declared) {
    const wanted = neededColumns(declared).map(columnKey);
    const fits = (row: TableRow): boolean => {
      const keys = new Set(row.cells.map(columnKey));
      return wanted.every((key) => keys.has(key));
    };
    return at(head.find(fits) ?? head[0], declared);
  }
  for (const row of head) {
    const keys = new Set(row.cells.map(columnKey));
    const layout = builtInLayouts.find((one) => one.header!.every((name) => keys.has(columnKey(name))));
    if (layout) return at(row, layout);
  }
  return undefined;
}

/** The first rows of a sheet. */
export function firstRows(rows: SheetRows, count: number): TableRow[] {
  const first: TableRow[] = [];
  for (const row of rows()) {
    first.push(row);
    if (first.length === count) break;
  }
  return first;
}

const neededColumns = ({ columns }: CsvMapping): string[] => [
  columns.bookingDate,
  ...[columns.amount, columns.debit, columns.credit].filter((name) => name !== undefined),
];

/**
 * Reads the statements of a sheet; undefined where it has no header that is known (and no mapping says otherwise). The rows are
 * gone through once for what only all of them tell (order of dates, decimal mark, currencies, which side is which), then for
 * the entries of each statement. Refuses a mapping whose columns are not there (`csv.column-missing`) and a header without
 * rows (`csv.no-rows`).
 */
export function readBankSheet(rows: SheetRows, declared: CsvMapping | undefined): BankReading | undefined {
  const found = findHeader(rows, declared);
  if (!found) return undefined;
  const columns = new Map(found.header.map((name, index) => [columnKey(name), index]));
  const absent = neededColumns(found.mapping).find((name) => !columns.has(columnKey(name)));
  if (absent !== undefined)
    raise(
      'csv.column-missing',
      `The mapping wants the column "${absent}", but the header is "${found.header.join(', ').slice(0, 300)}". Nothing was read.`,
      { header: found.header },
      { file: '', row: found.row, column: absent },
    );
  const dateColumn = columns.get(columnKey(found.mapping.columns.bookingDate))!;
  // Banks put balances and totals above and below the lines; such a row has words where the others have a date.
  const isNote = (row: TableRow): boolean =>
    row.row < found.row || (/^\D*$/.test(row.cells[dateColumn] ?? '') && sheetHasNotes(found, row));
  const plan = planOf(found.mapping, new SheetCells(columns), linesAndNotes(rows, found, isNote));
  return () => piecesOf(plan, linesAndNotes(rows, found, isNote));
}

/** The rows of a sheet but its header, each with whether it is a note beside the lines; as often as they are asked for. */
const linesAndNotes = (rows: SheetRows, found: Found, isNote: (row: TableRow) => boolean): LinesAndNotes =>
  function* () {
    for (const row of rows()) if (row.row !== found.row) yield { row, note: isNote(row) };
  };

type LinesAndNotes = () => Iterable<{ readonly row: TableRow; readonly note: boolean }>;

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
  private readonly places = new Map<string | undefined, number>([[undefined, -1]]);

  constructor(private readonly columns: ReadonlyMap<string, number>) {}

  private place(name: string | undefined): number {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    const place = this.columns.get(columnKey(name!)) ?? -1;
    this.places.set(name, place);
    return place;
  }
  has(name: string | undefined): boolean {
    return this.place(name) >= 0;
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

/** What all rows together say. */
interface Plan {
  readonly mapping: CsvMapping;
  readonly notes: SheetNotes;
  readonly warnings: readonly BankWarning[];
  /** One statement each. */
  readonly groups: readonly Group[];
  readonly currencyOf: (row: TableRow) => string | null;
}

interface Group {
  readonly reading: Reading;
  /** Debit and credit are written as a bookkeeper sees them, not as the bank does. */
  bookView: boolean;
}

function planOf(mapping: CsvMapping, cells: SheetCells, rows: LinesAndNotes): Plan {
  const { columns } = mapping;
  const aside: TableRow[] = [];
  const [dates, marks] = [new DateOrder(), new DecimalMark()];
  const currencies = new Set<string | null>();
  const written = (row: TableRow): string | null =>
    cells.text(row, columns.currency).toUpperCase() || mapping.currency || null;
  let first: TableRow | undefined;
  for (const { row, note } of rows()) {
    if (note) {
      aside.push(row);
      continue;
    }
    first ??= row;
    const currency = written(row);
    if (currency !== null && !isCurrency(currency))
      raise(
        'csv.unknown-currency',
        `Line ${row.row}: "${currency}" is not a currency. Nothing was read.`,
        {},
        { file: '', row: row.row },
      );
    currencies.add(currency);
    dates.see(cells.text(row, columns.bookingDate));
    for (const name of [columns.amount, columns.debit, columns.credit, columns.balance])
      if (name !== undefined && !cells.isNumber(row, name)) marks.see(cells.text(row, name));
  }
  if (!first) raise('csv.no-rows', 'The file has a header but no rows. Nothing was read.');
  const warnings: BankWarning[] = [];
  const notes = notesOf(aside, warnings);
  const order = orderOf(mapping, dates, warnings);
  const { decimalMark = 'auto' } = mapping;
  const mark = decimalMark === 'auto' ? marks.found : decimalMark;
  const currencyOf = (row: TableRow): string | null => written(row) ?? notes.currency;
  const account = mapping.currency ?? currencyOf(first!);
  const names = mapping.perCurrency
    ? [...new Set([...currencies].map((currency) => currency ?? notes.currency))]
    : [account];
  const groups = names.map((currency): Group => ({ reading: { currency, order, mark, cells }, bookView: false }));
  const plan: Plan = {
    mapping,
    notes: groups.length === 1 ? notes : { ...notes, opening: null, closing: null },
    warnings,
    groups,
    currencyOf,
  };
  if (columns.debit !== undefined && columns.credit !== undefined && cells.has(columns.balance)) orient(plan, rows);
  return plan;
}

/** The entries of each statement; rows in another currency are left out, and said. */
function* piecesOf(plan: Plan, rows: LinesAndNotes): Generator<BankPiece> {
  const { mapping, groups, currencyOf } = plan;
  for (const warning of plan.warnings) yield { kind: 'warning', warning };
  for (const group of groups) {
    const { reading, bookView } = group;
    const ends = new Ends(mapping, plan.notes, reading);
    for (const { row, note } of rows()) {
      if (note) continue;
      const currency = currencyOf(row);
      if (currency !== reading.currency) {
        if (!mapping.perCurrency) {
          const message = `Line ${row.row} is in ${currency}, not in the account's ${reading.currency}; it was left out.`;
          yield { kind: 'warning', warning: { code: 'csv.other-currency', message, line: row.row } };
        }
        continue;
      }
      const balance = amountAt(row, mapping.columns.balance, reading);
      const amountMinor = effectOf(mapping, row, reading);
      const entry = entryOf(mapping, row, bookView ? -amountMinor : amountMinor, reading);
      ends.see(row, entry, balance);
      yield { kind: 'entry', entry };
    }
    yield { kind: 'statement', statement: ends.statement() };
  }
}

function orderOf(mapping: CsvMapping, dates: DateOrder, warnings: BankWarning[]): 'DMY' | 'MDY' | 'YMD' {
  if (mapping.dateOrder && mapping.dateOrder !== 'auto') return mapping.dateOrder;
  if (dates.found) return dates.found;
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

interface End {
  readonly entry: BankEntry;
  readonly balance: bigint | null;
}

/**
 * What a statement says of itself at its oldest and its newest row. Banks write the newest line on top or at the bottom: where
 * each balance is the one before with its row, the file stands as the money moved; where it is the one below, newest first.
 * Where that holds both ways or neither, the order is taken in which the ends agree with the sum of the lines, then that of
 * the days; where nothing tells, the first row is the oldest.
 */
class Ends {
  private first: (End & { row: TableRow }) | undefined;
  private last: End | undefined;
  private hasBooked = false;
  private bookedMinor = 0n;
  /** The last balance that was written, what has moved since, and whether it stands as the money moved, or newest first. */
  private known: { balance: bigint; ownMinor: bigint; movedMinor: bigint } | undefined;
  private chains = { oldestFirst: true, newestFirst: true };

  constructor(
    private readonly mapping: CsvMapping,
    private readonly notes: SheetNotes,
    private readonly reading: Reading,
  ) {}

  /** What is pending moved no balance yet: it tells only where nothing is booked. */
  see(row: TableRow, entry: BankEntry, balance: bigint | null): void {
    if (entry.status === 'booked') {
      if (!this.hasBooked) {
        [this.first, this.known] = [undefined, undefined];
        this.chains = { oldestFirst: true, newestFirst: true };
        this.hasBooked = true;
      }
      this.bookedMinor += entry.amountMinor;
    } else if (this.hasBooked) return;
    this.first ??= { row, entry, balance };
    this.last = { entry, balance };
    const { amountMinor } = entry;
    const { known, chains } = this;
    if (balance === null) {
      if (known) known.movedMinor += amountMinor;
      return;
    }
    if (known) {
      chains.oldestFirst &&= known.balance + known.movedMinor + amountMinor === balance;
      chains.newestFirst &&= known.balance - known.ownMinor - known.movedMinor === balance;
    }
    this.known = { balance, ownMinor: amountMinor, movedMinor: 0n };
  }

  /** Whether the first row is the newest. */
  private isNewestFirst(first: End, last: End): boolean {
    const { oldestFirst, newestFirst } = this.chains;
    if (oldestFirst !== newestFirst) return newestFirst;
    const foots = (oldest: End, newest: End): boolean =>
      oldest.balance !== null &&
      newest.balance !== null &&
      newest.balance - oldest.balance + oldest.entry.amountMinor === this.bookedMinor;
    const [asItStands, turned] = [foots(first, last), foots(last, first)];
    return asItStands === turned ? isLater(first.entry.bookingDate, last.entry.bookingDate) : turned;
  }

  statement(): StatementHead {
    const { mapping, notes, reading } = this;
    const { cells, currency } = reading;
    const first = this.first!;
    const [oldest, newest] = this.isNewestFirst(first, this.last!) ? [this.last!, first] : [first, this.last!];
    const balance = (amountMinor: bigint | null, date: Day | null): BankBalance | null =>
      amountMinor === null ? null : { date, amountMinor, currency };
    const noted = (text: string | null): bigint | null =>
      text === null ? null : readAmountCell(text, decimalMarkOf([text]), currency, { file: '' });
    const batch = cells.text(first.row, mapping.columns.batch);
    const opening = oldest.balance === null ? noted(notes.opening) : oldest.balance - oldest.entry.amountMinor;
    return {
      account: mapping.account ?? notes.account,
      currency,
      reference: batch || null,
      number: batch ? `${first.entry.bookingDate?.slice(0, 4)}/${batch}` : null,
      openingBalance: balance(opening, oldest.entry.bookingDate),
      closingBalance: balance(newest.balance ?? noted(notes.closing), newest.entry.bookingDate),
    };
  }
}

const isLater = (one: Day | null, other: Day | null): boolean => one !== null && other !== null && one > other;

/** The effect of a row on the account as the bank sees it. In debit / credit columns and with a side column amounts are absolute. */
function effectOf(mapping: CsvMapping, row: TableRow, reading: Reading): bigint {
  const { columns } = mapping;
  const value = (name: string | undefined): bigint => amountAt(row, name, reading) ?? 0n;
  if (columns.debit !== undefined && columns.credit !== undefined)
    return absolute(value(columns.credit)) - absolute(value(columns.debit));
  const amount = value(columns.amount);
  if (columns.side === undefined) return mapping.negate ? -amount : amount;
  const side = reading.cells.text(row, columns.side).toUpperCase();
  const credits = (mapping.creditSides ?? ['C']).map((one) => one.toUpperCase());
  return credits.includes(side) ? absolute(amount) : -absolute(amount);
}

/**
 * Banks write "credit" from their view, bookkeepers from theirs: where each balance is its neighbour's plus or less its row, the
 * balances decide which it is, whichever end of the file is the newest.
 */
function orient({ mapping, groups, currencyOf }: Plan, rows: LinesAndNotes): void {
  const seen = groups.map((group) => ({
    group,
    first: null as TableRow | null,
    last: null as Seen | null,
    fits: allFit(),
  }));
  for (const { row, note } of rows()) {
    const one = note ? undefined : seen.find(({ group }) => group.reading.currency === currencyOf(row));
    if (!one) continue;
    const balance = amountAt(row, mapping.columns.balance, one.group.reading);
    const amount = effectOf(mapping, row, one.group.reading);
    if (balance === null)
      one.fits = { oldestFirst: { bank: false, book: false }, newestFirst: { bank: false, book: false } };
    else if (one.last) {
      const { oldestFirst, newestFirst } = one.fits;
      const risen = balance - one.last.balance;
      oldestFirst.bank &&= risen === amount;
      oldestFirst.book &&= risen === -amount;
      newestFirst.bank &&= risen === -one.last.amount;
      newestFirst.book &&= risen === one.last.amount;
    }
    one.first ??= row;
    one.last = { row, balance: balance ?? 0n, amount };
  }
  for (const { group, first, last, fits } of seen) {
    if (!first || !last || first === last.row) continue;
    const dayOf = (row: TableRow): Day | null => entryOf(mapping, row, 0n, group.reading).bookingDate;
    const holds = ({ bank, book }: Fits): boolean => bank || book;
    const newestFirst = holds(fits.newestFirst) && (!holds(fits.oldestFirst) || isLater(dayOf(first), dayOf(last.row)));
    const { bank, book } = newestFirst ? fits.newestFirst : fits.oldestFirst;
    group.bookView = book && !bank;
  }
}

interface Seen {
  readonly row: TableRow;
  readonly balance: bigint;
  readonly amount: bigint;
}
/** Whose view the balances of all rows so far agree with. */
interface Fits {
  bank: boolean;
  book: boolean;
}
const allFit = (): { oldestFirst: Fits; newestFirst: Fits } => ({
  oldestFirst: { bank: true, book: true },
  newestFirst: { bank: true, book: true },
});

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
    returned: returnOf({ byCode: false, amountMinor, text: `${cell(columns.transactionCode)} ${remittance}` }),
    charges: null,
    exchange: null,
    details: [],
  };
}
