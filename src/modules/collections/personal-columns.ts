/** Personal data of collections: notes of calls, reasons. */
import type { PersonalColumn } from '#platform';

export const personalColumns: readonly PersonalColumn[] = [
  { schema: 'collections', table: 'activity', column: 'note', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'collections', table: 'level_reset', column: 'reason', key: ['id'], tenant: true, kind: 'text' },
];
