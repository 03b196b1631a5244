/** Exact search for the items that sum to an amount; counts to two, then stops. Pure. */

export interface SubsetAnswer {
  /** The first two solutions found, as indexes. */
  readonly solutions: readonly (readonly number[])[];
  /** The budget was spent before the search was complete: uniqueness is unproven. */
  readonly spent: boolean;
}

/**
 * Finds up to two subsets of `amounts` that sum to `target`, smallest subsets first. Up to 40 items: every subset by
 * meeting in the middle when small enough, else subsets of at most three. The budget counts steps, never time.
 */
export function findSubsets(amounts: readonly bigint[], target: bigint, budget: number): SubsetAnswer {
  const solutions: number[][] = [];
  let steps = 0;
  // Sizes one to three: a hash of the last member.
  const byAmount = new Map<bigint, number[]>();
  amounts.forEach((amount, index) => {
    const list = byAmount.get(amount);
    if (list) list.push(index);
    else byAmount.set(amount, [index]);
  });
  const tryLast = (chosen: number[], rest: bigint): boolean => {
    for (const index of byAmount.get(rest) ?? []) {
      if (index <= (chosen.at(-1) ?? -1)) continue;
      solutions.push([...chosen, index]);
      if (solutions.length >= 2) return true;
    }
    return false;
  };
  if (tryLast([], target)) return { solutions, spent: false };
  for (let i = 0; i < amounts.length; i += 1) {
    steps += 1;
    if (steps > budget) return { solutions, spent: true };
    if (tryLast([i], target - amounts[i]!)) return { solutions, spent: false };
  }
  for (let i = 0; i < amounts.length; i += 1) {
    for (let j = i + 1; j < amounts.length; j += 1) {
      steps += 1;
      if (steps > budget) return { solutions, spent: true };
      if (tryLast([i, j], target - amounts[i]! - amounts[j]!)) return { solutions, spent: false };
    }
  }
  if (amounts.length <= 3) return { solutions, spent: false };
  if (amounts.length > 32) return { solutions, spent: true };
  return meetInTheMiddle(amounts, target, budget - steps, solutions);
}

/** All subsets of four and more: sums of one half looked up among the sums of the other. */
function meetInTheMiddle(amounts: readonly bigint[], target: bigint, budget: number, known: number[][]): SubsetAnswer {
  const half = amounts.length >> 1;
  const rest = amounts.length - half;
  if (2 ** half + 2 ** rest > budget) return { solutions: known, spent: true };
  const sums = new Map<bigint, number[]>();
  const sumOf = (mask: number, offset: number, count: number): bigint => {
    let sum = 0n;
    for (let bit = 0; bit < count; bit += 1) if (mask & (1 << bit)) sum += amounts[offset + bit]!;
    return sum;
  };
  for (let mask = 0; mask < 1 << half; mask += 1) {
    const sum = sumOf(mask, 0, half);
    const list = sums.get(sum);
    if (list) list.push(mask);
    else sums.set(sum, [mask]);
  }
  const solutions = [...known];
  const members = (left: number, right: number): number[] => [
    ...Array.from({ length: half }, (_, bit) => bit).filter((bit) => left & (1 << bit)),
    ...Array.from({ length: rest }, (_, bit) => bit)
      .filter((bit) => right & (1 << bit))
      .map((bit) => bit + half),
  ];
  for (let mask = 0; mask < 1 << rest; mask += 1) {
    for (const left of sums.get(target - sumOf(mask, half, rest)) ?? []) {
      const chosen = members(left, mask);
      // Subsets of up to three were found before.
      if (chosen.length <= 3) continue;
      solutions.push(chosen);
      if (solutions.length >= 2) return { solutions, spent: false };
    }
  }
  return { solutions, spent: false };
}

/**
 * Expected number of subsets of size `size` that hit a given amount by chance: the number of such subsets, divided by
 * the number of different sums they could have (the span of sums in steps of the amounts' common factor). With sums
 * spread evenly, a value well below one means that a hit is no accident.
 */
export function expectedChance(amounts: readonly bigint[], size: number): number {
  if (amounts.length === 0) return 0;
  let subsets = 1;
  for (let k = 0; k < size; k += 1) subsets = (subsets * (amounts.length - k)) / (k + 1);
  const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
  let factor = 0n;
  let span = 0n;
  for (const amount of amounts) {
    let [a, b] = [factor, magnitude(amount)];
    while (b > 0n) [a, b] = [b, a % b];
    factor = a;
    span += magnitude(amount);
  }
  const different = span / (factor || 1n) + 1n;
  return subsets / Number(different);
}
