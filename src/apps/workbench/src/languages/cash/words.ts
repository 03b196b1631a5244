/** Words of the pages of cash that come from codes and places. */
export const cashWords: readonly string[] = [
  'Ask payers',
  'Stopping',
  'Unclaimed property',
  'Waits for money',
  'Matched',
  'Partly matched',
  'Differs',
  'Withdrawn',
  'To be paid in',
  'Post-dated',
  'Credited by the bank',
  'Came back',
];
