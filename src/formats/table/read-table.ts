/** Reads a table, CSV or XLSX by its content, into header and rows, each with its place in the file. Pure. */
import { catchRefusal, type Outcome, raise } from '#kernel';
import { decodeText } from '../bank/decode.ts';
import { csvSheet } from './csv-sheet.ts';
import { type HeaderPlace, type Sheet, type Table, tableOf } from './sheet.ts';
import { looksLikeWorkbook, readWorkbook } from './xlsx/read-xlsx.ts';

export interface TableOptions extends HeaderPlace {
  readonly fileName: string;
  /** Of a CSV; recognised unless given. */
  readonly delimiter?: string | undefined;
  /** Of a workbook: its name, or its place from 1. */
  readonly sheet?: string | number | undefined;
}

/**
 * Reads a table; empty rows are dropped. Refuses `table.empty`, `table.malformed` (an open quote), `table.header-twice`,
 * more than a million rows (`table.too-many-rows`), a workbook with several filled sheets of which none is named
 * (`table.several-sheets`), and what the reader of workbooks refuses (`xlsx.…`).
 */
export function readTable(bytes: Uint8Array, options: TableOptions): Outcome<Table> {
  const at = { file: options.fileName };
  return catchRefusal(() => {
    const sheets = readSheets(bytes, options);
    const filled = sheets.filter((sheet) =>
      sheet.rows.some((row) => row.cells.filter((cell) => cell !== '').length > 1),
    );
    if (filled.length > 1)
      raise(
        'table.several-sheets',
        `The workbook has rows on ${filled.length} sheets (${filled
          .map((sheet) => `"${sheet.name}"`)
          .join(', ')
          .slice(0, 300)}); say which one in the mapping ("sheet"). Nothing was read.`,
        {},
        at,
      );
    return tableOf(filled[0] ?? sheets[0]!, options, at);
  });
}

/** The sheets of a file: those of a workbook that are visible or named, or the one that a CSV is. */
function readSheets(bytes: Uint8Array, options: TableOptions): Sheet[] {
  if (looksLikeWorkbook(bytes)) return readWorkbook(bytes, options);
  return [csvSheet(decodeText(bytes), { delimiter: options.delimiter, at: { file: options.fileName } })];
}
