/** Lists of cash: their columns. Pure. */
import { listShape } from '#lists/contract';

/** What became of money, as the day tells it. */
export const receiptFates = ['applied', 'proposed', 'on_account', 'unidentified', 'other'] as const;

/** All receipts, whatever became of them. */
export const receiptsList = listShape({
  path: '/api/cash/receipts',
  name: 'Receipts',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    number: { kind: 'code', nullable: true, head: 'Receipt' },
    postedOn: { kind: 'day', head: 'Posted on', group: true },
    valueDate: { kind: 'day', head: 'Value date', group: true },
    bank: { kind: 'text', head: 'Bank account', group: true },
    payer: { kind: 'text', nullable: true, head: 'Payer' },
    customer: { kind: 'code', nullable: true, head: 'Customer', group: true, groupName: 'name' },
    name: { kind: 'text', nullable: true, head: 'Name' },
    text: { kind: 'text', head: 'Text' },
    fate: { kind: 'choice', head: 'What became of it', group: true, choices: receiptFates },
    state: { kind: 'choice', head: 'State', group: true },
    amount: { kind: 'money', head: 'Amount' },
    left: { kind: 'money', nullable: true, head: 'Left' },
    currency: { kind: 'choice', head: 'Currency', group: true },
  },
  sum: 'amount',
  sort: '-postedOn',
});

/** All lines of the bank, money in and money out. */
export const bankLinesList = listShape({
  path: '/api/cash/bank-lines',
  name: 'Bank lines',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    bookedOn: { kind: 'day', head: 'Booked on', group: true },
    valueDate: { kind: 'day', head: 'Value date' },
    bank: { kind: 'text', head: 'Bank account', group: true },
    payer: { kind: 'text', nullable: true, head: 'Counterparty' },
    account: { kind: 'text', nullable: true, head: 'Their account' },
    text: { kind: 'text', head: 'Text' },
    state: { kind: 'choice', head: 'State', group: true },
    amount: { kind: 'money', head: 'Amount' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    receipt: { kind: 'id', nullable: true },
  },
  sum: 'amount',
  sort: '-bookedOn',
});
