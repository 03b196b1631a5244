/** Personal data that the platform itself keeps. */
import type { PersonalColumn } from '../audit/personal-columns.ts';

export const platformPersonalColumns: readonly PersonalColumn[] = [
  { schema: 'platform', table: 'person', column: 'name', key: ['id'], tenant: false, kind: 'text' },
  { schema: 'platform', table: 'person', column: 'email', key: ['id'], tenant: false, kind: 'text' },
  { schema: 'platform', table: 'account', column: 'login', key: ['id'], tenant: false, kind: 'text' },
];
