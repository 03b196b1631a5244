/** Personal data of promises: who promised, and the note of it. */
import type { PersonalColumn } from '#platform';

export const personalColumns: readonly PersonalColumn[] = [
  { schema: 'promises', table: 'promise', column: 'contact_name', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'promises', table: 'promise', column: 'note', key: ['id'], tenant: true, kind: 'text' },
];
