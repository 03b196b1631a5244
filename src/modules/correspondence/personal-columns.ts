/** Personal data of correspondence: who was written to, and what. */
import type { PersonalColumn } from '#platform';

export const personalColumns: readonly PersonalColumn[] = [
  { schema: 'correspondence', table: 'message', column: 'recipient_name', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'correspondence', table: 'message', column: 'recipient_address', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'correspondence', table: 'message', column: 'subject', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'correspondence', table: 'message', column: 'body', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'correspondence', table: 'message', column: 'letter', key: ['id'], tenant: true, kind: 'jsonb' },
  { schema: 'correspondence', table: 'message', column: 'state_reason', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'correspondence', table: 'message', column: 'bounce_reason', key: ['id'], tenant: true, kind: 'text' },
  { schema: 'correspondence', table: 'print_event', column: 'reason', key: ['id'], tenant: true, kind: 'text' },
  ...(['recipient_address', 'diagnostic', 'file_name'] as const).map((column) => ({
    schema: 'correspondence',
    table: 'delivery_report',
    column,
    key: ['id'],
    tenant: true,
    kind: 'text' as const,
  })),
  {
    schema: 'correspondence',
    table: 'attempt',
    column: 'reply',
    key: ['message_id', 'attempt'],
    tenant: true,
    kind: 'text',
  },
  { schema: 'correspondence', table: 'message', column: 'facts', key: ['id'], tenant: true, kind: 'jsonb' },
];
