/** The bench's own arithmetic: the same seed, the same books; ratios round by round. */
import { describe, expect, it } from 'vitest';
import { median, middleOf, percentile, ratioOf } from './measure.ts';
import { seeded } from './random.ts';
import { lineOf } from './report.ts';

const timing = (name: string, wallMs: readonly number[]) => ({ name, wallMs, clientCpuMs: 1, serverCpuMs: null });

describe('measuring', () => {
  it('draws the same numbers from the same seed, and others from another', () => {
    const draw = (seed: number) => {
      const random = seeded(seed);
      return Array.from({ length: 50 }, () => random.whole(1, 1000));
    };
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
    expect(draw(5).every((one) => one >= 1 && one <= 1000)).toBe(true);
  });

  it('takes the median of the ratios of each round, not the ratio of medians', () => {
    expect(ratioOf(timing('a', [10, 40, 30]), timing('b', [10, 10, 15]))).toEqual({ median: 2, least: 1, most: 4 });
    expect(median([3, 1, 2])).toBe(2);
    expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95)).toBe(10);
  });

  it('tells the middle half of many rounds, which one disturbed round does not move', () => {
    const rounds = [10, 11, 12, 13, 14, 15, 16, 500];
    expect(middleOf(timing('a', rounds), timing('b', Array(8).fill(10)))).toEqual({ median: 1.4, from: 1.2, to: 1.6 });
  });

  it('judges a goal in its own direction', () => {
    const shared = { work: 'w', goal: 'g', ours: timing('a', [20]), reference: timing('b', [10]) };
    expect(lineOf({ ...shared, atMost: 1.5 })).toMatchObject({ met: false, ratio: '2.00× (2.00–2.00)' });
    expect(lineOf({ ...shared, atMost: 2 }).met).toBe(true);
    expect(lineOf({ ...shared, atLeast: 0.5 })).toMatchObject({ met: true, ratio: '50 % (50–50)' });
    expect(lineOf({ ...shared, atLeast: 0.8 }).met).toBe(false);
  });
});
