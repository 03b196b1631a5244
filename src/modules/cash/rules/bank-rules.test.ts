/** Declared rules for bank lines: what falls under one, and what stays with a person. Pure. */
import { describe, expect, it } from 'vitest';
import { type BankRule, type PastLine, ruleFor, tryRule } from './bank-rules.ts';

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

describe('R35 A rule that is tried before it is in force', () => {
  const past = (more: Partial<PastLine> = {}): PastLine => ({
    ...line,
    ...{ became: 'loose', ruledTo: null, takenBack: false },
    ...more,
  });
  it('posts what nobody explained, and says what it would have got wrong', () => {
    expect(tryRule(rule(9n), past(), [])).toBe('posts');
    expect(tryRule(rule(9n), past({ became: 'waiting' }), [])).toBe('posts');
    expect(tryRule(rule(9n), past({ became: 'customer' }), [])).toBe('customer');
    expect(tryRule(rule(9n), past({ ruledTo: 7n }), [])).toBe('same');
    expect(tryRule(rule(9n), past({ ruledTo: 8n }), [])).toBe('other-account');
    expect(tryRule(rule(9n), past({ takenBack: true }), [])).toBe('taken-back');
    expect(tryRule(rule(9n), past({ amountMinor: -50_01n }), [])).toBe('too-large');
    expect(tryRule(rule(9n), past({ text: 'Rent' }), [])).toBeUndefined();
  });

  it('posts nothing where a rule in force names another account', () => {
    expect(tryRule(rule(9n), past(), [rule(1n, { glAccountId: 8n })])).toBe('disagrees');
    expect(tryRule(rule(9n), past(), [rule(1n)])).toBe('posts');
  });
});
