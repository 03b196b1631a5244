/**
 * What became of the engine's explanations, by kind of evidence: how far a kind can be trusted in this company, with
 * bounds, and the confidence of the next explanation of the kind. Pure.
 */
import { betaQuantile } from './beta.ts';
import type { EvidenceKind } from './matching/evidence.ts';

/** How often the explanations of a kind came out so and so. */
export interface KindCounts {
  readonly evidence: EvidenceKind;
  /** The engine proved them; else they had a doubt and were proposed. */
  readonly proved: boolean;
  /** A person applied the money exactly so, though it was not posted by itself. */
  readonly confirmed: number;
  /** Posted by itself and untouched for `settledDays`: nobody looked. */
  readonly stood: number;
  /** Declined, applied otherwise by a person, or taken back after it was posted. */
  readonly wrong: number;
}

/** What became of the explanations of a kind, with the bounds of their precision. */
export interface TrackRecord extends KindCounts {
  readonly bounds: Bounds;
}

/** The records of a company, by kind. */
export interface TrackRecords {
  of(evidence: EvidenceKind, proved: boolean): TrackRecord | undefined;
}

/** The bounds are found once, not for each receipt. */
export const trackRecordOf = (counts: KindCounts): TrackRecord => ({
  ...counts,
  bounds: precisionBounds(rightOf(counts), counts.wrong),
});

export const trackRecordsOf = (kinds: readonly KindCounts[]): TrackRecords => {
  const byKind = new Map(kinds.map((one) => [`${one.evidence} ${one.proved}`, trackRecordOf(one)]));
  return { of: (evidence, proved) => byKind.get(`${evidence} ${proved}`) };
};

/** The months before a day that are counted: what is older says little about how payers write now. */
export const countedMonths = 12;
/** After so many days a wrong application has had its chance to be seen: a reminder and a statement have gone out. */
export const settledDays = 60;
/**
 * What an application that nobody looked at counts. A half supposes that one of two mistakes comes to light within
 * `settledDays`: k mistakes seen among n that nobody looked at are then k in n / 2, as 2 k in n would be.
 */
export const unseenWeight = 0.5;
/** Fewer observations tell nothing: the engine's own figure and rules count. */
export const minimumObservations = 30;
/** How many observations the engine's own figure is worth beside the company's. */
const priorObservations = 20;
/** The error that a bound may have, on its one side. */
const boundError = 0.05;

/** Right ones, those that nobody looked at by their weight. */
export const rightOf = (record: Pick<KindCounts, 'confirmed' | 'stood'>): number =>
  record.confirmed + record.stood * unseenWeight;

export const observedOf = (record: Pick<KindCounts, 'confirmed' | 'stood' | 'wrong'>): number =>
  rightOf(record) + record.wrong;

export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Between which shares the true precision lies, each side with 95 % certainty: the exact binomial bounds of Clopper and
 * Pearson (1934) as quantiles of the beta distribution, which also takes observations that count a half.
 */
export function precisionBounds(right: number, wrong: number): Bounds {
  return {
    lower: right === 0 ? 0 : betaQuantile(boundError, right, wrong + 1),
    upper: wrong === 0 ? 1 : betaQuantile(1 - boundError, right + 1, wrong),
  };
}

/**
 * The confidence of an explanation of a kind: the mean of a beta distribution whose prior is the engine's own figure,
 * worth twenty observations, and whose evidence is the kind's record. With too few observations the figure itself.
 */
export function calibrate(
  score: number,
  record: KindCounts | undefined,
): { readonly confidence: number; readonly history: { readonly observed: number; readonly wrong: number } | null } {
  if (record === undefined) return { confidence: score, history: null };
  const observed = observedOf(record);
  if (observed < minimumObservations) return { confidence: score, history: null };
  return {
    confidence: (priorObservations * score + rightOf(record)) / (priorObservations + observed),
    history: { observed, wrong: record.wrong },
  };
}

/** What a kind's record says of the precision that is demanded. */
export type Standing =
  /** Too few were seen to say anything. */
  | 'too_few'
  /** Its lower bound reaches what is demanded. */
  | 'holds'
  /** It may reach it or not; more has to be seen. */
  | 'open'
  /** Even its upper bound is below what is demanded. */
  | 'falls_short';

export function standingOf(record: TrackRecord | undefined, minimumPrecision: number): Standing {
  if (record === undefined || observedOf(record) < minimumObservations) return 'too_few';
  const { lower, upper } = record.bounds;
  return upper < minimumPrecision ? 'falls_short' : lower >= minimumPrecision ? 'holds' : 'open';
}

/**
 * True when a kind's own history shows that it does not reach the demanded precision. What the engine proved is presumed
 * to be right: history has to say otherwise beyond chance, and it has to have seen enough.
 */
export const fallsShort = (record: TrackRecord | undefined, minimumPrecision: number): boolean =>
  record !== undefined && standingOf(record, minimumPrecision) === 'falls_short';
