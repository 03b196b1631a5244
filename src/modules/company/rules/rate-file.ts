/**
 * Files of exchange rates, CSV or XLSX: rows of date, currency and rate, or the wide table in which the European Central Bank
 * publishes its reference rates (a column for each currency, 1 EUR = so many of it). Pure.
 */
import { readTable, type Table } from '#formats';
import { type Day, done, isCurrency, type Outcome, refuse } from '#kernel';
import type { ExchangeRate } from '../model.ts';
import { checkRate } from './exchange-rates.ts';

/** Which way the rows are to be read: 1 unit of the row's currency in `to`, or 1 unit of `from` in the row's currency. */
export type RateDirection = { readonly to: string } | { readonly from: string };

export interface BadRate {
  /** As a spreadsheet counts. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export interface RateFile {
  readonly rates: readonly ExchangeRate[];
  readonly bad: readonly BadRate[];
  /** Columns of the wide table that are no currency which money is held in (withdrawn long ago). */
  readonly passedOver: readonly string[];
}

export interface RateFileInput {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly direction?: RateDirection | undefined;
  readonly source: string;
  /** Earlier days are passed over. */
  readonly since?: Day | undefined;
  readonly today: Day;
}

const columnKey = (name: string): string => name.trim().toLowerCase();

/**
 * Reads a file of rates. Empty cells and N/A say nothing; what cannot be a rate comes back with its row and the reason. Refuses
 * `company.rate-columns` where neither layout is there, `company.rate-direction` where rows of date, currency and rate do not
 * say which way they are meant, and what `readTable` refuses.
 */
export function readRateFile(input: RateFileInput): Outcome<RateFile> {
  const table = readTable(input.bytes, { fileName: input.fileName });
  if (!table.ok) return table;
  const { header } = table.value;
  const place = (name: string): number => header.findIndex((one) => columnKey(one) === name);
  const date = place('date');
  const [currency, rate] = [place('currency'), place('rate')];
  if (date >= 0 && currency >= 0 && rate >= 0) {
    if (input.direction === undefined)
      return refuse(
        'company.rate-direction',
        'Say which way the rates are meant: to a currency (1 of the row’s in it), or from it (1 of it in the row’s). Nothing was changed.',
        {},
        { file: input.fileName },
      );
    const { direction } = input;
    return done(
      collect(input, table.value, date, (cells) => [{ column: rate, currency: cells[currency] ?? '' }], direction),
    );
  }
  const codes = header.flatMap((name, column) =>
    /^[A-Z]{3}$/.test(name.trim()) ? [{ column, currency: name.trim() }] : [],
  );
  if (date < 0 || codes.length === 0)
    return refuse(
      'company.rate-columns',
      `The file has neither the columns date, currency and rate nor a date and a column for each currency; it has ${header.filter(Boolean).join(', ').slice(0, 200)}. Nothing was changed.`,
      { header },
      { file: input.fileName },
    );
  const known = codes.filter((one) => isCurrency(one.currency));
  const read = collect(input, table.value, date, () => known, { from: 'EUR' });
  return done({ ...read, passedOver: codes.filter((one) => !known.includes(one)).map((one) => one.currency) });
}

function collect(
  { since, source, today }: RateFileInput,
  table: Table,
  date: number,
  cellsOf: (cells: readonly string[]) => readonly { column: number; currency: string }[],
  direction: RateDirection,
): RateFile {
  const rates: ExchangeRate[] = [];
  const bad: BadRate[] = [];
  const columns = new Set(table.rows.flatMap((row) => cellsOf(row.cells).map((one) => one.column)));
  const hasPoint = table.rows.some((row) => [...columns].some((column) => (row.cells[column] ?? '').includes('.')));
  for (const { row, cells } of table.rows) {
    const written = (cells[date] ?? '').trim();
    const day = dayOf(written);
    if (since !== undefined && day < since) continue;
    for (const { column, currency } of cellsOf(cells)) {
      const text = (cells[column] ?? '').trim();
      if (text === '' || text === 'N/A') continue;
      const code = currency.trim().toUpperCase();
      // A comma is a decimal mark only where no rate of the file has a point.
      const rate = hasPoint ? text : text.replace(',', '.');
      const one = 'to' in direction ? { from: code, to: direction.to } : { from: direction.from, to: code };
      const checked = checkRate({ ...one, day, rate }, today);
      if (checked.ok) rates.push({ ...one, day, rate, source });
      else
        bad.push({
          row,
          column: table.header[column] ?? '',
          value: text,
          reason: checked.refusal.message.replace(' Nothing was changed.', ''),
        });
    }
  }
  return { rates, bad, passedOver: [] };
}

/** As ISO writes it, with a time behind it or without, or day first with points; else as it stands, which is no day. */
function dayOf(written: string): Day {
  const iso = /^(\d{4}-\d\d-\d\d)(?:[ T].*)?$/.exec(written);
  if (iso) return iso[1]!;
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(written);
  return dotted ? `${dotted[3]}-${dotted[2]!.padStart(2, '0')}-${dotted[1]!.padStart(2, '0')}` : written;
}
