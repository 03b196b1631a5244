/** Personal data of integrations: rows of a file that were not taken, and rows of an ERP that wait to be. */
import type { PersonalColumn } from '#platform';

export const personalColumns: readonly PersonalColumn[] = [
  { schema: 'integrations', table: 'file_import', column: 'bad_file', key: ['id'], tenant: true, kind: 'text' },
  {
    schema: 'integrations',
    table: 'erp_item',
    column: 'told',
    key: ['company_id', 'item_key'],
    tenant: true,
    kind: 'jsonb',
  },
];
