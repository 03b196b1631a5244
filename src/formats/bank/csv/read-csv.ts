/** Bank lines in a table, CSV or workbook, by a built-in layout or a declared mapping. */
import { raise } from '#kernel';
import { csvSheet } from '../../table/csv-sheet.ts';
import type { Sheet } from '../../table/sheet.ts';
import { readWorkbook } from '../../table/xlsx/read-xlsx.ts';
import type { BankFile, BankWarning } from '../model.ts';
import { readBankSheet } from './bank-sheet.ts';
import type { CsvMapping } from './mapping.ts';

/** True for text whose first line has a delimiter: a table of some kind. */
export const looksLikeCsv = (text: string): boolean =>
  /^[^\n]*[,;\t|][^\n]*(\n|$)/.test(text) && !/^\s*[{<[]/.test(text);

/**
 * Reads a bank CSV. Without a mapping one of its first rows must be the header of a built-in layout; else it is refused
 * naming the header that was seen (`csv.unknown-header`). A file without rows is refused (`csv.no-rows`): nothing could be
 * imported.
 */
export function readBankCsv(text: string, declared?: CsvMapping): BankFile {
  const warnings: BankWarning[] = [];
  const sheet = csvSheet(text, { delimiter: declared?.delimiter, at: { file: '' } });
  const statements = readBankSheet(sheet, declared, warnings) ?? unknownHeader([sheet]);
  return { format: 'csv', statements, warnings };
}

/** Reads a workbook of bank lines like a CSV; every sheet that has a known header gives its statements, others are named. */
export function readBankWorkbook(bytes: Uint8Array, declared?: CsvMapping): BankFile {
  const warnings: BankWarning[] = [];
  const sheets = readWorkbook(bytes, { fileName: '', sheet: declared?.sheet }).filter((sheet) => sheet.rows.length > 0);
  const read = sheets.map((sheet) => ({
    sheet,
    // A mapping that does not say which sheet is meant may find only one.
    statements:
      declared && declared.sheet === undefined && sheets.length > 1
        ? severalSheets(sheets)
        : readBankSheet(sheet, declared, warnings),
  }));
  const statements = read.flatMap((one) => one.statements ?? []);
  if (statements.length === 0) unknownHeader(sheets);
  for (const { sheet, statements: own } of read)
    if (!own)
      warnings.push({
        code: 'xlsx.sheet-left-out',
        message: `Sheet "${sheet.name}" holds no bank lines of a known layout; it was left out.`,
      });
  return { format: 'xlsx', statements, warnings };
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

function unknownHeader(sheets: readonly Sheet[]): never {
  const rows = sheets[0]?.rows ?? [];
  const header =
    (rows.slice(0, 50).find((row) => row.cells.filter((cell) => cell !== '').length > 1) ?? rows[0])?.cells ?? [];
  return raise(
    'csv.unknown-header',
    `No layout is known for the header "${header.join(', ').slice(0, 300)}"; give a mapping. Nothing was read.`,
    { header },
  );
}
