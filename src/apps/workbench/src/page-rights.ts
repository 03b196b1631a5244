/**
 * What a page reads first, as the action of the permission table that the reading takes: the rail, the palette, the chords and
 * the page itself offer only what the person may open. A page that is not here is everybody's.
 */
const rights: readonly (readonly [path: string, action: string])[] = [
  ['/worklist', 'collections.view'],
  ['/cash', 'cash.view'],
  ['/cash/refunds', 'cash.view-payments'],
  ['/recon', 'reconciliation.view'],
  ['/offsets', 'offsets.view'],
  ['/promises', 'promises.view'],
  ['/runs/dunning', 'collections.view'],
  ['/runs/statements', 'collections.view'],
  ['/runs/letters', 'correspondence.view'],
  ['/customers', 'customers.view'],
  ['/items', 'receivables.view'],
  ['/insights/aging', 'receivables.view'],
  ['/data/imports', 'receivables.view'],
  ['/data/exports', 'integrations.view'],
  ['/data/loads', 'integrations.view'],
  ['/templates', 'correspondence.view'],
  ['/audit', 'audit.view'],
  ['/settings/users', 'identity.view'],
  ['/settings/erasure', 'audit.erase'],
  ['/settings/procedures', 'collections.view'],
  ['/settings/matching', 'cash.view'],
];

/** The action that a page takes, by the longest address that its path begins with; undefined: none. */
export function neededFor(pathname: string): string | undefined {
  let found: readonly [path: string, action: string] | undefined;
  for (const right of rights) {
    const [path] = right;
    if (pathname !== path && !pathname.startsWith(`${path}/`)) continue;
    if (found === undefined || path.length > found[0].length) found = right;
  }
  return found?.[1];
}
