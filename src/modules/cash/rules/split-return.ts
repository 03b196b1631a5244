/** One sum that the bank took back for several payments and lists nowhere: which receipts come to it together. Pure. */
import { type Day, daysBetween } from '#kernel';
import { amountsTakenBack, type ReturnedAmounts } from './match-return.ts';
import { expectedChance, findSubsets } from './matching/subset-search.ts';

export interface SplitCandidate {
  readonly receiptId: bigint;
  readonly amountMinor: bigint;
  readonly valueDate: Day;
  /** Something in the bank's text speaks for it: its reference, its payer. */
  readonly named: boolean;
}

/** Receipts for a person to confirm, and among which they were found: those that the bank names, or those of so many days. */
export interface SplitProposal {
  readonly receiptIds: bigint[];
  readonly basis: 'named' | 'recent';
  /** Null where the bank names them. */
  readonly days: number | null;
}

/** Direct debits and checks come back within days as a rule; a debtor may ask for a debit back for eight weeks (SEPA core). */
const windows = [10, 60] as const;
/** Steps of one search: every set of so many receipts is looked at within them. */
const [budget, mostNamed] = [2_200_000, 40];
/** Expected number of sets that come to the sum by chance: from here on a set tells nothing. */
const mostChance = 0.01;

/**
 * The one set of two or more receipts that comes to what the bank took: of those that it names, else of those that came in within
 * ten days before it, else within sixty. Never a proof: a person confirms it. `several`: two sets fit in the narrowest list in which
 * one does. Nothing where a single receipt has the amount, where chance alone would do it, or where the search could not end.
 */
export function proposeSplit(
  line: ReturnedAmounts & { readonly valueDate: Day },
  candidates: readonly SplitCandidate[],
): { proposal: SplitProposal | null; several: boolean } {
  const nothing = { proposal: null, several: false };
  const targets = amountsTakenBack(line);
  if (candidates.some((one) => targets.includes(one.amountMinor))) return nothing;
  const within = (days: number): SplitCandidate[] =>
    candidates.filter((one) => {
      const age = daysBetween(one.valueDate, line.valueDate);
      return age >= 0 && age <= days;
    });
  const lists = [
    { basis: 'named' as const, days: null, list: candidates.filter((one) => one.named) },
    ...windows.map((days) => ({ basis: 'recent' as const, days, list: within(days) })),
  ];
  for (const { basis, days, list } of lists) {
    const amounts = list.map((one) => one.amountMinor);
    for (const target of targets) {
      const { sets, proved } = (basis === 'named' ? everySet(amounts, target) : null) ?? setsThatTell(amounts, target);
      const [only, another] = sets;
      if (only === undefined) continue;
      if (another !== undefined) return { proposal: null, several: true };
      if (!proved) return nothing;
      return { proposal: { receiptIds: only.map((place) => list[place]!.receiptId), basis, days }, several: false };
    }
  }
  return nothing;
}

/** Up to two sets, by their places; proved: where it is one, it is the only one. */
interface FoundSets {
  readonly sets: readonly (readonly number[])[];
  readonly proved: boolean;
}

/** Of what the bank names any set counts. Null where they are too many to look at every one. */
function everySet(amounts: readonly bigint[], target: bigint): FoundSets | null {
  if (amounts.length > mostNamed) return null;
  const { solutions, spent } = findSubsets(amounts, target, budget, (subset) => subset.length < 2);
  return spent ? null : { sets: solutions, proved: true };
}

/**
 * The sets that hardly come to the sum by chance: few receipts, or all but few, which are looked for from their own end. A set of
 * another size is no rival to them: of many receipts some always come to any sum.
 */
function setsThatTell(amounts: readonly bigint[], target: bigint): FoundSets {
  const chances = new Map<number, number>();
  const tells = (size: number): boolean => {
    if (size < 2 || size > amounts.length) return false;
    let chance = chances.get(size);
    if (chance === undefined) {
      // As many sets leave so many out as have so many.
      chance = expectedChance(amounts, Math.min(size, amounts.length - size));
      chances.set(size, chance);
    }
    return chance < mostChance;
  };
  const all = amounts.map((_, place) => place);
  const left = amounts.reduce((sum, amount) => sum + amount, -target);
  if (left === 0n && tells(all.length)) return { sets: [all], proved: true };
  let largest = 1;
  while (largest * 2 < amounts.length && tells(largest + 1)) largest += 1;
  if (largest < 2) return { sets: [], proved: false };
  if (largest * 2 >= amounts.length) largest = amounts.length;
  const few = findSubsets(amounts, target, budget, (subset) => !tells(subset.length), largest);
  const whole = largest === amounts.length && !few.spent;
  const most = findSubsets(amounts, left, whole ? 0 : budget, (subset) => !tells(all.length - subset.length), largest);
  const sets = new Map(
    [...few.solutions, ...most.solutions.map((out) => all.filter((place) => !out.includes(place)))].map((one) => [
      one.join(),
      one,
    ]),
  );
  const proved = (size: number): boolean =>
    !few.spent || size <= few.completeTo || amounts.length - size <= most.completeTo;
  return { sets: [...sets.values()], proved: [...sets.values()].every((one) => proved(one.length)) };
}
