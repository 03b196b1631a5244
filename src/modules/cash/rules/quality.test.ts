/** The curve of precision and coverage over the kinds of evidence. */
import { describe, expect, it } from 'vitest';
import fc from '#test/property';
import { evidenceKinds } from './matching/evidence.ts';
import { curveOf, type KindSums, qualityOf, recommendedPoint } from './quality.ts';

const kind = (part: Partial<KindSums>): KindSums => {
  const one = {
    evidence: 'reference' as const,
    proved: true,
    score: 0.995,
    ...{ confirmed: 0, stood: 0, wrong: 0, unknown: 0 },
    ...part,
  };
  const receipts = one.confirmed + one.stood + one.wrong + one.unknown;
  return { receipts, amountMinor: BigInt(receipts) * 100n, ...one };
};

describe('R33 L2 The curve of precision and coverage', () => {
  const kinds = qualityOf(
    [
      kind({ evidence: 'amount_single', score: 0.97, confirmed: 90, wrong: 10 }),
      kind({ confirmed: 2_000, stood: 2_000 }),
      kind({ evidence: 'advice', confirmed: 999, wrong: 1 }),
      kind({ evidence: 'amount_likeness', proved: false, score: 0.5, confirmed: 40, wrong: 10 }),
    ],
    0.999,
  );
  const curve = curveOf(kinds, { receipts: 6_000, amountMinor: 600_000n });

  it('says of each kind how often it was right, how sure that is, and what is made of it', () => {
    expect(kinds.map((one) => [one.evidence, one.observed, one.wrong, one.standing])).toEqual([
      ['advice', 1_000, 1, 'open'],
      ['reference', 3_000, 0, 'holds'],
      ['amount_single', 100, 10, 'falls_short'],
      ['amount_likeness', 50, 10, 'falls_short'],
    ]);
    expect(kinds[2]!.precision).toBe(0.9);
  });

  it('adds the kinds from the most certain on, what is only proposed last', () => {
    expect(curve.map((point) => [point.added[0]!.evidence, point.mayPost, point.right, point.wrong])).toEqual([
      ['reference', true, 3_000, 0],
      ['advice', true, 3_999, 1],
      ['amount_single', true, 4_089, 11],
      ['amount_likeness', false, 4_129, 21],
    ]);
    // Nobody looked at two thousand: they count half in precision and whole in coverage.
    expect(curve.map((point) => Math.round(point.coverage * 6_000))).toEqual([4_000, 5_000, 5_100, 5_150]);
    expect(curve[1]!.moneyCoverage).toBeCloseTo(5 / 6, 5);
  });

  it('puts a threshold between the kinds, so that it lets in what its point shows', () => {
    for (const [index, point] of curve.entries()) {
      if (!point.mayPost) continue;
      const inside = kinds.filter((one) => one.proved && one.confidence >= point.threshold);
      const added = curve.slice(0, index + 1).flatMap((one) => one.added.map(({ evidence }) => evidence));
      expect(inside.map((one) => one.evidence).sort()).toEqual(added.sort());
    }
  });

  it('recommends the most coverage at which enough was right', () => {
    expect(recommendedPoint(curve, 0.999)?.added[0]?.evidence).toBe('advice');
    expect(recommendedPoint(curve, 0.9999)?.added[0]?.evidence).toBe('reference');
    expect(recommendedPoint(curve, 0.5)?.added[0]?.evidence).toBe('amount_single');
    expect(recommendedPoint([], 0.999)).toBeNull();
    expect(curveOf([], { receipts: 0, amountMinor: 0n })).toEqual([]);
  });

  it('is a curve for every history: coverage grows, counts add up, no kind is lost or counted twice', () => {
    const some = fc.uniqueArray(
      fc.record({
        evidence: fc.constantFrom(...evidenceKinds),
        proved: fc.boolean(),
        score: fc.integer({ min: 40, max: 99 }).map((n) => n / 100),
        confirmed: fc.integer({ min: 0, max: 300 }),
        stood: fc.integer({ min: 0, max: 300 }),
        wrong: fc.integer({ min: 0, max: 30 }),
        unknown: fc.integer({ min: 0, max: 30 }),
      }),
      { selector: (one) => `${one.evidence} ${one.proved}`, maxLength: 20 },
    );
    fc.assert(
      fc.property(some, (all) => {
        const sums = all.map(kind);
        const receipts = sums.reduce((sum, one) => sum + one.receipts, 0);
        const points = curveOf(qualityOf(sums, 0.999), { receipts, amountMinor: BigInt(receipts) * 100n });
        expect(points.flatMap((point) => point.added)).toHaveLength(all.length);
        expect(points.at(-1)?.wrong ?? 0).toBe(all.reduce((sum, one) => sum + one.wrong, 0));
        if (receipts > 0) expect(points.at(-1)!.coverage).toBeCloseTo(1, 9);
        for (let at = 1; at < points.length; at += 1) {
          expect(points[at]!.coverage).toBeGreaterThanOrEqual(points[at - 1]!.coverage);
          expect(Number(points[at]!.mayPost)).toBeLessThanOrEqual(Number(points[at - 1]!.mayPost));
          if (points[at]!.mayPost) expect(points[at]!.threshold).toBeLessThan(points[at - 1]!.threshold);
        }
      }),
    );
  });
});
