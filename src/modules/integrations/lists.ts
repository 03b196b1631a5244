/** Lists of integrations: their columns. Pure. */
import { listShape } from '#lists/contract';

/** How far the ERP is with a clearing of ours. */
export const exportStates = [
  'pending',
  'exported',
  'confirmed',
  'rejected',
  'overtaken',
  'diverged',
  'withdrawn',
] as const;

/**
 * What the ERP does with the tax in what was cleared: corrects it, lets it wait for its relief, makes it due again, or leaves
 * it owed with the part that only moved on.
 */
export const taxTreatments = ['correct', 'waits', 'returns', 'moves'] as const;

/** Clearings for the ERP, whatever became of them, with a part for each currency of what they clear. */
export const exportQueueList = listShape({
  path: '/api/erp/export-queue',
  name: 'Export queue',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    reference: { kind: 'code', head: 'Reference' },
    kind: { kind: 'choice', head: 'Kind', group: true, choices: ['clearing', 'clearing_reversal', 'tax_relief'] },
    customer: { kind: 'code', head: 'Customer', group: true, groupName: 'name', asOne: true },
    name: { kind: 'text', head: 'Name' },
    documents: { kind: 'text', head: 'Documents' },
    amount: { kind: 'money', head: 'Cleared' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    day: { kind: 'day', head: 'Cleared on', group: true },
    state: { kind: 'choice', head: 'State', group: true, choices: exportStates },
    erpDocument: { kind: 'code', nullable: true, head: 'ERP document' },
    answeredOn: { kind: 'day', nullable: true, head: 'Answered on', group: true },
    reason: { kind: 'text', nullable: true, head: 'Reason' },
  },
  sum: 'amount',
  sort: '-day',
  whole: 'entryId',
  pasted: 'reference',
});

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
