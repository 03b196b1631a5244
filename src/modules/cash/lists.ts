/** Lists of cash: their columns, and how much of the items of a receipt is told and paid at once. Pure. */
import { detailOf, listShape } from '#lists/contract';
import type { ListedAdjustment } from './adjustment-contract.ts';

/** So many open items that a receipt may pay are told at once. */
export const candidateWindow = 300;
/** So many items are paid from a receipt in one step. */
export const mostAllocations = 500;

/** What became of money, as the day tells it. */
const receiptFates = ['applied', 'proposed', 'on_account', 'unidentified', 'other'] as const;

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
    customer: { kind: 'code', nullable: true, head: 'Customer', group: true, groupName: 'name', asOne: true },
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
  pasted: 'number',
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

/** Why a returned payment that was found is not taken back yet: the code of the refusal and what belongs to it. */
export interface HeldReturn {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Money out that is linked to nothing, and what advices alone tell to have come back. `waiting`: the bank or the advice calls it a
 * return, so that a person has to say of which payment.
 */
export const returnedList = listShape({
  path: '/api/returned-lines',
  name: 'Returned payments',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    waits: { kind: 'choice', head: 'Waits', group: true, choices: ['waiting', 'other'] },
    valueDate: { kind: 'day', head: 'Date', group: true },
    payer: { kind: 'text', nullable: true, head: 'Payer' },
    amount: { kind: 'money', head: 'Amount' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    reason: { kind: 'code', nullable: true, head: 'Reason', group: true },
    toldBy: { kind: 'choice', head: 'Told by', group: true, choices: ['bank', 'advice'] },
    bank: { kind: 'text', head: 'Bank account', group: true },
    text: { kind: 'text', head: 'Text' },
    held: { kind: 'text', nullable: true, head: 'Held because' },
    receiptId: { kind: 'id', nullable: true },
    adviceId: { kind: 'id', nullable: true },
  },
  sum: 'amount',
  sort: 'valueDate',
  detail: detailOf<{ readonly heldBecause: HeldReturn | null }>(),
});

/** Adjustments that customers announce (X12 812): what they will keep back is negative, what they owe on top is not. */
export const adjustmentsList = listShape({
  path: '/api/adjustments',
  name: 'Adjustments',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    number: { kind: 'code', head: 'Adjustment' },
    customer: { kind: 'code', nullable: true, head: 'Customer', group: true, groupName: 'name', asOne: true },
    name: { kind: 'text', nullable: true, head: 'Name' },
    day: { kind: 'day', head: 'Day', group: true },
    kind: { kind: 'choice', head: 'Kind', group: true, choices: ['credit', 'debit'] },
    amount: { kind: 'money', head: 'Amount' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    about: { kind: 'code', head: 'About' },
    state: { kind: 'choice', head: 'State', group: true, choices: ['waiting', 'accepted', 'declined'] },
    decidedAs: { kind: 'choice', nullable: true, head: 'Became' },
    document: { kind: 'code', nullable: true, head: 'Document' },
    decidedOn: { kind: 'day', nullable: true, head: 'Decided on' },
    decidedBy: { kind: 'text', nullable: true, head: 'Decided by', group: true },
    reason: { kind: 'text', nullable: true, head: 'Reason' },
  },
  sum: 'amount',
  sort: '-day',
  pasted: 'number',
  detail: detailOf<ListedAdjustment>(),
});

/** In which queue money is that is not applied, and what it waits for. */
export const unappliedQueues = ['unidentified', 'unapplied', 'on_account', 'dormant'] as const;
export const unappliedWaits = ['decision', 'payer', 'answer', 'purpose', 'item', 'claim'] as const;

/** Money that no person was given and no collector answers for: of an unknown payer, or of a customer without a collector. */
export const ownedByDefault = ['unidentified', 'without_collector'] as const;
export type OwnedByDefault = (typeof ownedByDefault)[number];

/** Why somebody owns money: a person gave it, they stand in for the collector or are it, or it falls to them by the company's rule. */
export const ownerGrounds = ['given', 'substitute', 'collector', 'rule'] as const;

/** Money that is not applied, the oldest first, with who works on it. */
export const unappliedList = listShape({
  path: '/api/unapplied',
  name: 'Unapplied',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    number: { kind: 'code', nullable: true, head: 'Receipt' },
    queue: { kind: 'choice', head: 'Queue', group: true, choices: unappliedQueues },
    waits: { kind: 'choice', head: 'Waits for', group: true, choices: unappliedWaits },
    received: { kind: 'day', head: 'Value date', group: true },
    age: { kind: 'count', head: 'Days' },
    lastMovedOn: { kind: 'day', head: 'Last moved' },
    amount: { kind: 'money', head: 'Amount' },
    left: { kind: 'money', head: 'Left' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    /** In the order of what is shown: the customer by its name, or what the bank calls the payer. */
    payer: { kind: 'text', nullable: true, head: 'Payer', order: 'called' },
    customer: { kind: 'code', nullable: true, head: 'Customer', group: true, groupName: 'name', asOne: true },
    name: { kind: 'text', nullable: true, head: 'Name' },
    text: { kind: 'text', head: 'Text' },
    owner: { kind: 'text', nullable: true, head: 'Owner', group: true },
    ownerId: { kind: 'id', nullable: true },
    whose: { kind: 'choice', choices: ['mine', 'nobody', 'others'] },
    ownedBy: { kind: 'choice', nullable: true, head: 'Owner by', choices: ownerGrounds },
    requestedOn: { kind: 'day', nullable: true, head: 'Payer asked' },
    version: { kind: 'count' },
  },
  sum: 'left',
  sort: 'received',
  pasted: 'number',
});

/** `held`: post-dated and not paid in; `cleared`: the bank has credited it; `withdrawn`: registered wrongly, or given back. */
export const checkStates = ['held', 'received', 'deposited', 'cleared', 'returned', 'withdrawn'] as const;

/** The register of checks, the newest first. */
export const checksList = listShape({
  path: '/api/checks',
  name: 'Checks',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    number: { kind: 'code', head: 'Check' },
    /** In the order of what is shown: the customer by its name, or what the check says. */
    drawer: { kind: 'text', nullable: true, head: 'Drawer', order: 'called' },
    customer: { kind: 'code', nullable: true, head: 'Customer', group: true, groupName: 'name', asOne: true },
    name: { kind: 'text', nullable: true, head: 'Name' },
    checkDate: { kind: 'day', head: 'Dated', group: true },
    receivedOn: { kind: 'day', head: 'Received', group: true },
    amount: { kind: 'money', head: 'Amount' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    state: { kind: 'choice', head: 'State', group: true, choices: checkStates },
    deposit: { kind: 'code', nullable: true, head: 'Deposit slip', group: true },
    depositId: { kind: 'id', nullable: true },
    depositedOn: { kind: 'day', nullable: true, head: 'Paid in', group: true },
    receiptId: { kind: 'id', nullable: true },
    image: { kind: 'choice', head: 'Image', choices: ['yes', 'no'] },
  },
  sum: 'amount',
  sort: '-receivedOn',
  pasted: 'number',
});

/** Where a settlement stands: `waiting` for its deposit, `held` for a person. */
export const settlementStates = ['waiting', 'held', 'posted', 'reversed', 'withdrawn'] as const;

/** Settlements of payment services, and batches that the bank lists. */
export const settlementsList = listShape({
  path: '/api/settlements',
  name: 'Settlements',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    number: { kind: 'code', head: 'Settlement' },
    /** Empty for a batch of the bank. */
    service: { kind: 'code', nullable: true, head: 'Service', group: true, groupName: 'serviceName' },
    serviceName: { kind: 'text', head: 'Name of the service' },
    /** On which the service settled; where it does not say, on which its report came. */
    day: { kind: 'day', head: 'Day', group: true },
    receivedOn: { kind: 'day', head: 'Received', group: true },
    gross: { kind: 'money', head: 'Gross' },
    fees: { kind: 'money', head: 'Fees' },
    reserve: { kind: 'money', head: 'Reserve' },
    amount: { kind: 'money', head: 'Paid out' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    state: { kind: 'choice', head: 'State', group: true, choices: settlementStates },
    heldReason: { kind: 'text', nullable: true, head: 'Why held' },
    depositedOn: { kind: 'day', nullable: true, head: 'At the bank', group: true },
    /** Lines that are money, and those of a posted one that are not applied. */
    lines: { kind: 'count', head: 'Lines' },
    open: { kind: 'count', head: 'Not applied' },
    file: { kind: 'text', head: 'File' },
    /** A part of what it is called, or of a document or a customer that a line names. */
    named: { kind: 'text', sought: true },
  },
  sum: 'amount',
  sort: '-receivedOn',
  pasted: 'number',
});

/** Where an advice stands with the money that it is about. */
export const adviceStates = ['waiting', 'matched', 'partly', 'contradicts', 'withdrawn'] as const;

/** Remittance advices: what payers write about their payments. */
export const advicesList = listShape({
  path: '/api/remittance-advices',
  name: 'Remittance advices',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    /** In the order of what is shown: the customer by its name, or what the advice says. */
    payer: { kind: 'text', nullable: true, head: 'Payer', order: 'called' },
    customer: { kind: 'code', nullable: true, head: 'Customer', group: true, groupName: 'name', asOne: true },
    name: { kind: 'text', nullable: true, head: 'Name' },
    /** The payment's own: check number, trace number. */
    reference: { kind: 'code', nullable: true, head: 'Reference' },
    /** Its date; where it has none, the day on which it came. */
    day: { kind: 'day', head: 'Day', group: true },
    receivedOn: { kind: 'day', head: 'Received', group: true },
    /** Null where the advice leaves it open. */
    amount: { kind: 'money', nullable: true, head: 'Amount' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    state: { kind: 'choice', head: 'State', group: true, choices: adviceStates },
    lines: { kind: 'count', head: 'Lines' },
    file: { kind: 'text', head: 'File', group: true },
    /** A mail's sentence, or the like. */
    prose: { kind: 'choice', choices: ['yes', 'no'] },
    receiptId: { kind: 'id', nullable: true },
    /** A part of a name, a reference or the file's name, or of a document that a line names. */
    named: { kind: 'text', sought: true },
  },
  sum: 'amount',
  sort: '-receivedOn',
  pasted: 'reference',
});

/** Whether the bank has credited a deposit; `withdrawn`: a slip that was never brought there. */
export const depositStates = ['in_transit', 'credited', 'withdrawn'] as const;

/** Deposit slips, and batches of a lockbox. */
export const depositsList = listShape({
  path: '/api/deposits',
  name: 'Deposits',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    number: { kind: 'code', head: 'Deposit' },
    origin: { kind: 'choice', head: 'Origin', group: true, choices: ['slip', 'lockbox'] },
    depositedOn: { kind: 'day', head: 'Paid in', group: true },
    bank: { kind: 'text', head: 'Bank account', group: true },
    checks: { kind: 'count', head: 'Checks' },
    amount: { kind: 'money', head: 'Amount' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    state: { kind: 'choice', head: 'State', group: true, choices: depositStates },
    creditedOn: { kind: 'day', nullable: true, head: 'Credited', group: true },
  },
  sum: 'amount',
  sort: '-depositedOn',
  pasted: 'number',
});

/** What became of a payment file: something of it is on its way, all of it is paid, or some of it came to nothing. */
export const paymentFileStates = ['on_the_way', 'paid', 'ended'] as const;

/** Payment files of refunds with what became of their payments. */
export const paymentFilesList = listShape({
  path: '/api/payment-files',
  name: 'Payment files',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    number: { kind: 'code', head: 'Payment file' },
    /** What the bank knows it by. */
    messageId: { kind: 'code', head: 'Message' },
    executionDate: { kind: 'day', head: 'To be paid on', group: true },
    bank: { kind: 'text', head: 'Bank account', group: true },
    payments: { kind: 'count', head: 'Payments' },
    amount: { kind: 'money', head: 'Control sum' },
    /** What the bank has not booked yet. */
    open: { kind: 'money', head: 'Not booked' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    state: { kind: 'choice', head: 'State', group: true, choices: paymentFileStates },
    onTheWay: { kind: 'count', head: 'On the way' },
    paid: { kind: 'count', head: 'Paid' },
    ended: { kind: 'count', head: 'Not paid' },
    /** On their way to customers who became insolvent since. */
    toStop: { kind: 'count', head: 'To stop' },
    madeAt: { kind: 'instant', head: 'Made at' },
    person: { kind: 'text', head: 'Made by', group: true },
    approver: { kind: 'text', nullable: true, head: 'Released by', group: true },
    reason: { kind: 'text', head: 'Reason' },
  },
  sum: 'amount',
  secondSum: 'open',
  sort: '-executionDate',
  pasted: 'number',
});

/** What became of a payment of a refund. */
export const refundCheckStates = ['on_the_way', 'paid', 'returned', 'voided', 'stopped'] as const;

/** Checks of ours that pay refunds. */
export const refundChecksList = listShape({
  path: '/api/refund-checks',
  name: 'Checks of refunds',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    number: { kind: 'code', head: 'Check' },
    refund: { kind: 'code', head: 'Refund' },
    payee: { kind: 'text', nullable: true, head: 'Written to' },
    customer: { kind: 'code', head: 'Customer', group: true, groupName: 'name', asOne: true },
    name: { kind: 'text', head: 'Name' },
    amount: { kind: 'money', head: 'Amount' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    bank: { kind: 'text', head: 'Bank account', group: true },
    writtenOn: { kind: 'day', head: 'Written', group: true },
    state: { kind: 'choice', head: 'State', group: true, choices: refundCheckStates },
    day: { kind: 'day', nullable: true, head: 'Since', group: true },
    person: { kind: 'text', nullable: true, head: 'Ended by', group: true },
    reason: { kind: 'text', nullable: true, head: 'Reason' },
    insolventSince: { kind: 'day', nullable: true, head: 'Insolvent since' },
  },
  sum: 'amount',
  sort: '-writtenOn',
  pasted: 'number',
});
