/** Amounts as banks write them, read exactly into minor units. */
import { catchRefusal, currencyDigits, isCurrency, powerOfTen, type RefusalPlace, raise } from '#kernel';

/** Digits of a currency; two where the file does not say which currency it is. */
export const digitsOf = (currency: string | null): number =>
  currency !== null && isCurrency(currency) ? currencyDigits(currency) : 2;

/**
 * Reads an unsigned amount with the given decimal mark; thousands marks must be taken out before. Trailing zeros beyond
 * the currency's digits are fine; anything finer is refused (`bank.amount-too-fine`), never rounded.
 */
export function readBankAmount(
  text: string,
  decimalMark: ',' | '.',
  currency: string | null,
  at: RefusalPlace,
): bigint {
  const [whole = '', fraction = '', ...rest] = text.trim().split(decimalMark);
  if (
    rest.length > 0 ||
    !/^\d+$/.test(whole || '0') ||
    (fraction !== '' && !/^\d+$/.test(fraction)) ||
    (whole === '' && fraction === '') ||
    whole.length > 18
  ) {
    raise('bank.amount-malformed', `"${text}" is not an amount. Nothing was read.`, { text }, at);
  }
  const digits = digitsOf(currency);
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > digits) {
    raise(
      'bank.amount-too-fine',
      `"${text}" is finer than ${currency ?? 'the currency'} allows (${digits} decimals); it is not rounded. Nothing was read.`,
      { text, currency },
      at,
    );
  }
  return BigInt(whole || '0') * powerOfTen(digits) + BigInt(significant.padEnd(digits, '0') || '0');
}

/**
 * An amount that stands in a text beside the entry's own (EUR100,00 · 100.00 · 1.000,50): the last mark is the decimals'. Null
 * where it is none: a text decides about no money, so it is never refused for it.
 */
export function amountInText(text: string, currency: string | null): StatedAmount | null {
  const match = /^\s*([A-Z]{3})?\s*(\d[\d.,]{0,24})\s*([A-Z]{3})?/.exec(text);
  if (!match) return null;
  const code = [match[1], match[3]].find((one) => one !== undefined && isCurrency(one)) ?? currency;
  const digits = match[2]!.replace(/[.,]$/, '');
  const mark = digits.lastIndexOf(',') > digits.lastIndexOf('.') ? ',' : '.';
  const plain = digits.replaceAll(mark === ',' ? '.' : ',', '');
  const read = catchRefusal(() => readBankAmount(plain, mark, code, { file: '' }));
  return read.ok ? { amountMinor: read.value, currency: code } : null;
}

export interface StatedAmount {
  readonly amountMinor: bigint;
  readonly currency: string | null;
}
