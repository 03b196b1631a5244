/** Words of offsets that come from codes; each is a sentence of the catalogue (see languages/offsets). */
import type { OffsetAnswer } from '#offsets/contract';
import { tOf } from '../../language.ts';

export const stateWords: Readonly<Record<OffsetAnswer['state'], string>> = {
  proposed: 'Proposed',
  executed: 'Posted',
  taken_back: 'Taken back',
  reversed: 'Reversed',
  withdrawn: 'Withdrawn',
};
export const stateText = (state: OffsetAnswer['state']): string => tOf('offset', stateWords[state]);
export const stateTones: Readonly<Record<OffsetAnswer['state'], string>> = {
  proposed: '',
  executed: 'text-ok',
  taken_back: 'text-bad',
  reversed: 'text-ink-2',
  withdrawn: 'text-ink-2',
};
export const kindWords: Readonly<Record<OffsetAnswer['kind'], string>> = {
  credit: 'Credits against debits',
  payable: 'Payables against receivables',
};
export const basisWords: Readonly<Record<OffsetAnswer['basis'], string>> = {
  same_customer: 'One customer account',
  merged: 'Merged customers',
  tax_number: 'The same tax number',
  vendor_link: 'Supplier recorded as this customer',
  agreement: 'Netting agreement',
};
export const documentWords: Readonly<Record<OffsetAnswer['documents'][number]['kind'], string>> = {
  credit_note_copy: 'Copy of the credit note',
  credit_statement: 'Statement of the credit',
  set_off_confirmation: 'Confirmation of the set-off',
  netting_agreement_copy: 'Copy of the netting agreement',
  supplier_invoice_copy: 'Copy of the supplier’s invoice',
};
export const documentStateWords: Readonly<Record<OffsetAnswer['documents'][number]['state'], string>> = {
  here: 'Is here',
  on_file: 'On file',
  to_look_at: 'To be looked at',
  missing: 'Missing',
};
export const exclusionWords: Readonly<Record<OffsetAnswer['excluded'][number]['code'], string>> = {
  insolvent: 'The customer is insolvent',
  dispute: 'Disputed',
  legal: 'In a legal case or insolvency',
  stop: 'Stopped',
  plan: 'On a payment plan',
  special_gl: 'Waits for its own paper',
  one_time: 'On a collective account',
  proposal_waits: 'Cash application has a proposal for it',
  not_aged: 'Not aged yet',
  linked_not_aged: 'Belongs to an item that is not aged yet',
  in_other_offset: 'In another open offset',
  withdrawn: 'Not offered any more',
};
