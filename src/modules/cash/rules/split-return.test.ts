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

  /** So many receipts of a few thousand each, all of one day. */
  const large = (count: number, named = false): SplitCandidate[] =>
    receipts(
      ...Array.from({ length: count }, (_, at): [bigint, string, boolean] => [
        BigInt(300_000 + (((at + 11) ** 3 * 7_919) % 1_500_007)),
        ...(['2026-03-08', named] as const),
      ]),
    );
  const sumOf = (list: readonly SplitCandidate[]): bigint => list.reduce((sum, one) => sum + one.amountMinor, 0n);
  const idsOf = (list: readonly SplitCandidate[]): bigint[] => list.map((one) => one.receiptId);

  it('is four of fifty', () => {
    const list = large(50);
    const meant = [3, 17, 31, 44].map((at) => list[at]!);
    expect(proposeSplit(line(sumOf(meant)), list).proposal).toEqual({
      ...{ receiptIds: idsOf(meant), basis: 'recent', days: 10 },
    });
    // A second four of the same sum: nobody can tell.
    const [a, b] = [list[3]!, list[17]!];
    const twins = [
      ...list,
      ...[
        { ...a, receiptId: 901n, amountMinor: a.amountMinor + 1_11n },
        { ...b, receiptId: 902n, amountMinor: b.amountMinor - 1_11n },
      ],
    ];
    expect(proposeSplit(line(sumOf(meant)), twins)).toEqual({ proposal: null, several: true });
  });

  it('is a whole collection, or all of it but two', () => {
    const list = large(60);
    expect(proposeSplit(line(sumOf(list)), list).proposal?.receiptIds).toEqual(idsOf(list));
    const meant = list.filter((_, at) => at !== 7 && at !== 40);
    expect(proposeSplit(line(sumOf(meant)), list).proposal?.receiptIds).toEqual(idsOf(meant));
    const named = large(60, true);
    const namedBut = named.filter((_, at) => at !== 7 && at !== 40);
    expect(proposeSplit(line(sumOf(meant)), named).proposal).toEqual({
      ...{ receiptIds: idsOf(namedBut), basis: 'named', days: null },
    });
  });

  it('is three of thirty, though chance makes the same sum of a dozen others', () => {
    const list = large(30);
    const meant = [2, 13, 27].map((at) => list[at]!);
    const { proposal, several } = proposeSplit(line(sumOf(meant)), list);
    expect([proposal?.receiptIds, several]).toEqual([idsOf(meant), false]);
  });

  it('is nothing where any sum is met by some of many', () => {
    const small = large(300).map((one) => ({ ...one, amountMinor: one.amountMinor / 1_000n + 5n }));
    const meant = [2, 13, 27, 101, 202].map((at) => small[at]!);
    expect(proposeSplit(line(sumOf(meant)), small)).toEqual({ proposal: null, several: false });
  });

  it('is nothing where round amounts meet by chance', () => {
    const round = receipts(
      ...Array.from({ length: 12 }, (_, at): [bigint, string] => [BigInt(at + 1) * 100_00n, '2026-03-08']),
    );
    expect(proposeSplit(line(7_700_00n), round).proposal).toBeNull();
  });
});
