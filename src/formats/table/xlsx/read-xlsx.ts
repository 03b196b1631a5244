/**
 * XLSX workbooks as sheets of texts, streamed: parts are unfolded piece by piece and cells are taken as they pass. Formulas
 * count by their stored value and are never worked out. Norm: ECMA-376 part 1 (SpreadsheetML), 18.3.
 */
import { raise } from '#kernel';
import { attributeOf } from '../../xml/events.ts';
import { maximumRows } from '../csv-sheet.ts';
import type { MergedCells, Sheet, TableRow } from '../sheet.ts';
import { columnLetters, columnOf, decodeEscapes, plainNumber, rowOf, serialDay } from './cell-value.ts';
import { openWorkbook, type Workbook } from './workbook.ts';
import { looksLikeZip, unfoldedMaximum } from './zip.ts';

/** The largest workbook that is taken, packed. */
const maximumBytes = 100 * 1024 * 1024;
const maximumCells = 10_000_000;
const maximumColumns = 16_384;
const maximumMerges = 100_000;

/** True for bytes of a workbook, also one of a kind that is refused: old `.xls` and encrypted files begin alike. */
export const looksLikeWorkbook = (bytes: Uint8Array): boolean => looksLikeZip(bytes) || isCompoundFile(bytes);

const isCompoundFile = (bytes: Uint8Array): boolean =>
  [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte);

/**
 * Reads the sheets of a workbook: those that are visible, or the one named (by name, or by its place from 1). Refuses
 * `xlsx.old-or-encrypted`, `xlsx.bomb`, `xlsx.damaged`, `xlsx.too-many-rows`, `xlsx.too-many-cells`, `xlsx.sheet-unknown`, `xlsx.all-hidden`, `xlsx.other-kind`
 * and a formula that was saved without its value (`xlsx.formula-without-value`).
 */
export function readWorkbook(
  bytes: Uint8Array,
  options: { fileName: string; sheet?: string | number | undefined },
): Sheet[] {
  if (isCompoundFile(bytes))
    raise(
      'xlsx.old-or-encrypted',
      'This is an old .xls workbook or one with a password; save it as .xlsx without password. Nothing was read.',
      {},
      { file: options.fileName },
    );
  if (bytes.length > maximumBytes)
    raise('file.too-large', `The workbook is larger than ${maximumBytes} bytes. Nothing was read.`, {
      bytes: bytes.length,
    });
  const workbook = openWorkbook(bytes, { bytesLeft: unfoldedMaximum });
  const { sheet } = options;
  const wanted =
    sheet === undefined
      ? workbook.sheets.filter((one) => !one.hidden)
      : workbook.sheets.filter((one, index) => (typeof sheet === 'number' ? index + 1 === sheet : one.name === sheet));
  if (wanted.length === 0 && sheet === undefined)
    raise(
      'xlsx.all-hidden',
      `Every sheet of the workbook is hidden: ${workbook.sheets
        .map((one) => `"${one.name}"`)
        .join(', ')
        .slice(0, 300)}; show one, or say which one in the mapping ("sheet"). Nothing was read.`,
      {},
      { file: options.fileName },
    );
  if (wanted.length === 0)
    raise(
      'xlsx.sheet-unknown',
      `The workbook has no sheet "${sheet}"; it has ${workbook.sheets
        .map((one) => `"${one.name}"`)
        .join(', ')
        .slice(0, 300)}. Nothing was read.`,
      {},
      { file: options.fileName },
    );
  const budget = { cellsLeft: maximumCells };
  return wanted.map((one) => readSheet(workbook, one, budget, options.fileName));
}

function readSheet(
  workbook: Workbook,
  { name, part }: { name: string; part: string },
  budget: { cellsLeft: number },
  fileName: string,
): Sheet {
  const rows: TableRow[] = [];
  const merges: MergedCells[] = [];
  const sets = new Map<string, ReadonlySet<number>>();
  let inData = false;
  let row = 0;
  let column = -1;
  let cells: string[] = [];
  let numbers: number[] = [];
  let cell = { type: 'n', style: 0, value: '', hasValue: false, hasFormula: false };
  let taking = false;
  let inReading = false;
  const place = () => ({ file: fileName, path: name, row, column: columnLetters(Math.max(0, column)) });

  const openRow = (attributes: string): void => {
    const given = Number(attributeOf(attributes, 'r') ?? row + 1);
    if (!Number.isInteger(given) || given <= row)
      raise('xlsx.damaged', `Sheet "${name}": row ${given} stands after row ${row}. Nothing was read.`, {}, place());
    row = given;
    column = -1;
    cells = [];
    numbers = [];
  };
  const closeRow = (): void => {
    if (cells.length === 0) return;
    if (rows.length > maximumRows)
      raise(
        'xlsx.too-many-rows',
        `Sheet "${name}" has more than ${maximumRows} rows; split it. Nothing was read.`,
        {},
        place(),
      );
    rows.push(numbers.length === 0 ? { row, cells } : { row, cells, numbers: sharedSet(sets, numbers) });
  };
  const openCell = (attributes: string): void => {
    const reference = attributeOf(attributes, 'r');
    column = reference === undefined ? column + 1 : columnOf(reference);
    if (column < 0 || column >= maximumColumns)
      raise('xlsx.damaged', `Sheet "${name}", row ${row}: "${reference}" is no cell. Nothing was read.`, {}, place());
    cell = {
      type: attributeOf(attributes, 't') ?? 'n',
      style: Number(attributeOf(attributes, 's') ?? 0),
      value: '',
      hasValue: false,
      hasFormula: false,
    };
  };
  const closeCell = (): void => {
    if (cell.hasFormula && !cell.hasValue)
      raise(
        'xlsx.formula-without-value',
        `Sheet "${name}", ${columnLetters(column)}${row}: the formula was saved without its value; open the workbook in a spreadsheet program and save it again. Nothing was read.`,
        {},
        place(),
      );
    const { text, isNumber } = cellText(workbook, cell);
    if (text === '') return;
    budget.cellsLeft -= Math.max(1, column + 1 - cells.length);
    if (budget.cellsLeft < 0)
      raise('xlsx.too-many-cells', `The workbook has more than ${maximumCells} cells. Nothing was read.`, {}, place());
    while (cells.length < column) cells.push('');
    cells[column] = text;
    if (isNumber) numbers.push(column);
  };

  workbook.scan(part, {
    open(tag, attributes) {
      if (tag === 'sheetData') inData = true;
      else if (tag === 'mergeCell') addMerge(merges, attributeOf(attributes, 'ref') ?? '');
      else if (!inData) return;
      else if (tag === 'row') openRow(attributes);
      else if (tag === 'c') openCell(attributes);
      else if (tag === 'f') cell.hasFormula = true;
      else if (tag === 'v') {
        taking = true;
        cell.hasValue = true;
      } else if (tag === 't') {
        taking = !inReading;
        cell.hasValue = true;
      } else if (tag === 'rPh') inReading = true;
    },
    close(tag) {
      if (tag === 'sheetData') inData = false;
      else if (!inData) return;
      else if (tag === 'row') closeRow();
      else if (tag === 'c') closeCell();
      else if (tag === 'v' || tag === 't') taking = false;
      else if (tag === 'rPh') inReading = false;
    },
    text(text) {
      if (taking) cell.value += text;
    },
  });
  return { name, rows, merges };
}

/** What a cell says; an error keeps its name ("#N/A"), so that no mapping takes it for a value. */
function cellText(
  workbook: Workbook,
  cell: { type: string; style: number; value: string },
): { text: string; isNumber: boolean } {
  const text = (value: string) => ({ text: value.trim(), isNumber: false });
  if (cell.value === '') return text('');
  if (cell.type === 's') return text(workbook.texts[Number(cell.value)] ?? '#REF!');
  if (cell.type === 'b') return text(cell.value.trim() === '1' ? 'TRUE' : 'FALSE');
  if (cell.type === 'd')
    return text(cell.value.replace(/^(\d{4}-\d{2}-\d{2})T00:00:00(\.0+)?Z?$/, '$1').replace('T', ' '));
  if (cell.type !== 'n') return text(decodeEscapes(cell.value));
  const plain = plainNumber(cell.value);
  if (plain === null) return text(cell.value);
  const day = workbook.dayStyles[cell.style] ? serialDay(plain, workbook.from1904) : null;
  return day === null ? { text: plain, isNumber: true } : text(day);
}

/** Rows of one sheet mostly have their numbers in the same columns: they share the set. */
function sharedSet(sets: Map<string, ReadonlySet<number>>, numbers: readonly number[]): ReadonlySet<number> {
  const key = numbers.join(',');
  const known = sets.get(key);
  if (known) return known;
  const made = new Set(numbers);
  if (sets.size < 10_000) sets.set(key, made);
  return made;
}

function addMerge(merges: MergedCells[], reference: string): void {
  const [from = '', to = ''] = reference.split(':');
  if (merges.length >= maximumMerges || columnOf(from) < 0 || columnOf(to) < 0) return;
  merges.push({ top: rowOf(from), left: columnOf(from), bottom: rowOf(to), right: columnOf(to) });
}
