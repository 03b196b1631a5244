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

/** Receipts for a person to confirm, and what they are the only ones of: those that the bank names, or those of so many days. */
export interface SplitProposal {
  readonly receiptIds: bigint[];
  readonly basis: 'named' | 'recent';
  /** Null where the bank names them. */
  readonly days: number | null;
}

/** Direct debits and checks come back within days as a rule; a debtor may ask for a debit back for eight weeks (SEPA core). */
const windows = [10, 60] as const;
/** Steps of the search in one list of receipts. */
const budget = 500_000;
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
      const { solutions, spent, completeTo } = findSubsets(amounts, target, budget, (subset) => subset.length < 2);
      const [only, another] = solutions;
      if (only === undefined) continue;
      if (another !== undefined) return { proposal: null, several: true };
      const proved = !spent || only.length <= completeTo;
      if (!proved || (basis === 'recent' && expectedChance(amounts, only.length) >= mostChance)) return nothing;
      return { proposal: { receiptIds: only.map((place) => list[place]!.receiptId), basis, days }, several: false };
    }
  }
  return nothing;
}
