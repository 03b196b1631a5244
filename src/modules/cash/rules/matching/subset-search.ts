/** Exact search for the items that sum to an amount; counts to two, then stops. Pure. */

export interface SubsetAnswer {
  /** The first two solutions found, as indexes. */
  readonly solutions: readonly (readonly number[])[];
  /** The budget was spent before the search was complete: uniqueness is unproven. */
  readonly spent: boolean;
  /** Every subset up to this size was looked at, so that a single answer of that size is the only one. */
  readonly completeTo: number;
}

/** How large subsets of so many items are looked at as rivals of each other: of many, none of more than three. */
export const fewInMany = (count: number): number => (count > 32 ? 3 : count);

/** Of more the sums of the halves would not fit into what the budgets allow. */
const mostToMeet = 40;

/**
 * Finds up to two subsets of `amounts` that sum to `target`, smallest subsets first. Up to 40 items: every subset by
 * meeting in the middle where the budget lets it, else subsets of at most four. The budget counts steps, never time. What is
 * `refused` is passed over as if it did not sum; subsets of more than `largest` are not asked for.
 */
export function findSubsets(
  amounts: readonly bigint[],
  target: bigint,
  budget: number,
  refused: (subset: readonly number[]) => boolean = () => false,
  largest = amounts.length,
): SubsetAnswer {
  // Where nothing is taken off again, what is larger than the target is part of no answer, and need not be searched.
  if (amounts.some((amount) => amount < 0n) || amounts.every((amount) => amount <= target))
    return searchAll(amounts, target, budget, refused, largest);
  const places = [...amounts.keys()].filter((index) => amounts[index]! <= target);
  const placed = (subset: readonly number[]): number[] => subset.map((at) => places[at]!);
  const answer = searchAll(
    places.map((index) => amounts[index]!),
    target,
    budget,
    (subset) => refused(placed(subset)),
    largest,
  );
  return { ...answer, solutions: answer.solutions.map(placed) };
}

/** The last 32 bits of an amount: sums and differences of amounts have those of theirs, however large they are. */
const lowBits = (amount: bigint): number => Number(BigInt.asIntN(32, amount));

/** Which last bits the amounts have, in a table so much larger than they are many that few others meet one. */
function marksOf(low: Int32Array): Uint8Array {
  let size = 1024;
  while (size < low.length * 64 && size < 131_072) size *= 2;
  const marks = new Uint8Array(size);
  for (const one of low) marks[one & (size - 1)] = 1;
  return marks;
}

function searchAll(
  amounts: readonly bigint[],
  target: bigint,
  budget: number,
  refused: (subset: readonly number[]) => boolean,
  largest: number,
): SubsetAnswer {
  const solutions: number[][] = [];
  let steps = 0;
  // Sizes one to three: a hash of the last member. Most sums are told apart from every amount by a few of their bits.
  const low = Int32Array.from(amounts, lowBits);
  const wanted = lowBits(target);
  const marks = marksOf(low);
  const mask = marks.length - 1;
  let places: Map<bigint, number[]> | undefined;
  const placesOf = (amount: bigint): readonly number[] => {
    if (places === undefined) {
      places = new Map();
      for (const [index, one] of amounts.entries()) {
        const list = places.get(one);
        if (list) list.push(index);
        else places.set(one, [index]);
      }
    }
    return places.get(amount) ?? [];
  };
  const tryLast = (chosen: number[], rest: bigint): boolean => {
    for (const index of placesOf(rest)) {
      if (index <= (chosen.at(-1) ?? -1)) continue;
      if (refused([...chosen, index])) continue;
      solutions.push([...chosen, index]);
      if (solutions.length >= 2) return true;
    }
    return false;
  };
  const answer = (spent: boolean, completeTo: number): SubsetAnswer => ({ solutions, spent, completeTo });
  const reach = (side: 1 | -1): bigint =>
    amounts.reduce((sum, amount) => (amount > 0n === side > 0 ? sum + amount : sum), 0n);
  // All of them together do not come to it.
  if (target > reach(1) || target < reach(-1)) return answer(false, amounts.length);
  if (marks[wanted & mask] === 1 && tryLast([], target)) return answer(false, 1);
  for (let i = 0; i < amounts.length; i += 1) {
    steps += 1;
    if (steps > budget) return answer(true, 1);
    if (marks[(wanted - low[i]!) & mask] === 1 && tryLast([i], target - amounts[i]!)) return answer(false, 2);
  }
  if (largest <= 2) return answer(false, 2);
  for (let i = 0; i < amounts.length; i += 1) {
    const left = (wanted - low[i]!) | 0;
    for (let j = i + 1; j < amounts.length; j += 1) {
      steps += 1;
      if (steps > budget) return answer(true, 2);
      if (marks[(left - low[j]!) & mask] === 1 && tryLast([i, j], target - amounts[i]! - amounts[j]!))
        return answer(false, 3);
    }
  }
  if (amounts.length <= 3 || largest <= 3) return answer(false, 3);
  if (largest > 4 && canMeet(amounts, target, budget - steps))
    return meetInTheMiddle(amounts, target, budget - steps, solutions, refused);
  const fours = searchFours(amounts, target, budget - steps, solutions, refused);
  // Whoever asks for no larger ones is told that nothing is left to look at.
  return fours.completeTo === 4 && largest <= 4 ? { ...fours, spent: false } : fours;
}

/** Subsets of four: two pairs, each found by its sum, the smaller places in the first. */
function searchFours(
  amounts: readonly bigint[],
  target: bigint,
  budget: number,
  known: number[][],
  refused: (subset: readonly number[]) => boolean,
): SubsetAnswer {
  const count = amounts.length;
  let steps = count * (count - 1);
  if (steps > budget) return { solutions: known, spent: true, completeTo: 3 };
  const pairs = new Map<bigint, number[]>();
  for (let k = 0; k < count; k += 1)
    for (let l = k + 1; l < count; l += 1) {
      const sum = amounts[k]! + amounts[l]!;
      const list = pairs.get(sum);
      if (list) list.push(k * count + l);
      else pairs.set(sum, [k * count + l]);
    }
  const solutions = [...known];
  for (let i = 0; i < count; i += 1)
    for (let j = i + 1; j < count; j += 1)
      for (const pair of pairs.get(target - amounts[i]! - amounts[j]!) ?? []) {
        steps += 1;
        if (steps > budget) return { solutions, spent: true, completeTo: 3 };
        const k = Math.floor(pair / count);
        if (k <= j) continue;
        const chosen = [i, j, k, pair % count];
        if (refused(chosen)) continue;
        solutions.push(chosen);
        if (solutions.length >= 2) return { solutions, spent: false, completeTo: 4 };
      }
  return { solutions, spent: count > 4, completeTo: 4 };
}

/** Every sum of a list's subsets in ascending order, each with the mask of its members. */
interface Sums {
  readonly values: Float64Array;
  readonly masks: Int32Array;
}

/** Builds the sums by merging: those without the next amount with those that have it (Horowitz and Sahni 1974). */
function sortedSums(amounts: readonly number[]): Sums {
  let values = new Float64Array(1);
  let masks = new Int32Array(1);
  amounts.forEach((amount, bit) => {
    const size = values.length;
    const mergedValues = new Float64Array(size * 2);
    const mergedMasks = new Int32Array(size * 2);
    let without = 0;
    let within = 0;
    for (let at = 0; at < size * 2; at += 1) {
      if (within >= size || (without < size && values[without]! <= values[within]! + amount)) {
        mergedValues[at] = values[without]!;
        mergedMasks[at] = masks[without]!;
        without += 1;
      } else {
        mergedValues[at] = values[within]! + amount;
        mergedMasks[at] = masks[within]! | (1 << bit);
        within += 1;
      }
    }
    values = mergedValues;
    masks = mergedMasks;
  });
  return { values, masks };
}

/** Whether every subset can be looked at: the sums of both halves within the budget, and below 2^53, where doubles are exact. */
function canMeet(amounts: readonly bigint[], target: bigint, budget: number): boolean {
  const half = amounts.length >> 1;
  const size = amounts.reduce((sum, amount) => sum + (amount < 0n ? -amount : amount), target < 0n ? -target : target);
  return (
    amounts.length <= mostToMeet &&
    2 ** half + 2 ** (amounts.length - half) <= budget &&
    size <= BigInt(Number.MAX_SAFE_INTEGER)
  );
}

/**
 * All subsets of four and more: the sums of one half, ascending, against those of the other, descending. Each that comes to
 * the target and is refused costs a step for each of its amounts.
 */
function meetInTheMiddle(
  amounts: readonly bigint[],
  target: bigint,
  budget: number,
  known: number[][],
  refused: (subset: readonly number[]) => boolean,
): SubsetAnswer {
  const half = amounts.length >> 1;
  let steps = 2 ** half + 2 ** (amounts.length - half);
  const numbers = amounts.map(Number);
  const wanted = Number(target);
  const left = sortedSums(numbers.slice(0, half));
  const right = sortedSums(numbers.slice(half));
  const solutions = [...known];
  const members = (leftMask: number, rightMask: number): number[] =>
    amounts
      .map((_, index) => index)
      .filter((index) => (index < half ? leftMask & (1 << index) : rightMask & (1 << (index - half))));
  let low = 0;
  let high = right.values.length - 1;
  while (low < left.values.length && high >= 0) {
    const sum = left.values[low]! + right.values[high]!;
    if (sum < wanted) low += 1;
    else if (sum > wanted) high -= 1;
    else {
      // Equal sums stand side by side: each of this run on the right goes with the left one.
      for (let at = high; at >= 0 && right.values[at] === right.values[high]; at -= 1) {
        const chosen = members(left.masks[low]!, right.masks[at]!);
        // Subsets of up to three were found before.
        if (chosen.length <= 3 || refused(chosen)) {
          steps += amounts.length;
          if (steps > budget) return { solutions, spent: true, completeTo: 3 };
          continue;
        }
        solutions.push(chosen);
        if (solutions.length >= 2) return { solutions, spent: false, completeTo: amounts.length };
      }
      low += 1;
    }
  }
  return { solutions, spent: false, completeTo: amounts.length };
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
