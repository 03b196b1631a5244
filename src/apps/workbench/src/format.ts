/** Amounts and days as the reader writes them. Amounts stay decimal strings: they never become floating-point numbers. */
import { currencyDigits, type Day, isCurrency, isDay, makeDay } from '#kernel';
import { tell } from './language.ts';

const locale = navigator.languages[0] ?? 'en';
const numberFormats = new Map<number, Intl.NumberFormat>();

/** A decimal string in the reader's notation with the currency's digits, a true minus sign, without the currency. */
export function formatMoney(amount: string, currency: string): string {
  const digits = currencyDigits(currency);
  let format = numberFormats.get(digits);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      // Spanish and others leave four-digit numbers ungrouped otherwise, and columns would not line up.
      useGrouping: 'always',
    });
    numberFormats.set(digits, format);
  }
  return format.format(amount as Intl.StringNumericLiteral).replace('-', '−');
}

/** True for 0, 0.00 and -0. */
export const isZero = (amount: string): boolean => !/[1-9]/.test(amount);

const countFormat = new Intl.NumberFormat(locale, { useGrouping: 'always' });
export const formatCount = (count: number): string => countFormat.format(count).replace('-', '−');

const shareFormats = new Map<number, Intl.NumberFormat>();
/** A share as a percentage, rounded down: only what is whole is 100 %. */
export function formatShare(share: number, digits = 1): string {
  let format = shareFormats.get(digits);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'percent',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    shareFormats.set(digits, format);
  }
  const whole = 10 ** (digits + 2);
  return format.format(Math.floor(share * whole + 1e-6) / whole);
}

const percentFormat = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 });
/** A decimal string of percents, such as 2.69, as the reader writes it. */
export const formatPercent = (text: string): string => percentFormat.format(`${text}e-2` as Intl.StringNumericLiteral);

const numberFormat = new Intl.NumberFormat(locale, { useGrouping: 'always', maximumFractionDigits: 4 });
/** A decimal string with the digits that it has. */
export const formatNumber = (text: string): string =>
  numberFormat.format(text as Intl.StringNumericLiteral).replace('-', '−');

const dayFormats = {
  short: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
  field: new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }),
  near: new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }),
  long: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }),
};

/** A day in the reader's notation; `near` names the weekday, `long` everything, `field` is for typing. */
export const formatDay = (day: Day, style: keyof typeof dayFormats = 'short'): string =>
  dayFormats[style].format(new Date(`${day}T12:00:00Z`));

const monthFormat = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
/** A month `YYYY-MM` by its name. */
export const formatMonth = (month: string): string => monthFormat.format(new Date(`${month}-15T12:00:00Z`));

const instantFormats = {
  short: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
  field: new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }),
};
/** An instant in the reader's own time zone; `field` is for typing. */
export const formatInstant = (instant: string, style: keyof typeof instantFormats = 'short'): string =>
  instantFormats[style].format(new Date(instant)).replace(/,(?= \d)/, '');

const fieldOrder = dayFormats.field
  .formatToParts(new Date('2026-03-02T12:00:00Z'))
  .map((part) => part.type)
  .filter((type): type is 'day' | 'month' | 'year' => type === 'day' || type === 'month' || type === 'year');

/** Reads a day as the reader types it, or as YYYY-MM-DD; undefined when it is none. Two-digit years are of this century. */
export function readDay(text: string): Day | undefined {
  const trimmed = text.trim();
  if (/^\d{4}-/.test(trimmed)) return isDay(trimmed) ? trimmed : undefined;
  const numbers = trimmed
    .split(/[^\d]+/)
    .filter(Boolean)
    .map(Number);
  if (numbers.length !== 3) return undefined;
  const part = (type: 'day' | 'month' | 'year'): number => numbers[fieldOrder.indexOf(type)]!;
  const year = part('year') < 100 ? 2000 + part('year') : part('year');
  const written = `${String(year).padStart(4, '0')}-${String(part('month')).padStart(2, '0')}-${String(part('day')).padStart(2, '0')}`;
  return isDay(written) ? makeDay(year, part('month'), part('day')) : undefined;
}

/** Reads a day and, behind it, a time of day `17:30` in the reader's own zone; a day alone means its end. */
export function readInstant(text: string): string | undefined {
  const match = /^(.*?)[\s,]+(\d{1,2}):(\d{2})$/.exec(text.trim());
  const day = readDay(match ? match[1]!.replace(/,$/, '') : text);
  const [hour, minute] = match ? [Number(match[2]), Number(match[3])] : [23, 59];
  if (day === undefined || hour > 23 || minute > 59) return undefined;
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year!, month! - 1, date, hour, minute, match ? 0 : 59).toISOString();
}

/** `credit_memo` → `Credit memo`. */
export function humanise(code: string): string {
  const words = code.replaceAll(/[_.-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const timeFormats = new Map<string, Intl.DateTimeFormat>();
/** The time of day in another zone, as the reader writes it; empty where the zone is not known to the browser. */
export function formatTimeThere(instant: Date, timeZone: string): string {
  try {
    const format =
      timeFormats.get(timeZone) ?? new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone });
    timeFormats.set(timeZone, format);
    return format.format(instant);
  } catch {
    return '';
  }
}

const separators = new Intl.NumberFormat(locale, { useGrouping: 'always' }).formatToParts(12_345.6);
const decimalSign = separators.find((part) => part.type === 'decimal')?.value ?? '.';

/**
 * Reads an amount as people type it: `1.234,50`, `1,234.50`, `1234.5`, `(120)` or `-120`, and `=100*3`, `=50+25`. What
 * is ambiguous (`1.234`) is read in the reader's notation. Undefined when it is no amount or finer than the currency.
 */
export function readMoney(text: string, currency: string): string | undefined {
  const digits = currencyDigits(currency);
  const trimmed = text.trim().replaceAll(/[\s\u00a0\u202f’']/g, '');
  if (trimmed.startsWith('=')) return calculate(trimmed.slice(1), digits);
  const negative = /^\(.*\)$|^[-−]/.test(trimmed);
  const plain = plainNumber(trimmed.replaceAll(/[()\-−+]/g, ''), digits);
  return plain === undefined ? undefined : `${negative && /[1-9]/.test(plain) ? '-' : ''}${plain}`;
}

/** Digits with at most one decimal point; undefined for anything else. */
function plainNumber(text: string, digits: number): string | undefined {
  const marks = [...text.matchAll(/[.,]/g)];
  const last = marks.at(-1);
  if (!/^[\d.,]*\d[\d.,]*$/.test(text)) return undefined;
  if (!last) return text;
  const kinds = new Set(marks.map((mark) => mark[0]));
  const behind = text.length - last.index - 1;
  // Both signs: the last one is the decimal. One sign several times, or once before three digits where it groups: none is.
  const decimal = kinds.size === 2 || (marks.length === 1 && (behind !== 3 || last[0] === decimalSign));
  const whole = (decimal ? text.slice(0, last.index) : text).replaceAll(/[.,]/g, '');
  const fraction = (decimal ? text.slice(last.index + 1) : '').replace(/0+$/, '');
  if (fraction.length > digits) return undefined;
  return `${whole === '' ? '0' : whole}${digits > 0 && fraction !== '' ? `.${fraction.padEnd(digits, '0')}` : ''}`;
}

/** Sums, differences and products of typed amounts, exact in units of the currency. */
function calculate(formula: string, digits: number): string | undefined {
  const one = 10n ** BigInt(digits);
  const minorOf = (text: string): bigint | undefined => {
    const plain = plainNumber(text, digits);
    if (plain === undefined) return undefined;
    const [whole, fraction = ''] = plain.split('.');
    return BigInt(whole!) * one + BigInt(fraction.padEnd(digits, '0') || '0');
  };
  let sum = 0n;
  for (const [, signs, term] of formula.matchAll(/([+-]?)([^+-]+)/g)) {
    let product = signs === '-' ? -one : one;
    for (const factor of term!.split('*')) {
      const minor = minorOf(factor);
      if (minor === undefined) return undefined;
      if ((product * minor) % one !== 0n) return undefined;
      product = (product * minor) / one;
    }
    sum += product;
  }
  if (!/^[\d.,*+-]+$/.test(formula)) return undefined;
  const text = (sum < 0n ? -sum : sum).toString().padStart(digits + 1, '0');
  const written = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return `${sum < 0n ? '-' : ''}${written}`;
}

/** Days and amounts inside a sentence become the reader's, and its first letter large. */
export function sentence(text: string): string {
  const told = clause(text);
  return told.charAt(0).toUpperCase() + told.slice(1);
}

/** The same within a line: it begins as its language writes it there. */
export function clause(text: string): string {
  return tell(text)
    .replaceAll(/\d{4}-\d{2}-\d{2}/g, (day) => formatDay(day))
    .replaceAll(/\b([A-Z]{3}) (\d+(?:\.\d+)?)\b/g, (all, currency: string, amount: string) =>
      isCurrency(currency) ? `${currency} ${formatMoney(amount, currency)}` : all,
    );
}
