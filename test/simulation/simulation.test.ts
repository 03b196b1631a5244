/** Forty days of a company over 29 February and the change to summer time, every invariant after every day. */
import { describe, expect, it } from 'vitest';
import { simulate } from './simulate.ts';

describe('R5 A company, day by day', () => {
  it('keeps every invariant over forty days, and comes out the same from the same seed', async () => {
    const start = '2028-02-20';
    const lived = await simulate({ seed: 1, days: 40, start, verifyEvery: 1 });
    expect(lived.digests.length).toBe(40);
    // It was a life worth looking at.
    for (const event of [
      'invoice',
      'credit_memo',
      'promise',
      'dispute',
      'postpone',
      'day run',
      'bank late',
      'bank overlapping',
      'reverse',
      'write_off alone',
      'write_off asked',
      'refund approved',
      'return told',
      'revaluation',
    ])
      expect([event, (lived.events[event] ?? 0) > 0]).toEqual([event, true]);
    expect(lived.bankLines).toBeGreaterThan(25);
    expect(lived.mails).toBeGreaterThan(3);
    const again = await simulate({ seed: 1, days: 12, start, verifyEvery: 1 });
    expect(again.digests).toEqual(lived.digests.slice(0, 12));
    const other = await simulate({ seed: 2, days: 4, start, verifyEvery: 1 });
    expect(other.digests[3]).not.toBe(lived.digests[3]);
  }, 400_000);
});
