/** Personal data that the platform itself keeps. */
import type { PersonalColumn } from '../audit/personal-columns.ts';

export const platformPersonalColumns: readonly PersonalColumn[] = [
  { schema: 'platform', table: 'person', column: 'name', key: ['id'], tenant: false, kind: 'text' },
  { schema: 'platform', table: 'person', column: 'email', key: ['id'], tenant: false, kind: 'text' },
  { schema: 'platform', table: 'account', column: 'login', key: ['id'], tenant: false, kind: 'text' },
  // What is asked for may name people: the input of the command, and what was said about it.
  { schema: 'platform', table: 'authority_request', column: 'sentence', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'platform', table: 'authority_request', column: 'lines', key: ['id'], tenant: true, kind: 'jsonb' },
  { schema: 'platform', table: 'authority_request', column: 'input', key: ['id'], tenant: true, kind: 'jsonb' },
  { schema: 'platform', table: 'authority_request', column: 'reason', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'platform', table: 'authority_request', column: 'settled_note', key: ['id'], tenant: true, kind: 'text' },
  // What a request was answered with may name people, such as the rows of a file that came back.
  {
    schema: 'platform',
    table: 'idempotency',
    column: 'result',
    key: ['person_id', 'operation', 'key'],
    tenant: true,
    kind: 'jsonb',
  },
];
