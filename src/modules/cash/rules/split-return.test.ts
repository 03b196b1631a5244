/** Which receipts a sum takes back that the bank does not itemise: one set, several, or none that can be told. */
import { describe, expect, it } from 'vitest';
import { proposeSplit, type SplitCandidate } from './split-return.ts';

const line = (amountMinor: bigint, chargesMinor: bigint | null = null) => ({
  ...{ valueDate: '2026-03-10', amountMinor, originalMinor: null, chargesMinor },
});
const receipts = (...list: [amountMinor: bigint, valueDate: string, named?: boolean][]): SplitCandidate[] =>
  list.map(([amountMinor, valueDate, named = false], place) => ({
    ...{ receiptId: BigInt(place + 1), amountMinor, valueDate, named },
  }));
const late: [bigint, string][] = [
  [119_37n, '2026-03-06'],
  [204_11n, '2026-03-06'],
  [88_53n, '2026-03-05'],
  [451_19n, '2026-03-04'],
];

describe('R34 A sum that the bank took back and does not itemise', () => {
  it('is the one set of the last ten days that comes to it', () => {
    expect(proposeSplit(line(412_01n), receipts(...late)).proposal).toEqual({
      ...{ receiptIds: [1n, 2n, 3n], basis: 'recent', days: 10 },
    });
  });

  it('is its payments and the charges that the bank states', () => {
    expect(proposeSplit(line(412_01n + 9_00n, 9_00n), receipts(...late)).proposal?.receiptIds).toEqual([1n, 2n, 3n]);
  });

  it('is left to a person where two sets fit, and where one receipt has the amount itself', () => {
    expect(proposeSplit(line(323_48n), receipts(...late, [323_48n, '2026-01-10']))).toEqual({
      ...{ proposal: null, several: false },
    });
    const twins = receipts(...late, [119_37n, '2026-03-09']);
    expect(proposeSplit(line(323_48n), twins)).toEqual({ proposal: null, several: true });
  });

  it('is what the bank names before what is near, and what is near before what is far', () => {
    const named = receipts(...late, [119_37n, '2025-12-01', true], [204_11n, '2025-12-01', true]);
    expect(proposeSplit(line(323_48n), named).proposal).toEqual({ receiptIds: [5n, 6n], basis: 'named', days: null });
    const far = receipts([300_01n, '2026-01-20'], [23_47n, '2026-01-21'], ...late.slice(2));
    expect(proposeSplit(line(323_48n), far).proposal).toEqual({ receiptIds: [1n, 2n], basis: 'recent', days: 60 });
    expect(proposeSplit(line(323_48n), receipts([300_01n, '2025-12-20'], [23_47n, '2025-12-21'])).proposal).toBeNull();
    // What came in later did not come back before.
    expect(proposeSplit(line(323_48n), receipts([300_01n, '2026-03-11'], [23_47n, '2026-03-09'])).proposal).toBeNull();
  });

  it('is nothing where round amounts meet by chance', () => {
    const round = receipts(
      ...Array.from({ length: 12 }, (_, at): [bigint, string] => [BigInt(at + 1) * 100_00n, '2026-03-08']),
    );
    expect(proposeSplit(line(7_700_00n), round).proposal).toBeNull();
  });
});
