/** The matching engine on receipts whose right answer is known. The large run with its table is `npm run bench`. */
import { describe, expect, it } from 'vitest';
import { makeLabelledBook } from './labelled-receipts.ts';
import { measureQuality, qualityTable } from './matching-quality.ts';

describe('R33 The matching engine on labelled receipts', () => {
  it('applies nothing wrongly, and most of what can be proved', () => {
    const quality = measureQuality(1847, 600);
    expect(quality.faults).toEqual([]);
    expect(quality.wrongApplied).toBe(0);
    expect(quality.coverage, quality.missed.join('\n')).toBeGreaterThanOrEqual(0.92);
    const { right, wrong, ambiguous, none } = quality.verdicts;
    expect(right + wrong + ambiguous + none).toBe(quality.receipts);
    expect(quality.receipts).toBe(600);
    expect(qualityTable(quality).at(-1)).toContain('0 wrong of');
  });

  it('makes the same books from the same seed, and every label names items that are open', () => {
    const { problem, labels } = makeLabelledBook(3, 200);
    expect(makeLabelledBook(3, 200)).toEqual({ problem, labels });
    const items = new Map(problem.openItems.map((item) => [item.id, item]));
    for (const receipt of problem.receipts) {
      const label = labels.get(receipt.id)!;
      if (label.allocations.length === 0) continue;
      expect(label.allocations.reduce((sum, one) => sum + one.receiptAmountMinor, 0n)).toBe(receipt.amountMinor);
      for (const one of label.allocations) expect(items.get(one.itemId)!.currency).toBe(receipt.currency);
    }
  });
});
