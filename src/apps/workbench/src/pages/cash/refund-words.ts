/** How payments of refunds, and why they cannot leave, are told. */
import type { DueRefundsAnswer, PaymentFileAnswer } from '#cash/contract';

type State = PaymentFileAnswer['rows'][number]['state'];

export const stateWords: Readonly<Record<State, string>> = {
  on_the_way: 'On its way',
  paid: 'Paid by the bank',
  refused: 'Refused by the bank',
  withdrawn: 'Withdrawn',
  returned: 'Came back',
  voided: 'Voided',
  stopped: 'Payment stopped',
};
export const stateTones: Readonly<Record<State, string>> = {
  on_the_way: 'text-ink-2',
  paid: 'text-ok',
  refused: 'text-bad',
  withdrawn: 'text-ink-2',
  returned: 'text-bad',
  voided: 'text-ink-2',
  stopped: 'text-bad',
};

const whyWords: Readonly<Record<string, string>> = {
  erp: 'Paid by the ERP',
  insolvent: 'Insolvent: only to the administrator’s account',
  'account-unknown': 'No account was kept: by check, or refund again',
  'bank-unknown': 'The bank of the account is not known',
  'no-bank-account': 'No account of ours in this currency',
  'too-large': 'Too large for one SEPA transfer',
};

/** Why a refund cannot leave, in a few words; the whole sentence is the row's title. */
export const whyOf = (row: DueRefundsAnswer['rows'][number]): string =>
  row.why === null ? '' : (whyWords[row.why.code] ?? row.why.text);

export const basisWords: Readonly<Record<'originating' | 'verified', string>> = {
  originating: 'where the money came from',
  verified: 'verified by two persons',
};
