/** Which bank line is which: identity, twins, and files that overlap. Pure. */
import type { BankEntry } from '#formats';
import { type Digest, DigestCounts, textKey } from '#kernel';

/**
 * The key of a bank line within its account: booking day, signed amount, currency, normalised reference and text, and
 * whether it is booked. Two genuine identical bookings of one day share it and are told apart by occurrence.
 */
export const lineKey = (entry: BankEntry, bookingDate: string, booked: boolean): string =>
  keyBy(entry.counterparty.account, entry, bookingDate, booked);

/** The key under which a returned payment was kept before returns told who had paid; null where it is the same. */
export const formerKey = (entry: BankEntry, bookingDate: string, booked: boolean): string | null =>
  entry.formerAccount === undefined ? null : keyBy(entry.formerAccount, entry, bookingDate, booked);

function keyBy(account: string | null, entry: BankEntry, bookingDate: string, booked: boolean): string {
  return [
    booked ? 'booked' : 'advised',
    bookingDate,
    entry.amountMinor,
    entry.currency ?? '',
    textKey(entry.bankReference ?? entry.customerReference ?? ''),
    textKey(`${account ?? ''}${entry.remittance}`),
  ].join('|');
}

/**
 * Numbers equal keys in order: the n-th occurrence in that account-day. Overlapping files then merge by the larger count. Of
 * a key only its digest is kept: a statement may have a million lines.
 */
export class Occurrences {
  private readonly seen = new DigestCounts();

  constructor(private readonly digest: Digest) {}

  next(key: string): number {
    return this.seen.add(this.digest(key));
  }
}

/** Whether two lists of amounts, taken one by one, are the same, twins counted: the same day in another format. */
export class AmountBalance {
  private readonly left = new Map<bigint, number>();

  take(amountMinor: bigint, side: 1 | -1): void {
    const count = (this.left.get(amountMinor) ?? 0) + side;
    if (count === 0) this.left.delete(amountMinor);
    else this.left.set(amountMinor, count);
  }

  get balanced(): boolean {
    return this.left.size === 0;
  }
}

/** What tells lines apart when nothing but the booking is known of both. */
export interface Booking {
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
