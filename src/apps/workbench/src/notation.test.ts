/** Amounts and days as they are written and typed: what is read, in which notation, and what is refused as no number. */
import { describe, expect, it } from 'vitest';
import { createNotation } from './notation.ts';

const notations = Object.fromEntries(
  ['en-GB', 'en-US', 'de-DE', 'de-CH', 'fr-FR', 'es-ES', 'en-IN', 'sv-SE'].map((locale) => [
    locale,
    createNotation(locale),
  ]),
);
const of = (locale: string) => notations[locale]!;

describe('amounts as they are written', () => {
  it.each([
    ['en-GB', '-1234.5', 'EUR', '−1,234.50'],
    ['de-DE', '1234567.8', 'EUR', '1.234.567,80'],
    ['fr-FR', '1234.5', 'EUR', '1\u202f234,50'],
    // Spanish groups from five digits on; in a column thousands stand apart in all of them.
    ['es-ES', '1234.5', 'EUR', '1.234,50'],
    ['es-ES', '12345.67', 'EUR', '12.345,67'],
    ['en-IN', '1234567.8', 'INR', '12,34,567.80'],
    ['en-GB', '1234567', 'JPY', '1,234,567'],
    ['en-GB', '1.234', 'KWD', '1.234'],
    ['de-DE', '1234.5', 'TND', '1.234,500'],
    ['en-GB', '0', 'EUR', '0.00'],
  ])('%s writes %s %s as %s', (locale, amount, currency, written) => {
    expect(of(locale).formatMoney(amount, currency)).toBe(written);
  });

  it('sets thousands apart by an apostrophe in Switzerland, whichever the browser knows', () => {
    expect(of('de-CH').formatMoney('1234567.8', 'CHF')).toMatch(/^1['’]234['’]567\.80$/);
  });

  it.each(Object.keys(notations))('what is written in %s is read back, negative too', (locale) => {
    const { formatMoney, readMoney } = of(locale);
    for (const [amount, currency] of [
      ['1234567.89', 'EUR'],
      ['-1234.50', 'EUR'],
      ['999.05', 'USD'],
      ['12345', 'JPY'],
      ['-7', 'JPY'],
      ['1234.567', 'KWD'],
      ['0.001', 'KWD'],
    ] as const)
      expect(readMoney(formatMoney(amount, currency), currency), `${amount} ${currency}`).toBe(amount);
  });
});

describe('amounts as they are typed', () => {
  it.each([
    ['1.234,50', '1234.50'],
    ['1,234.50', '1234.50'],
    ['1234.5', '1234.50'],
    ['1234,5', '1234.50'],
    ['1’234.50', '1234.50'],
    ["1'234'567.50", '1234567.50'],
    ['1 234,50', '1234.50'],
    ['1\u00a0234,50', '1234.50'],
    ['1\u202f234\u202f567,50', '1234567.50'],
    ['.5', '0.50'],
    ['+12.50', '12.50'],
    ['-12.50', '-12.50'],
    ['−12.50', '-12.50'],
    ['- 12.50', '-12.50'],
    // SAP and other ledgers write the sign behind.
    ['12.50-', '-12.50'],
    ['1.234,50-', '-1234.50'],
    ['12.50 -', '-12.50'],
    ['12.50−', '-12.50'],
    ['(120)', '-120'],
    ['(1,234.50)', '-1234.50'],
    ['0-', '0'],
    ['=100*3', '300.00'],
    ['= 100 - 5', '95.00'],
    ['=-5+2*3', '1.00'],
    ['=1.234,50*2', '2469.00'],
  ])('%s is %s', (typed, read) => {
    expect(of('en-GB').readMoney(typed, 'EUR')).toBe(read);
  });

  it('reads what is ambiguous as the reader writes', () => {
    expect(of('en-GB').readMoney('1.234', 'KWD')).toBe('1.234');
    expect(of('de-DE').readMoney('1.234', 'KWD')).toBe('1234');
    expect(of('de-DE').readMoney('1.234', 'EUR')).toBe('1234');
    expect(of('en-GB').readMoney('1,234', 'EUR')).toBe('1234');
    expect(of('es-ES').readMoney('12.345', 'EUR')).toBe('12345');
    expect(of('en-IN').readMoney('1,23,456.5', 'INR')).toBe('123456.50');
  });

  it.each([
    ...['', '-', '()', '.', 'abc', '12 EUR', '1e3', '--5', '-5-', '-(5)', '(5', '5)', '(-5)', '+-5', '5+'],
    ...['10-5', '10+5', '1.2.3', '12,50,00', '1,2345.00', '12 50', '1 2 3', '1..2', '1,,2', '0x10', '١٢'],
    ...['=', '=100-', '=1--2', '=*2', '=2*', '=(1+2)*3', '=1/3', '=alert(1)'],
  ])('%j is no amount', (typed) => {
    expect(of('en-GB').readMoney(typed, 'EUR')).toBeUndefined();
  });

  it('refuses what is finer than the currency, and takes noughts that say nothing', () => {
    const { readMoney } = of('en-GB');
    expect(readMoney('12.345', 'EUR')).toBeUndefined();
    expect(readMoney('12.5', 'JPY')).toBeUndefined();
    expect(readMoney('12.00', 'JPY')).toBe('12');
    expect(readMoney('1.2345', 'KWD')).toBeUndefined();
    expect(readMoney('1.2340', 'KWD')).toBe('1.234');
    expect(readMoney('=0.05*0.5', 'EUR')).toBeUndefined();
  });
});

describe('days as they are typed', () => {
  it.each([
    ['en-GB', '02/03/2026', '2026-03-02'],
    ['en-US', '03/02/2026', '2026-03-02'],
    ['de-DE', '2.3.26', '2026-03-02'],
    ['de-DE', '2. 3. 2026', '2026-03-02'],
    ['sv-SE', '2026-03-02', '2026-03-02'],
    ['en-US', '2026-03-02', '2026-03-02'],
    ['en-GB', '29/02/2028', '2028-02-29'],
  ])('%s: %s is %s', (locale, typed, day) => {
    expect(of(locale).readDay(typed)).toBe(day);
  });

  it.each(Object.keys(notations))('what a field shows in %s is read back', (locale) => {
    const { formatDayField, readDay } = of(locale);
    for (const day of ['2026-03-02', '2028-02-29', '1999-12-31']) expect(readDay(formatDayField(day))).toBe(day);
  });

  it.each([
    '',
    '31/02/2026',
    '29/02/2026',
    '2026-13-01',
    '1/2',
    '1/2/3/4',
    '1/2/026',
    'x1/2/2026',
    '1/2/2026 late',
    '02-03x2026',
  ])('%j is no day', (typed) => {
    expect(of('en-GB').readDay(typed)).toBeUndefined();
  });
});
