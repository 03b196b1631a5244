/** `tenant`: what the page reads is no single company's, and so takes a role that is for all of them. */
type Right = readonly [path: string, action: string, reach?: 'tenant'];

/**
 * What a page reads first, as the action of the permission table that the reading takes: the rail, the palette, the chords and
 * the page itself offer only what the person may open. A page that is not here is everybody's.
 */
const rights: readonly Right[] = [
  ['/worklist', 'collections.view'],
  ['/cash', 'cash.view'],
  ['/cash/refunds', 'cash.view-payments'],
  ['/recon', 'reconciliation.view'],
  ['/close', 'ledger.view'],
  ['/offsets', 'offsets.view'],
  ['/promises', 'promises.view'],
  ['/runs/dunning', 'collections.view'],
  ['/runs/statements', 'collections.view'],
  ['/runs/letters', 'correspondence.view'],
  ['/runs/messages', 'correspondence.view'],
  ['/customers', 'customers.view'],
  ['/items', 'receivables.view'],
  ['/insights/aging', 'receivables.view'],
  ['/data/imports', 'receivables.view'],
  ['/data/exports', 'integrations.view'],
  ['/data/loads', 'integrations.view'],
  ['/data/payments', 'integrations.view'],
  ['/templates', 'correspondence.view'],
  ['/data/jobs', 'operations.view', 'tenant'],
  ['/data/unread', 'operations.view', 'tenant'],
  ['/audit', 'audit.view', 'tenant'],
  ['/settings/users', 'identity.view', 'tenant'],
  ['/settings/erasure', 'audit.erase', 'tenant'],
  ['/settings/schedules', 'operations.view', 'tenant'],
  ['/settings/procedures', 'collections.view'],
  ['/settings/matching', 'cash.view'],
];

/** What a page takes, by the longest address that its path begins with; undefined: nothing. */
export function neededFor(pathname: string): { readonly action: string; readonly everywhere: boolean } | undefined {
  let found: Right | undefined;
  for (const right of rights) {
    const [path] = right;
    if (pathname !== path && !pathname.startsWith(`${path}/`)) continue;
    if (found === undefined || path.length > found[0].length) found = right;
  }
  return found && { action: found[1], everywhere: found[2] === 'tenant' };
}
