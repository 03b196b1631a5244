/** Our waits while PostgreSQL is away stay within what is wanted, whatever moment it could come back at. */
import { describe, expect, it } from 'vitest';
import { lookAgainMs, mostAttempts, seatAgainMs, startAgainMs } from './patience.ts';

/** Away at most: what TRUST wants of a restart under load. */
const wantedMs = 5_000;
const attempts = Array.from({ length: mostAttempts }, (_, index) => index);
/** The instants of the starts that are tried, counted from the first, as if each failed at once. */
const starts = [0];
for (const attempt of attempts) starts.push(starts.at(-1)! + startAgainMs(attempt));

describe('the waits while PostgreSQL is away', () => {
  it('add at most two seconds, at whatever moment the server could be started again', () => {
    const gaps = starts.slice(1).map((instant, index) => instant - starts[index]!);
    // At worst a try has just failed, its seat waits its turn, and the server is up right after a look at it.
    const worst = Math.max(...gaps) + seatAgainMs + lookAgainMs;
    expect(worst).toBeLessThanOrEqual(2_000);
    expect(worst).toBeLessThan(wantedMs / 2);
  });

  it('try a start again ten times and more within the five seconds, the first ones at once', () => {
    expect(starts.filter((instant) => instant <= wantedMs).length).toBeGreaterThan(10);
    expect(starts[5]).toBeLessThanOrEqual(250);
  });

  it('never grow: a server that is away for long comes back as quickly', () => {
    expect(startAgainMs(mostAttempts)).toBe(startAgainMs(5));
  });
});
