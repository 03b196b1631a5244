/**
 * Whether two ways of writing name one bank account: its IBAN, and what the banks of its country wrote before and write in MT940
 * and CODA still. Source: SWIFT, IBAN Registry (structure of the BBAN). Pure.
 */
import { isIban, textKey } from '#kernel';

/** Where a bank's code is written apart from the account: how long it is in the BBAN. Zeros before the account may be left out. */
const bankCodeLengths: ReadonlyMap<string, number> = new Map([
  ['DE', 8],
  ['AT', 5],
  ['CH', 5],
  ['LI', 5],
]);

/** One account under two numbers; blanks, dots, dashes and small letters decide nothing. */
export const isSameAccount = (one: string, other: string): boolean =>
  textKey(one) === textKey(other) || isIbanOf(one, other) || isIbanOf(other, one);

function isIbanOf(written: string, national: string): boolean {
  const iban = textKey(written);
  if (!isIban(iban)) return false;
  const key = textKey(national);
  const [country, bban] = [iban.slice(0, 2), iban.slice(4)];
  // Without its country, as in Poland, or without its check digits as well.
  if (key === bban || key === iban.slice(2)) return true;
  // Sort code and account.
  if (country === 'GB') return key === bban.slice(4);
  const parts = national.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
  const account = withoutZeros(parts.at(-1) ?? '');
  // The number of the account, alone or behind the bank's name; short ones are of accounts at the post.
  if (country === 'NL')
    return (
      parts.length <= 2 &&
      !/\d/.test(parts.length > 1 ? parts[0]! : '') &&
      account.length >= 7 &&
      account === withoutZeros(bban.slice(4))
    );
  const length = bankCodeLengths.get(country);
  return (
    length !== undefined &&
    parts.length === 2 &&
    parts[0] === bban.slice(0, length) &&
    account !== '' &&
    account === withoutZeros(bban.slice(length))
  );
}

const withoutZeros = (text: string): string => text.replace(/^0+/, '');
