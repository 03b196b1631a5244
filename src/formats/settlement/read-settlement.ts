/**
 * Reads the settlement report of a payment service or factor, CSV or XLSX: which payments, refunds, chargebacks, fees and
 * reserves stand behind each payout. Amounts are taken as they stand; whether they foot is not the reader's question, but
 * where a row contradicts itself it says so.
 */
import { catchRefusal, type Day, isCurrency, type Outcome, raise } from '#kernel';
import { amountField, applyMapping, type MappedRow, type TableMapping } from '../table/mapping.ts';
import { readTable } from '../table/read-table.ts';
import type { Table } from '../table/sheet.ts';
import { looksLikeWorkbook } from '../table/xlsx/read-xlsx.ts';
import { rowTypeOf, settlementFields, settlementLayouts } from './layouts.ts';
import {
  type Settlement,
  type SettlementFile,
  type SettlementLine,
  type SettlementLineKind,
  settlementLineKinds,
} from './model.ts';

export interface SettlementOptions {
  readonly fileName: string;
  /** Of reports without a column for it. */
  readonly currency: string;
  /** Absent: a layout that is known by its header. */
  readonly mapping?: TableMapping | undefined;
}

/**
 * Reads a report. Refuses a header that no layout knows (`settlement.layout-unknown`), a bad cell with its place
 * (`settlement.row`): a payout that lacks a row explains nothing; a payout in two currencies (`settlement.currencies`), a
 * file without rows (`settlement.empty`), and what the readers of tables and mappings refuse.
 */
export function readSettlement(bytes: Uint8Array, options: SettlementOptions): Outcome<SettlementFile> {
  return catchRefusal(() => {
    const { mapping, fileName } = options;
    const read = readTable(bytes, {
      fileName,
      ...(mapping?.delimiter === undefined ? {} : { delimiter: mapping.delimiter }),
      ...(mapping?.sheet === undefined ? {} : { sheet: mapping.sheet }),
      ...(mapping?.skipRows === undefined ? {} : { skipRows: mapping.skipRows }),
      ...(mapping?.headerRows === undefined ? {} : { headerRows: mapping.headerRows }),
    });
    if (!read.ok) return raise(read.refusal.code, read.refusal.message, read.refusal.details, read.refusal.at);
    const layout = mapping ?? layoutOf(read.value, fileName);
    const mapped = applyMapping(read.value, layout, settlementFields);
    if (!mapped.ok)
      return raise(mapped.refusal.code, mapped.refusal.message, mapped.refusal.details, mapped.refusal.at);
    const [bad] = mapped.value.bad;
    if (bad)
      raise(
        'settlement.row',
        `Row ${bad.row}, ${bad.column}: ${bad.reason} A payout that lacks a row explains nothing. Nothing was read.`,
        { value: bad.value },
        { file: fileName, row: bad.row, column: bad.column },
      );
    if (mapped.value.good.length === 0)
      raise('settlement.empty', 'The report has a header but no rows. Nothing was read.', {}, { file: fileName });
    const groups = new Map<string, MappedRow[]>();
    for (const row of mapped.value.good)
      groups.set(row.values['settlement']!, [...(groups.get(row.values['settlement']!) ?? []), row]);
    return {
      format: looksLikeWorkbook(bytes) ? 'xlsx' : 'csv',
      layout: layout.name,
      settlements: [...groups].map(([number, rows]) => settlementOf(number, rows, options)),
    };
  });
}

const headerKey = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

/** The layout whose needed columns all stand in the header: the payout, and an amount. */
function layoutOf(table: Table, fileName: string): TableMapping {
  const header = new Set(table.header.map(headerKey));
  const has = (layout: TableMapping, field: string): boolean => {
    const column = layout.columns[field];
    return typeof column === 'string' && header.has(headerKey(column));
  };
  const found = settlementLayouts.find(
    (one) =>
      has(one, 'settlement') &&
      (['gross', 'net', 'netCredit', 'grossCredit'] as const).some((field) => has(one, field)),
  );
  return (
    found ??
    raise(
      'settlement.layout-unknown',
      `No layout is known for the header "${table.header.join(', ').slice(0, 300)}"; name a mapping. Nothing was read.`,
      {},
      { file: fileName },
    )
  );
}

function settlementOf(number: string, rows: readonly MappedRow[], options: SettlementOptions): Settlement {
  const at = { file: options.fileName };
  const currencies = new Set(rows.map((row) => (row.values['currency'] || options.currency).toUpperCase()));
  const [currency] = currencies;
  if (currencies.size > 1)
    raise(
      'settlement.currencies',
      `Settlement ${number} has rows in ${[...currencies].join(' and ')}; a payout is in one currency. Nothing was read.`,
      {},
      { ...at, row: rows[0]!.row },
    );
  if (!isCurrency(currency!))
    raise(
      'settlement.currency',
      `"${currency}" is not a currency. Nothing was read.`,
      {},
      { ...at, row: rows[0]!.row },
    );
  const lines: SettlementLine[] = [];
  const faults: string[] = [];
  let statedMinor: bigint | null = null;
  let day: Day | null = null;
  const keptIsNegative = writesFeesAsNegative(rows);
  for (const row of rows) {
    day ??= row.values['settlementDate'] || null;
    const amounts = amountsOf(row, currency!, keptIsNegative, at.file);
    const kind = rowTypeOf(row.values['type'] ?? '');
    if (kind === 'payout') {
      statedMinor = (statedMinor ?? 0n) + magnitude(amounts.net);
      day ??= row.values['date'] || null;
      continue;
    }
    if (amounts.fault !== null) faults.push(`row ${row.row}: ${amounts.fault}`);
    lines.push({
      row: row.row,
      kind: isLineKind(kind) ? kind : 'other',
      day: row.values['date'] || null,
      reference: row.values['reference'] ?? '',
      document: row.values['document'] ?? '',
      customerName: row.values['customer'] || null,
      memo: [row.values['memo'] ?? '', kind === 'other' ? (row.values['type'] ?? '') : ''].filter(Boolean).join(' '),
      // A line that is only a fee moves nothing with a customer.
      grossMinor: kind === 'fee' ? 0n : amounts.gross,
      feeMinor: kind === 'fee' ? -amounts.net : amounts.fee,
    });
  }
  return { number, day, currency: currency!, statedMinor, lines, faults };
}

const isLineKind = (kind: string): kind is SettlementLineKind =>
  (settlementLineKinds as readonly string[]).includes(kind);

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** Some reports write what they kept with a minus. */
function writesFeesAsNegative(rows: readonly MappedRow[]): boolean {
  const fees = rows.map((row) => row.values['fee'] ?? '').filter((text) => /[1-9]/.test(text));
  return fees.length > 0 && fees.filter((text) => text.startsWith('-')).length * 2 > fees.length;
}

/** Gross, fee and net of a row; what the report leaves out follows from the others. `fault`: they do not agree. */
function amountsOf(
  row: MappedRow,
  currency: string,
  keptIsNegative: boolean,
  file: string,
): { gross: bigint; fee: bigint; net: bigint; fault: string | null } {
  const read = (field: string): bigint | null => {
    const text = row.values[field] ?? '';
    if (text === '') return null;
    const amount = amountField(text, currency);
    return amount.ok
      ? amount.value
      : raise(
          amount.refusal.code,
          `Row ${row.row}: ${amount.refusal.message} Nothing was read.`,
          amount.refusal.details,
          { file, row: row.row, column: row.columnOf(field) },
        );
  };
  const pair = (credit: string, debit: string): bigint | null => {
    const [plus, minus] = [read(credit), read(debit)];
    return plus === null && minus === null ? null : (plus ?? 0n) - (minus ?? 0n);
  };
  const otherCurrency =
    (row.values['grossCurrency'] ?? '') !== '' && row.values['grossCurrency']!.toUpperCase() !== currency;
  const gross = otherCurrency ? null : (read('gross') ?? pair('grossCredit', 'grossDebit'));
  const net = read('net') ?? pair('netCredit', 'netDebit');
  const parts = ['fee', 'markup', 'schemeFee', 'interchange'].map(read).filter((one) => one !== null);
  const stated = parts.length === 0 ? null : parts.reduce((sum, one) => sum + one, 0n) * (keptIsNegative ? -1n : 1n);
  if (gross === null && net === null)
    raise(
      'settlement.row',
      `Row ${row.row} has no amount. A payout that lacks a row explains nothing. Nothing was read.`,
      {},
      { file, row: row.row },
    );
  if (net === null) return { gross: gross!, fee: stated ?? 0n, net: gross! - (stated ?? 0n), fault: null };
  if (gross === null) return { gross: net + (stated ?? 0n), fee: stated ?? 0n, net, fault: null };
  const fee = gross - net;
  return {
    gross,
    fee,
    net,
    fault: stated === null || stated === fee ? null : 'gross less fee is not what it says is net',
  };
}
