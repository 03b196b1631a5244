/** Many proposals at once: what can be accepted together, and why the others cannot. */
import { describe, expect, it } from 'vitest';
import { type ItemNow, type Proposal, planAcceptance } from './acceptance.ts';

const items = new Map<string, ItemNow>([
  ['1', { number: 'RE-1', currency: 'EUR', openMinor: 10_000n }],
  ['2', { number: 'RE-2', currency: 'EUR', openMinor: 4_000n }],
  ['3', { number: 'GS-3', currency: 'EUR', openMinor: -500n }],
]);
const proposal = (
  leftMinor: bigint,
  ...parts: [itemId: string, minor: bigint, closes?: [string, bigint]][]
): Proposal => ({
  receiptId: 1n,
  currency: 'EUR',
  leftMinor,
  allocations: parts.map(([itemId, receiptAmountMinor, closes]) => ({
    itemId,
    receiptAmountMinor,
    adjustments: closes ? [{ kind: closes[0], amountMinor: closes[1], reason: '' }] : [],
  })),
});

describe('R33 accepting many proposals', () => {
  it('takes each that still fits, credits netted and differences closed', () => {
    const plan = planAcceptance(
      [proposal(9_800n, ['1', 9_800n, ['discount', 200n]]), proposal(3_500n, ['2', 4_000n], ['3', -500n])],
      items,
    );
    expect(plan).toEqual([null, null]);
  });

  it('gives an item to the first of two, and leaves the second out with its number', () => {
    const plan = planAcceptance([proposal(10_000n, ['1', 10_000n]), proposal(10_000n, ['1', 10_000n])], items);
    expect(plan).toEqual([null, { code: 'taken', number: 'RE-1' }]);
  });

  it('lets two share an item that is enough for both', () => {
    const plan = planAcceptance([proposal(6_000n, ['1', 6_000n]), proposal(4_000n, ['1', 4_000n])], items);
    expect(plan).toEqual([null, null]);
  });

  it('takes nothing by one that is left out', () => {
    const plan = planAcceptance(
      [
        proposal(1n, ['1', 10_000n]),
        proposal(20_000n, ['1', 10_000n], ['2', 5_000n]),
        proposal(10_000n, ['1', 10_000n]),
      ],
      items,
    );
    expect(plan).toEqual([{ code: 'money' }, { code: 'open', number: 'RE-2', openMinor: 4_000n }, null]);
  });

  it('closes tax that was withheld as it was shown', () => {
    const plan = planAcceptance([proposal(9_000n, ['1', 9_000n, ['withholding_tax', 1_000n]])], items);
    expect(plan).toEqual([null]);
  });

  it('leaves to a person what has no items, other items than there are, or a difference that is not closed by a click', () => {
    const plan = planAcceptance(
      [proposal(100n), proposal(100n, ['9', 100n]), proposal(9_000n, ['1', 9_000n, ['fx', 1_000n]])],
      items,
    );
    expect(plan).toEqual([{ code: 'nothing' }, { code: 'nothing' }, { code: 'looked-at', number: 'RE-1' }]);
  });
});
