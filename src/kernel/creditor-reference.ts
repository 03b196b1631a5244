/** ISO 11649 creditor references ("RF…") and ISO 13616 IBANs: both carry ISO 7064 MOD 97-10 check digits. */

/** The remainder of an alphanumeric text modulo 97 (letters count A = 10 … Z = 35), as ISO 7064 wants it. */
function modulo97(text: string): number {
  let remainder = 0;
  for (const letter of text) {
    const value = Number.parseInt(letter, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

const rotated = (text: string): string => text.slice(4) + text.slice(0, 4);

/** True for a creditor reference with right check digits; blanks are ignored. */
export function isCreditorReference(text: string): boolean {
  const compact = text.replace(/\s+/g, '').toUpperCase();
  return /^RF\d{2}[0-9A-Z]{1,21}$/.test(compact) && modulo97(rotated(compact)) === 1;
}

/** Makes the creditor reference of a document number (letters and digits, at most 21). */
export function makeCreditorReference(number: string): string {
  const body = number
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 21);
  return `RF${String(98 - modulo97(`${body}RF00`)).padStart(2, '0')}${body}`;
}

/** True for an IBAN with right check digits; blanks are ignored. */
export function isIban(text: string): boolean {
  const compact = text.replace(/\s+/g, '').toUpperCase();
  return /^[A-Z]{2}\d{2}[0-9A-Z]{11,30}$/.test(compact) && modulo97(rotated(compact)) === 1;
}

/** How long the IBAN of each country is (the registry of ISO 13616); countries that are missing have none. */
const ibanLengths: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ' +
    'ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 ' +
    'LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 ' +
    'PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 ' +
    'YE30'
  )
    .split(' ')
    .map((one) => [one.slice(0, 2), Number(one.slice(2))]),
);

/**
 * Whether a text can be the number of a bank account: at least four letters or digits, and, where it is written as an IBAN of a
 * country that has them, of the right length and with the right check digits. Spaces, dots and dashes do not count.
 */
export function isAccountNumber(text: string): boolean {
  const compact = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  const length = /^[A-Z]{2}\d{2}/.test(compact) ? ibanLengths.get(compact.slice(0, 2)) : undefined;
  return length === undefined ? compact.length >= 4 : compact.length === length && isIban(compact);
}

/** Makes an IBAN of a country and its basic account number. */
export function makeIban(country: string, account: string): string {
  return `${country}${String(98 - modulo97(`${account}${country}00`)).padStart(2, '0')}${account}`;
}

/** An IBAN as it is printed, in fours; any other number of an account as it is. */
export const printedAccount = (number: string): string => {
  const whole = number.replace(/\s+/g, '');
  return /^[A-Z]{2}\d{2}/.test(whole) ? whole.replace(/(.{4})(?=.)/g, '$1\u00a0') : number;
};
