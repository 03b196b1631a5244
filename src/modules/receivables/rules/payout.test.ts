/** R35 Where a refund may go: never to an account that only somebody says is right. */
import { describe, expect, it } from 'vitest';
import { makeIban } from '#kernel';
import { refusalOf } from '#test/books';
import { must } from '#test/must';
import { choosePayout, payoutInWords } from './payout.ts';

const [first, second, third] = [1, 2, 3].map((n) => makeIban('DE', `50010517540732493${n}`)) as [
  string,
  string,
  string,
];
const verified = {
  id: 7n,
  accountId: 1n,
  accountKey: second,
  account: second,
  bankCode: 'BIC',
  holderName: 'Customer',
};
const choose = (more: Partial<Parameters<typeof choosePayout>[0]>) =>
  choosePayout({ customer: 'C1', origins: [], verified: undefined, wanted: undefined, ...more });
const from = (...accounts: string[]) => accounts.map((account) => ({ account, holderName: 'Payer' }));

describe('R35 The account of a refund', () => {
  it('is the one that the money came from, before the verified one', () => {
    const payout = must(choose({ origins: from(first, first.toLowerCase()), verified }));
    expect(payout).toMatchObject({ account: first, basis: 'originating', bankAccountId: null });
    expect(payoutInWords(payout)).toBe(`${first} of Payer (the account that the money came from)`);
    expect(must(choose({ verified }))).toMatchObject({ account: second, basis: 'verified', bankAccountId: 7n });
  });

  it('may be named where it is one of the two, however it is written', () => {
    const spaced = second.replaceAll(/(.{4})/g, '$1 ').toLowerCase();
    expect(must(choose({ origins: from(first), verified, wanted: spaced }))).toMatchObject({ basis: 'verified' });
    expect(must(choose({ origins: from(second), verified, wanted: spaced }))).toMatchObject({ basis: 'originating' });
    expect(refusalOf(choose({ origins: from(first), verified, wanted: third }))).toBe('receivables.payout-unverified');
  });

  it('is asked for where several or none could be meant', () => {
    expect(refusalOf(choose({ origins: from(first, third), verified }))).toBe('receivables.payout-unknown');
    expect(refusalOf(choose({}))).toBe('receivables.payout-unknown');
    // What the bank shortened or hid is none.
    expect(refusalOf(choose({ origins: from('DE89XXXXXXXXXXXXX01', '123', '') }))).toBe('receivables.payout-unknown');
  });
});
