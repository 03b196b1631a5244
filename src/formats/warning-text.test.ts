/** The place of what a reader noticed stands before it, once. */
import { expect, it } from 'vitest';
import { warningText } from './warning-text.ts';

it.each([
  [
    { message: 'FITID 7 stands twice; both entries were taken.', line: 12 },
    'Line 12: FITID 7 stands twice; both entries were taken.',
  ],
  [
    { message: 'Row 9 ("Total") is no bank line; it was left out.', line: 9 },
    'Row 9 ("Total") is no bank line; it was left out.',
  ],
  [{ message: 'The file has no control.', line: 0 }, 'The file has no control.'],
  [
    { message: 'Day and month cannot be told apart in this file; day before month was taken.' },
    'Day and month cannot be told apart in this file; day before month was taken.',
  ],
])('%o', (warning, text) => {
  expect(warningText(warning)).toBe(text);
});
