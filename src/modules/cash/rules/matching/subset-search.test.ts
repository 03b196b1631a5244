/** The search for sums against every subset there is: what it finds, in which order, and what it says of what it did not look at. */
import { describe, expect, it } from 'vitest';
import { findSubsets } from './subset-search.ts';

/** Small numbers drawn from a seed. */
function drawn(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/** Every subset that sums to the target, the smallest first, each by its members in their order. */
function everySubset(amounts: readonly bigint[], target: bigint): number[][] {
  const found: number[][] = [];
  for (let mask = 1; mask < 2 ** amounts.length; mask += 1) {
    const members = [...amounts.keys()].filter((index) => mask & (1 << index));
    if (members.reduce((sum, index) => sum + amounts[index]!, 0n) === target) found.push(members);
  }
  return found.sort((a, b) => a.length - b.length);
}

describe('R33 The search for items that sum to an amount', () => {
  it.each([
    ['small amounts', 1n],
    ['amounts that differ in nothing but what stands above their last 32 bits', 2n ** 32n],
    ['amounts too large to be whole numbers of the machine', 10n ** 17n],
  ])('finds one answer, two, or none exactly where there are such: %s', (_name, unit) => {
    const draw = drawn(20261127);
    const counts = [0, 0, 0];
    for (let round = 0; round < 400; round += 1) {
      const amounts = Array.from(
        { length: 3 + draw(6) },
        () => unit * BigInt((draw(40) + 1) * (draw(6) === 0 ? -1 : 1)),
      );
      const chosen = amounts.filter(() => draw(3) === 0);
      const target = chosen.reduce((sum, one) => sum + one, draw(4) === 0 ? 1n : 0n);
      if (target <= 0n) continue;
      const every = everySubset(amounts, target);
      const { solutions, spent, completeTo } = findSubsets(amounts, target, 200_000);
      for (const one of solutions) expect(one.reduce((sum, index) => sum + amounts[index]!, 0n)).toBe(target);
      // What is larger than four is not searched where sums are no whole numbers of the machine, and that is said.
      const searched = every.filter((one) => !spent || one.length <= completeTo);
      expect(solutions.length).toBe(Math.min(2, searched.length));
      // The smallest first; those of four and more come as the halves of the search meet.
      const sizes = (list: readonly (readonly number[])[]): number[] => list.map((one) => Math.min(4, one.length));
      expect(sizes(solutions)).toEqual(sizes(searched.slice(0, 2)));
      counts[solutions.length]! += 1;
    }
    expect(counts.every((count) => count > 20)).toBe(true);
  });

  it('passes over what is refused, and says where its steps ended', () => {
    const amounts = Array.from({ length: 80 }, (_, index) => BigInt(1000 + index));
    expect(findSubsets(amounts, 1040n, 10_000).solutions[0]).toEqual([40]);
    expect(findSubsets([...amounts, 1040n], 1040n, 10_000, ([only]) => only === 40).solutions).toEqual([[80]]);
    expect(findSubsets(amounts, 4_500n, 50)).toEqual({ solutions: [], spent: true, completeTo: 1 });
    expect(findSubsets(amounts, 4_500n, 100)).toEqual({ solutions: [], spent: true, completeTo: 2 });
    expect(findSubsets(amounts, 4_500n, 9_000)).toEqual({ solutions: [], spent: true, completeTo: 3 });
    expect(findSubsets(amounts, 4_500n, 10_000)).toEqual({ solutions: [], spent: true, completeTo: 4 });
  });

  it.each([
    ['all of them', undefined],
    ['of four at most', 4],
  ] as const)('finds what there is and says when it is the only one: %s', (_, largest) => {
    const next = drawn(20_261_128);
    const told = { none: 0, one: 0, several: 0 };
    for (let round = 0; round < 150; round += 1) {
      const count = 5 + next(7);
      const credits = round % 3 === 0;
      const amounts = Array.from({ length: count }, () => BigInt(next(60) + 1) * (credits && next(4) === 0 ? -1n : 1n));
      const target = BigInt(next(credits ? 90 : 180) + 1);
      const { solutions, spent, completeTo } = findSubsets(amounts, target, 200_000, () => false, largest);
      const most = spent ? completeTo : (largest ?? count);
      const there = everySubset(amounts, target).filter((one) => one.length <= most);
      for (const one of solutions) {
        expect(one.reduce((sum, at) => sum + amounts[at]!, 0n)).toBe(target);
        expect([...one].sort((a, b) => a - b)).toEqual([...one]);
      }
      expect(new Set(solutions.map((one) => one.join())).size).toBe(solutions.length);
      expect(solutions.length, `${amounts} to ${target}`).toBe(Math.min(2, there.length));
      told[there.length === 0 ? 'none' : there.length === 1 ? 'one' : 'several'] += 1;
    }
    expect(Math.min(...Object.values(told))).toBeGreaterThan(5);
  });

  it('says of long lists that sets of five and more were not looked at, and of a small budget where it ended', () => {
    const next = drawn(7);
    const amounts = Array.from({ length: 60 }, () => BigInt(1_000_000 + next(9_000_000)));
    const target = [1, 9, 22, 37, 58].reduce((sum, at) => sum + amounts[at]!, 0n);
    expect(findSubsets(amounts, target, 200_000)).toEqual({ solutions: [], spent: true, completeTo: 4 });
    expect(findSubsets(amounts, target, 4_000)).toEqual({ solutions: [], spent: true, completeTo: 3 });
    expect(findSubsets(amounts, target, 1_000)).toEqual({ solutions: [], spent: true, completeTo: 2 });
    const four = [1, 9, 22, 58];
    const sum = four.reduce((total, at) => total + amounts[at]!, 0n);
    expect(findSubsets(amounts, sum, 200_000)).toEqual({ solutions: [four], spent: true, completeTo: 4 });
    // More than all of them together: nothing has to be looked at.
    expect(findSubsets(amounts, 10n ** 12n, 0)).toEqual({ solutions: [], spent: false, completeTo: 60 });
  });
});
