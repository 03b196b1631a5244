/** When a message that no server took is tried again, when it is given up, and how long a claim holds. */
import { describe, expect, it } from 'vitest';
import { mayStillLeave, nextAttempt } from './next-attempt.ts';

const now = new Date('2026-03-28T23:30:00Z');

describe('R15 A mail that no server took', () => {
  it('is tried again later each time, over days, and then given up', () => {
    const waits: number[] = [];
    for (let attempts = 1; ; attempts += 1) {
      const next = nextAttempt(attempts, now);
      if (next === null) break;
      waits.push((next.getTime() - now.getTime()) / 60_000);
    }
    expect(waits.length).toBe(10);
    expect(waits[0]).toBeGreaterThan(0);
    expect(waits.every((wait, index) => index === 0 || wait >= waits[index - 1]!)).toBe(true);
    // RFC 5321, 4.5.4.1: half an hour between tries before long, and four or five days in all.
    expect(waits.slice(1).every((wait) => wait >= 30)).toBe(true);
    const days = waits.reduce((sum, wait) => sum + wait, 0) / 1440;
    expect(days).toBeGreaterThanOrEqual(4);
    expect(days).toBeLessThanOrEqual(6);
    expect(nextAttempt(11, now)).toBeNull();
  });

  it('leaves within thirty seconds of what was checked at its claim, or is claimed again', () => {
    const after = (milliseconds: number) => mayStillLeave(now, new Date(now.getTime() + milliseconds));
    expect([0, 29_999, 30_000].map(after)).toEqual([true, true, true]);
    expect([30_001, 86_400_000].map(after)).toEqual([false, false]);
  });
});
