/** When a message that a server did not take is tried again, and when it is given up. Pure. */

const minute = 60_000;
/** Minutes after the first, second, third … attempt; RFC 5321 (4.5.4.1) wants half an hour at least before long, and days in all. */
const delays = [5, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440];

/** The instant before which attempt `attempts + 1` is not made; null when the message is given up (about five days). */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const delay = delays[attempts - 1];
  return delay === undefined ? null : new Date(now.getTime() + delay * minute);
}

/** From the claim to the first byte of the content: what was checked at the claim must still be true when it leaves. */
const longestFromClaimSeconds = 30;

/** True while a message that was claimed then may still leave. */
export const mayStillLeave = (claimedAt: Date, now: Date): boolean =>
  now.getTime() - claimedAt.getTime() <= longestFromClaimSeconds * 1000;
