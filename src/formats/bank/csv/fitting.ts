/** Which of some kept mappings a table of bank lines is read by: those whose columns all stand in one of its first rows. Pure. */
import { catchRefusal } from '#kernel';
import { csvRows, delimiterOf } from '../../table/csv-sheet.ts';
import { fitsName, mostTelling } from '../../table/file-name.ts';
import type { TableRow } from '../../table/sheet.ts';
import { looksLikeWorkbook, readWorkbook } from '../../table/xlsx/read-xlsx.ts';
import { allBytes, type ByteSource, textSource } from '../decode.ts';
import { columnKey, firstRows } from './bank-sheet.ts';
import type { CsvMapping } from './mapping.ts';
import { looksLikeCsv } from './read-csv.ts';

/** A header further down than this is not looked for. */
const headerWithin = 50;

/** The columns by which a mapping is known: its header, else all that it names. */
export const knownBy = ({ header, columns }: CsvMapping): string[] =>
  header && header.length > 0 ? [...header] : Object.values(columns).flatMap((one: string | readonly string[]) => one);

/**
 * The mappings that fit a file best, one as a rule; several are for a person to choose from, and none is there for what is no
 * table, or a table with other columns.
 */
export function fittingBankMappings<T extends { readonly mapping: CsvMapping }>(
  bytes: ByteSource,
  fileName: string,
  kept: readonly T[],
): readonly T[] {
  const named = kept.filter(({ mapping }) => fitsName(mapping.files, fileName));
  if (named.length === 0) return [];
  // What cannot be read is refused by the reader itself, with its place.
  const found = catchRefusal(() => named.filter(({ mapping }) => rowsOf(bytes, mapping).some(holds(mapping))));
  if (!found.ok) return [];
  return mostTelling(found.value, ({ mapping }) => ({ files: mapping.files, columns: knownBy(mapping).length }));
}

function holds(mapping: CsvMapping): (row: TableRow) => boolean {
  const wanted = knownBy(mapping).map(columnKey);
  return ({ cells, row }) => {
    if (mapping.skipRows !== undefined && row <= mapping.skipRows) return false;
    const keys = new Set(cells.map(columnKey));
    return wanted.every((key) => keys.has(key));
  };
}

function rowsOf(bytes: ByteSource, mapping: CsvMapping): readonly TableRow[] {
  for (const piece of bytes) {
    if (piece.length === 0) continue;
    if (looksLikeWorkbook(piece))
      return readWorkbook(allBytes(bytes), { fileName: '', sheet: mapping.sheet }).flatMap((sheet) =>
        sheet.rows.slice(0, headerWithin),
      );
    break;
  }
  const text = textSource(bytes);
  if (!looksLikeCsv(text.head)) return [];
  const delimiter = mapping.delimiter ?? delimiterOf(text.head);
  return firstRows(() => csvRows(text.pieces(), delimiter, { file: '' }), headerWithin);
}
