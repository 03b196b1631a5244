/** What keeps a proved explanation from posting by itself: the company's rules, and its own history. Pure. */
import { fallsShort, type TrackRecord } from '../track-record.ts';
import type { MatchingPolicy, PostingClass } from './model.ts';

/** class: the rules leave it to a person; confidence: below the threshold; history: its kind was wrong too often here. */
export type Withheld = 'class' | 'confidence' | 'history';

/** Null: it posts. Rules and history only ever withhold; what the engine does not prove is not asked about here. */
export function withheldBy(
  policy: Pick<MatchingPolicy, 'mayPost' | 'minimumConfidence' | 'minimumPrecision'>,
  one: {
    readonly postingClass: PostingClass;
    readonly confidence: number;
    readonly record: TrackRecord | undefined;
  },
): Withheld | null {
  if (!policy.mayPost.includes(one.postingClass)) return 'class';
  if (one.confidence < policy.minimumConfidence) return 'confidence';
  return fallsShort(one.record, policy.minimumPrecision) ? 'history' : null;
}
