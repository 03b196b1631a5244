/**
 * The floors of the house: a module imports only from lower floors, and modules on one floor never
 * import each other. The architecture test reads this list; ARCHITECTURE.md explains it.
 */
export const floors: readonly (readonly string[])[] = [
  ['kernel'],
  ['platform', 'formats'],
  ['lists'],
  ['company'],
  ['customers', 'ledger'],
  ['receivables', 'correspondence'],
  ['invoicing', 'cash'],
  ['disputes', 'promises'],
  ['risk'],
  ['credit'],
  ['collections'],
  ['reconciliation', 'offsets'],
  ['forecast', 'close'],
  ['reporting'],
  ['integrations', 'operations'],
  ['apps'],
];
