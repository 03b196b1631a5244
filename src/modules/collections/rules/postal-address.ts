/** A postal address as the lines of an envelope. Pure. */

export interface PostalAddress {
  readonly lines: readonly string[];
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly country: string;
}

const cityFirst = new Set(['US', 'CA', 'AU', 'NZ', 'IN']);
const codeOnItsOwnLine = new Set(['GB', 'IE']);

/** Street lines, town as its country writes it, and abroad the country in capitals, in the language of the sender. */
export function addressLines(address: PostalAddress, sender: { country: string; language: string }): string[] {
  const { postalCode, city, country } = address;
  const parts = [city, postalCode].filter((part): part is string => part !== null && part !== '');
  const town = codeOnItsOwnLine.has(country)
    ? parts
    : [(cityFirst.has(country) ? parts : parts.reverse()).join(' ')].filter((line) => line !== '');
  const abroad = country === sender.country ? [] : [countryName(country, sender.language)];
  return [...address.lines, ...town, ...abroad];
}

function countryName(country: string, language: string): string {
  const name = /^[A-Z]{2}$/.test(country)
    ? new Intl.DisplayNames([language, 'en'], { type: 'region' }).of(country)
    : country;
  return (name ?? country).toUpperCase();
}
