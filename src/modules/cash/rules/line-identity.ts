/** Which bank line is which: identity, twins, and files that overlap. Pure. */
import type { BankEntry } from '#formats';
import { textKey } from '#kernel';

/**
 * The key of a bank line within its account: booking day, signed amount, currency, normalised reference and text, and
 * whether it is booked. Two genuine identical bookings of one day share it and are told apart by occurrence.
 */
export function lineKey(entry: BankEntry, bookingDate: string, booked: boolean): string {
  return [
    booked ? 'booked' : 'advised',
    bookingDate,
    entry.amountMinor,
    entry.currency ?? '',
    textKey(entry.bankReference ?? entry.customerReference ?? ''),
    textKey(`${entry.counterparty.account ?? ''}${entry.remittance}`),
  ].join('|');
}

/** Numbers equal keys in order: the n-th occurrence in that account-day. Overlapping files then merge by the larger count. */
export function withOccurrence<T extends { readonly key: string }>(
  lines: readonly T[],
): (T & { readonly occurrence: number })[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const occurrence = (seen.get(line.key) ?? 0) + 1;
    seen.set(line.key, occurrence);
    return { ...line, occurrence };
  });
}

/** True when two sets of amounts are the same, twins counted: the same day in another format. */
export function sameAmounts(a: readonly bigint[], b: readonly bigint[]): boolean {
  if (a.length !== b.length) return false;
  const order = (x: bigint, y: bigint): number => (x < y ? -1 : x > y ? 1 : 0);
  const [left, right] = [[...a].sort(order), [...b].sort(order)];
  return left.every((amount, index) => amount === right[index]);
}
