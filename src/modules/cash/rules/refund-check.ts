/** Refunds that leave as a check: whether one may, and which numbers of checks a line of the bank names. Pure. */
import type { OwnAccount, RefundToPay } from './payment-route.ts';

/** A check's number as it is compared: letters and digits, without leading zeros, which banks print as they like. */
export const checkKeyOf = (number: string): string =>
  number
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^0+(?=.)/, '');

/** Why a refund may not be paid by check; undefined: it may. No account is needed: the check is written to the customer. */
export function whyNotByCheck(
  refund: Pick<RefundToPay, 'currency' | 'insolventSince' | 'toEstate'>,
  ours: OwnAccount | undefined,
  { paidByErp }: { readonly paidByErp: boolean },
): string | undefined {
  if (paidByErp) return 'The ERP owns the documents of this company and pays its refunds.';
  if (refund.insolventSince !== null && !refund.toEstate)
    return `The customer is insolvent since ${refund.insolventSince}: only the administrator may be paid, whose account is to be put in force first.`;
  if (!ours || ours.currency !== refund.currency)
    return `The account pays in another currency than ${refund.currency}.`;
  return undefined;
}

/**
 * The checks that a line may be the debit of, as keys: what the bank gives as reference (MT940's customer reference after NCHK,
 * BAI2's of type 475, `ChqNb` of CAMT), and what stands behind the word in the text.
 */
export function checksNamed(references: readonly (string | null)[], text: string): string[] {
  const given = references.flatMap((one) => (one !== null && /^\s*0*\d{3,18}\s*$/.test(one) ? [checkKeyOf(one)] : []));
  const told = [
    ...text.toUpperCase().matchAll(/\b(?:CHECK|CHEQUE|CHQ|CHK|CK|SCHECK|CHEQUE PAID)\b[^0-9]{0,12}(\d{3,18})\b/g),
  ];
  return [...new Set([...given, ...told.map((one) => checkKeyOf(one[1]!))])];
}
