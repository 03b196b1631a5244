/** Personal data of cash: what the bank, and the payer's advice, say about the payer. */
import type { PersonalColumn } from '#platform';

export const personalColumns: readonly PersonalColumn[] = [
  { schema: 'cash', table: 'bank_line', column: 'counterparty_name', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'bank_line', column: 'counterparty_account', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'bank_line', column: 'remittance', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'bank_line', column: 'customer_reference', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'bank_line', column: 'details', key: ['id'], tenant: true, kind: 'jsonb' },
  { schema: 'cash', table: 'advice', column: 'payer_name', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'advice', column: 'payer_account', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'customer_check', column: 'drawer_name', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'customer_check', column: 'drawer_key', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'customer_check', column: 'drawer_account', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'advice_line', column: 'memo', key: ['advice_id', 'line'], tenant: true, kind: 'text' },
  {
    schema: 'cash',
    table: 'unlinked_advice',
    column: 'reason',
    key: ['advice_id', 'bank_line_id'],
    tenant: true,
    kind: 'text',
  },
  { schema: 'cash', table: 'payer_alias', column: 'value', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'payer_alias', column: 'value_key', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'payer_alias', column: 'removed_reason', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'cash', table: 'declined_proposal', column: 'reason', key: ['id'], tenant: true, kind: 'text' },
];
