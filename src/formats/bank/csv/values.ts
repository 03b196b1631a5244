/** Cells of a bank CSV: dates in whatever order, numbers with whatever marks. Pure. */
import { type Day, isDay, type RefusalPlace, raise } from '#kernel';
import { readBankAmount } from '../amount.ts';

/** An ISO 8601 day, with or without a time: as workbooks' dates are given; no order has to be known for it. */
const isoDay = /^(\d{4}-\d{2}-\d{2})(?:[ T].*)?$/;

/**
 * The order of day and month that the values themselves show; null when they leave it open. ISO days decide only where
 * there is nothing else: a workbook may hold real dates beside dates typed as text.
 */
export class DateOrder {
  private order: 'DMY' | 'MDY' | 'YMD' | null = null;
  private iso = false;

  see(value: string): void {
    if (this.order) return;
    const parts = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})/.exec(value.trim());
    if (!parts) return;
    if (isoDay.test(value.trim())) this.iso = true;
    else if (parts[1]!.length === 4) this.order = 'YMD';
    else if (Number(parts[1]) > 12) this.order = 'DMY';
    else if (Number(parts[2]) > 12) this.order = 'MDY';
  }

  get found(): 'DMY' | 'MDY' | 'YMD' | null {
    return this.order ?? (this.iso ? 'YMD' : null);
  }
}

/** The order that a list of values shows. */
export function dateOrderOf(values: readonly string[]): 'DMY' | 'MDY' | 'YMD' | null {
  const order = new DateOrder();
  for (const value of values) order.see(value);
  return order.found;
}

/** A date cell (a time behind it is ignored) as a day. */
export function readDateCell(value: string, order: 'DMY' | 'MDY' | 'YMD', at: RefusalPlace): Day {
  const iso = isoDay.exec(value.trim())?.[1];
  if (iso !== undefined && isDay(iso)) return iso;
  const parts = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[ T].*)?$/.exec(value.trim());
  const [first, second, third] = [parts?.[1] ?? '', parts?.[2] ?? '', parts?.[3] ?? ''];
  const [year, month, day] =
    order === 'YMD' ? [first, second, third] : order === 'DMY' ? [third, second, first] : [third, first, second];
  const text = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!parts || !isDay(text)) raise('csv.date-malformed', `"${value}" is not a date. Nothing was read.`, { value }, at);
  return text;
}

/** The decimal mark that the values show: the mark before one or two last digits. */
export class DecimalMark {
  private commas = 0;
  private points = 0;

  see(value: string): void {
    if (/,\d{1,2}\s*$/.test(value)) this.commas += 1;
    if (/\.\d{1,3}\s*$/.test(value)) this.points += 1;
  }

  get found(): ',' | '.' {
    return this.commas > this.points ? ',' : '.';
  }
}

/** The decimal mark that a list of values shows. */
export function decimalMarkOf(values: readonly string[]): ',' | '.' {
  const mark = new DecimalMark();
  for (const value of values) mark.see(value);
  return mark.found;
}

/** An amount cell, signed; parentheses and a trailing minus count as negative; empty is null. */
export function readAmountCell(
  value: string,
  mark: ',' | '.',
  currency: string | null,
  at: RefusalPlace,
): bigint | null {
  const text = value.replace(/[\s'’\u00a0\u202f]/g, '');
  if (text === '') return null;
  const negative = /^-|-$|^\(.*\)$|^\u2212/.test(text);
  const digits = text.replace(/^[-+\u2212(]|[-)]$/g, '').replaceAll(mark === ',' ? '.' : ',', '');
  const amount = readBankAmount(digits, mark, currency, at);
  return negative ? -amount : amount;
}
