/** Which receipt of ours an ERP's payment document is: the same money must not count twice. Pure. */
import { type Day, daysBetween } from '#kernel';

/** A receipt of ours that no document of the ERP is linked to. */
export interface FreeReceipt {
  readonly itemId: bigint;
  readonly accountId: bigint;
  readonly number: string | null;
  readonly currency: string;
  /** Money in, positive. */
  readonly amountMinor: bigint;
  readonly valueDate: Day;
}

export interface ErpPayment {
  readonly accountId: bigint;
  readonly currency: string;
  /** As on the account: negative. */
  readonly amountMinor: bigint;
  readonly postingDate: Day;
  readonly ourReference: string | null;
  readonly references: readonly string[];
}

export type PaymentLink =
  | { readonly kind: 'linked'; readonly itemId: bigint }
  /** Not the money of any receipt here: it counts by itself. */
  | { readonly kind: 'own' }
  /** Cannot be told yet, or only by a person: it does not count until then. */
  | { readonly kind: 'waiting'; readonly why: string };

/** How far the ERP's posting day may lie from the bank's value date. */
const daysApart = 5;

/**
 * Links a payment document to the one receipt of the same account, currency and amount that it names, or whose value date
 * is at most five days from its posting day. Two such receipts are left to a person. Without one it counts by itself, unless
 * a bank account of the company is not read up to those days: the receipt may still come.
 */
export function linkPayment(
  payment: ErpPayment,
  receipts: readonly FreeReceipt[],
  bank: { readonly accounts: number; readonly readTo: Day | null },
  addDays: (day: Day, count: number) => Day,
): PaymentLink {
  const same = receipts.filter(
    (one) =>
      one.accountId === payment.accountId &&
      one.currency === payment.currency &&
      one.amountMinor === -payment.amountMinor,
  );
  const names = [payment.ourReference, ...payment.references].filter((name) => name !== null);
  const named = same.filter((one) => one.number !== null && names.includes(one.number));
  if (named.length === 1) return { kind: 'linked', itemId: named[0]!.itemId };
  const near = same.filter((one) => Math.abs(daysBetween(one.valueDate, payment.postingDate)) <= daysApart);
  if (near.length === 1) return { kind: 'linked', itemId: near[0]!.itemId };
  if (near.length > 1)
    return { kind: 'waiting', why: `${near.length} receipts here are of the same amount; a person says which it is.` };
  const readFar = bank.readTo !== null && bank.readTo >= addDays(payment.postingDate, daysApart);
  if (bank.accounts === 0 || readFar) return { kind: 'own' };
  return { kind: 'waiting', why: `The bank is read up to ${bank.readTo ?? 'no day'}; its receipt may still come.` };
}
