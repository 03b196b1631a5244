/**
 * Amounts and days as their reader writes them. The number of decimals always comes from our ISO 4217 table, and thousands
 * are always grouped: `Intl` alone drops the decimals of COP, HUF, IDR and PKR and prints 1234,50 in Spanish. An amount
 * never passes through a floating-point number.
 */
import { currencyDigits } from './currency.ts';
import type { Day } from './day.ts';
import { absolute, powerOfTen } from './money.ts';

/** Where a language is written differently by country, the countries that we know; else the language's own form. */
const locales: Readonly<Record<string, readonly string[]>> = {
  en: ['en-GB', 'en-US', 'en-CA', 'en-AU', 'en-IE', 'en-IN', 'en-NZ', 'en-ZA'],
  de: ['de-DE', 'de-AT', 'de-CH', 'de-LI'],
  es: ['es-ES', 'es-MX', 'es-US', 'es-AR', 'es-CL', 'es-CO', 'es-PE'],
  fr: ['fr-FR', 'fr-BE', 'fr-CA', 'fr-CH', 'fr-LU'],
};

/** The locale of a reader: ('de', 'CH') → de-CH; an unknown country gives the language's first, an unknown language en-GB. */
export function readerLocale(language: string, country: string): string {
  const known = locales[language] ?? locales['en']!;
  const wanted = `${locales[language] ? language : 'en'}-${country}`;
  return known.includes(wanted) ? wanted : known[0]!;
}

/** What is kept of locales: making a formatter of `Intl` costs a hundred times what it does for one figure. */
const separatorsOf = new Map<string, { readonly group: string; readonly decimal: string }>();
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** What a locale writes between thousands and before decimals. */
function separators(locale: string): { readonly group: string; readonly decimal: string } {
  const known = separatorsOf.get(locale);
  if (known) return known;
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, useGrouping: 'always' }).formatToParts(
    1234.5,
  );
  const partOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const found = { group: partOf('group').replace("'", '’'), decimal: partOf('decimal') };
  separatorsOf.set(locale, found);
  return found;
}

/** An amount without its currency: (-123450n, 'EUR', 'de-DE') → "−1.234,50". */
export function readerAmount(amountMinor: bigint, currency: string, locale: string): string {
  const digits = currencyDigits(currency);
  const { group, decimal } = separators(locale);
  const units = absolute(amountMinor) / powerOfTen(digits);
  const fraction = (absolute(amountMinor) % powerOfTen(digits)).toString().padStart(digits, '0');
  const whole = units.toString().replace(/\B(?=(\d{3})+$)/g, group);
  return `${amountMinor < 0n ? '−' : ''}${whole}${digits === 0 ? '' : decimal + fraction}`;
}

/** An amount with its ISO code, where the reader expects it and never torn apart: "EUR 1,234.50", "1.234,50 EUR". */
export function readerMoney(amountMinor: bigint, currency: string, locale: string): string {
  const amount = readerAmount(amountMinor, currency, locale);
  return locale.startsWith('en') ? `${currency}\u00a0${amount}` : `${amount}\u00a0${currency}`;
}

/** A day: `short` for tables, `long` for sentences. The day has no time, so it is read at noon of UTC. */
export function readerDay(day: Day, locale: string, form: 'short' | 'long' = 'short'): string {
  const key = `${locale} ${form}`;
  let format = dayFormats.get(key);
  if (!format) {
    // In English a month in letters, because 03/04 is read in two ways.
    const short = locale.startsWith('en')
      ? ({ day: 'numeric', month: 'short', year: 'numeric' } as const)
      : ({ day: '2-digit', month: '2-digit', year: 'numeric' } as const);
    const options = form === 'long' ? ({ day: 'numeric', month: 'long', year: 'numeric' } as const) : short;
    format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    dayFormats.set(key, format);
  }
  return format.format(new Date(`${day}T12:00:00Z`));
}
