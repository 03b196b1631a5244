/** Which numbers name one bank account, as banks of several countries write them. */
import { describe, expect, it } from 'vitest';
import { isSameAccount } from './same-account.ts';

describe('R35 One bank account under two numbers', () => {
  it.each([
    ['blanks and small letters', 'DE89 3704 0044 0532 0130 00', 'de89370400440532013000'],
    ['bank code and account of Germany', 'DE89370400440532013000', '37040044/0532013000'],
    ['with its zeros left out', 'DE89370400440532013000', '37040044/532013000'],
    ['both in one', 'DE89370400440532013000', '370400440532013000'],
    ['of Austria', 'AT611904300234573201', '19043/234573201'],
    ['a Belgian number', 'BE68539007547034', '539-0075470-34'],
    ['a Dutch number', 'NL91ABNA0417164300', '0417164300'],
    ['behind the name of its bank', 'NL91ABNA0417164300', 'ABNAMRO/417164300'],
    ['a Polish number', 'PL61109010140000071219812874', '61 1090 1014 0000 0712 1981 2874'],
    ['sort code and account', 'GB29NWBK60161331926819', '60-16-13 31926819'],
  ])('%s', (_, iban, written) => {
    expect(isSameAccount(iban, written)).toBe(true);
    expect(isSameAccount(written, iban)).toBe(true);
  });

  it.each([
    ['another account of the bank', 'DE89370400440532013000', '37040044/532013001'],
    ['the account at another bank', 'DE89370400440532013000', '50070010/532013000'],
    ['the account alone', 'DE89370400440532013000', '0532013000'],
    ['the bank alone', 'DE89370400440532013000', '37040044/'],
    ['wrong check digits', 'DE88370400440532013000', '37040044/532013000'],
    ['the account of another country', 'NL91ABNA0417164300', '37040044/417164300'],
    ['nothing', 'NL91ABNA0417164300', ''],
    ['two numbers that are no IBANs', '37040044/532013000', '37040044/0532013001'],
  ])('but not %s', (_, iban, written) => {
    expect(isSameAccount(iban, written)).toBe(false);
    expect(isSameAccount(written, iban)).toBe(false);
  });
});
