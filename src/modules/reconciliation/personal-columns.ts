/** Personal data of reconciliation: what customers write in their statements, and who agreed for them. */
import type { KeptByLaw, PersonalColumn } from '#platform';

/** A customer's statement, and what was agreed on it, are letters that came and left. */
const letter: KeptByLaw = { as: 'letter' };

export const personalColumns: readonly PersonalColumn[] = [
  {
    schema: 'reconciliation',
    table: 'customer_statement_line',
    column: 'memo',
    key: ['statement_id', 'line'],
    tenant: true,
    kind: 'text',
    kept: letter,
  },
  {
    schema: 'reconciliation',
    table: 'line_decision',
    column: 'note',
    key: ['statement_id', 'line_key'],
    tenant: true,
    kind: 'text',
  },
  {
    schema: 'reconciliation',
    table: 'agreement',
    column: 'agreed_with',
    key: ['id'],
    tenant: true,
    kind: 'text',
    kept: letter,
  },
  {
    schema: 'reconciliation',
    table: 'agreement',
    column: 'note',
    key: ['id'],
    tenant: true,
    kind: 'text',
    kept: letter,
  },
  {
    schema: 'reconciliation',
    table: 'agreement',
    column: 'lines',
    key: ['id'],
    tenant: true,
    kind: 'jsonb',
    kept: letter,
  },
];
