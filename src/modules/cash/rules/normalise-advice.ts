/** A remittance as a reader gave it, as the lines that are kept and that matching is handed. Pure. */
import { type Remittance, type StatedDocument, sumOfLines } from '#formats';
import { textKey } from '#kernel';
import type { RemittanceLine as MatchingLine } from './matching/model.ts';

/** A line of an advice: minor units of the advice's currency. */
export interface AdviceLine {
  readonly reference: string;
  /** Letters and digits of the document's number; empty where the line names none. */
  readonly referenceKey: string;
  /** What is paid; null where it shares the amount of the line before, or leaves that open. */
  readonly amountMinor: bigint | null;
  readonly discountMinor: bigint | null;
  /** What the payer kept back, positive, and why. */
  readonly deductionMinor: bigint | null;
  readonly deductionReason: string | null;
  readonly memo: string | null;
  /** It is paid with the amount of the line before. */
  readonly shares: boolean;
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** The lines of a remittance with their deductions summed up and their reasons put into words. */
export function adviceLines(remittance: Remittance): AdviceLine[] {
  return remittance.lines.map((line) => ({
    reference: line.reference,
    referenceKey: textKey(line.reference),
    amountMinor: line.amountMinor,
    discountMinor: line.discountMinor,
    ...deductionOf(line),
    memo: line.memo,
    shares: line.shares === true,
  }));
}

/** What was kept back of a document, positive, and why. */
export function deductionOf(line: StatedDocument): Pick<AdviceLine, 'deductionMinor' | 'deductionReason'> {
  const sum = line.adjustments.reduce((total, one) => total + (one.amountMinor ?? 0n), 0n);
  if (sum === 0n) return { deductionMinor: null, deductionReason: null };
  const codes = [...new Set(line.adjustments.map((one) => one.code).filter((code) => code !== ''))];
  return { deductionMinor: magnitude(sum), deductionReason: codes.join(', ') || null };
}

/** What an advice pays: as it says, else the sum of its lines; null where neither says it. */
export const advisedAmount = ({ amountMinor, lines }: Remittance): bigint | null => amountMinor ?? sumOfLines(lines);

/**
 * A kept line as the matching engine takes it: a deduction is told in the memo, where the engine looks for its reason, and what
 * was taken off with its amount.
 */
export function matchingLine(
  line: Pick<
    AdviceLine,
    'reference' | 'amountMinor' | 'discountMinor' | 'deductionMinor' | 'deductionReason' | 'memo' | 'shares'
  >,
): MatchingLine {
  const kept =
    line.deductionMinor === null
      ? []
      : [`deduction: ${[line.deductionReason, line.memo].filter(Boolean).join(' ') || 'no reason given'}`];
  return {
    reference: line.reference,
    amountMinor: line.amountMinor,
    memo: kept.length > 0 ? kept.join(' ') : (line.memo ?? ''),
    discountMinor: line.discountMinor === null ? null : magnitude(line.discountMinor),
    deductionMinor: line.deductionMinor,
    ...(line.shares && { shares: true }),
  };
}
