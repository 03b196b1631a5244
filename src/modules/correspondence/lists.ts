/** Lists of correspondence: their columns. Pure. */
import { detailOf, listShape } from '#lists/contract';
import type { PrintBatchDetail } from './contract.ts';

/** Everything that goes to customers, whatever its kind: what left, what waits, and what a person has to decide. */
export const messagesList = listShape({
  path: '/api/outgoing-messages',
  name: 'Messages',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    day: { kind: 'day', head: 'Day', group: true },
    customer: { kind: 'code', head: 'Customer', group: true, groupName: 'name', asOne: true },
    name: { kind: 'text', head: 'Name' },
    kind: { kind: 'choice', head: 'Kind', group: true },
    subject: { kind: 'text', nullable: true, head: 'Subject' },
    channel: { kind: 'choice', head: 'Way', group: true, choices: ['email', 'letter'] },
    recipient: { kind: 'text', nullable: true, head: 'Recipient' },
    state: {
      kind: 'choice',
      head: 'State',
      group: true,
      choices: ['waiting', 'sent', 'bounced', 'failed', 'unknown', 'suppressed'],
    },
    since: { kind: 'instant', head: 'Since' },
    attempts: { kind: 'count', head: 'Tries' },
    reason: { kind: 'text', nullable: true, head: 'Reason' },
  },
  sort: '-day',
});

/** Print batches: the letters of a day on paper, with what was done with each batch beside it. */
export const printBatchesList = listShape({
  path: '/api/print-batches',
  name: 'Print batches',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    day: { kind: 'day', head: 'Day', group: true },
    ordinal: { kind: 'count', head: 'Batch' },
    letters: { kind: 'count', head: 'Letters' },
    state: { kind: 'choice', head: 'State', group: true, choices: ['waiting', 'printed'] },
    printedAt: { kind: 'instant', nullable: true, head: 'Printed at' },
    printedBy: { kind: 'text', nullable: true, head: 'Printed by', group: true },
  },
  sort: '-day',
  detail: detailOf<PrintBatchDetail>(),
});
