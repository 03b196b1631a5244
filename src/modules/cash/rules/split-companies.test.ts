/** One payment for several companies: what is split by itself, and what a person looks at first. */
import { describe, expect, it } from 'vitest';
import { type NamedDocument, type NamedOpenItem, type SplitMoney, splitAcrossCompanies } from './split-companies.ts';

const item = (
  itemId: bigint,
  companyId: bigint,
  openMinor: bigint,
  more: Partial<NamedOpenItem> = {},
): NamedOpenItem => ({
  itemId,
  companyId,
  companyCode: companyId === 1n ? 'DE01' : `UK0${companyId}`,
  customerId: 7n,
  number: `R-${itemId}`,
  openMinor,
  blocked: null,
  ...more,
});
const named = (amountMinor: bigint | null, ...items: NamedOpenItem[]): NamedDocument => ({
  reference: items[0]?.number ?? 'R-0',
  amountMinor,
  items,
});
const money: SplitMoney = { companyId: 1n, currency: 'EUR', openMinor: 100_00n, customerId: 7n, declined: false };
const doubtsOf = (documents: NamedDocument[], more: Partial<SplitMoney> = {}) =>
  splitAcrossCompanies({ ...money, ...more }, documents)!.doubts;
const usual = [named(60_00n, item(1n, 1n, 60_00n)), named(40_00n, item(2n, 2n, 40_00n))];

describe('R33 One payment for several companies is split by what its payer names', () => {
  it('without a doubt where every document is one open item and together they are the money', () => {
    expect(splitAcrossCompanies(money, usual)).toEqual({
      own: [{ itemId: 1n, number: 'R-1', amountMinor: 60_00n }],
      sisters: [
        { companyId: 2n, companyCode: 'UK02', allocations: [{ itemId: 2n, number: 'R-2', amountMinor: 40_00n }] },
      ],
      leftMinor: 0n,
      doubts: [],
      postable: true,
      explanation:
        'EUR 100.00 pay documents of several companies: EUR 60.00 for R-1 of DE01; EUR 40.00 for R-2 of UK02.',
    });
    // A text names documents without amounts: what is open of them must be the money.
    expect(doubtsOf([named(null, item(1n, 1n, 60_00n)), named(null, item(2n, 3n, 40_00n))])).toEqual([]);
  });

  it('is none of its business where no other company is named', () => {
    expect(splitAcrossCompanies(money, [named(60_00n, item(1n, 1n, 60_00n)), named(1_00n)])).toBeNull();
  });

  it('leaves to a person what is short, blocked, another’s, twice there, or known to nobody', () => {
    const [own, sister] = usual as [NamedDocument, NamedDocument];
    expect(doubtsOf([own, named(30_00n, item(2n, 2n, 40_00n))])).toEqual([
      'R-2 is paid in part',
      'EUR 10.00 are left over',
    ]);
    expect(doubtsOf([own, named(40_00n, item(2n, 2n, 40_00n, { blocked: 'dispute' }))])).toEqual([
      'R-2 is blocked (dispute)',
    ]);
    expect(doubtsOf([own, named(40_00n, item(2n, 2n, 40_00n, { customerId: 8n }))])).toEqual([
      'the documents are not all the payer’s own',
    ]);
    expect(doubtsOf([own, sister, named(null)])).toEqual(['"R-0" names nothing that is open in any company']);
    expect(doubtsOf([own, sister], { declined: true })).toEqual(['a person decided otherwise before']);
    expect(doubtsOf([own, sister], { customerId: null })).toEqual([
      'nobody is known on whose account the money stands',
    ]);
    const twice = splitAcrossCompanies(money, [own, named(40_00n, item(2n, 2n, 40_00n), item(3n, 3n, 40_00n))])!;
    expect(twice).toMatchObject({
      postable: false,
      doubts: ['"R-1" is open in UK02 and UK03', 'EUR 40.00 are left over'].map((one) => one.replace('R-1', 'R-2')),
    });
    const short = splitAcrossCompanies({ ...money, openMinor: 90_00n }, usual)!;
    expect(short).toMatchObject({
      postable: false,
      doubts: ['the documents come to EUR 100.00, the money is EUR 90.00'],
    });
  });

  it('money in suspense goes to one other company as a whole', () => {
    const only = [named(100_00n, item(2n, 2n, 100_00n))];
    expect(splitAcrossCompanies({ ...money, customerId: null }, only)).toMatchObject({ doubts: [], postable: true });
  });
});
