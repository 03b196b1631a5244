/** Lists of integrations: their columns. Pure. */
import { listShape } from '#lists/contract';

/** Imports: tables that people brought, and bank files wherever they came from. */
export const importsList = listShape({
  path: '/api/imports',
  name: 'Imports',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    file: { kind: 'text', head: 'File' },
    kind: { kind: 'choice', head: 'Kind', group: true, choices: ['bank', 'customers', 'items', 'payables'] },
    mapping: { kind: 'text', nullable: true, head: 'Mapping', group: true },
    state: {
      kind: 'choice',
      head: 'State',
      group: true,
      choices: ['running', 'done', 'refused', 'failed', 'held', 'reversed'],
    },
    rows: { kind: 'count', nullable: true, head: 'Rows' },
    imported: { kind: 'count', nullable: true, head: 'Taken' },
    known: { kind: 'count', nullable: true, head: 'Known' },
    bad: { kind: 'count', nullable: true, head: 'Bad' },
    /** Documents taken back by an undo, and those that it had to leave. */
    reversed: { kind: 'count', nullable: true, head: 'Reversed' },
    kept: { kind: 'count', nullable: true, head: 'Kept' },
    day: { kind: 'day', head: 'Day', group: true },
    startedAt: { kind: 'instant', head: 'When' },
    person: { kind: 'text', head: 'Who', group: true },
    refusal: { kind: 'text', nullable: true, head: 'Why refused' },
    /** By which it is undone; a bank file has none. */
    importId: { kind: 'id', nullable: true },
    badFile: { kind: 'choice', choices: ['yes', 'no'] },
    progressDone: { kind: 'count' },
    progressTotal: { kind: 'count', nullable: true },
  },
  sort: '-startedAt',
});
