/** Amounts and days as the reader writes them. Amounts stay decimal strings: they never become floating-point numbers. */
import { currencyDigits, type Day, isDay, makeDay } from '#kernel';

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

const dayFormats = {
  short: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
  field: new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }),
  near: new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }),
  long: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }),
};

/** A day in the reader's notation; `near` names the weekday, `long` everything, `field` is for typing. */
export const formatDay = (day: Day, style: keyof typeof dayFormats = 'short'): string =>
  dayFormats[style].format(new Date(`${day}T12:00:00Z`));

const instantFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
/** An instant in the reader's own time zone. */
export const formatInstant = (instant: string): string => instantFormat.format(new Date(instant));

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

/** `credit_memo` → `Credit memo`. */
export function humanise(code: string): string {
  const words = code.replaceAll(/[_.-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
