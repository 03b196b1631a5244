/** When is a promise kept? By the bank value date of the customer's money, applied or not. Pure. */
import { addDays, type Day } from '#kernel';

export interface PromiseFacts {
  readonly id: bigint;
  readonly amountMinor: bigint;
  readonly madeDate: Day;
  readonly promisedDate: Day;
  readonly graceDays: number;
}

export interface MoneyFact {
  readonly valueDate: Day;
  readonly amountMinor: bigint;
}

export type Verdict = {
  readonly id: bigint;
  readonly state: 'kept' | 'part_kept' | 'broken';
  readonly receivedMinor: bigint;
};

/** The share of the promised amount that may be missing: bank charges and rounding, one per cent. */
const toleranceDivisor = 100n;

/**
 * Judges the open promises of one customer account and currency (PRODUCT, promise to pay). Money counts from the day the
 * promise was made to its day plus grace, each unit once, the earlier promise first; credit memos reduce what was promised.
 * Kept as soon as enough is there; part kept or broken only when the bank is read past the last day, and while no check of
 * those days is still to clear. Others stay open.
 */
export function judgePromises(
  promises: readonly PromiseFacts[],
  money: readonly MoneyFact[],
  credits: readonly MoneyFact[],
  bankReadTo: Day | null,
  /** Checks that were received or paid in and have not cleared, by the day on which they count once they do. */
  uncleared: readonly MoneyFact[] = [],
): Verdict[] {
  const left = money.map((one) => ({ ...one }));
  const credit = credits.map((one) => ({ ...one }));
  const pending = uncleared.map((one) => ({ ...one }));
  const verdicts: Verdict[] = [];
  for (const promise of [...promises].sort((a, b) =>
    a.promisedDate < b.promisedDate ? -1 : a.promisedDate > b.promisedDate ? 1 : a.id < b.id ? -1 : 1,
  )) {
    const last = addDays(promise.promisedDate, promise.graceDays);
    const within = (one: MoneyFact): boolean => one.valueDate >= promise.madeDate && one.valueDate <= last;
    const promised = promise.amountMinor - take(credit, within, promise.amountMinor);
    const receivedMinor = take(left, within, promised);
    if (receivedMinor >= promised - promised / toleranceDivisor)
      verdicts.push({ id: promise.id, state: 'kept', receivedMinor });
    else if (take(pending, within, promised - receivedMinor) > 0n) continue;
    else if (bankReadTo !== null && bankReadTo >= last)
      verdicts.push({ id: promise.id, state: receivedMinor > 0n ? 'part_kept' : 'broken', receivedMinor });
  }
  return verdicts;
}

/** Takes up to `wanted` out of the fitting pieces; returns what was taken. */
function take(
  pieces: { valueDate: Day; amountMinor: bigint }[],
  fits: (one: MoneyFact) => boolean,
  wanted: bigint,
): bigint {
  let taken = 0n;
  for (const piece of pieces) {
    if (!fits(piece) || taken === wanted) continue;
    const part = piece.amountMinor < wanted - taken ? piece.amountMinor : wanted - taken;
    piece.amountMinor -= part;
    taken += part;
  }
  return taken;
}
