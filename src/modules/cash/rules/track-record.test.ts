/** Bounds of a share, calibrated confidence, and when a kind's own history keeps it from posting. */
import { describe, expect, it } from 'vitest';
import fc from '#test/property';
import { betaProbability, betaQuantile } from './beta.ts';
import {
  calibrate,
  fallsShort,
  type KindCounts,
  minimumObservations,
  observedOf,
  precisionBounds,
  rightOf,
  standingOf,
  trackRecordOf,
} from './track-record.ts';

const counts = (part: Partial<KindCounts>): KindCounts => ({
  evidence: 'reference',
  proved: true,
  confirmed: 0,
  stood: 0,
  wrong: 0,
  ...part,
});
const record = (part: Partial<KindCounts>) => trackRecordOf(counts(part));
const anyCounts = fc.record({
  confirmed: fc.integer({ min: 0, max: 5_000 }),
  stood: fc.integer({ min: 0, max: 5_000 }),
  wrong: fc.integer({ min: 0, max: 500 }),
});

/** Σ of the binomial probabilities of at most k of n. */
function binomialTail(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = term;
  for (let i = 1; i <= k; i += 1) {
    term *= ((n - i + 1) / i) * (p / (1 - p));
    sum += term;
  }
  return sum;
}

describe('R33 L2 How far a kind of explanation can be trusted', () => {
  it('bounds a share exactly: no more mistakes than seen would come up only once in twenty at the lower bound', () => {
    for (const [n, wrong] of [
      [50, 0],
      [50, 1],
      [300, 2],
      [3_000, 3],
      [200, 40],
    ] as const) {
      const { lower, upper } = precisionBounds(n - wrong, wrong);
      expect(binomialTail(wrong, n, 1 - lower)).toBeCloseTo(0.05, 6);
      if (wrong > 0) expect(1 - binomialTail(wrong - 1, n, 1 - upper)).toBeCloseTo(0.05, 6);
      else expect(upper).toBe(1);
    }
    // The rule of three: without a mistake it takes about three thousand to be sure of one in a thousand.
    expect(precisionBounds(2_994, 0).lower).toBeLessThan(0.999);
    expect(precisionBounds(2_995, 0).lower).toBeGreaterThan(0.999);
    expect(precisionBounds(0, 10).lower).toBe(0);
  });

  it('finds the quantile of a probability and the probability of a quantile', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 10_000, noNaN: true }),
        fc.double({ min: 0.5, max: 1_000, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (a, b, probability) => {
          expect(betaProbability(betaQuantile(probability, a, b), a, b)).toBeCloseTo(probability, 6);
        },
      ),
    );
  });

  it('keeps the engine’s own figure while too little was seen, and moves towards the share that was right', () => {
    expect(calibrate(0.97, undefined)).toEqual({ confidence: 0.97, history: null });
    expect(calibrate(0.97, counts({ confirmed: minimumObservations - 1 }))).toEqual({
      confidence: 0.97,
      history: null,
    });
    const some = calibrate(0.97, counts({ confirmed: 95, wrong: 5 }));
    expect(some).toEqual({ confidence: (20 * 0.97 + 95) / 120, history: { observed: 100, wrong: 5 } });
    expect(calibrate(0.97, counts({ confirmed: 100_000 })).confidence).toBeGreaterThan(0.9999);
  });

  it('counts what nobody looked at by half', () => {
    const half = counts({ confirmed: 10, stood: 100, wrong: 1 });
    expect([rightOf(half), observedOf(half)]).toEqual([60, 61]);
  });

  it('withholds a kind only when its history shows that it falls short beyond chance', () => {
    const standing = (confirmed: number, wrong: number) => standingOf(record({ confirmed, wrong }), 0.999);
    expect(standingOf(undefined, 0.999)).toBe('too_few');
    expect(standing(20, 5)).toBe('too_few');
    // One mistake in fifty is less than one in a thousand would show; one in sixty may be chance.
    expect(standing(49, 1)).toBe('falls_short');
    expect(standing(59, 1)).toBe('open');
    expect(standing(300, 2)).toBe('falls_short');
    expect(standing(2_000, 0)).toBe('open');
    expect(standing(2_995, 0)).toBe('holds');
    expect(fallsShort(record({ confirmed: 49, wrong: 1 }), 0.95)).toBe(false);
    expect(fallsShort(record({ confirmed: 49, wrong: 1 }), 0)).toBe(false);
  });

  it('is never better for a mistake more, nor worse for a confirmation more', () => {
    fc.assert(
      fc.property(anyCounts, fc.double({ min: 0.3, max: 0.999, noNaN: true }), (part, score) => {
        const worse = { ...part, wrong: part.wrong + 1 };
        const better = { ...part, confirmed: part.confirmed + 1 };
        const [own, less, more] = [record(part), record(worse), record(better)].map((one) => one.bounds);
        expect(less!.lower).toBeLessThanOrEqual(own!.lower);
        expect(less!.upper).toBeLessThanOrEqual(own!.upper + 1e-12);
        expect(more!.lower).toBeGreaterThanOrEqual(own!.lower - 1e-12);
        expect(own!.lower).toBeLessThanOrEqual(own!.upper);
        const confidence = (one: Partial<KindCounts>) => calibrate(score, counts(one)).confidence;
        expect(confidence(part)).toBeGreaterThan(0);
        expect(confidence(part)).toBeLessThanOrEqual(1);
        if (observedOf(counts(part)) >= minimumObservations) {
          expect(confidence(worse)).toBeLessThan(confidence(part));
          expect(confidence(better)).toBeGreaterThanOrEqual(confidence(part));
          // Nor is a kind trusted again because it made another mistake.
          if (fallsShort(record(part), 0.999)) expect(fallsShort(record(worse), 0.999)).toBe(true);
        }
      }),
    );
  });
});
