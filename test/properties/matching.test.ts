/** The matching engine on random problems: sums hold, nothing is taken twice, doubt is never posted. Pure. */

import { describe, expect, it } from 'vitest';
import { defaultMatchingPolicy, evidenceKinds, type MatchingProblem, solve, trackRecordsOf } from '#cash';
import fc, { runs } from '#test/property';

const amount = fc.constantFrom(100_00n, 100_00n, 250_00n, 99_99n, 17_50n, 1_000_00n, 333_33n);
const problem = fc
  .record({
    items: fc.array(
      fc.record({
        customer: fc.integer({ min: 0, max: 3 }),
        amount,
        credit: fc.boolean(),
        blocked: fc.constantFrom('', '', '', 'dispute', 'promise', 'odd'),
        discount: fc.boolean(),
        currency: fc.constantFrom('EUR', 'EUR', 'USD'),
      }),
      { maxLength: 14 },
    ),
    receipts: fc.array(
      fc.record({
        customer: fc.integer({ min: 0, max: 4 }),
        amount,
        minus: fc.integer({ min: 0, max: 9 }),
        named: fc.array(fc.nat(), { maxLength: 3 }),
        account: fc.boolean(),
        text: fc.constantFrom('', 'Danke', 'less damaged goods', 'bank charge 5.00', 'part payment'),
        sum: fc.boolean(),
      }),
      { maxLength: 8 },
    ),
  })
  .map(({ items, receipts }): MatchingProblem => {
    const openItems = items.map((item, index) => ({
      id: `i${index}`,
      customerId: `c${item.customer}`,
      number: `RE${700_000 + index * 13}`,
      references: [],
      type: item.credit ? 'credit_memo' : 'invoice',
      blocks: item.blocked ? [item.blocked] : [],
      documentDate: '2026-01-01',
      dueDate: `2026-02-${String((index % 27) + 1).padStart(2, '0')}`,
      openMinor: item.credit ? -item.amount / 10n : item.amount,
      currency: item.currency,
      discount: item.discount && !item.credit ? { until: '2026-02-10', amountMinor: item.amount / 50n } : null,
    }));
    return {
      asOf: '2026-03-31',
      customers: [0, 1, 2, 3].map((n) => ({
        id: `c${n}`,
        name: ['Nordlicht Handel GmbH', 'Harbor Foods Ltd', 'Ortega Envases SL', 'Lunde Marin AS'][n]!,
        aliases: [],
        accounts: [`DE00${n}`],
        parentId: n === 3 ? 'c0' : null,
      })),
      openItems,
      receipts: receipts.map((receipt, index) => {
        const named = receipt.named
          .map((n) => openItems[n % Math.max(1, openItems.length)])
          .filter((item) => item !== undefined);
        const total = named.reduce((sum, item) => sum + item.openMinor, 0n);
        const base = receipt.sum && total > 0n ? total : receipt.amount;
        return {
          id: `r${index}`,
          date: `2026-02-${String(index + 1).padStart(2, '0')}`,
          amountMinor: base - BigInt(receipt.minus > 7 ? receipt.minus * 100 : 0) || 1n,
          currency: 'EUR',
          payer: {
            name: ['Nordlicht Handel', 'HARBOR FOODS LTD', 'Ortega Envases S.L.', 'Lunde Marin AS', 'Jemand'][
              receipt.customer
            ]!,
            account: receipt.account ? `DE00${receipt.customer}` : null,
          },
          reference: `${named.map((item) => item.number).join(' ')} ${receipt.text}`.trim(),
          method: null,
          remittance: [],
        };
      }),
    };
  });

describe('R33 The matching engine', () => {
  it('explains every receipt to the last unit, takes nothing twice, and posts nothing in doubt', () => {
    fc.assert(
      fc.property(problem, (given) => {
        const { receipts } = solve(given);
        const open = new Map(given.openItems.map((item) => [item.id, item.openMinor]));
        const item = new Map(given.openItems.map((one) => [one.id, one]));
        expect(receipts.map((one) => one.id)).toEqual(given.receipts.map((one) => one.id));
        for (const [index, result] of receipts.entries()) {
          const receipt = given.receipts[index]!;
          const allocated = result.allocations.reduce((sum, one) => sum + one.receiptAmountMinor, 0n);
          if (result.decision === 'apply' || result.decision === 'propose')
            expect(allocated + (result.residual?.amountMinor ?? 0n)).toBe(receipt.amountMinor);
          for (const one of result.allocations) {
            expect(one.itemAmountMinor).toBe(
              one.receiptAmountMinor + one.adjustments.reduce((sum, adjustment) => sum + adjustment.amountMinor, 0n),
            );
            expect(item.get(one.itemId)!.currency).toBe(receipt.currency);
          }
          expect(result.explanation.length).toBeGreaterThan(10);
          if (result.decision !== 'apply') continue;
          expect(result.alternatives).toBe(0);
          for (const one of result.allocations) {
            expect(item.get(one.itemId)!.blocks.filter((block) => block !== 'promise' && block !== 'plan')).toEqual([]);
            const before = open.get(one.itemId)!;
            const after = before - one.itemAmountMinor;
            open.set(one.itemId, after);
            // Towards zero, never past it.
            expect(before >= 0n ? after >= 0n && after <= before : after <= 0n && after >= before).toBe(true);
          }
        }
      }),
      runs.pure,
    );
  });

  it('decides the same for the same facts, whatever order the open items come in', () => {
    fc.assert(
      fc.property(problem, (given) => {
        const decisions = (one: MatchingProblem): string[] =>
          solve(one).receipts.map(
            (result) =>
              `${result.decision} ${result.allocations
                .map((allocation) => `${allocation.itemId}:${allocation.itemAmountMinor}`)
                .sort()
                .join(',')}`,
          );
        const posted = (list: string[]): string[] =>
          list.map((text) => (text.startsWith('apply') ? text : text.split(' ')[0]!));
        expect(posted(decisions({ ...given, openItems: [...given.openItems].reverse() }))).toEqual(
          posted(decisions(given)),
        );
      }),
      runs.pure,
    );
  });

  it('posts no more for any history and any threshold than it proves, and explains the same', () => {
    const counts = fc.integer({ min: 0, max: 400 });
    const history = fc
      .array(fc.record({ confirmed: counts, stood: counts, wrong: fc.constantFrom(0, 0, 1, 2, 40) }), {
        minLength: evidenceKinds.length * 2,
        maxLength: evidenceKinds.length * 2,
      })
      .map((all) =>
        trackRecordsOf(all.map((one, n) => ({ ...one, evidence: evidenceKinds[n >> 1]!, proved: n % 2 === 0 }))),
      );
    const threshold = fc.constantFrom(0, 0, 0.9, 0.99, 0.999);
    fc.assert(
      fc.property(problem, history, threshold, threshold, (given, known, minimumConfidence, minimumPrecision) => {
        for (const receipt of given.receipts) {
          // Each by itself: what is not posted stays open for the next.
          const one = { ...given, receipts: [receipt] };
          const [plain] = solve(one).receipts;
          const policy = { ...defaultMatchingPolicy, history: known, minimumConfidence, minimumPrecision };
          const [ruled] = solve(one, policy).receipts;
          const { evidence, proved, score, allocations } = plain!;
          expect(ruled).toMatchObject({ evidence, proved, score, allocations });
          expect(ruled!.confidence).toBeGreaterThanOrEqual(0);
          expect(ruled!.confidence).toBeLessThanOrEqual(1);
          if (ruled!.decision === 'apply') {
            expect(plain!.decision).toBe('apply');
            expect(ruled!.confidence).toBeGreaterThanOrEqual(minimumConfidence);
          } else if (plain!.decision === 'apply') expect(ruled!.decision).toBe('propose');
        }
      }),
      runs.pure,
    );
  });
});
