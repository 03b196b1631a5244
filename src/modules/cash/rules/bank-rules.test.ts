/** Declared rules for bank lines: what falls under one, and what stays with a person. Pure. */
import { describe, expect, it } from 'vitest';
import { type BankRule, ruleFor } from './bank-rules.ts';

const rule = (id: bigint, more: Partial<BankRule> = {}): BankRule => ({
  id,
  name: `Rule ${id}`,
  direction: 'out',
  currency: 'EUR',
  transactionCode: null,
  words: 'account fee',
  maximumMinor: 50_00n,
  glAccountId: 7n,
  ...more,
});
const line = { amountMinor: -12_50n, currency: 'EUR', transactionCode: 'NCHG', text: 'ACCOUNT-FEE March' };

describe('R35 A bank line falls under a declared rule', () => {
  it('by type code and words, in its direction and currency, up to the amount', () => {
    expect(ruleFor(line, [rule(1n)])?.id).toBe(1n);
    expect(ruleFor(line, [rule(1n, { transactionCode: 'NCHG', words: null })])?.id).toBe(1n);
    expect(ruleFor(line, [rule(1n, { transactionCode: 'NTRF' })])).toBeUndefined();
    expect(ruleFor({ ...line, amountMinor: 12_50n }, [rule(1n)])).toBeUndefined();
    expect(ruleFor({ ...line, currency: 'USD' }, [rule(1n)])).toBeUndefined();
    expect(ruleFor({ ...line, amountMinor: -50_00n }, [rule(1n)])?.id).toBe(1n);
    expect(ruleFor({ ...line, amountMinor: -50_01n }, [rule(1n)])).toBeUndefined();
  });

  it('and under none where two rules name different accounts', () => {
    expect(ruleFor(line, [rule(1n), rule(2n, { glAccountId: 8n })])).toBeUndefined();
    expect(ruleFor(line, [rule(2n), rule(1n)])?.id).toBe(1n);
  });
});
