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

/**
 * Whether a text can be the number of a bank account: at least four letters or digits, and the right check digits where it is
 * written as an IBAN. Spaces, dots and dashes do not count.
 */
export function isAccountNumber(text: string): boolean {
  const compact = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return compact.length >= 4 && (!/^[A-Z]{2}\d{2}/.test(compact) || isIban(compact));
}

/** Makes an IBAN of a country and its basic account number. */
export function makeIban(country: string, account: string): string {
  return `${country}${String(98 - modulo97(`${account}${country}00`)).padStart(2, '0')}${account}`;
}
