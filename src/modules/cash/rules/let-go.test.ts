/** What of a person's differences takes authority: beyond what was proposed, and what the rules let go. */
import { describe, expect, it } from 'vitest';
import { type FreeToLetGo, letGo } from './let-go.ts';
import type { AdjustmentKind, MatchedAllocation } from './matching/model.ts';

const paid = (itemId: string, ...adjustments: [kind: AdjustmentKind, amountMinor: bigint][]): MatchedAllocation => ({
  ...{ itemId, receiptAmountMinor: 100n, itemAmountMinor: 100n, kind: 'full' },
  adjustments: adjustments.map(([kind, amountMinor]) => ({ kind, amountMinor, reason: 'Said so.' })),
});
/** Bank charges are free up to an amount with a receipt, and up to another in the month of each debtor. */
const charges = (ofReceipt: bigint, leftInMonth = ofReceipt): FreeToLetGo => ({
  ofReceipt: (kind) => (kind === 'bank_charge' ? ofReceipt : 0n),
  leftInMonth: () => leftInMonth,
  // Items 1 and 2 are of one debtor.
  debtorOf: (itemId) => (itemId === '3' ? 'other' : 'one'),
});
const nothing = charges(0n);

describe('letGo', () => {
  it('is nothing where no difference lets money go, or all stand proposed', () => {
    expect(letGo([paid('1', ['deduction', 9n], ['withholding_tax', 9n])], [], nothing).amountMinor).toBe(0n);
    const proposed = [{ itemId: '1', kind: 'discount', amountMinor: 5n }];
    expect(letGo([paid('1', ['discount', 5n])], proposed, nothing)).toMatchObject({ amountMinor: 0n, itemIds: [] });
  });

  it('is what goes beyond the proposal: more, of another kind, of another item, or the same once more', () => {
    const proposed = [{ itemId: '1', kind: 'discount', amountMinor: 5n }];
    expect(letGo([paid('1', ['discount', 6n])], proposed, nothing)).toMatchObject({ amountMinor: 1n, itemIds: ['1'] });
    expect(letGo([paid('1', ['bank_charge', 5n])], proposed, nothing).amountMinor).toBe(5n);
    expect(letGo([paid('2', ['discount', 5n])], proposed, nothing).itemIds).toEqual(['2']);
    expect(letGo([paid('1', ['discount', 5n], ['discount', 5n])], proposed, nothing).amountMinor).toBe(5n);
  });

  it('counts a kind as a whole against what the rules let go: no parts slip under it', () => {
    const free = charges(10n);
    expect(letGo([paid('1', ['bank_charge', 10n])], [], free).amountMinor).toBe(0n);
    expect(letGo([paid('1', ['bank_charge', 6n]), paid('2', ['bank_charge', 5n])], [], free)).toEqual({
      ...{ amountMinor: 11n, itemIds: ['1', '2'], monthLeftMinor: null },
    });
    expect(letGo([paid('1', ['bank_charge', 10n], ['fx', 1n])], [], free).amountMinor).toBe(1n);
  });

  it('counts the month of each debtor, and says what is left of it', () => {
    const free = charges(10n, 4n);
    expect(letGo([paid('1', ['bank_charge', 4n])], [], free).amountMinor).toBe(0n);
    expect(letGo([paid('1', ['bank_charge', 3n]), paid('2', ['bank_charge', 2n])], [], free)).toEqual({
      ...{ amountMinor: 5n, itemIds: ['1', '2'], monthLeftMinor: 4n },
    });
    // Of two debtors each has its own month.
    expect(letGo([paid('1', ['bank_charge', 3n]), paid('3', ['bank_charge', 2n])], [], free).amountMinor).toBe(0n);
    expect(letGo([paid('1', ['bank_charge', 1n])], [], charges(10n, -7n)).monthLeftMinor).toBe(0n);
    // Where more than a receipt may is named besides, the month is not what hinders.
    expect(letGo([paid('1', ['bank_charge', 5n], ['fx', 1n])], [], free).monthLeftMinor).toBeNull();
  });
});
