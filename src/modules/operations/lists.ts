/** Lists of operations: their columns. Pure. */
import { detailOf, listShape } from '#lists/contract';
import type { RunDetail } from './contract.ts';

/** The audit trail: who did what and when. Before and after stand in a record by itself. */
export const auditList = listShape({
  path: '/api/audit',
  name: 'Audit',
  columns: {
    record: { kind: 'count', head: 'Record' },
    recordedAt: { kind: 'instant', head: 'When' },
    /** In the zone of the tenant's first company. */
    day: { kind: 'day', group: true },
    person: { kind: 'id', group: true, groupName: 'who' },
    who: { kind: 'text', head: 'Who' },
    operation: { kind: 'choice', head: 'Action', group: true },
    what: { kind: 'text', head: 'What' },
    source: { kind: 'text', head: 'Came from' },
    hash: { kind: 'code', head: 'Hash' },
    /** A number, a name or an id that its sentence, its source or its input holds. */
    about: { kind: 'text', sought: true },
  },
  sort: '-record',
  ofTenant: true,
});

/** What the work of a run is called in `kind`, before what it is done with. */
export const runWorks = [
  'day-run',
  'inbox',
  'send-messages',
  'file-import',
  'erp-load',
  'accept-proposals',
  'ask-payers',
] as const;
/** `noted`: done, and something is to be looked at. */
export const runStates = ['running', 'done', 'noted', 'refused', 'failed'] as const;

/** Day runs and other long work, with the stages of each beside it. */
export const runsList = listShape({
  path: '/api/runs',
  name: 'Runs',
  columns: {
    work: { kind: 'choice', head: 'Work', group: true, choices: runWorks },
    kind: { kind: 'text', head: 'What' },
    state: { kind: 'choice', head: 'State', group: true, choices: runStates },
    stage: { kind: 'text', nullable: true, head: 'Stage' },
    progressDone: { kind: 'count', head: 'Done' },
    progressTotal: { kind: 'count', nullable: true, head: 'Of' },
    person: { kind: 'text', head: 'Who', group: true },
    /** In the zone of the tenant's first company. */
    day: { kind: 'day', group: true },
    startedAt: { kind: 'instant', head: 'Began' },
    endedAt: { kind: 'instant', nullable: true, head: 'Ended' },
  },
  sort: '-startedAt',
  ofTenant: true,
  detail: detailOf<RunDetail>(),
});

/** The folders of the inbox whose files may be refused. */
export const inboxFolders = ['bank', 'remittances', 'settlements', 'erp', 'mail'] as const;

/** Files of the inbox that could not be read, or that nobody knew the company of, with what became of each. */
export const unreadFilesList = listShape({
  path: '/api/inbox/unread',
  name: 'Unread files',
  columns: {
    file: { kind: 'text', head: 'File' },
    folder: { kind: 'choice', head: 'Folder', group: true, choices: inboxFolders },
    why: { kind: 'text', head: 'Why' },
    code: { kind: 'code', head: 'Code', group: true },
    state: { kind: 'choice', head: 'State', group: true, choices: ['waiting', 'settled'] },
    /** In the zone of the tenant's first company. */
    day: { kind: 'day', head: 'Day', group: true },
    cameAt: { kind: 'instant', head: 'Came' },
    settledBy: { kind: 'text', nullable: true, head: 'Resolved by', group: true },
    settledOn: { kind: 'day', nullable: true, head: 'Resolved on' },
    reason: { kind: 'text', nullable: true, head: 'Reason' },
  },
  sort: '-cameAt',
  ofTenant: true,
});
