/** A postal address as the lines of an envelope. Pure. */

export interface PostalAddress {
  readonly lines: readonly string[];
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly country: string;
}

const cityFirst = new Set(['US', 'CA', 'AU', 'NZ', 'IN', 'ID', 'JP', 'KR', 'SA', 'SG', 'TH', 'TW']);
const codeOnItsOwnLine = new Set(['GB', 'IE', 'ZA']);

/** Lands with a code of their own whose post is the inland post of another. */
const inlandOf = new Map(
  Object.entries({
    ...{ FR: ['BL', 'GF', 'GP', 'MF', 'MQ', 'NC', 'PF', 'PM', 'RE', 'WF', 'YT'], US: ['AS', 'GU', 'MP', 'PR', 'VI'] },
    ...{ GB: ['GG', 'IM', 'JE'], FI: ['AX'], NO: ['SJ'] },
  }).flatMap(([post, lands]) => lands.map((land) => [land, post] as const)),
);
const postOf = (country: string): string => inlandOf.get(country) ?? country;

/**
 * Street lines and the town as its country writes it. Abroad town and country stand in capitals, the country last and in the
 * language of the sender: it is read by the post that takes the letter in, the rest by the post that brings it.
 */
export function addressLines(address: PostalAddress, sender: { country: string; language: string }): string[] {
  const { postalCode, city, country } = address;
  const parts = [city, postalCode].filter((part): part is string => part !== null && part !== '');
  const town = codeOnItsOwnLine.has(postOf(country))
    ? parts
    : [(cityFirst.has(postOf(country)) ? parts : parts.reverse()).join(' ')].filter((line) => line !== '');
  if (postOf(country) === postOf(sender.country)) return [...address.lines, ...town];
  return [...address.lines, ...[...town, countryName(country, sender.language)].map((line) => line.toUpperCase())];
}

/** What names of countries say beyond what a post needs: whose region it is, and what it was called before. */
const sayMore = new Set(['HK', 'MO', 'PS', 'MM']);

function countryName(country: string, language: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  const style = sayMore.has(country) ? 'short' : 'long';
  const name = new Intl.DisplayNames([language, 'en'], { type: 'region', style }).of(country) ?? country;
  return name.replace(/ \([^()]*\)$/, '');
}
