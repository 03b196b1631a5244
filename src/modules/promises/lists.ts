/** Lists of promises: their columns. Pure. */
import { listShape } from '#lists/contract';

/** What became of a promise. */
const promiseStates = ['open', 'kept', 'part_kept', 'broken', 'rescheduled', 'cancelled'] as const;

/** Promises of all customers, with what was promised and what came. */
export const promisesList = listShape({
  path: '/api/promises',
  name: 'Promises',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    customer: { kind: 'code', head: 'Customer', group: true, groupName: 'name', asOne: true },
    name: { kind: 'text', head: 'Name' },
    amount: { kind: 'money', head: 'Promised' },
    received: { kind: 'money', head: 'Received' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    madeOn: { kind: 'day', head: 'Made on', group: true },
    promisedFor: { kind: 'day', head: 'Promised for', group: true },
    state: { kind: 'choice', head: 'State', group: true, choices: promiseStates },
    judgedOn: { kind: 'day', nullable: true, head: 'Judged on' },
    contact: { kind: 'text', nullable: true, head: 'Contact' },
    note: { kind: 'text', nullable: true, head: 'Note' },
  },
  sum: 'amount',
  sort: '-promisedFor',
  pasted: 'customer',
});
