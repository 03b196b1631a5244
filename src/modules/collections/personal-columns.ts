/** Personal data of collections: notes of calls. */
import type { PersonalColumn } from '#platform';

export const personalColumns: readonly PersonalColumn[] = [
  { schema: 'collections', table: 'activity', column: 'note', key: ['id'], tenant: true, kind: 'text' },
];
