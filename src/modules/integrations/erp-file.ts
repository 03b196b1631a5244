/** Reads an ERP's list of items by its mapping: items, bad rows, and the sums that are compared with what was declared. */
import { amountField, applyMapping, type BadRow, type MappedRow, readTable, type Table, type TableRow } from '#formats';
import { absolute, catchRefusal, type Day, divideRounded, isDay, type Outcome, raise, sign } from '#kernel';
import { type DocumentType, documentTypes } from '#receivables';
import { controlAccountOf, type ErpMapping, patternOf } from './erp-mapping.ts';
import { erpItemFields } from './fields.ts';
import type { ControlAccount, ControlTotal, ErpBlock, ErpRow } from './model.ts';
import { partyOfRow } from './party.ts';
import { badRow } from './table-import.ts';

/** What was read of a file. */
export interface ErpFile {
  readonly table: Table;
  readonly rows: readonly ErpRow[];
  readonly bad: readonly BadRow[];
  readonly found: FoundTotals;
  /** Identities of bad rows: their items are in the file, so they are not missing from it. */
  readonly badKeys: ReadonlySet<string>;
  /** Bad rows whose identity cannot be read: what is missing cannot be told. */
  readonly rowsWithoutKey: number;
}

/** The sums of a file, bad rows included as far as they can be read. */
export interface FoundTotals {
  readonly rows: number;
  readonly totals: readonly { readonly currency: string; readonly amountMinor: bigint }[];
  /**
   * What is open in company currency, by the control account that it stands on; null when the file does not carry it for every
   * foreign item of that account.
   */
  readonly byControlAccount: readonly ControlTotal[];
  /** Rows whose amount cannot be read; they are in no sum. */
  readonly unreadable: number;
}

/**
 * Reads the file. Refuses what the reader of tables and the mapping refuse, and identity, link and sign columns that are
 * not in the header (`table.mapping-column`). Bad rows come back with row, column, value and reason.
 */
export function readErpFile(
  input: { fileName: string; bytes: Uint8Array },
  mapping: ErpMapping,
  companyCurrency: string,
): Outcome<ErpFile> {
  const { delimiter, sheet, skipRows, headerRows } = mapping;
  const whole = readTable(input.bytes, { fileName: input.fileName, delimiter, sheet, skipRows, headerRows });
  if (!whole.ok) return whole;
  return catchRefusal(() => {
    const cell = cellsOf(whole.value, mapping);
    const table: Table = {
      ...whole.value,
      rows: whole.value.rows.filter((row) => mapping.skipWhenEmpty.every((column) => cell(row, column) !== '')),
    };
    const { name, kind, delimiter, dateOrder, decimalMark, columns } = mapping;
    const mapped = applyMapping(table, { name, kind, delimiter, dateOrder, decimalMark, columns }, erpItemFields);
    if (!mapped.ok) raise(mapped.refusal.code, mapped.refusal.message, mapped.refusal.details, mapped.refusal.at);
    const rows: ErpRow[] = [];
    const bad: BadRow[] = [...mapped.value.bad];
    const seen = new Map<string, number>();
    for (const one of mapped.value.good) {
      const read = itemOf(one, mapping, companyCurrency, (column) => cell(one.source, column));
      if ('reason' in read) {
        bad.push(read);
        continue;
      }
      const first = seen.get(read.key);
      if (first === undefined) {
        seen.set(read.key, read.row);
        rows.push(read);
      } else {
        bad.push({
          row: one.row,
          column: mapping.identity.join(' '),
          value: read.key,
          code: 'erp.identity-twice',
          reason: `This identity stands in row ${first} already; the identity that the mapping declares must tell every item from every other.`,
        });
      }
    }
    return { table, rows, bad, ...sumsOf(table, rows, bad, mapping, companyCurrency, cell) };
  });
}

/** Looks a cell up by its column's name; the columns that the mapping itself names must be there. */
function cellsOf(table: Table, mapping: ErpMapping): (row: TableRow, column: string) => string {
  const nameKey = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');
  const places = new Map(table.header.map((name, index) => [nameKey(name), index]));
  const wanted = [
    ...mapping.identity,
    ...(mapping.linkedTo ?? []),
    ...mapping.skipWhenEmpty,
    ...(mapping.sign ? [mapping.sign.column] : []),
  ];
  const absent = wanted.find((column) => !places.has(nameKey(column)));
  if (absent !== undefined) {
    raise(
      'table.mapping-column',
      `The mapping wants the column "${absent}", but the header is "${table.header.join(', ').slice(0, 300)}". Nothing was read.`,
      {},
      { field: absent },
    );
  }
  return (row, column) => row.cells[places.get(nameKey(column))!] ?? '';
}

/** The parts of an identity, joined so that no two different ones look alike; null when a part is empty. */
function keyOf(columns: readonly string[], cell: (column: string) => string): string | null {
  const parts = columns.map((column) => cell(column).trim().replaceAll('/', '//'));
  return parts.some((part) => part === '') ? null : parts.join('/');
}

/** The document type that a row tells, by its amount where it tells none; null: there is no such type. */
function typeOf(told: string | undefined, amountMinor: bigint): DocumentType | null {
  const wanted = (told || (amountMinor < 0n ? 'credit_memo' : 'invoice')) as DocumentType;
  if (!Object.hasOwn(documentTypes, wanted)) return null;
  const type = documentTypes[wanted];
  // What the ERP's type says with the other sign is a correction of it: it ages by its sign.
  return type.sign !== 0 && type.sign !== sign(amountMinor) ? 'adjustment' : wanted;
}

function itemOf(
  row: MappedRow,
  mapping: ErpMapping,
  companyCurrency: string,
  cell: (column: string) => string,
): ErpRow | BadRow {
  const { values } = row;
  const key = keyOf(mapping.identity, cell);
  if (key === null) {
    return {
      row: row.row,
      column: mapping.identity.find((column) => cell(column) === '')!,
      value: '',
      code: 'erp.identity-empty',
      reason: 'A part of the item’s identity is empty.',
    };
  }
  const currency = (values['currency'] || companyCurrency).toUpperCase();
  const amounts = amountsOf(row, mapping, currency, companyCurrency, cell);
  if ('reason' in amounts) return amounts;
  const { amountMinor, openMinor, companyAmountMinor } = amounts;
  const documentType = typeOf(values['type'], amountMinor);
  if (documentType === null)
    return badRow(
      row,
      'type',
      'erp.type-unknown',
      `"${values['type']}" is no document type; the mapping's "values" say what the ERP's types mean.`,
    );
  const taxMinor = taxOf(row, amountMinor, currency);
  if (taxMinor !== null && typeof taxMinor === 'object') return taxMinor;
  const documentDate = values['documentDate']!;
  const specialGl = values['specialGl'] || null;
  const noted = specialGl !== null && mapping.notedIndicators.includes(specialGl);
  if (specialGl !== null && !noted && !Object.hasOwn(mapping.specialGlAccounts, specialGl))
    return badRow(
      row,
      'specialGl',
      'erp.special-gl-unknown',
      `The mapping does not say what the special G/L indicator "${specialGl}" is; name its control account in "specialGlAccounts", or the indicator in "notedIndicators".`,
    );
  const account = controlAccountOf(specialGl, documentType, mapping);
  const blocks: ErpBlock[] = [];
  if (values['dunningBlock']) blocks.push('dunning');
  if (values['paymentBlock']) blocks.push('payment');
  return {
    row: row.row,
    key,
    customer: values['customer']!,
    number: values['number'] || key,
    documentType,
    documentDate,
    postingDate: values['postingDate'] || documentDate,
    dueDate: values['dueDate'] || documentDate,
    currency,
    amountMinor,
    openMinor,
    companyAmountMinor,
    taxMinor,
    taxCode: values['taxCode'] || null,
    specialGl,
    specialGlAccount: account === 'main' ? null : account,
    noted,
    blocks,
    linkedKey: mapping.linkedTo ? keyOf(mapping.linkedTo, cell) : null,
    clearingDocument: values['clearingDocument'] || null,
    clearingDate: values['clearingDate'] || null,
    ourReference: values['ourReference'] || null,
    purchaseOrder: values['purchaseOrder'] || null,
    text: values['text'] || null,
    references: (values['references'] ?? '').split(/[\s;,|]+/).filter(Boolean),
    party: partyOfRow(values),
  };
}

/** The tax of a row on the side of its amount, whichever sign the list gives it; null where the list does not tell it. */
function taxOf(row: MappedRow, amountMinor: bigint, currency: string): bigint | null | BadRow {
  const told = row.values['tax'];
  if (!told) return null;
  const tax = amountField(told, currency);
  if (!tax.ok) return badRow(row, 'tax', tax.refusal.code, tax.refusal.message);
  if (absolute(tax.value) > absolute(amountMinor))
    return badRow(row, 'tax', 'erp.tax-beyond-amount', 'The tax is larger than the amount.');
  return amountMinor < 0n ? -absolute(tax.value) : absolute(tax.value);
}

interface Amounts {
  readonly amountMinor: bigint;
  readonly openMinor: bigint;
  readonly companyAmountMinor: bigint | null;
}

/** The signed amounts of a row; without an own column, a cleared item has nothing open and any other all of it. */
function amountsOf(
  row: MappedRow,
  mapping: ErpMapping,
  currency: string,
  companyCurrency: string,
  cell: (column: string) => string,
): Amounts | BadRow {
  const { values } = row;
  const read = (field: 'amount' | 'open' | 'companyAmount', of: string): bigint | null | BadRow => {
    if (!values[field]) return null;
    const amount = amountField(values[field], of);
    if (amount.ok) return amount.value;
    const place = amount.refusal.code === 'table.currency-unknown' ? 'currency' : field;
    return badRow(row, place, amount.refusal.code, amount.refusal.message);
  };
  const amount = read('amount', currency);
  const open = read('open', currency);
  const company = read('companyAmount', companyCurrency);
  for (const one of [amount, open, company]) if (one !== null && typeof one === 'object') return one;
  let factor = 1n;
  if (mapping.sign) {
    const side = cell(mapping.sign.column);
    if (!mapping.sign.debit.includes(side) && !mapping.sign.credit.includes(side)) {
      return {
        row: row.row,
        column: mapping.sign.column,
        value: side,
        code: 'erp.side-unknown',
        reason: `"${side}" is neither a debit (${mapping.sign.debit.join(', ')}) nor a credit (${mapping.sign.credit.join(', ')}).`,
      };
    }
    factor = mapping.sign.credit.includes(side) ? -1n : 1n;
  }
  const signed = (value: bigint): bigint => (mapping.sign ? factor * absolute(value) : value);
  const amountMinor = signed(amount as bigint);
  if (amountMinor === 0n) return badRow(row, 'amount', 'erp.zero', 'An item of nothing cannot be mirrored.');
  const cleared = Boolean(values['clearingDocument'] || values['clearingDate']);
  const openMinor = open === null ? (cleared ? 0n : amountMinor) : signed(open as bigint);
  if (openMinor !== 0n && (sign(openMinor) !== sign(amountMinor) || absolute(openMinor) > absolute(amountMinor))) {
    return badRow(
      row,
      'open',
      'erp.open-beyond-amount',
      'What is open must lie between zero and the amount, on its side.',
    );
  }
  const companyAmountMinor =
    company === null ? (currency === companyCurrency ? amountMinor : null) : signed(company as bigint);
  return { amountMinor, openMinor, companyAmountMinor };
}

/** What is open of a row in company currency, in proportion; null where the file does not say what the whole is. */
export const openInCompanyCurrency = (
  row: Pick<ErpRow, 'openMinor' | 'amountMinor' | 'companyAmountMinor'>,
): bigint | null =>
  row.companyAmountMinor === null ? null : divideRounded(row.companyAmountMinor * row.openMinor, row.amountMinor);

function sumsOf(
  table: Table,
  rows: readonly ErpRow[],
  bad: readonly BadRow[],
  mapping: ErpMapping,
  companyCurrency: string,
  cell: (row: TableRow, column: string) => string,
): Pick<ErpFile, 'found' | 'badKeys' | 'rowsWithoutKey'> {
  const totals = new Map<string, bigint>();
  const company = new Map<ControlAccount, bigint | null>();
  const add = (
    row: Pick<ErpRow, 'currency' | 'openMinor' | 'amountMinor' | 'companyAmountMinor' | 'specialGlAccount'>,
  ) => {
    totals.set(row.currency, (totals.get(row.currency) ?? 0n) + row.openMinor);
    const account = row.specialGlAccount ?? 'main';
    const before = company.get(account) ?? (company.has(account) ? null : 0n);
    const open = openInCompanyCurrency(row);
    company.set(account, before === null || open === null ? null : before + open);
  };
  for (const row of rows) if (!row.noted) add(row);
  // A row that is bad for its date still stands in the sum that the file declares.
  const badRows = new Set(bad.map((one) => one.row));
  const again: Table = { ...table, rows: table.rows.filter((row) => badRows.has(row.row)) };
  const wanted = ['amount', 'open', 'companyAmount', 'currency', 'clearingDocument', 'specialGl'] as const;
  const columns = Object.fromEntries(
    wanted.flatMap((name) => (mapping.columns[name] === undefined ? [] : [[name, mapping.columns[name]]])),
  );
  const fields = Object.fromEntries(wanted.map((name) => [name, erpItemFields[name]]));
  const { name, kind, dateOrder, decimalMark } = mapping;
  const mapped = applyMapping(again, { name, kind, dateOrder, decimalMark, columns }, fields);
  const readable = new Set<number>();
  for (const one of mapped.ok ? mapped.value.good : []) {
    const currency = (one.values['currency'] || companyCurrency).toUpperCase();
    const amounts = amountsOf(one, mapping, currency, companyCurrency, (column) => cell(one.source, column));
    if ('reason' in amounts) continue;
    readable.add(one.row);
    const indicator = one.values['specialGl'] || null;
    if (indicator !== null && mapping.notedIndicators.includes(indicator)) continue;
    // What is wrong may be its type: the indicator alone says where it stands.
    const account = controlAccountOf(indicator, 'adjustment', mapping);
    add({ ...amounts, currency, specialGlAccount: account === 'main' ? null : account });
  }
  const keys = again.rows.map((row) => keyOf(mapping.identity, (column) => cell(row, column)));
  return {
    found: {
      rows: table.rows.length,
      totals: [...totals]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, amountMinor]) => ({ currency, amountMinor })),
      byControlAccount: [...company].map(([account, amountMinor]) => ({ account, amountMinor })),
      unreadable: again.rows.filter((row) => !readable.has(row.row)).length,
    },
    badKeys: new Set(keys.filter((key) => key !== null)),
    rowsWithoutKey: keys.filter((key) => key === null).length,
  };
}

/** The key date that a file's name carries by the mapping's pattern, or null. */
export function keyDateInName(fileName: string, pattern: string): Day | null {
  const found = patternOf(pattern).exec(fileName)?.[1];
  const text = found && /^\d{8}$/.test(found) ? found.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') : found;
  return text && isDay(text) ? text : null;
}
