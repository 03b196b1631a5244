/** The engine on the items that it asks for finds what it finds on the whole book, for one receipt and for many. */
import { describe, expect, it } from 'vitest';
import { textKey } from '#kernel';
import { type Asked, addAsked, askedBeyond, nothingAsked } from '../src/modules/cash/rules/matching/asked.ts';
import type { MatchingItem, MatchingProblem, ReceiptResult } from '../src/modules/cash/rules/matching/model.ts';
import { solve } from '../src/modules/cash/rules/matching/solve.ts';
import { labelledPolicy, makeLabelledBook } from './labelled-receipts.ts';

const isAskedFor = (item: MatchingItem, asked: Asked): boolean =>
  asked.customerIds.has(item.customerId) ||
  asked.amountsMinor.has(item.openMinor) ||
  [item.number, ...item.references].some((one) => asked.keys.has(textKey(one)));

/** Judges as `loadCompanyProblem` has it judged: what is asked for is fetched until nothing new is. */
function solveOnAsked(problem: MatchingProblem): { receipts: readonly ReceiptResult[]; items: number } {
  const read = nothingAsked();
  for (;;) {
    const openItems = problem.openItems.filter((item) => isAskedFor(item, read));
    const asked = nothingAsked();
    const { receipts } = solve({ ...problem, openItems, asked }, labelledPolicy);
    const more = askedBeyond(asked, read);
    if (more === undefined) return { receipts, items: openItems.length };
    addAsked(read, more);
  }
}

describe('R38 Little money is judged on the items that it asks for', () => {
  const { problem } = makeLabelledBook(20_261_127, 2_000);

  it('finds for all receipts together what the whole book finds', () => {
    expect(solveOnAsked(problem).receipts).toEqual(solve(problem, labelledPolicy).receipts);
  });

  it('finds for each receipt alone what the whole book finds, and reads a small part of it', () => {
    let read = 0;
    for (const receipt of problem.receipts) {
      const alone = { ...problem, receipts: [receipt] };
      const lean = solveOnAsked(alone);
      expect(lean.receipts).toEqual(solve(alone, labelledPolicy).receipts);
      read += lean.items;
    }
    expect(read / problem.receipts.length).toBeLessThan(problem.openItems.length / 10);
  });
});
