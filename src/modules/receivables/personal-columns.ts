/** Personal data of receivables: names and addresses of customers seen once, on collective accounts. */
import type { PersonalColumn } from '#platform';

const column = (name: string): PersonalColumn => ({
  schema: 'receivables',
  table: 'item_party',
  column: name,
  key: ['item_id'],
  tenant: true,
  kind: 'text',
});

export const personalColumns: readonly PersonalColumn[] = ['name', 'email', 'lines', 'postal_code', 'city'].map(column);
