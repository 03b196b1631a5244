/**
 * What may be posted on an advice that leaves a doubt of its own: one that was found by its amount alone is evidence for a
 * person, and one that was read off a picture holds figures that may be others. Pure.
 */
import type { ReceiptResult } from './model.ts';

/** How an advice stands to the money that it is linked to. */
export interface AdviceStanding {
  /** It was found by more than its amount. */
  readonly certain: boolean;
  /** It was read off pictures of pages. */
  readonly scanned: boolean;
  /** It was read from sentences of a mail. */
  readonly prose: boolean;
}

/**
 * The result as it holds for money with such an advice; null: it has none. On a scanned one is posted what every number that
 * was read bears out: each line names an open item of the payer by its number, each amount is what is open on it, and together
 * they are the money. One misread figure breaks one of the three. What the bank's own text proves needs no advice, unless
 * something was taken off, for which the advice would be the reason.
 */
export function withDoubtOfAdvice(result: ReceiptResult, advice: AdviceStanding | null): ReceiptResult {
  if (result.decision !== 'apply' || advice === null) return result;
  if (!advice.certain)
    return proposed(result, 'The advice was found by its amount alone; see whether the money is this payer’s.');
  if (advice.prose && result.evidence?.startsWith('advice') === true)
    return proposed(result, 'The advice is a sentence of a mail; see whether it says what was read from it.');
  if (advice.scanned && !isBorneOut(result))
    return proposed(result, 'The advice was read off a picture; see whether its figures were read right.');
  return result;
}

/** Whether money with such an advice is proposed as it is because of it: what an advice explains or puts in doubt says so. */
export const isByAdvice = ({ explanation }: ReceiptResult, advice: AdviceStanding | null): boolean =>
  advice !== null && explanation.includes('advice');

function isBorneOut({ evidence, allocations, residual }: ReceiptResult): boolean {
  if (evidence === 'advice') return residual === null;
  return evidence?.startsWith('advice') !== true && allocations.every((one) => one.adjustments.length === 0);
}

const proposed = (result: ReceiptResult, doubt: string): ReceiptResult => ({
  ...result,
  decision: 'propose',
  proved: false,
  score: Math.min(result.score, 0.6),
  confidence: Math.min(result.confidence, 0.6),
  explanation: `${result.explanation} ${doubt}`,
});
