/** Exchange rates and percentages as exact decimals: an integer and its number of decimals. */
import { currencyDigits } from './currency.ts';
import { divideRounded, powerOfTen } from './money.ts';
import { raise } from './refusal.ts';

/** An exact positive decimal: value = unscaled / 10^scale. */
export interface Rate {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** Reads "1.0825" or "20" as an exact decimal. Refuses `rate.malformed`. */
export function parseRate(text: string): Rate {
  const match = /^\s*(\d+)(?:\.(\d+))?\s*$/.exec(text);
  if (!match) raise('rate.malformed', `"${text}" is not a rate; write digits with a point, such as 1.0825.`, { text });
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  return { unscaled: BigInt(match[1]! + fraction), scale: fraction.length };
}

/**
 * Converts minor units of `from` into minor units of `to`, 1 unit of `from` = `rate` units of `to`; rounded once, half
 * away from zero. Minor units of both currencies are respected (JPY 0, KWD 3 decimals).
 */
export function convert(amountMinor: bigint, from: string, to: string, rate: Rate): bigint {
  const numerator = amountMinor * rate.unscaled * powerOfTen(currencyDigits(to));
  return divideRounded(numerator, powerOfTen(rate.scale + currencyDigits(from)));
}

/** Converts the other way: 1 unit of `to` = `rate` units of `from`. */
export function convertInverse(amountMinor: bigint, from: string, to: string, rate: Rate): bigint {
  if (rate.unscaled === 0n) throw new RangeError('convertInverse: rate is zero');
  const numerator = amountMinor * powerOfTen(rate.scale + currencyDigits(to));
  return divideRounded(numerator, rate.unscaled * powerOfTen(currencyDigits(from)));
}

/** A percentage of an amount, rounded once, half away from zero. */
export const percentOf = (amountMinor: bigint, percent: Rate): bigint =>
  divideRounded(amountMinor * percent.unscaled, powerOfTen(percent.scale + 2));
