/** Words of the page of refunds that come from codes and places. */
export const refundWords: readonly string[] = [
  'On its way',
  'Paid by the bank',
  'Refused by the bank',
  'Came back',
  'Withdrawn',
  'Voided',
  'Payment stopped',
  'Paid by the ERP',
  'Insolvent: only to the administrator’s account',
  'No account was kept: by check, or refund again',
  'The bank of the account is not known',
  'No account of ours in this currency',
  'Too large for one SEPA transfer',
  'where the money came from',
  'verified by two persons',
  'Refunds',
];
