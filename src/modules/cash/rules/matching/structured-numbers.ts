/** Structured references (KID, Swiss QR and ESR, OCR-B): their check digits, and the numbers of ours that stand in them. Pure. */
import { textKey } from '#kernel';
import type { MatchingCustomer, MatchingItem } from './model.ts';
import { tailDigits, wordsOf } from './references.ts';

/** Modulus 10 by Luhn, as Norwegian KID and Nordic OCR references end. */
function endsByLuhn(digits: string): boolean {
  let total = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const value = at % 2 === 0 ? digit : digit * 2;
    total += value > 9 ? value - 9 : value;
  }
  return total % 10 === 0;
}

/** Modulus 11 with the weights 2 to 7 from the right, the other way in which a KID ends. */
function endsByModulus11(digits: string): boolean {
  let total = 0;
  for (let at = 1; at < digits.length; at += 1) total += Number(digits[digits.length - 1 - at]) * (2 + ((at - 1) % 6));
  return (11 - (total % 11)) % 11 === Number(digits.at(-1));
}

const carries = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

/** Modulus 10 worked on from digit to digit, as Swiss QR, ESR and OCR-B references end. */
function endsByCarry(digits: string): boolean {
  let carry = 0;
  for (const digit of digits.slice(0, -1)) carry = carries[(carry + Number(digit)) % 10]!;
  return (10 - carry) % 10 === Number(digits.at(-1));
}

/** As long as the shortest KID that says anything beside its check digit, and as a QR reference. */
const [shortest, longest] = [6, 27];

/** The bodies, without leading zeros, of what stands in a text as a structured reference with a right check digit; printed in groups or not. */
export function structuredBodies(text: string): readonly string[] {
  const bodies = new Set<string>();
  const take = (digits: string): void => {
    if (digits.length < shortest || digits.length > longest) return;
    if (!endsByLuhn(digits) && !endsByModulus11(digits) && !endsByCarry(digits)) return;
    const body = digits.slice(0, -1).replace(/^0+/, '');
    if (body.length >= 3) bodies.add(body);
  };
  let run: string[] = [];
  for (const word of [...wordsOf(text).map(textKey), '']) {
    if (/^\d+$/.test(word)) {
      take(word);
      run.push(word);
      continue;
    }
    if (run.length > 1) take(run.join(''));
    run = [];
  }
  return [...bodies];
}

/**
 * The items whose number a body holds: the digits of the number alone, or behind those of the customer, filled with zeros.
 * Such digits meet by chance: amount or payer has to agree as well.
 */
export function itemsInBody(
  body: string,
  items: readonly MatchingItem[],
  customer: (id: string) => MatchingCustomer | undefined,
): MatchingItem[] {
  return items.filter((item) => {
    const tail = tailDigits(textKey(item.number));
    if (tail.length < 3 || !body.endsWith(tail)) return false;
    const before = body.slice(0, -tail.length).replace(/0+$/, '');
    if (before === '') return true;
    const owner = customer(item.customerId);
    const digits = tailDigits(textKey(owner?.number ?? owner?.id ?? '')).replace(/0+$/, '');
    return digits.length >= 2 && before === digits;
  });
}
