/** Words of reconciliation that come from codes; each is a sentence of the catalogue (see languages/reconciliation). */
import type { BankMonthAnswer, ReconciliationAnswer } from '#reconciliation/contract';

type Line = ReconciliationAnswer['lines'][number];

export const reasonWords: Readonly<Record<NonNullable<Line['reason']>, string>> = {
  number_mistyped: 'Number mistyped there',
  other_number: 'Booked under another number there',
  date_differs: 'Another date there',
  payment_in_transit: 'Payment on its way',
  payment_expected: 'Their payment, not here yet',
  payment_not_received: 'Their payment never came',
  payment_not_booked_there: 'Our receipt is not booked there',
  settled_by_payment_here: 'Settled in our books',
  credit_not_booked_there: 'Our credit memo is not booked there',
  credit_not_issued: 'Their deduction without a credit memo',
  invoice_in_transit: 'Invoice on its way',
  invoice_not_received: 'Invoice not received there',
  dated_later_here: 'Dated later in our books',
  cancelled_here: 'Cancelled in our books',
  other_account: 'On another account of ours',
  duplicate_there: 'Booked twice there',
  duplicate_here: 'Perhaps invoiced twice by us',
  unknown_here: 'Unknown to us',
  charge_not_accepted: 'Our charge is not booked there',
  deduction_not_listed: 'Deduction still open with us',
  not_listed_there: 'Not on their statement',
  discount_taken: 'Discount taken',
  without_tax: 'Booked without tax there',
  amount_mistyped: 'Digits of the amount swapped',
  partial_not_booked_there: 'Part payment not booked there',
  disputed: 'In dispute',
  amount_differs: 'Another amount',
  opening_differs: 'Another opening balance',
  list_does_not_foot: 'Their lines do not make their balance',
};

export const sideWords: Readonly<Record<Line['side'], string>> = {
  ours: 'We correct',
  theirs: 'They correct',
  timing: 'Time does',
  open: 'Open question',
};

export const proposalWords: Readonly<Record<Line['proposal'], string>> = {
  none: 'Nothing to do',
  send_copy: 'Send a copy',
  send_payment_details: 'Send the payment’s details',
  ask_proof_of_payment: 'Ask for proof of payment',
  ask_copy: 'Ask for a copy',
  ask_correction: 'Ask them to correct it',
  open_case: 'Clarify with the customer',
};

export const stepWords: Readonly<Record<ReconciliationAnswer['work'][number]['steps'][number]['kind'], string>> = {
  write: 'Write to the customer',
  dispute: 'Dispute',
  deduct: 'Open a deduction',
  write_off: 'Write off',
  apply: 'Apply the money that is here',
};

export const bankItemWords: Readonly<Record<BankMonthAnswer['items'][number]['kind'], string>> = {
  balance_before_start: 'Balance before the first statement',
  statement_gap: 'Missing statement',
  lines_missing: 'Lines missing in statements',
  line_not_posted: 'Bank line not posted',
  posted_later: 'Posted in a later month',
  posted_early: 'Posted before the bank booked it',
  deposit_in_transit: 'Deposit in transit',
  payment_outstanding: 'Payment outstanding',
  unexplained: 'Unexplained',
};

export const bankStateWords: Readonly<Record<BankMonthAnswer['state'], string>> = {
  open: 'Open',
  prepared: 'Prepared',
  signed: 'Signed',
  changed: 'Changed since signed',
};
export const bankStateTones: Readonly<Record<BankMonthAnswer['state'], string>> = {
  open: 'text-ink-2',
  prepared: 'text-accent',
  signed: 'text-ok',
  changed: 'text-bad',
};
