/** Amounts and days as the reader writes them. Amounts stay decimal strings: they never become floating-point numbers. */
import { type Day, isCurrency, isDay, printedAccount } from '#kernel';
import { language, tell } from './language.ts';
import { createNotation } from './notation.ts';
import { chosenPreferences } from './preferences.ts';

/** The reader's choice, or as the browser has it. */
const locale = chosenPreferences().notation ?? navigator.languages[0] ?? 'en';
const notation = createNotation(locale);
export const { formatMoney, readMoney, readDay } = notation;

/** The number of a bank account: an IBAN in fours, as banks print it; every other as it is. */
export const formatAccount = printedAccount;

/** True for 0, 0.00 and -0. */
export const isZero = (amount: string): boolean => !/[1-9]/.test(amount);

const countFormat = new Intl.NumberFormat(locale, { useGrouping: 'always' });
export const formatCount = (count: number): string => countFormat.format(count).replace('-', '−');

const [regionNames, languageNames] = [
  new Intl.DisplayNames([language], { type: 'region' }),
  new Intl.DisplayNames([language], { type: 'language' }),
];
/** What is no code is shown as it is. */
const named = (names: Intl.DisplayNames, code: string): string => {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
};
/** A country and a language by their names in the reader's words. */
export const countryName = (code: string): string => named(regionNames, code);
export const languageName = (code: string): string => named(languageNames, code);

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

const rateFormat = new Intl.NumberFormat(locale, { useGrouping: 'always', maximumFractionDigits: 12 });
/** An exchange rate with all the digits that were recorded. */
export const formatRate = (rate: string): string => rateFormat.format(rate as Intl.StringNumericLiteral);

const dayFormats = {
  short: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
  near: new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }),
  long: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }),
};

/** A day in the reader's notation; `near` names the weekday, `long` everything, `field` is for typing. */
export const formatDay = (day: Day, style: keyof typeof dayFormats | 'field' = 'short'): string =>
  style === 'field' ? notation.formatDayField(day) : dayFormats[style].format(new Date(`${day}T12:00:00Z`));

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

/** An amount in a sentence: its currency stands where the language has it, as in letters, and where it comes behind is never torn off. */
const moneyWords = (amount: string, currency: string): string =>
  language === 'en' ? `${currency} ${amount}` : `${amount}\u00a0${currency}`;

/** Days, months and amounts inside a sentence become the reader's, and its first letter large. */
export function sentence(text: string): string {
  const told = clause(text);
  // A file is called as it is called.
  return /^[^\s:]+\.[A-Za-z0-9]{1,5}(?=[:\s])/.test(told) ? told : told.charAt(0).toUpperCase() + told.slice(1);
}

/** The same within a line: it begins as its language writes it there. What is quoted stands as somebody wrote it. */
export function clause(text: string): string {
  return tell(text).replaceAll(
    // The currency stands before or behind; behind a number without decimals, that may be a document's, it is no amount.
    /"[^"]*"|„[^“]*“|«[^»]*»|(\d{4}-\d{2}-\d{2})|(?<![\w-])(\d{4}-(?:0[1-9]|1[0-2]))(?![\w-])|\b([A-Z]{3}) (-?\d+(?:\.\d+)?)\b|(-?\b\d+\.\d+) ([A-Z]{3})\b(?! -?\d)/g,
    (all, day?: string, month?: string, before?: string, behindIt?: string, beforeIt?: string, behind?: string) => {
      if (day !== undefined) return isDay(day) ? formatDay(day) : day;
      if (month !== undefined) return formatMonth(month);
      if (before !== undefined && isCurrency(before)) return moneyWords(formatMoney(behindIt!, before), before);
      return behind !== undefined && isCurrency(behind) ? `${formatMoney(beforeIt!, behind)} ${behind}` : all;
    },
  );
}
