/** How good the engine's explanations were in a company, kind by kind, and the curve of precision and coverage. Pure. */
import { evidenceKinds } from './matching/evidence.ts';
import {
  type Bounds,
  calibrate,
  type KindCounts,
  observedOf,
  precisionBounds,
  rightOf,
  type Standing,
  standingOf,
  trackRecordOf,
} from './track-record.ts';

/** A kind of explanation with what became of it and what of the money it explained. */
export interface KindSums extends KindCounts {
  /** The engine's own figure on average. */
  readonly score: number;
  /** Not known yet: posted lately, waiting, or returned by the bank. */
  readonly unknown: number;
  /** Receipts of which it was the last word, and their money in the company's currency. */
  readonly receipts: number;
  readonly amountMinor: bigint;
}

export interface KindQuality extends KindSums {
  readonly observed: number;
  readonly right: number;
  /** Share of right ones among those observed; null where nothing is known. */
  readonly precision: number | null;
  readonly bounds: Bounds | null;
  /** As the engine would give it now. */
  readonly confidence: number;
  readonly standing: Standing;
}

export interface CurvePoint {
  /** Explanations of at least this confidence would post; it lies between those of this kind and of the next. */
  readonly threshold: number;
  /** The kinds that this point adds to the one before. */
  readonly added: readonly Pick<KindCounts, 'evidence' | 'proved'>[];
  /** False: the engine does not prove them, and no rule lets them post. */
  readonly mayPost: boolean;
  readonly right: number;
  readonly wrong: number;
  readonly precision: number | null;
  readonly bounds: Bounds | null;
  /** Share of all money in: of its receipts and of its amount. */
  readonly coverage: number;
  readonly moneyCoverage: number;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
/** Which share of some money a part of it is, to a millionth. */
export const moneyShare = (part: bigint, whole: bigint): number =>
  whole === 0n ? 0 : Number((part * 1_000_000n) / whole) / 1_000_000;

/** Each kind with its precision, the bounds of it, and what is made of it; the strongest evidence first. */
export function qualityOf(kinds: readonly KindSums[], minimumPrecision: number): KindQuality[] {
  return kinds
    .map((one): KindQuality => {
      const [right, observed] = [rightOf(one), observedOf(one)];
      const record = trackRecordOf(one);
      return {
        ...one,
        right,
        observed,
        precision: observed === 0 ? null : right / observed,
        bounds: observed === 0 ? null : record.bounds,
        confidence: calibrate(one.score, one).confidence,
        standing: standingOf(record, minimumPrecision),
      };
    })
    .sort(
      (a, b) =>
        Number(b.proved) - Number(a.proved) || evidenceKinds.indexOf(a.evidence) - evidenceKinds.indexOf(b.evidence),
    );
}

/** Confidences nearer to each other than this are one point of the curve. */
const resolution = 0.0001;

/**
 * What would post by threshold: what the engine proves first, the most certain kind first, then what it only proposes,
 * which shows what persons are spared by nothing but their own look. Kinds of the same confidence are one point.
 */
export function curveOf(
  kinds: readonly KindQuality[],
  total: { readonly receipts: number; readonly amountMinor: bigint },
): CurvePoint[] {
  const ordered = [...kinds].sort(
    (a, b) => Number(b.proved) - Number(a.proved) || b.confidence - a.confidence || (a.evidence < b.evidence ? -1 : 1),
  );
  const groups: KindQuality[][] = [];
  for (const kind of ordered) {
    const last = groups.at(-1)?.[0];
    if (last && last.proved === kind.proved && last.confidence - kind.confidence < resolution)
      groups.at(-1)!.push(kind);
    else groups.push([kind]);
  }
  let [right, wrong, receipts, amountMinor] = [0, 0, 0, 0n];
  return groups.map((group, index): CurvePoint => {
    for (const one of group) {
      right += one.right;
      wrong += one.wrong;
      receipts += one.receipts;
      amountMinor += one.amountMinor;
    }
    const lowest = group.at(-1)!.confidence;
    const next = groups[index + 1]?.[0];
    const below = next && next.proved === group[0]!.proved ? next.confidence : lowest - 2 * resolution;
    return {
      // Half-way to the next kind, so that a day's small change of a figure moves no kind over the threshold.
      threshold: Math.max(0, Math.round(((lowest + below) / 2) * 1e6) / 1e6),
      added: group.map(({ evidence, proved }) => ({ evidence, proved })),
      mayPost: group[0]!.proved,
      right,
      wrong,
      precision: right + wrong === 0 ? null : right / (right + wrong),
      bounds: right + wrong === 0 ? null : precisionBounds(right, wrong),
      coverage: share(receipts, total.receipts),
      moneyCoverage: moneyShare(amountMinor, total.amountMinor),
    };
  });
}

/** The point with the most coverage up to which what posts was right often enough; null where there is none. */
export function recommendedPoint(curve: readonly CurvePoint[], minimumPrecision: number): CurvePoint | null {
  const fails = curve.findIndex(
    (point) => !point.mayPost || (point.precision !== null && point.precision < minimumPrecision),
  );
  // Where nothing is known there is nothing to recommend.
  return (fails < 0 ? curve : curve.slice(0, fails)).findLast((point) => point.precision !== null) ?? null;
}
