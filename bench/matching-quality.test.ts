/** The matching engine on receipts whose right answer is known. The large run with its table is `npm run bench`. */
import { describe, expect, it } from 'vitest';
import { solve } from '#cash';
import { groupClasses, judgeGroupPayments, judgeSettlements } from './labelled-groups.ts';
import { classWeights, labelledPolicy, makeLabelledBook } from './labelled-receipts.ts';
import { measureQuality, qualityTable, verdictOf } from './matching-quality.ts';

describe('R33 The matching engine on labelled receipts', () => {
  it('applies of ten thousand receipts 99.9 % rightly, and 92 % of what can be proved', () => {
    const quality = measureQuality(2026, 10_000);
    expect(quality.receipts).toBeGreaterThan(10_000);
    expect(quality.precision, quality.faults.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(0.999);
    expect(quality.coverage, quality.missed.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(0.92);
    // Every class of payment comes, and each that can be proved is mostly applied.
    expect(quality.classes.map((one) => one.receiptClass)).toEqual([...Object.keys(classWeights), ...groupClasses]);
    for (const one of quality.classes.filter(({ provable }) => provable > 0))
      expect(one.provableRight / one.provable, one.receiptClass).toBeGreaterThanOrEqual(0.92);
  });

  it('knows whose debt is paid where one pays for another, and leaves what speaks against it to a person', () => {
    const seen = new Map<string, { receipts: number; applied: number }>();
    for (let seed = 1; seed <= 5; seed += 1) {
      const { problem, labels } = makeLabelledBook(seed, 1_000);
      const nameOf = new Map(problem.customers.map((one) => [one.id, one.name.toUpperCase()]));
      const ownerOf = new Map(problem.openItems.map((one) => [one.id, one.customerId]));
      const results = solve(problem, labelledPolicy).receipts;
      for (const [at, result] of results.entries()) {
        const { receiptClass } = labels.get(result.id)!;
        const { payer } = problem.receipts[at]!;
        // Only the receipts of these classes name an ultimate debtor, and the holder of the account is another.
        expect(payer.ultimate != null, receiptClass).toBe(receiptClass.startsWith('on_behalf'));
        if (payer.ultimate == null) continue;
        expect(payer.name!.toUpperCase()).not.toBe(payer.ultimate.toUpperCase());
        const sums = seen.get(receiptClass) ?? { receipts: 0, applied: 0 };
        seen.set(receiptClass, sums);
        sums.receipts += 1;
        if (result.decision !== 'apply') continue;
        sums.applied += 1;
        for (const one of result.allocations)
          expect(nameOf.get(ownerOf.get(one.itemId)!)).toBe(payer.ultimate.toUpperCase());
      }
    }
    const { on_behalf: known, on_behalf_unknown: unknown, on_behalf_against: against } = Object.fromEntries(seen);
    expect(known!.receipts).toBeGreaterThan(50);
    expect(known!.applied / known!.receipts).toBeGreaterThan(0.9);
    // Whom nobody knows to pay for it posts by the number of a document, never by an amount.
    expect(unknown!.applied).toBeGreaterThan(30);
    expect(unknown!.applied).toBeLessThan(unknown!.receipts);
    expect(against!.receipts).toBeGreaterThan(20);
    expect(against!.applied).toBe(0);
  });

  it('takes no payment that came back for money, and pays the documents of a chain from its head office', () => {
    const quality = measureQuality(77, 3_000);
    const of = (receiptClass: string) => quality.classes.find((one) => one.receiptClass === receiptClass)!;
    const { right, ...others } = of('returned').verdicts;
    expect(right).toBeGreaterThan(20);
    expect(others).toEqual({ wrong: 0, ambiguous: 0, none: 0 });
    expect(of('chain').provable).toBeGreaterThan(20);
    expect(of('chain').provableRight / of('chain').provable).toBeGreaterThanOrEqual(0.92);
  });

  it('calls money on the account of somebody else wrong', () => {
    const { problem, labels } = makeLabelledBook(5, 400);
    const prepaid = problem.receipts.find((one) => labels.get(one.id)!.receiptClass === 'prepayment')!;
    const label = labels.get(prepaid.id)!;
    const result = solve({ ...problem, receipts: [prepaid] }).receipts[0]!;
    expect(result).toMatchObject({ decision: 'on_account', customerId: label.customerId });
    expect(verdictOf(result, label)).toBe('right');
    expect(verdictOf({ ...result, customerId: 'c-other' }, label)).toBe('wrong');
  });

  it('applies nothing wrongly', () => {
    const quality = measureQuality(1847, 600);
    expect(quality.faults).toEqual([]);
    expect(quality.wrongApplied).toBe(0);
    expect(quality.coverage, quality.missed.join('\n')).toBeGreaterThanOrEqual(0.92);
    const { right, wrong, ambiguous, none } = quality.verdicts;
    expect(right + wrong + ambiguous + none).toBe(quality.receipts);
    // Deposits of services with their parts, and payments for several companies come beside the 600.
    expect(quality.receipts).toBeGreaterThan(600);
    for (const receiptClass of groupClasses)
      expect(quality.classes.find((one) => one.receiptClass === receiptClass)!.provableRight).toBeGreaterThan(0);
    expect(qualityTable(quality).at(-1)).toContain('0 wrong of');
  });

  it('makes the same books from the same seed, and every label names items that are open', () => {
    const { problem, labels } = makeLabelledBook(3, 200);
    const again = makeLabelledBook(3, 200);
    expect([again.problem.openItems, again.problem.receipts, again.labels]).toEqual([
      problem.openItems,
      problem.receipts,
      labels,
    ]);
    const items = new Map(problem.openItems.map((item) => [item.id, item]));
    for (const receipt of problem.receipts) {
      const label = labels.get(receipt.id)!;
      if (label.allocations.length === 0) continue;
      const used = label.allocations.reduce((sum, one) => sum + one.receiptAmountMinor, 0n);
      if (label.receiptClass === 'overpayment') expect(used).toBeLessThan(receipt.amountMinor);
      else expect(used).toBe(receipt.amountMinor);
      for (const one of label.allocations) expect(items.get(one.itemId)!.currency).toBe(receipt.currency);
    }
  });

  it('posts no deposit of a service and no payment for several companies otherwise than it was meant', () => {
    const judged = [...judgeSettlements(11, 60), ...judgeGroupPayments(11, 200)];
    expect(judged.filter((one) => one.verdict === 'wrong').map((one) => one.said)).toEqual([]);
    const provable = judged.filter((one) => one.provable);
    expect(provable.filter((one) => one.verdict === 'right').length / provable.length).toBeGreaterThanOrEqual(0.92);
    // What a person has to look at is there too: wrong reports, twins, short and mistyped payments.
    expect(judged.filter((one) => !one.provable).length).toBeGreaterThan(50);
    expect(judgeSettlements(11, 60)).toEqual(judged.slice(0, judgeSettlements(11, 60).length));
  });
});
