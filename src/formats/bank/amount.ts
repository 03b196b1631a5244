/** Amounts as banks write them, read exactly into minor units. */
import { currencyDigits, isCurrency, powerOfTen, type RefusalPlace, raise } from '#kernel';

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
