/** The remittance loop of 820 and 823: RMR with its adjustments, references and notes; it also stands bare in ACH addenda. */
import type { RemittanceLine } from '../model.ts';
import { element, type Segment } from './segments.ts';
import { amountAt } from './values.ts';

interface Building {
  reference: string;
  amountMinor: bigint | null;
  discountMinor: bigint | null;
  adjustments: { code: string; amountMinor: bigint }[];
  memo: string[];
}

/** RMR: 02 reference, 04 paid, 05 gross, 06 discount, 07 and 08 an adjustment. RMT is its older form: 02, 03, 04, 05. */
function readLine(segment: Segment, currency: string): Building {
  const [paid, gross, discount] = segment.id === 'RMR' ? [4, 5, 6] : [3, 4, 5];
  const discountMinor = amountAt(segment, discount!, currency);
  const grossMinor = amountAt(segment, gross!, currency);
  const adjustment = segment.id === 'RMR' ? amountAt(segment, 8, currency) : null;
  return {
    reference: element(segment, 2),
    // A line may name its document and nothing more: then the payment says what is paid.
    amountMinor:
      amountAt(segment, paid!, currency) ?? (grossMinor === null ? null : grossMinor - (discountMinor ?? 0n)),
    discountMinor,
    adjustments: adjustment === null ? [] : [{ code: element(segment, 7), amountMinor: adjustment }],
    memo: [],
  };
}

/**
 * Reads the lines among segments. An adjustment (ADX) behind a line belongs to it; one before any line stands for itself, for
 * it changes the payment.
 */
export function readRemittanceLines(segments: readonly Segment[], currency: string): RemittanceLine[] {
  const lines: Building[] = [];
  let inLine = false;
  for (const segment of segments) {
    const current = inLine ? lines.at(-1) : undefined;
    if (segment.id === 'RMR' || segment.id === 'RMT') {
      lines.push(readLine(segment, currency));
      inLine = true;
    } else if (segment.id === 'ENT') inLine = false;
    else if (segment.id === 'ADX') {
      const adjustment = { code: element(segment, 2), amountMinor: amountAt(segment, 1, currency) ?? 0n };
      if (current) current.adjustments.push(adjustment);
      else
        lines.push({
          reference: element(segment, 4),
          amountMinor: adjustment.amountMinor,
          discountMinor: null,
          adjustments: [adjustment],
          memo: [],
        });
    } else if (current && segment.id === 'REF')
      current.memo.push([element(segment, 1), element(segment, 2), element(segment, 3)].filter(Boolean).join(' '));
    else if (current && segment.id === 'NTE') current.memo.push(element(segment, 2));
  }
  return lines.map((line) => ({ ...line, memo: line.memo.filter(Boolean).join('; ') || null }));
}
