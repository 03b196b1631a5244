/** Personal data of receivables: customers seen once, on collective accounts; where refunds went; names of files, which may name a person. */
import type { PersonalColumn } from '#platform';

const column = (name: string): PersonalColumn => ({
  schema: 'receivables',
  table: 'item_party',
  column: name,
  key: ['item_id'],
  tenant: true,
  kind: 'text',
  // To whom a document is, and where a refund went, belongs to the voucher.
  kept: { as: 'voucher' },
});

export const personalColumns: readonly PersonalColumn[] = [
  ...['name', 'email', 'lines', 'postal_code', 'city'].map(column),
  ...['account_key', 'account_text', 'holder_name'].map(
    (name): PersonalColumn => ({ ...column(name), table: 'refund_payout' }),
  ),
  { schema: 'receivables', table: 'document_file', column: 'file_name', key: ['id'], tenant: true, kind: 'text' },
];
