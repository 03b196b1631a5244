/** Personal data of correspondence: who was written to, and what. */
import { type KeptByLaw, type PersonalColumn, sql } from '#platform';

/** A message that left, or may have, is a business letter; one that did not is none. */
const sent: KeptByLaw = { as: 'letter', where: sql`state in ('sending', 'sent', 'unknown')` };

export const personalColumns: readonly PersonalColumn[] = [
  {
    schema: 'correspondence',
    table: 'message',
    column: 'recipient_name',
    key: ['id'],
    tenant: true,
    kind: 'text',
    kept: sent,
  },
  {
    schema: 'correspondence',
    table: 'message',
    column: 'recipient_address',
    key: ['id'],
    tenant: true,
    kind: 'text',
    kept: sent,
  },
  {
    schema: 'correspondence',
    table: 'message',
    column: 'subject',
    key: ['id'],
    tenant: true,
    kind: 'text',
    kept: sent,
  },
  { schema: 'correspondence', table: 'message', column: 'body', key: ['id'], tenant: true, kind: 'text', kept: sent },
  {
    schema: 'correspondence',
    table: 'message',
    column: 'letter',
    key: ['id'],
    tenant: true,
    kind: 'jsonb',
    kept: sent,
  },
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
  { schema: 'correspondence', table: 'message', column: 'facts', key: ['id'], tenant: true, kind: 'jsonb', kept: sent },
];
