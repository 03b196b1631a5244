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

/** What tells lines apart when nothing but the booking is known of both. */
interface Booking {
  readonly bookingDate: string;
  readonly amountMinor: bigint;
}

/**
 * How many new lines could be lines that are known from another kind of file under another text: same day and amount, each
 * known line counted once. Banks write one booking differently in each format; without a common reference only a person
 * can say whether it is the same.
 */
export function couldBeKnown(fresh: readonly Booking[], unmatched: readonly Booking[]): number {
  const left = new Map<string, number>();
  const keyOf = (line: Booking): string => `${line.bookingDate}|${line.amountMinor}`;
  for (const line of unmatched) left.set(keyOf(line), (left.get(keyOf(line)) ?? 0) + 1);
  return fresh.filter((line) => {
    const count = left.get(keyOf(line)) ?? 0;
    left.set(keyOf(line), count - 1);
    return count > 0;
  }).length;
}
