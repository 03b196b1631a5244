/** The trial's list of addresses that may be mailed: full addresses and @domains, separated by commas. Pure. */

export type Recipient =
  | { readonly kind: 'as_written' }
  | { readonly kind: 'redirected'; readonly to: string }
  | { readonly kind: 'nowhere' };

/**
 * Where mail to an address goes under the list: as written when there is no list or the address or its domain is on it, else
 * to the first full address of the list, else nowhere.
 */
export function recipientUnder(list: string | null, address: string): Recipient {
  if (list === null) return { kind: 'as_written' };
  const entries = list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
  const wanted = address.toLowerCase();
  const listed = entries.some((entry) => (entry.startsWith('@') ? wanted.endsWith(entry) : wanted === entry));
  if (listed) return { kind: 'as_written' };
  const to = entries.find((entry) => !entry.startsWith('@'));
  return to === undefined ? { kind: 'nowhere' } : { kind: 'redirected', to };
}
