/** One open item of the amount, and a payer whose name is only like the customer's: proposed when no other item fits. */
import { describe, expect, it } from 'vitest';
import type { MatchingProblem, MatchingReceipt } from './model.ts';
import { solve } from './solve.ts';

const customer = (id: string, name: string) => ({ id, name, aliases: [], accounts: [], parentId: null });
const item = (id: string, customerId: string, openMinor: bigint, blocks: string[] = []) => ({
  id,
  customerId,
  number: id.toUpperCase(),
  references: [],
  type: 'invoice',
  blocks,
  documentDate: '2026-01-01',
  dueDate: '2026-01-31',
  openMinor,
  currency: 'EUR',
  discount: null,
});
const receipt = (name: string | null, amountMinor = 500_00n): MatchingReceipt => ({
  id: 'r',
  date: '2026-02-01',
  amountMinor,
  currency: 'EUR',
  payer: { name, account: null },
  reference: '',
  method: null,
  remittance: [],
});
const customers = [customer('a', 'Consulting Services AB'), customer('b', 'Harbor Foods Ltd')];
const judge = (openItems: MatchingProblem['openItems'], one: MatchingReceipt) =>
  solve({ asOf: '2026-02-01', customers, openItems, receipts: [one] }).receipts[0]!;

describe('R33 A payer whose name is only like the customer’s', () => {
  it('is proposed for the one item of the amount, and nothing is posted', () => {
    const result = judge([item('a1', 'a', 500_00n), item('b1', 'b', 500_00n)], receipt('Consulting Payment 1796'));
    expect(result).toMatchObject({
      decision: 'propose',
      customerId: 'a',
      payerCustomerId: null,
      allocations: [{ itemId: 'a1', receiptAmountMinor: 500_00n, kind: 'full' }],
      residual: null,
    });
    expect(result.explanation).toContain('no other open item of a customer with "consulting" in the name');
  });

  it('is left unidentified when two items fit, the amount differs, or only a short word or a number is shared', () => {
    const own = item('a1', 'a', 500_00n);
    expect(judge([own, item('a2', 'a', 500_00n)], receipt('Consulting Payment')).decision).toBe('unidentified');
    expect(judge([own], receipt('Consulting Payment', 500_01n)).decision).toBe('unidentified');
    expect(judge([own], receipt('Harbor Payments')).decision).toBe('unidentified');
    expect(judge([own], receipt(null)).decision).toBe('unidentified');
    const numbered = [customer('a', 'Division 4711'), ...customers.slice(1)];
    const [one] = solve({
      asOf: '2026-02-01',
      customers: numbered,
      openItems: [own],
      receipts: [receipt('Order 4711 Co')],
    }).receipts;
    expect(one!.decision).toBe('unidentified');
  });

  it('names the block of the item', () => {
    expect(judge([item('a1', 'a', 500_00n, ['dispute'])], receipt('Consulting Payment')).explanation).toContain(
      'A1 is blocked (dispute)',
    );
  });
});
