/** What of a person's differences takes authority: beyond what was proposed, and what the rules let go. */
import { describe, expect, it } from 'vitest';
import { letGo } from './let-go.ts';
import type { AdjustmentKind, MatchedAllocation } from './matching/model.ts';

const paid = (itemId: string, ...adjustments: [kind: AdjustmentKind, amountMinor: bigint][]): MatchedAllocation => ({
  ...{ itemId, receiptAmountMinor: 100n, itemAmountMinor: 100n, kind: 'full' },
  adjustments: adjustments.map(([kind, amountMinor]) => ({ kind, amountMinor, reason: 'Said so.' })),
});
const nothing = () => 0n;

describe('letGo', () => {
  it('is nothing where no difference lets money go, or all stand proposed', () => {
    expect(letGo([paid('1', ['deduction', 9n], ['withholding_tax', 9n])], [], nothing).amountMinor).toBe(0n);
    const proposed = [{ itemId: '1', kind: 'discount', amountMinor: 5n }];
    expect(letGo([paid('1', ['discount', 5n])], proposed, nothing)).toEqual({ amountMinor: 0n, itemIds: [] });
  });

  it('is what goes beyond the proposal: more, of another kind, of another item, or the same once more', () => {
    const proposed = [{ itemId: '1', kind: 'discount', amountMinor: 5n }];
    expect(letGo([paid('1', ['discount', 6n])], proposed, nothing)).toEqual({ amountMinor: 1n, itemIds: ['1'] });
    expect(letGo([paid('1', ['bank_charge', 5n])], proposed, nothing).amountMinor).toBe(5n);
    expect(letGo([paid('2', ['discount', 5n])], proposed, nothing).itemIds).toEqual(['2']);
    expect(letGo([paid('1', ['discount', 5n], ['discount', 5n])], proposed, nothing).amountMinor).toBe(5n);
  });

  it('counts a kind as a whole against what the rules let go: no parts slip under it', () => {
    const free = (kind: AdjustmentKind): bigint => (kind === 'bank_charge' ? 10n : 0n);
    expect(letGo([paid('1', ['bank_charge', 10n])], [], free).amountMinor).toBe(0n);
    expect(letGo([paid('1', ['bank_charge', 6n]), paid('2', ['bank_charge', 5n])], [], free)).toEqual({
      amountMinor: 11n,
      itemIds: ['1', '2'],
    });
    expect(letGo([paid('1', ['bank_charge', 10n], ['fx', 1n])], [], free).amountMinor).toBe(1n);
  });
});
