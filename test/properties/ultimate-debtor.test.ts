/** An ultimate debtor beside every payer of labelled books: one that is right makes nothing wrong, one that is wrong posts nothing. Pure. */
import { describe, expect, it } from 'vitest';
import { type MatchingProblem, type MatchingResult, solve } from '#cash';
import { labelledPolicy, makeLabelledBook } from '../../bench/labelled-receipts.ts';
import { verdictOf } from '../../bench/matching-quality.ts';

type Receipt = MatchingProblem['receipts'][number];
type Result = MatchingResult['receipts'][number];

const seeds = [1, 2, 3, 4];

describe('R33 An ultimate debtor never makes a posting less safe', () => {
  const judged = (seed: number, ultimateOf: (receipt: Receipt, owner: string | null) => string | null) => {
    const { problem, labels } = makeLabelledBook(seed, 500);
    const ownerOf = new Map(problem.openItems.map((item) => [item.id, item.customerId]));
    const nameOf = new Map(problem.customers.map((one) => [one.id, one.name]));
    const receipts = problem.receipts.map((receipt) => {
      const owners = new Set(labels.get(receipt.id)!.allocations.map((one) => ownerOf.get(one.itemId)!));
      const owner = owners.size === 1 ? [...owners][0]! : null;
      return { ...receipt, payer: { ...receipt.payer, ultimate: ultimateOf(receipt, owner && nameOf.get(owner)!) } };
    });
    const results = solve({ ...problem, receipts }, labelledPolicy).receipts;
    return results.map((result: Result, at) => ({
      result,
      receipt: receipts[at]!,
      verdict: verdictOf(result, labels.get(result.id)!),
    }));
  };
  const wrong = (list: ReturnType<typeof judged>): string[] =>
    list.flatMap(({ result, receipt, verdict }) =>
      verdict === 'wrong' ? [`${receipt.payer.name} for ${receipt.payer.ultimate}: ${result.explanation}`] : [],
    );

  it.each(seeds)('one that owes what is paid makes nothing wrong, and no less is applied (book %i)', (seed) => {
    const without = judged(seed, () => null);
    const right = judged(seed, (_, owner) => owner);
    expect(wrong(right)).toEqual(wrong(without));
    const applied = (list: typeof right): number => list.filter(({ result }) => result.decision === 'apply').length;
    expect(applied(right)).toBeGreaterThanOrEqual(applied(without));
  });

  it.each(seeds)('one that nobody has, beside a payer who is known, posts nothing (book %i)', (seed) => {
    const certain = new Set(
      judged(seed, () => null).flatMap(({ result }) => (result.payerCustomerId === null ? [] : [result.id])),
    );
    const against = judged(seed, () => 'Quixotic Zebra Foundation');
    expect(certain.size).toBeGreaterThan(100);
    expect(against.filter(({ result }) => result.decision === 'apply' && certain.has(result.id))).toEqual([]);
    expect(wrong(against).length).toBeLessThanOrEqual(wrong(judged(seed, () => null)).length);
  });
});
