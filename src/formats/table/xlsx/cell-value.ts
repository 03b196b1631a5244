/**
 * Values of workbook cells as text. Numbers never pass through binary floating point: the digits that the file holds are
 * rounded as decimals to the fifteen that a spreadsheet keeps. Norm: ECMA-376 part 1, 18.17.4 (dates), 18.8.30 (formats).
 */
import { dayFromNumber, dayNumber, withoutNul } from '#kernel';

/** A spreadsheet keeps fifteen significant digits; what stands behind is noise of its own arithmetic. */
const significantDigits = 15;

/**
 * A number as the file holds it ("1234.5599999999999", "1.5E-2") as a plain decimal ("1234.56", "0.015"); null for
 * anything else. Whole numbers keep all their digits: they may be account numbers.
 */
export function plainNumber(text: string): string | null {
  const match = /^\s*([+-]?)(\d{0,400})(?:\.(\d{0,400}))?(?:[eE]([+-]?\d{1,3}))?\s*$/.exec(text);
  if (!match || (!match[2] && !match[3])) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const isWhole = fraction.replace(/0+$/, '') === '' && exponent === '0';
  let digits = (whole + fraction).replace(/^0+/, '');
  // The value is digits × 10^scale.
  let scale = Number(exponent) - fraction.length;
  if (!isWhole && digits.length > significantDigits) {
    const cut = digits.length - significantDigits;
    const rounded = BigInt(digits.slice(0, -cut)) + (digits[significantDigits]! >= '5' ? 1n : 0n);
    digits = rounded.toString();
    scale += cut;
  }
  if (digits === '') return '0';
  const body =
    scale >= 0
      ? digits + '0'.repeat(scale)
      : `${digits.padStart(1 - scale, '0').slice(0, scale)}.${digits.padStart(1 - scale, '0').slice(scale)}`;
  const plain = body.includes('.') ? body.replace(/0+$/, '').replace(/\.$/, '') : body;
  return plain === '0' ? '0' : `${sign === '-' ? '-' : ''}${plain}`;
}

/** Built-in formats that show a day: 14–17 and 22, and the East Asian ones. */
const dayFormats = new Set([14, 15, 16, 17, 22, ...range(27, 36), ...range(50, 58)]);

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** True when a number format shows a day: built in, or its code names days, months or years outside quotes and brackets. */
export function showsDay(id: number, code: string | undefined): boolean {
  if (code === undefined) return dayFormats.has(id);
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .split(';')[0]!;
  return /[yd]|m{3,}/i.test(bare);
}

/**
 * A serial day as `YYYY-MM-DD`, with ` HH:MM:SS` where it carries a time; null outside 1900–9999 and for the 29 February 1900
 * that only spreadsheets know. With `from1904` day 0 is 1 January 1904.
 */
export function serialDay(plain: string, from1904: boolean): string | null {
  const match = /^(\d{1,7})(?:\.(\d+))?$/.exec(plain);
  if (!match) return null;
  let serial = Number(match[1]);
  let seconds = Math.round(Number(`0.${match[2] ?? '0'}`) * 86_400);
  if (seconds === 86_400) {
    serial += 1;
    seconds = 0;
  }
  if (!from1904 && (serial === 0 || serial === 60)) return null;
  const base = from1904 ? dayNumber('1904-01-01') : dayNumber(serial < 60 ? '1899-12-31' : '1899-12-30');
  if (base + serial > dayNumber('9999-12-31')) return null;
  const day = dayFromNumber(base + serial);
  if (seconds === 0) return day;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day} ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Control characters that a workbook writes as `_x000D_`; what no text may hold, NUL and half of a pair, is none. */
export const decodeEscapes = (text: string): string =>
  text.includes('_x')
    ? withoutNul(
        text
          .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
          .replace(/\p{Surrogate}/gu, '\ufffd'),
      )
    : text;

/** Zero-based column of a reference ("BC12" → 54), or -1. */
export function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^\$?([A-Z]{1,3})/.exec(reference)?.[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Row of a reference ("BC12" → 12), or 0. */
export const rowOf = (reference: string): number => Number(/(\d{1,7})$/.exec(reference)?.[1] ?? 0);

/** Letters of a zero-based column (54 → "BC"). */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
