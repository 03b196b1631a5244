/**
 * A remittance as a table: CSV, a sheet of a workbook, a table in a mail or on a page. Its header is recognised by how payers
 * name their columns, or declared; what stands above (payer, payment, date, currency) and the total below are read too.
 */
import { type Day, isCurrency, isDay, type RefusalPlace, raise } from '#kernel';
import { dateOrderOf, decimalMarkOf, readAmountCell, readDateCell } from '../../bank/csv/values.ts';
import type { BankWarning } from '../../bank/model.ts';
import type { Sheet, TableRow } from '../../table/sheet.ts';
import { type Remittance, type RemittanceLine, sumOfLines } from '../model.ts';
import {
  columnNames,
  nameKey,
  placeOfColumn,
  type RemittanceField,
  type RemittanceMapping,
  remittanceFields,
} from './columns.ts';

const headerWithin = 200;

interface Header {
  readonly index: number;
  readonly columns: ReadonlyMap<RemittanceField, number>;
}

/** Words by which a payer calls it an advice: without amounts nothing else tells it from another list of documents. */
const adviceWords =
  /remittance|(?:payment|transfer) advice|zahlungsavis|avis de (?:paiement|virement)|aviso de (?:pago|transferencia)|avviso di pagamento|betalingsadvies/i;
/** Names that say that the column holds numbers of documents. */
const documentNames = new Set([
  ...['invoicenumber', 'invoiceno', 'documentnumber', 'documentno', 'rechnungsnummer', 'rechnungsnr', 'belegnummer'],
  ...['belegnr', 'numerodefacture', 'nfacture', 'nfactura', 'factuurnummer'],
]);

/** The first row that names documents and no amounts, in what the payer calls an advice; undefined where there is none. */
function findNames(sheet: Sheet): Header | undefined {
  const near = sheet.rows.slice(0, headerWithin);
  if (!near.some((row) => row.cells.some((cell) => adviceWords.test(cell)))) return undefined;
  for (const [index, row] of near.entries()) {
    const keys = row.cells.map(nameKey);
    const reference = keys.findIndex((key) => documentNames.has(key));
    if (reference < 0) continue;
    const columns = new Map<RemittanceField, number>([['reference', reference]]);
    for (const field of ['memo', 'payer', 'payment', 'date', 'currency'] as const) {
      const place = columnNames[field].map((name) => keys.indexOf(name)).find((found) => found >= 0);
      if (place !== undefined && place !== reference) columns.set(field, place);
    }
    return { index, columns };
  }
  return undefined;
}

/** The first row that names a document and an amount; undefined where there is none. */
function findHeader(sheet: Sheet, mapping: RemittanceMapping | undefined): Header | undefined {
  for (const [index, row] of sheet.rows.slice(0, headerWithin).entries()) {
    const columns = columnsIn(row.cells, mapping);
    if (columns.has('reference') && (columns.has('amount') || columns.has('gross'))) return { index, columns };
  }
  return undefined;
}

/** Which cells of a row are the name of which column: as the mapping says, else as payers name them. */
function columnsIn(cells: readonly string[], mapping: RemittanceMapping | undefined): Map<RemittanceField, number> {
  const keys = cells.map(nameKey);
  const columns = new Map<RemittanceField, number>();
  for (const field of remittanceFields) {
    const declared = mapping?.columns[field];
    if (declared === undefined && mapping?.onlyNamed) continue;
    const place =
      declared === undefined
        ? columnNames[field].map((name) => keys.indexOf(name)).find((found) => found >= 0)
        : placeOfColumn(cells, declared);
    if (place !== undefined && place >= 0 && ![...columns.values()].includes(place)) columns.set(field, place);
  }
  return columns;
}

/**
 * The row that is the header for a person to point at: the one that names a document and an amount, else the widest of texts
 * with something beneath it; undefined where no row has two columns.
 */
export function likelyHeader(sheet: Sheet, mapping: RemittanceMapping | undefined): Header | undefined {
  const found = findHeader(sheet, mapping) ?? findHeader(sheet, undefined);
  if (found) return found;
  const named = sheet.rows.slice(0, headerWithin).map(({ cells }) => {
    const texts = cells.filter((cell) => cell.trim() !== '');
    return texts.length < 2 || texts.some((text) => /^[\W\d]*\d[\W\d]*$/.test(text)) ? 0 : texts.length;
  });
  const widest = Math.max(0, ...named);
  const index = named.indexOf(widest);
  if (widest === 0 || index === sheet.rows.length - 1) return undefined;
  return { index, columns: columnsIn(sheet.rows[index]!.cells, undefined) };
}

/** Whether all columns that a mapping names stand in the header that it finds. */
export function fitsSheet(sheet: Sheet, mapping: RemittanceMapping): boolean {
  const header = findHeader(sheet, mapping);
  return (
    header !== undefined && Object.keys(mapping.columns).every((field) => header.columns.has(field as RemittanceField))
  );
}

interface Notes {
  payer: string | null;
  payment: string | null;
  date: string | null;
  currency: string | null;
  total: { readonly text: string; readonly row: number } | null;
}

/** What stands beside the lines, as "label: value" in one cell or two. */
function readNotes(rows: readonly TableRow[], notes: Notes): void {
  for (const row of rows) {
    const cells = row.cells.filter((cell) => cell !== '');
    const text = cells.join(' ').replace(/\s+/g, ' ').slice(0, 500);
    const value = (label: RegExp): string | null => {
      const found = label.exec(text);
      return found ? text.slice(found.index + found[0].length).trim() || null : null;
    };
    notes.payer ??= value(
      /^(?:payer|paid by|from|remitter|customer|zahler|auftraggeber|payeur|client)(?: name)?\s*:?\s+/i,
    );
    notes.payment ??= value(
      /^(?:payment|check|cheque|remittance|trace|transaction|zahlung|paiement)\s*(?:reference|ref\.?|number|no\.?|id|#|advice)?\s*(?::|#|no\.?)\s*/i,
    );
    notes.date ??= /(?:date|datum|fecha|data)\s*:?\s+([\d./-]{6,10})\b/i.exec(text)?.[1] ?? null;
    notes.currency ??= [...text.matchAll(/\b[A-Z]{3}\b/g)].map((match) => match[0]).find(isCurrency) ?? null;
  }
}

const isTotal = (row: TableRow): boolean =>
  /^(?:grand )?(?:total|sum|summe|gesamt|totaal|totale)\b/i.test(row.cells.find((cell) => cell !== '') ?? '');

/** An amount without its currency: "USD 98.00", "$98.00", "98,00 €". */
const bare = (text: string): string =>
  text
    .replace(/^[A-Z]{3}\s*|\s*[A-Z]{3}$/g, '')
    .replace(/[$€£¥]/g, '')
    .trim();

/**
 * Reads a sheet; undefined where no row is a header of a remittance, which names documents and amounts, or documents alone where
 * the payer calls it an advice: then the lines say no amounts. Rows without a document are left out, with a warning
 * where they hold an amount. Refuses a malformed amount or date with its row.
 */
export function readRemittanceSheet(
  sheet: Sheet,
  mapping: RemittanceMapping | undefined,
  warnings: BankWarning[],
): Remittance[] | undefined {
  const header = findHeader(sheet, mapping) ?? (mapping?.onlyNamed ? undefined : findNames(sheet));
  if (!header) return undefined;
  const withAmounts = header.columns.has('amount') || header.columns.has('gross');
  const cell = (row: TableRow, field: RemittanceField): string =>
    row.cells[header.columns.get(field) ?? -1]?.trim() ?? '';
  const isNumber = (row: TableRow, field: RemittanceField): boolean =>
    row.numbers?.has(header.columns.get(field) ?? -1) === true;
  const below = sheet.rows.slice(header.index + 1);
  const lines = below.filter(
    (row) => !isTotal(row) && cell(row, 'reference') !== '' && /\d/.test(cell(row, 'reference')),
  );
  const aside = below.filter((row) => !lines.includes(row));
  const notes: Notes = {
    payer: mapping?.payer ?? null,
    payment: null,
    date: null,
    currency: mapping?.currency ?? null,
    total: null,
  };
  readNotes([...sheet.rows.slice(0, header.index), ...aside], notes);
  const amountFields: RemittanceField[] = ['amount', 'gross', 'discount', 'adjustment'];
  const mark =
    mapping?.decimalMark ??
    decimalMarkOf(
      below.flatMap((row) =>
        withAmounts
          ? amountFields.filter((field) => !isNumber(row, field)).map((field) => bare(cell(row, field)))
          : isTotal(row)
            ? row.cells.flatMap((text) => /[\d.,]*\d/.exec(text)?.[0] ?? [])
            : [],
      ),
    );
  const order =
    mapping?.dateOrder ?? dateOrderOf([...lines.map((row) => cell(row, 'date')), notes.date ?? '']) ?? 'DMY';
  for (const row of aside) {
    if (isTotal(row)) {
      const text = row.cells.findLast((one) => /\d/.test(one));
      if (text !== undefined) notes.total ??= { text, row: row.row };
    } else if (/\d/.test(cell(row, 'amount')))
      warnings.push({
        code: 'remittance.row-left-out',
        message: `Row ${row.row} has an amount but names no document; it was left out.`,
        line: row.row,
      });
  }
  const place = (row: TableRow, field: RemittanceField): RefusalPlace => ({
    file: '',
    row: row.row,
    column: sheet.rows[header.index]!.cells[header.columns.get(field) ?? -1] ?? field,
  });
  const groups = new Map<string, { head: Omit<Remittance, 'lines' | 'amountMinor'>; lines: RemittanceLine[] }>();
  for (const row of lines) {
    const currency = cell(row, 'currency').toUpperCase() || notes.currency;
    if (currency !== null && !isCurrency(currency))
      raise(
        'remittance.unknown-currency',
        `Row ${row.row}: "${currency}" is not a currency. Nothing was read.`,
        {},
        place(row, 'currency'),
      );
    const amount = (field: RemittanceField): bigint | null =>
      readAmountCell(bare(cell(row, field)), isNumber(row, field) ? '.' : mark, currency, place(row, field));
    const dateText = cell(row, 'date') || (notes.date ?? '');
    const key = [cell(row, 'payment'), cell(row, 'payer'), currency].join('\u0000');
    const group = groups.get(key) ?? {
      head: {
        payer: { name: cell(row, 'payer') || notes.payer, account: null },
        reference: cell(row, 'payment') || notes.payment,
        date: dateText === '' ? null : dayOf(dateText, order, place(row, 'date'), cell(row, 'date') === ''),
        currency,
      },
      lines: [],
    };
    groups.set(key, group);
    group.lines.push(lineOf(cell(row, 'reference'), amount, cell(row, 'adjustmentCode'), cell(row, 'memo')));
  }
  const only = groups.size === 1;
  return [...groups.values()].map(({ head, lines: own }) => {
    const total =
      only && notes.total !== null
        ? readAmountCell(bare(/[\d.,'’ -]*\d/.exec(notes.total.text)?.[0] ?? ''), mark, head.currency, {
            file: '',
            row: notes.total.row,
          })
        : null;
    return { ...head, amountMinor: total ?? sumOfLines(own), lines: own };
  });
}

function lineOf(
  reference: string,
  amount: (field: RemittanceField) => bigint | null,
  code: string,
  memo: string,
): RemittanceLine {
  const discountMinor = amount('discount');
  const adjustment = amount('adjustment');
  const paid = amount('amount');
  const gross = amount('gross');
  const size = (value: bigint): bigint => (value < 0n ? -value : value);
  return {
    reference,
    // Without a column of what is paid it is the gross amount less what was taken off; a row of nothing else only names.
    amountMinor:
      paid ??
      (gross === null && discountMinor === null && adjustment === null
        ? null
        : (gross ?? 0n) - size(discountMinor ?? 0n) - size(adjustment ?? 0n)),
    discountMinor: discountMinor === null || discountMinor === 0n ? null : size(discountMinor),
    adjustments:
      adjustment === null || adjustment === 0n ? [] : [{ code: code || 'adjustment', amountMinor: -size(adjustment) }],
    memo: memo || null,
  };
}

/** A date above the lines is a note: where it is none nothing is lost; one in its own column must be a date. */
function dayOf(text: string, order: 'DMY' | 'MDY' | 'YMD', at: RefusalPlace, isNote: boolean): Day | null {
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  if (iso !== undefined && isDay(iso)) return iso;
  if (!isNote) return readDateCell(text, order, at);
  const parts = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})$/.exec(text);
  if (!parts) return null;
  const [year, month, day] =
    order === 'YMD'
      ? [parts[1]!, parts[2]!, parts[3]!]
      : order === 'DMY'
        ? [parts[3]!, parts[2]!, parts[1]!]
        : [parts[3]!, parts[1]!, parts[2]!];
  const written = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(written) ? written : null;
}
