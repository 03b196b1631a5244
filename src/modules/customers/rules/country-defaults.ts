/** Language and time zone where a customer's record does not say: from its country. Pure. */
import { getAllTimezones, getCountry } from 'countries-and-timezones';

const languages: Readonly<Record<string, string>> = {
  DE: 'de',
  AT: 'de',
  CH: 'de',
  LI: 'de',
  LU: 'de',
  ES: 'es',
  MX: 'es',
  AR: 'es',
  CO: 'es',
  CL: 'es',
  PE: 'es',
  UY: 'es',
  EC: 'es',
  FR: 'fr',
  BE: 'fr',
  MC: 'fr',
};

/** The language we write in to a country by default; English where we have no other. */
export const defaultLanguage = (country: string): string => languages[country] ?? 'en';

/** The country's first time zone by the IANA list; UTC for a country without one. */
export const defaultTimeZone = (country: string): string => getCountry(country)?.timezones[0] ?? 'UTC';

/** True for an ISO 3166 country code of two letters that is in use. */
export const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code) && getCountry(code) !== null;

let zones: ReadonlySet<string> | undefined;

/** True for a time zone of the IANA list. Looked up among its names: the library finds one for every word that objects know. */
export function isTimeZone(name: string): boolean {
  zones ??= new Set(Object.keys(getAllTimezones({ deprecated: true })));
  return zones.has(name);
}
