/** Words that are said of something, and end as it does: the word, and in brackets what it is said of. */
export const agreeingWords: readonly string[] = [
  'Open (promise)',
  'All (offset)',
  'Proposed (offset)',
  'Posted (offset)',
  'Taken back (offset)',
  'Reversed (offset)',
  'Withdrawn (offset)',
  'All (payable)',
  'Open (payable)',
  'Used up (payable)',
  'Withdrawn (payable)',
];
