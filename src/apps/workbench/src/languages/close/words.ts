/** Words of the close of the month that come from codes. */
export const closeWords: readonly string[] = [
  'Open for postings',
  'Soft-closed',
  'Closed for good',
  'Opened again',
  'Record the rate',
  'Reconcile the bank',
];
