/** How the readers of one locale write amounts and days, and how they type them. Pure; amounts stay decimal strings. */
import { currencyDigits, type Day, isDay, makeDay } from '#kernel';

export interface Notation {
  /** A decimal string in the reader's notation with the currency's digits, a true minus sign, without the currency. */
  readonly formatMoney: (amount: string, currency: string) => string;
  /**
   * Reads an amount as people and programs write it: `1.234,50`, `1,234.50`, `1'234.50`, `1 234,50`, `1234.5`; negative as
   * `-120`, `(120)` or, behind it, `120-`; and `=100*3`, `=50+25`. What is ambiguous (`1.234`) is read in the reader's
   * notation. Undefined when it is no amount, has more than one sign, or is finer than the currency.
   */
  readonly readMoney: (text: string, currency: string) => string | undefined;
  /** A day as it is typed into a field. */
  readonly formatDayField: (day: Day) => string;
  /** Reads a day as the reader types it, or as YYYY-MM-DD; undefined when it is none. Two-digit years are of this century. */
  readonly readDay: (text: string) => Day | undefined;
}

/** The notation of a locale, such as `de-CH`. */
export function createNotation(locale: string): Notation {
  const moneyFormats = new Map<number, Intl.NumberFormat>();
  const moneyFormat = (digits: number): Intl.NumberFormat => {
    const known = moneyFormats.get(digits);
    if (known) return known;
    const format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      // Spanish and others leave four-digit numbers ungrouped otherwise, and columns would not line up.
      useGrouping: 'always',
    });
    moneyFormats.set(digits, format);
    return format;
  };
  const decimalSign =
    new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.';
  const fieldFormat = new Intl.DateTimeFormat(locale, {
    ...{ day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' },
  });
  const fieldParts = fieldFormat.formatToParts(new Date('2026-03-02T12:00:00Z'));
  const fieldOrder = fieldParts
    .map((part) => part.type)
    .filter((type): type is 'day' | 'month' | 'year' => type === 'day' || type === 'month' || type === 'year');
  const between = new Set(
    `./- ${fieldParts
      .filter((part) => part.type === 'literal')
      .map((part) => part.value)
      .join('')}`,
  );
  return {
    formatMoney: (amount, currency) =>
      moneyFormat(currencyDigits(currency))
        .format(amount as Intl.StringNumericLiteral)
        .replace('-', '−'),
    readMoney: (text, currency) => readAmount(text, currencyDigits(currency), decimalSign),
    formatDayField: (day) => fieldFormat.format(new Date(`${day}T12:00:00Z`)),
    readDay(text) {
      const trimmed = text.trim();
      if (/^\d{4}-/.test(trimmed)) return isDay(trimmed) ? trimmed : undefined;
      if (![...trimmed].every((sign) => /[\d\s]/.test(sign) || between.has(sign))) return undefined;
      const numbers = trimmed.split(/\D+/).filter(Boolean);
      if (numbers.length !== 3) return undefined;
      const part = (type: 'day' | 'month' | 'year'): string => numbers[fieldOrder.indexOf(type)]!;
      if (!/^(\d\d|\d{4})$/.test(part('year'))) return undefined;
      const year = Number(part('year')) + (part('year').length === 2 ? 2000 : 0);
      const written = `${String(year).padStart(4, '0')}-${part('month').padStart(2, '0')}-${part('day').padStart(2, '0')}`;
      return isDay(written) ? makeDay(year, Number(part('month')), Number(part('day'))) : undefined;
    },
  };
}

function readAmount(text: string, digits: number, decimalSign: string): string | undefined {
  const trimmed = text.trim().replaceAll('−', '-');
  if (trimmed.startsWith('=')) return calculate(trimmed.slice(1), digits, decimalSign);
  // One sign, before or behind, or parentheses: what is left is a number without any.
  const signed = /^\(([^()+-]+)\)$/.exec(trimmed) ?? /^-([^()+-]+)$/.exec(trimmed) ?? /^([^()+-]+)-$/.exec(trimmed);
  const plain = plainNumber(signed?.[1] ?? trimmed.replace(/^\+/, ''), digits, decimalSign);
  return plain === undefined ? undefined : `${signed && /[1-9]/.test(plain) ? '-' : ''}${plain}`;
}

/** Thousands may stand apart by a space of any width or an apostrophe, three digits each. */
const thousandsApart = /^\d{1,3}(?:[\s’']\d{3})+(?=$|[.,])/;
/** With a point or comma too; in India by two digits but for the last three. */
const grouped = /^\d{1,3}([.,])(?:\d{2,3}\1)*\d{3}$/;

/** Digits with at most one decimal point; undefined for anything else. */
function plainNumber(written: string, digits: number, decimalSign: string): string | undefined {
  const text = written.trim().replace(thousandsApart, (whole) => whole.replaceAll(/[\s’']/g, ''));
  if (!/^[\d.,]*\d[\d.,]*$/.test(text)) return undefined;
  const marks = [...text.matchAll(/[.,]/g)];
  const last = marks.at(-1);
  if (!last) return text;
  const kinds = new Set(marks.map((mark) => mark[0]));
  const behind = text.length - last.index - 1;
  // Both signs: the last one is the decimal. One sign several times, or once before three digits where it groups: none is.
  const decimal = kinds.size === 2 || (marks.length === 1 && (behind !== 3 || last[0] === decimalSign));
  const before = decimal ? text.slice(0, last.index) : text;
  // What groups, groups everywhere: 1.2.3 and 12,50,00 are no numbers.
  if (/[.,]/.test(before) && !grouped.test(before)) return undefined;
  const whole = before.replaceAll(/[.,]/g, '');
  const fraction = (decimal ? text.slice(last.index + 1) : '').replace(/0+$/, '');
  if (fraction.length > digits) return undefined;
  return `${whole === '' ? '0' : whole}${digits > 0 && fraction !== '' ? `.${fraction.padEnd(digits, '0')}` : ''}`;
}

/** Sums, differences and products of typed amounts, exact in units of the currency. */
function calculate(typed: string, digits: number, decimalSign: string): string | undefined {
  const formula = typed.replaceAll(/[\s’']/g, '');
  // A sign stands before a term and nowhere else.
  if (!/^[+-]?[\d.,]+(?:\*[\d.,]+)*(?:[+-][\d.,]+(?:\*[\d.,]+)*)*$/.test(formula)) return undefined;
  const one = 10n ** BigInt(digits);
  const minorOf = (text: string): bigint | undefined => {
    const plain = plainNumber(text, digits, decimalSign);
    if (plain === undefined) return undefined;
    const [whole, fraction = ''] = plain.split('.');
    return BigInt(whole!) * one + BigInt(fraction.padEnd(digits, '0') || '0');
  };
  let sum = 0n;
  for (const [, sign, term] of formula.matchAll(/([+-]?)([^+-]+)/g)) {
    let product = sign === '-' ? -one : one;
    for (const factor of term!.split('*')) {
      const minor = minorOf(factor);
      if (minor === undefined || (product * minor) % one !== 0n) return undefined;
      product = (product * minor) / one;
    }
    sum += product;
  }
  const text = (sum < 0n ? -sum : sum).toString().padStart(digits + 1, '0');
  const written = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return `${sum < 0n ? '-' : ''}${written}`;
}
