/**
 * The interface in the reader's language. English sentences are the keys; the other catalogues are loaded when they are
 * wanted. Numbers and days follow the reader's notation, whatever the language (see format.ts).
 */
import { chosenPreferences } from './preferences.ts';

export const languages = { en: 'English', de: 'Deutsch', es: 'Español', fr: 'Français' } as const;
export type Language = keyof typeof languages;
export type Catalogue = Readonly<Record<string, string>>;

const isLanguage = (text: string | undefined): text is Language => text !== undefined && Object.hasOwn(languages, text);

export const language: Language =
  chosenPreferences().language ?? navigator.languages.map((one) => one.slice(0, 2)).find(isLanguage) ?? 'en';
let catalogue: Catalogue = {};
/** English is what the server writes; it writes of one day as of several. */
let teller = (text: string): string => text.replaceAll(/\b1 days\b/g, '1 day');

/** Loads the catalogue of the chosen language; without it, when the line breaks, the page is in English. */
export async function loadCatalogue(): Promise<void> {
  document.documentElement.lang = language;
  if (language === 'en') return;
  const load = {
    de: () => import('./languages/de.ts'),
    es: () => import('./languages/es.ts'),
    fr: () => import('./languages/fr.ts'),
  };
  try {
    const [own, { createTeller }] = await Promise.all([load[language](), import('./languages/teller.ts')]);
    catalogue = own.catalogue;
    teller = createTeller(t);
  } catch {
    document.documentElement.lang = 'en';
  }
}

/** A sentence in the reader's language; `{name}` stands for a value. */
export function t(text: string, values?: Readonly<Record<string, string | number>>): string {
  const told = catalogue[text] ?? text;
  return values ? told.replaceAll(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all)) : told;
}

/**
 * A word as it is said of something: the state of a promise ends otherwise than that of a receipt where words have a gender.
 * Languages and words that make no difference say the word as it is.
 */
export const tOf = (of: string, word: string): string => catalogue[`${word} (${of})`] ?? t(word);

/** What the server tells, in the reader's language where it is known there. */
export const tell = (text: string): string => teller(text);
