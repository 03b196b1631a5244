/** Words of settlements: their states, what their lines are, and what became of each; sentences of the catalogue. */
import type { SettlementAnswer } from '#cash/contract';

export type SettlementState = SettlementAnswer['state'];
export type SettlementLine = SettlementAnswer['parts'][number];
export type LineKind = SettlementLine['kind'];

export const settlementStateWords: Readonly<Record<SettlementState, string>> = {
  held: 'Held',
  waiting: 'Waits for its deposit',
  posted: 'Posted',
  reversed: 'Taken back',
  withdrawn: 'Withdrawn',
};
export const settlementStateTones: Readonly<Record<SettlementState, string>> = {
  held: 'text-bad',
  waiting: '',
  posted: 'text-ok',
  reversed: 'text-ink-2',
  withdrawn: 'text-ink-2',
};
export const settlementStates = Object.keys(settlementStateWords) as SettlementState[];

/** One line of a kind. */
export const lineKindWords: Readonly<Record<LineKind, string>> = {
  payment: 'Payment',
  refund: 'Refund',
  chargeback: 'Chargeback',
  chargeback_reversal: 'Chargeback won',
  fee: 'Fee',
  reserve: 'Reserve',
  other: 'Other',
};
/** All lines of a kind. */
export const lineKindsWords: Readonly<Record<LineKind, string>> = {
  payment: 'Payments',
  refund: 'Refunds',
  chargeback: 'Chargebacks',
  chargeback_reversal: 'Chargebacks won',
  fee: 'Fees',
  reserve: 'Reserve',
  other: 'Other lines',
};
export const lineKinds = Object.keys(lineKindWords) as LineKind[];

/** What became of a line's money, by the state of its receipt. */
export const partWords: Readonly<Record<string, string>> = {
  applied: 'Applied',
  part_applied: 'Applied in part',
  unapplied: 'Not applied yet',
  unidentified: 'Payer unknown',
  transferred: 'In another company',
  returned: 'Came back',
  refunded: 'Refunded',
  other: 'Waits for a person',
  reversed: 'Taken back',
};
export const partTones: Readonly<Record<string, string>> = {
  applied: 'text-ok',
  part_applied: 'text-warn',
  unapplied: 'text-warn',
  unidentified: 'text-warn',
  returned: 'text-bad',
  other: 'text-warn',
};

/** Whether a line is money of somebody: a fee is not, nor what moves in the reserve. */
export const isPart = (line: SettlementLine): boolean =>
  line.kind !== 'fee' && line.kind !== 'reserve' && /[1-9]/.test(line.gross);

const unfinished: readonly (string | null)[] = ['part_applied', 'unapplied', 'unidentified', 'other'];
/** Whether a part of a posted settlement still waits to be applied. */
export const isOpenPart = (line: SettlementLine): boolean =>
  isPart(line) && (line.receiptId === null || unfinished.includes(line.receiptState));

/** What is taken off stands with a minus: an amount with its sign turned. */
export const takenOff = (amount: string): string =>
  !/[1-9]/.test(amount) ? amount : amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
