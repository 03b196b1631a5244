/** Bank lines in a table, CSV or workbook, by a built-in layout or a declared mapping. */
import { raise } from '#kernel';
import { csvRows, delimiterOf } from '../../table/csv-sheet.ts';
import type { Sheet } from '../../table/sheet.ts';
import { readWorkbook } from '../../table/xlsx/read-xlsx.ts';
import type { TextSource } from '../decode.ts';
import type { BankFormat, BankReading, BankWarning } from '../model.ts';
import { firstRows, readBankSheet, type SheetRows } from './bank-sheet.ts';
import type { CsvMapping } from './mapping.ts';

/** True for text whose first line has a delimiter: a table of some kind. */
export const looksLikeCsv = (text: string): boolean =>
  /^[^\n]*[,;\t|][^\n]*(\n|$)/.test(text) && !/^\s*[{<[]/.test(text);

/**
 * Reads a bank CSV. Without a mapping one of its first rows must be the header of a built-in layout; else it is refused
 * naming the header that was seen (`csv.unknown-header`). A file without rows is refused (`csv.no-rows`): nothing could be
 * imported.
 */
export function readBankCsv(text: TextSource, declared?: CsvMapping): BankReading {
  const delimiter = declared?.delimiter ?? delimiterOf(text.head);
  const rows: SheetRows = () => csvRows(text.pieces(), delimiter, { file: '' });
  return beginning('csv', [readBankSheet(rows, declared) ?? unknownHeader(rows)]);
}

function beginning(
  format: BankFormat,
  readings: readonly BankReading[],
  warnings: readonly BankWarning[] = [],
): BankReading {
  return function* () {
    yield { kind: 'format', format };
    for (const reading of readings) yield* reading();
    for (const warning of warnings) yield { kind: 'warning', warning };
  };
}

/** Reads a workbook of bank lines like a CSV; every sheet that has a known header gives its statements, others are named. */
export function readBankWorkbook(bytes: Uint8Array, declared?: CsvMapping): BankReading {
  const sheets = readWorkbook(bytes, { fileName: '', sheet: declared?.sheet }).filter((sheet) => sheet.rows.length > 0);
  // A mapping that does not say which sheet is meant may find only one.
  if (declared && declared.sheet === undefined && sheets.length > 1) severalSheets(sheets);
  const read = sheets.map((sheet) => ({ sheet, reading: readBankSheet(() => sheet.rows, declared) }));
  const readings = read.flatMap((one) => one.reading ?? []);
  if (readings.length === 0) unknownHeader(() => sheets[0]?.rows ?? []);
  const leftOut = read
    .filter((one) => !one.reading)
    .map(({ sheet }) => ({
      code: 'xlsx.sheet-left-out',
      message: `Sheet "${sheet.name}" holds no bank lines of a known layout; it was left out.`,
    }));
  return beginning('xlsx', readings, leftOut);
}

function severalSheets(sheets: readonly Sheet[]): never {
  return raise(
    'table.several-sheets',
    `The workbook has rows on ${sheets.length} sheets (${sheets
      .map((sheet) => `"${sheet.name}"`)
      .join(', ')
      .slice(0, 300)}); say which one in the mapping ("sheet"). Nothing was read.`,
  );
}

function unknownHeader(rows: SheetRows): never {
  const first = firstRows(rows, 50);
  const header = (first.find((row) => row.cells.filter((cell) => cell !== '').length > 1) ?? first[0])?.cells ?? [];
  return raise(
    'csv.unknown-header',
    `No layout is known for the header "${header.join(', ').slice(0, 300)}"; give a mapping. Nothing was read.`,
    { header },
  );
}
