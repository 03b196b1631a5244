/** Personal data of integrations: rows of a file that were not taken. */
import type { PersonalColumn } from '#platform';

export const personalColumns: readonly PersonalColumn[] = [
  { schema: 'integrations', table: 'file_import', column: 'bad_file', key: ['id'], tenant: true, kind: 'text' },
];
