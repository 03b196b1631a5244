/** An advice that was found by its amount alone is evidence for a person: nothing is posted on it. Pure. */
import type { ReceiptResult } from './model.ts';

/** The result as it holds for money whose advice is `certain` to be about it, or is not; null: it has none. */
export function withDoubtOfAdvice(result: ReceiptResult, certain: boolean | null): ReceiptResult {
  if (result.decision !== 'apply' || certain !== false) return result;
  return {
    ...result,
    decision: 'propose',
    proved: false,
    score: Math.min(result.score, 0.6),
    confidence: Math.min(result.confidence, 0.6),
    explanation: `${result.explanation} The advice was found by its amount alone; see whether the money is this payer's.`,
  };
}
