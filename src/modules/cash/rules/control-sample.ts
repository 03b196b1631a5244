/** How many of each kind a control sample takes, and what its verdicts say of all postings. Pure. */
import { type Bounds, precisionBounds } from './track-record.ts';

export interface Stratum {
  readonly evidence: string;
  /** Receipts of the kind that posted by themselves. */
  readonly population: number;
}

/**
 * Shares a sample out over the kinds in proportion (largest remainder), at least one of each kind and never more than there
 * are: a rare kind that is left out would never be looked at. A sample smaller than the kinds takes one of each all the same.
 */
export function allocateSample(strata: readonly Stratum[], size: number): ReadonlyMap<string, number> {
  const all = strata.reduce((sum, one) => sum + one.population, 0);
  const wanted = Math.min(Math.max(size, strata.length), all);
  const shares = strata.map((one) => {
    const exact = (wanted * one.population) / all;
    return { ...one, exact, takes: Math.min(one.population, Math.max(1, Math.floor(exact))) };
  });
  let left = wanted - shares.reduce((sum, one) => sum + one.takes, 0);
  const byRemainder = [...shares].sort(
    (a, b) => b.exact - b.takes - (a.exact - a.takes) || (a.evidence < b.evidence ? -1 : 1),
  );
  while (left > 0 && byRemainder.some((one) => one.takes < one.population))
    for (const one of byRemainder) {
      if (left === 0 || one.takes === one.population) continue;
      one.takes += 1;
      left -= 1;
    }
  return new Map(shares.map((one) => [one.evidence, one.takes]));
}

export interface JudgedStratum extends Stratum {
  readonly judged: number;
  readonly wrong: number;
}

/** The share of postings that were wrong, as the verdicts so far say; null before the first. */
export interface MeasuredError {
  readonly rate: number;
  /** With 95 % certainty on each side. */
  readonly bounds: Bounds;
}

/**
 * The error rate of a stratified sample: each kind's share of wrong ones, weighted by its part of all postings. Its bounds are
 * those of Clopper and Pearson over the effective size of the sample, 1 / Σ w² / n (Korn and Graubard, 1998), which is smaller
 * than its size where a rare kind was looked at more than its part. Kinds without a verdict yet do not count.
 */
export function measuredError(strata: readonly JudgedStratum[]): MeasuredError | null {
  const seen = strata.filter((one) => one.judged > 0);
  const all = seen.reduce((sum, one) => sum + one.population, 0);
  if (all === 0) return null;
  const weighted = seen.map((one) => ({ ...one, weight: one.population / all }));
  const rate = weighted.reduce((sum, one) => sum + (one.weight * one.wrong) / one.judged, 0);
  const effective = 1 / weighted.reduce((sum, one) => sum + one.weight ** 2 / one.judged, 0);
  const { lower, upper } = precisionBounds((1 - rate) * effective, rate * effective);
  return { rate, bounds: { lower: 1 - upper, upper: 1 - lower } };
}
