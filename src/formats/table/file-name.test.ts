/** Which files a mapping is for, by their names. */
import { expect, it } from 'vitest';
import { fitsName, mostTelling } from './file-name.ts';

it.each([
  ['giro-*.csv', 'Giro-Februar.CSV', true],
  ['giro-*.csv', 'konto-giro-1.csv', false],
  ['*giro*', 'konto-giro-1.csv', true],
  ['umsatz?.csv', 'umsatz1.csv', true],
  ['umsatz?.csv', 'umsatz12.csv', false],
  ['umsatz?.csv', 'umsatz.csv', false],
  ['a.csv', 'abcsv', false],
  ['*', '', true],
  ['*.csv*', 'a.csv', true],
  ['*a*b*c', 'aXbXbXc', true],
  ['*a*b*c', 'aXcXb', false],
] as const)('"%s" and "%s": %s', (pattern, name, fits) => {
  expect(fitsName(pattern, name)).toBe(fits);
});

it('without a pattern every file fits, and with one none that has no name', () => {
  expect(fitsName(undefined, undefined)).toBe(true);
  expect(fitsName('*', undefined)).toBe(false);
});

it('a pattern of many stars is tried no longer than it is long', () => {
  expect(fitsName(`${'*a'.repeat(90)}b`, 'a'.repeat(200))).toBe(false);
});

it('of those that fit, one for such names goes before one with more columns', () => {
  const [plain, wide, named] = [{ columns: 3 }, { columns: 5 }, { columns: 2, files: 'giro-*' }];
  expect(mostTelling([plain, wide, named], (one) => one)).toEqual([named]);
  expect(mostTelling([plain, wide], (one) => one)).toEqual([wide]);
  expect(mostTelling([], (one: { columns: number }) => one)).toEqual([]);
});
