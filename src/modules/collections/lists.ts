/** Lists of collections: their columns. Pure. */
import { listShape } from '#lists/contract';

export {
  findInPreview,
  orderPreview,
  type PreviewRow,
  previewSorts,
  shownBalances,
  statementSorts,
} from './rules/preview-order.ts';

/** Dunning runs: who ran them, when, and what became of their reminders. */
export const dunningRunsList = listShape({
  path: '/api/dunning/runs',
  name: 'Dunning runs',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    day: { kind: 'day', head: 'Day', group: true },
    startedAt: { kind: 'instant', nullable: true, head: 'Started at' },
    startedBy: { kind: 'text', nullable: true, head: 'Started by', group: true },
    messages: { kind: 'count', head: 'Customers' },
    sent: { kind: 'count', head: 'Sent' },
    waiting: { kind: 'count', head: 'Waiting' },
    failed: { kind: 'count', head: 'Failed' },
    excluded: { kind: 'count', head: 'Held back' },
  },
  sort: '-day',
});
/** Reminders of all runs, also those that were held back. */
export const remindersList = listShape({
  path: '/api/dunning/reminders',
  name: 'Reminders',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    run: { kind: 'id', nullable: true },
    day: { kind: 'day', head: 'Day', group: true },
    customer: { kind: 'code', head: 'Customer', group: true, groupName: 'name', asOne: true },
    name: { kind: 'text', head: 'Name' },
    level: { kind: 'count', nullable: true, head: 'Level', group: true },
    items: { kind: 'count', nullable: true, head: 'Items' },
    amount: { kind: 'money', nullable: true, head: 'Asked for' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    state: {
      kind: 'choice',
      head: 'State',
      group: true,
      choices: ['waiting', 'sent', 'failed', 'unknown', 'suppressed'],
    },
    why: { kind: 'choice', nullable: true, head: 'Why not', group: true },
    reason: { kind: 'text', nullable: true, head: 'Reason' },
    channel: { kind: 'choice', head: 'Way', group: true, choices: ['email', 'letter'] },
    recipient: { kind: 'text', nullable: true, head: 'Recipient' },
  },
  sum: 'amount',
  sort: '-day',
  pasted: 'customer',
});

/** Customers with what they owe: a row each, with a part for each currency in which something is open, one for who owes nothing. */
export const customersList = listShape({
  path: '/api/customer-list',
  name: 'Customers',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    customer: { kind: 'code', head: 'Customer' },
    name: { kind: 'text', head: 'Name' },
    /** Everything that it and those merged into it are called. */
    called: { kind: 'text', key: true },
    country: { kind: 'choice', head: 'Country', group: true },
    portfolio: { kind: 'code', nullable: true, head: 'Portfolio', group: true },
    collector: { kind: 'text', nullable: true, head: 'Collector', group: true },
    owes: { kind: 'choice', head: 'Owes', group: true, choices: ['overdue', 'open', 'nothing'], part: true },
    whose: { kind: 'choice', choices: ['mine', 'others'] },
    open: { kind: 'money', head: 'Open', order: 'openWorth', part: true },
    overdue: { kind: 'money', head: 'Overdue', order: 'overdueWorth', part: true },
    currency: { kind: 'choice', head: 'Currency', group: true, part: true },
    priority: { kind: 'count', nullable: true, head: 'Priority' },
    next: { kind: 'choice', nullable: true, head: 'Next', group: true },
    lastContact: { kind: 'day', nullable: true, head: 'Last contact', group: true },
  },
  sum: 'open',
  secondSum: 'overdue',
  sort: '-overdue',
  pasted: 'customer',
  whole: 'accountId',
});

/** Statements of account that were sent, with a part for each currency that they name. */
export const statementsList = listShape({
  path: '/api/statements',
  name: 'Statements',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    customer: { kind: 'code', head: 'Customer', group: true, groupName: 'name', asOne: true },
    name: { kind: 'text', head: 'Name' },
    /** A month, or the day of one that somebody asked for. */
    period: { kind: 'code', head: 'Of', group: true },
    day: { kind: 'day', head: 'Day', group: true },
    channel: { kind: 'choice', head: 'Way', group: true, choices: ['email', 'letter'] },
    recipient: { kind: 'text', nullable: true, head: 'Recipient' },
    state: { kind: 'choice', head: 'State', group: true },
    balance: { kind: 'money', head: 'Balance' },
    overdue: { kind: 'money', head: 'Overdue' },
    currency: { kind: 'choice', head: 'Currency', group: true },
  },
  sum: 'balance',
  secondSum: 'overdue',
  sort: '-day',
  pasted: 'customer',
  whole: 'messageId',
});

/** Where a customer stands in the day's work. */
export const worklistTabs = ['open', 'done', 'snoozed', 'not-listed'] as const;

/** What a customer stands on the worklist for, and why others do not. */
const worklistReasons: readonly string[] = [
  ...['broken_promise', 'claim_due', 'returned_payment', 'dunned', 'promise_due', 'silence', 'address_bounces'],
  ...['follow_up', 'age', 'overdue_amount', 'snoozed', 'blocked', 'covered', 'nothing_overdue', 'insolvent'],
  'intercompany',
];

/** The day's work as a list: customers in the order in which they are called, with a part for each currency. */
export const worklistList = listShape({
  path: '/api/worklist/list',
  name: 'Worklist',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    /** In the order of the queue: by the priority itself, not by the figure that is shown of it. */
    priority: { kind: 'count', head: 'Priority', order: 'rank' },
    customer: { kind: 'code', head: 'Customer' },
    name: { kind: 'text', head: 'Name' },
    tab: { kind: 'choice', head: 'Part', group: true, choices: worklistTabs },
    whose: { kind: 'choice', choices: ['mine', 'unassigned', 'others'] },
    portfolio: { kind: 'code', nullable: true, head: 'Portfolio', group: true },
    collector: { kind: 'text', nullable: true, head: 'Collector', group: true },
    takenBy: { kind: 'text', nullable: true, head: 'Taken over by', group: true },
    reason: {
      kind: 'choice',
      nullable: true,
      head: 'Reason',
      group: true,
      choices: worklistReasons,
    },
    why: { kind: 'text', nullable: true, head: 'Why' },
    next: {
      kind: 'choice',
      nullable: true,
      head: 'Next',
      group: true,
      choices: ['call', 'remind', 'watch', 'find_contact', 'find_address', 'file_claim'],
    },
    open: { kind: 'money', head: 'Open', order: 'openWorth' },
    overdue: { kind: 'money', head: 'Overdue', order: 'overdueWorth' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    lastContact: { kind: 'day', nullable: true, head: 'Last contact', group: true },
  },
  sum: 'open',
  secondSum: 'overdue',
  sort: '-priority',
  pasted: 'customer',
  whole: 'accountId',
});
