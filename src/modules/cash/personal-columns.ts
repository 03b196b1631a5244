/** Personal data of cash: what the bank says about the other side of a line. */
import type { PersonalColumn } from '#platform';

export const personalColumns: readonly PersonalColumn[] = [
  { schema: 'cash', table: 'bank_line', column: 'counterparty_name', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'bank_line', column: 'counterparty_account', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'bank_line', column: 'remittance', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'bank_line', column: 'customer_reference', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'bank_line', column: 'details', key: ['id'], tenant: true, kind: 'jsonb' },
];
