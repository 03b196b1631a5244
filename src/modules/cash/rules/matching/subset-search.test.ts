/** The search for items that sum to an amount, against every subset counted one by one. */
import { describe, expect, it } from 'vitest';
import { findSubsets } from './subset-search.ts';

/** Whole numbers that are the same on every machine (Park and Miller 1988). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Every subset of up to `largest` that comes to the target, as text. */
function counted(amounts: readonly bigint[], target: bigint, largest: number): Set<string> {
  const found = new Set<string>();
  for (let mask = 1; mask < 2 ** amounts.length; mask += 1) {
    const subset = [...amounts.keys()].filter((at) => mask & (1 << at));
    if (subset.length <= largest && subset.reduce((sum, at) => sum + amounts[at]!, 0n) === target)
      found.add(subset.join());
  }
  return found;
}

describe('R33 The search for subsets', () => {
  it.each([
    ['all of them', undefined],
    ['of four at most', 4],
  ] as const)('finds what there is and says when it is the only one: %s', (_, largest) => {
    const next = numbers(20_261_127);
    const told = { none: 0, one: 0, several: 0 };
    for (let round = 0; round < 150; round += 1) {
      const count = 5 + next(7);
      const credits = round % 3 === 0;
      const amounts = Array.from({ length: count }, () => BigInt(next(60) + 1) * (credits && next(4) === 0 ? -1n : 1n));
      const target = BigInt(next(credits ? 90 : 180) + 1);
      const { solutions, spent, completeTo } = findSubsets(amounts, target, 200_000, () => false, largest);
      const there = counted(amounts, target, spent ? completeTo : (largest ?? count));
      for (const one of solutions) {
        expect(one.reduce((sum, at) => sum + amounts[at]!, 0n)).toBe(target);
        expect([...one].sort((a, b) => a - b)).toEqual([...one]);
      }
      expect(new Set(solutions.map((one) => one.join())).size).toBe(solutions.length);
      expect(solutions.length, `${amounts} to ${target}`).toBe(Math.min(2, there.size));
      told[there.size === 0 ? 'none' : there.size === 1 ? 'one' : 'several'] += 1;
    }
    expect(Math.min(...Object.values(told))).toBeGreaterThan(5);
  });

  it('says of long lists that sets of five and more were not looked at, and of a small budget where it ended', () => {
    const next = numbers(7);
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
