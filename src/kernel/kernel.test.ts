/** The kernel's laws: money, days, rates, references. */

import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  activeCurrencies,
  addDays,
  addMonths,
  allocate,
  catchRefusal,
  convert,
  convertInverse,
  currencyDigits,
  dayFromNumber,
  dayInZone,
  dayNumber,
  daysBetween,
  decodeCursor,
  divideRounded,
  encodeCursor,
  endOfMonth,
  formatAmount,
  instantInZone,
  isAccountNumber,
  isCreditorReference,
  isDay,
  isIban,
  makeCreditorReference,
  makeIban,
  parseAmount,
  parseId,
  parseRate,
  percentOf,
  printedAccount,
  textKey,
  timeInZone,
  weekdayOf,
} from '#kernel';
import { addBusinessDays, businessCalendar, isBusinessDay, previousBusinessDay } from '#kernel/calendar';
import fc, { runs } from '#test/property';

const amount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const dayArbitrary = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2200-12-31') }).map(dayFromNumber);

describe('money', () => {
  it('knows every currency that the platform knows, with its ISO digits', () => {
    const known = new Set(activeCurrencies);
    const money = Intl.supportedValuesOf('currency').filter((code) => known.has(code));
    expect(money.length).toBeGreaterThan(150);
    expect(['JPY', 'KRW', 'CLP', 'ISK', 'VND', 'UGX'].map(currencyDigits)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(['BHD', 'KWD', 'TND', 'JOD', 'OMR', 'IQD', 'LYD'].map(currencyDigits)).toEqual([3, 3, 3, 3, 3, 3, 3]);
    expect(['CLF', 'UYW', 'COP', 'HUF', 'IDR', 'PKR', 'EUR'].map(currencyDigits)).toEqual([4, 4, 2, 2, 2, 2, 2]);
  });

  it('prints and reads back every amount of every currency', () => {
    fc.assert(
      fc.property(
        amount,
        fc.constantFrom(...activeCurrencies),
        (minor, currency) => parseAmount(formatAmount(minor, currency), currency) === minor,
      ),
      runs.pure,
    );
  });

  it('refuses what is finer than the currency and never rounds it', () => {
    expect(catchRefusal(() => parseAmount('1.005', 'EUR'))).toMatchObject({ refusal: { code: 'money.too-fine' } });
    expect(catchRefusal(() => parseAmount('1.5', 'JPY'))).toMatchObject({ refusal: { code: 'money.too-fine' } });
    expect(parseAmount('1.500', 'EUR')).toBe(150n);
    expect(catchRefusal(() => parseAmount('1,50', 'EUR'))).toMatchObject({ refusal: { code: 'money.malformed' } });
    expect(catchRefusal(() => parseAmount('1', 'XXX'))).toMatchObject({ refusal: { code: 'money.unknown-currency' } });
  });

  it('rounds half away from zero, so a reversal negates exactly', () => {
    expect([divideRounded(5n, 2n), divideRounded(-5n, 2n), divideRounded(4n, 3n), divideRounded(0n, 7n)]).toEqual([
      3n,
      -3n,
      1n,
      0n,
    ]);
    fc.assert(
      fc.property(
        amount,
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        (n, d) => divideRounded(-n, d) === -divideRounded(n, d),
      ),
      runs.pure,
    );
  });

  it('allocates without losing a unit, each part within one unit of its share', () => {
    fc.assert(
      fc.property(
        amount,
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 1, maxLength: 12 }),
        (total, weights) => {
          const parts = allocate(total, weights);
          const sum = weights.reduce((a, b) => a + b, 0n);
          const exact = parts.every((part, index) => {
            if (sum === 0n) return true;
            const twice = part * sum - total * weights[index]!;
            return twice < sum && twice > -sum;
          });
          return parts.reduce((a, b) => a + b, 0n) === total && exact;
        },
      ),
      runs.pure,
    );
  });

  it('converts between currencies of different digits and rounds once', () => {
    expect(convert(10_000n, 'EUR', 'JPY', parseRate('162.35'))).toBe(16_235n);
    expect(convert(1_234n, 'KWD', 'EUR', parseRate('3.0'))).toBe(370n);
    expect(convertInverse(16_235n, 'JPY', 'EUR', parseRate('162.35'))).toBe(10_000n);
    expect(percentOf(10_001n, parseRate('2.5'))).toBe(250n);
  });
});

describe('days', () => {
  it('counts like the proleptic Gregorian calendar', () => {
    fc.assert(
      fc.property(dayArbitrary, fc.integer({ min: -800, max: 800 }), (day, count) => {
        const plain = Temporal.PlainDate.from(day);
        return (
          dayFromNumber(dayNumber(day)) === day &&
          addDays(day, count) === plain.add({ days: count }).toString() &&
          addMonths(day, count) === plain.add({ months: count }).toString() &&
          weekdayOf(day) === plain.dayOfWeek &&
          endOfMonth(day) === plain.with({ day: plain.daysInMonth }).toString() &&
          daysBetween(day, addDays(day, count)) === count
        );
      }),
      runs.pure,
    );
  });

  it('knows that 30 February does not exist', () => {
    expect([isDay('2026-02-30'), isDay('2024-02-29'), isDay('2026-02-29'), isDay('2026-1-1')]).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('sees an instant as its day in the zone, also over daylight saving', () => {
    const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(
        instant,
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'),
        (ms, zone) => {
          const expected = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
          const at = new Date(ms);
          return (
            dayInZone(at, zone) === expected.toPlainDate().toString() && timeInZone(at, zone).hour === expected.hour
          );
        },
      ),
      runs.pure,
    );
  });

  it('finds the instant of a local time, also where the clock skips or repeats it', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'America/Santiago',
      'UTC',
    ];
    const expected = (day: string, time: string, zone: string): number =>
      Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone, { disambiguation: 'compatible' })
        .epochMilliseconds;
    fc.assert(
      fc.property(
        fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2037-12-31') }).map(dayFromNumber),
        fc.integer({ min: 0, max: 1439 }),
        fc.constantFrom(...zones),
        (day, minute, zone) => {
          const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
          return instantInZone(day, time, zone).getTime() === expected(day, time, zone);
        },
      ),
      runs.pure,
    );
    for (const day of ['2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05', '2026-10-04'])
      for (const time of ['00:00', '01:30', '02:00', '02:15', '02:30', '02:59', '03:00'])
        for (const zone of zones) expect(instantInZone(day, time, zone).getTime()).toBe(expected(day, time, zone));
  });

  it('respects weekends and holidays by country', () => {
    expect(isBusinessDay('2026-10-03', 'DE')).toBe(false);
    expect(isBusinessDay('2026-01-06', 'FR')).toBe(true);
    expect(isBusinessDay('2026-01-09', 'SA')).toBe(false);
    expect(previousBusinessDay('2026-04-07', 'DE')).toBe('2026-04-02');
    expect(addBusinessDays('2026-12-24', 1, 'DE')).toBe('2026-12-28');
  });

  it('names holidays rightly: the Ascension in Spanish, and a day of the United States as it is written there', () => {
    const names = (country: string, language: string): string[] =>
      businessCalendar(country, 2026, language).holidays.map((one) => one.name);
    expect(names('AT', 'es')).toEqual(expect.arrayContaining(['Ascensión del Señor', 'Asunción']));
    expect(names('US', 'en')).toContain('Labor Day');
    expect(names('DE', 'en')).toContain('Labour Day');
  });
});

describe('references and keys', () => {
  it('makes references that check, and finds every single wrong digit or letter', () => {
    const body = fc.stringMatching(/^[0-9A-Z]{1,21}$/);
    fc.assert(
      fc.property(body, (number) => isCreditorReference(makeCreditorReference(number))),
      runs.pure,
    );
    fc.assert(
      fc.property(body, fc.nat(), fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'), (number, at, letter) => {
        const reference = makeCreditorReference(number);
        const place = 4 + (at % number.length);
        // A digit for a letter changes the length of what is divided; the standard promises nothing there.
        fc.pre(reference[place] !== letter && /\d/.test(reference[place]!) === /\d/.test(letter));
        return !isCreditorReference(reference.slice(0, place) + letter + reference.slice(place + 1));
      }),
      runs.pure,
    );
    expect(isIban('DE89 3704 0044 0532 0130 00')).toBe(true);
    expect(isIban('DE88 3704 0044 0532 0130 00')).toBe(false);
    expect(isIban(makeIban('DE', '370400440532013000'))).toBe(true);
    expect(printedAccount('DE89370400440532013000')).toBe('DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000');
    expect(printedAccount('4410077219')).toBe('4410077219');
    for (const right of ['DE89-3704.0044 0532 0130 00', '4410077219', 'US0021000021', '021000021-77'])
      expect([right, isAccountNumber(right)]).toEqual([right, true]);
    // Of the right check digits, but cut off.
    expect(isAccountNumber(makeIban('DE', '37040044053201300'))).toBe(false);
    for (const wrong of ['DE88 3704 0044 0532 0130 00', 'DE89', 'no12 4711', '123', ''])
      expect([wrong, isAccountNumber(wrong)]).toEqual([wrong, false]);
  });

  it('folds names and references to one spelling', () => {
    expect(textKey('Müller & Söhne GmbH')).toBe('MULLERSOHNEGMBH');
    expect(textKey('Østergård A/S')).toBe('OSTERGARDAS');
    expect(textKey('RE-2026/00 17')).toBe('RE20260017');
  });

  it('reads its own cursors and ids, and refuses damaged ones', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { minLength: 1, maxLength: 4 }),
        (key) => {
          expect(decodeCursor(encodeCursor(key), key.length)).toEqual({ ok: true, value: key });
        },
      ),
      runs.pure,
    );
    expect(decodeCursor('nonsense!', 1)).toMatchObject({ refusal: { code: 'page.cursor-malformed' } });
    expect(parseId('12')).toEqual({ ok: true, value: 12n });
    expect(parseId('0x1')).toMatchObject({ refusal: { code: 'id.malformed' } });
  });
});
