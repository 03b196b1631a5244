/**
 * Money: an integer of minor units with its currency. No floating point ever touches an amount.
 * Rounding is half away from zero, at the last step only, so that a reversal negates exactly.
 */
import { currencyDigits } from './currency.ts';
import { raise } from './refusal.ts';

/** An amount in minor units (cents, yen, fils) of its ISO 4217 currency; receivable positive, credit negative. */
export interface Money {
  readonly amountMinor: bigint;
  readonly currency: string;
}

const powers = Array.from({ length: 19 }, (_, exponent) => 10n ** BigInt(exponent));

/** Ten to a power as bigint. */
export const powerOfTen = (exponent: number): bigint => powers[exponent] ?? 10n ** BigInt(exponent);

export const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
export const sign = (value: bigint): -1 | 0 | 1 => (value < 0n ? -1 : value > 0n ? 1 : 0);
export const minimum = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const maximum = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** Divides rounding half away from zero. The denominator must not be zero. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('divideRounded: division by zero');
  const negative = numerator < 0n !== denominator < 0n;
  const n = absolute(numerator);
  const d = absolute(denominator);
  const quotient = (2n * n + d) / (2n * d);
  return negative ? -quotient : quotient;
}

/**
 * Writes minor units as a decimal string in major units with exactly the currency's digits:
 * (123450n, 'EUR') → "1234.50", (1234n, 'JPY') → "1234", (1234n, 'KWD') → "1.234".
 */
export function formatAmount(amountMinor: bigint, currency: string): string {
  const digits = currencyDigits(currency);
  const text = absolute(amountMinor)
    .toString()
    .padStart(digits + 1, '0');
  const body = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return amountMinor < 0n ? `-${body}` : body;
}

/**
 * The largest amount that is taken for one, in minor units: sixteen digits. No invoice is larger; the database's whole numbers
 * hold the sum of nine hundred such, and a file with a longer row of digits is read wrong or was made to do harm.
 */
export const largestAmountMinor = 10n ** 16n - 1n;

/**
 * Reads a plain decimal string ("1234.5", "-12", "+3.10") into minor units. Refuses anything finer than the
 * currency (`money.too-fine`), never rounds; refuses what no amount comes to (`money.too-large`), and anything else
 * (`money.malformed`).
 */
export function parseAmount(text: string, currency: string): bigint {
  const match = /^\s*([+-]?)(\d+)(?:\.(\d*))?\s*$/.exec(text);
  if (!match) {
    raise('money.malformed', `"${text}" is not an amount; write digits with a point, such as 1234.50.`, {
      text,
      currency,
    });
  }
  const digits = currencyDigits(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) {
    raise('money.too-fine', `"${text}" is finer than ${currency} allows (${digits} decimals); it is not rounded.`, {
      text,
      currency,
      digits,
    });
  }
  const minor = BigInt(match[2]!) * powerOfTen(digits) + BigInt(fraction.padEnd(digits, '0') || '0');
  if (minor > largestAmountMinor)
    raise('money.too-large', `"${text}" is larger than any amount in ${currency} that Dunwell takes.`, {
      text,
      currency,
      largest: formatAmount(largestAmountMinor, currency),
    });
  return match[1] === '-' ? -minor : minor;
}

/**
 * Splits a total over parts in proportion to their weights without losing a unit: Σ result = total.
 * Largest remainders receive the left-over units; ties go to the earlier part. All-zero weights split evenly.
 */
export function allocate(totalMinor: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) {
    if (totalMinor !== 0n) throw new RangeError('allocate: no parts to receive a non-zero total');
    return [];
  }
  if (weights.some((weight) => weight < 0n)) throw new RangeError('allocate: negative weight');
  const sum = weights.reduce((a, b) => a + b, 0n);
  const effective = sum === 0n ? weights.map(() => 1n) : [...weights];
  const whole = sum === 0n ? BigInt(weights.length) : sum;
  const negative = totalMinor < 0n;
  const total = absolute(totalMinor);
  const parts = effective.map((weight) => (total * weight) / whole);
  const order = effective
    .map((weight, index) => ({ index, remainder: (total * weight) % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  let left = total - parts.reduce((a, b) => a + b, 0n);
  for (const { index } of order) {
    if (left === 0n) break;
    parts[index]! += 1n;
    left -= 1n;
  }
  return negative ? parts.map((part) => -part) : parts;
}
