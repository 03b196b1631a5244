/** Exchange rates as they are recorded: what can be one, and which one looks like a slip of the pen. Pure. */
import { addDays, type Day, done, isCurrency, isDay, type Outcome, parseRate, powerOfTen, refuse } from '#kernel';
import type { ExchangeRate } from '../model.ts';

export type DatedRate = Omit<ExchangeRate, 'source'>;

/** How far ahead a rate may be recorded: customs and groups publish those of the next month. */
const daysAhead = 62;

/**
 * Whether it can be a rate. Refuses `company.rate-currency` (unknown, or the same twice), `company.malformed-day`,
 * `company.rate-ahead` (further in the future than rates are published), `company.rate-malformed`.
 */
export function checkRate({ from, to, day, rate }: DatedRate, today: Day): Outcome<null> {
  for (const [field, currency] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (!isCurrency(currency))
      return refuse(
        'company.rate-currency',
        `"${currency}" is not a currency; write its three letters. Nothing was changed.`,
        { currency },
        { field },
      );
  if (from === to)
    return refuse(
      'company.rate-currency',
      `A rate is between two currencies, not between ${from} and ${to}. Nothing was changed.`,
      { currency: from },
      { field: 'to' },
    );
  if (!isDay(day))
    return refuse(
      'company.malformed-day',
      `"${day}" is not a calendar day; write YYYY-MM-DD. Nothing was changed.`,
      {},
      { field: 'day' },
    );
  if (day > addDays(today, daysAhead))
    return refuse(
      'company.rate-ahead',
      `${day} is further ahead than rates are published; look at the year. Nothing was changed.`,
      { day },
      { field: 'day' },
    );
  if (!/^\d{1,12}(\.\d{1,12})?$/.test(rate) || parseRate(rate).unscaled === 0n)
    return refuse(
      'company.rate-malformed',
      `"${rate}" is not a rate; write digits with a point above zero, such as 1.0825. Nothing was changed.`,
      { rate },
      { field: 'rate' },
    );
  return done(null);
}

const keyOf = ({ from, to, day }: DatedRate): string => `${from}/${to}/${day}`;
/** The same number, however many zeros it ends with. */
const isSameNumber = (one: string, other: string): boolean => {
  const [a, b] = [parseRate(one), parseRate(other)];
  return a.unscaled * powerOfTen(b.scale) === b.unscaled * powerOfTen(a.scale);
};

/** What is news: not the rate that is known for its day already. */
export function newsOf<T extends DatedRate>(rates: readonly T[], known: readonly DatedRate[]): T[] {
  const latest = new Map(known.map((one) => [keyOf(one), one.rate]));
  return rates.filter((one) => {
    const before = latest.get(keyOf(one));
    return before === undefined || !isSameNumber(before, one.rate);
  });
}

/** The first rate whose pair and day stand twice with different numbers. */
export function contradictionIn<T extends DatedRate>(rates: readonly T[]): T | undefined {
  const seen = new Map<string, string>();
  return rates.find((one) => {
    const before = seen.get(keyOf(one));
    seen.set(keyOf(one), one.rate);
    return before !== undefined && !isSameNumber(before, one.rate);
  });
}

/** More than this between two records of a pair is told: the same doubt as about a payment in another currency. */
const jumpPercent = 10n;

/**
 * Warnings about rates that lie more than a tenth beside the one before them: two digits exchanged, a comma lost, or the pair
 * turned round. `known` is what is recorded of the same pairs, in either direction. A devaluation looks the same, so nothing is
 * refused.
 */
export function jumpsOf(rates: readonly DatedRate[], known: readonly DatedRate[]): string[] {
  const byPair = new Map<string, Map<Day, { one: DatedRate; fresh: boolean }>>();
  for (const [list, fresh] of [
    [known, false],
    [rates, true],
  ] as const)
    for (const one of list) {
      const pair = [one.from, one.to].sort().join('/');
      const days = byPair.get(pair) ?? new Map<Day, { one: DatedRate; fresh: boolean }>();
      byPair.set(pair, days);
      // What is recorded now counts for its day.
      if (fresh || !days.has(one.day)) days.set(one.day, { one, fresh });
    }
  const jumps: string[] = [];
  for (const days of byPair.values()) {
    let before: DatedRate | undefined;
    for (const { one, fresh } of [...days.values()].sort((a, b) => (a.one.day < b.one.day ? -1 : 1))) {
      if (fresh && before && isJump(before, one))
        jumps.push(
          `1 ${one.from} = ${one.rate} ${one.to} on ${one.day} is more than ${jumpPercent} percent away from 1 ${before.from} = ${before.rate} ${before.to} on ${before.day}; look whether it is right.`,
        );
      before = one;
    }
  }
  return jumps;
}

function isJump(before: DatedRate, after: DatedRate): boolean {
  const fraction = (one: DatedRate): readonly [bigint, bigint] => {
    const { unscaled, scale } = parseRate(one.rate);
    // Both in the direction of the later one.
    return one.from === after.from ? [unscaled, powerOfTen(scale)] : [powerOfTen(scale), unscaled];
  };
  const [[a, b], [c, d]] = [fraction(before), fraction(after)];
  const [old, now] = [a * d, c * b];
  return now * 100n > old * (100n + jumpPercent) || now * (100n + jumpPercent) < old * 100n;
}
