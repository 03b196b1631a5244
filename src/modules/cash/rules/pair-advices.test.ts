/** Which money an advice is about: the order of signs, and what is left to a person. */

import { describe, expect, it } from 'vitest';
import fc, { runs } from '#test/property';
import { type PairableMoney, pairAdvices, type WaitingAdvice } from './pair-advices.ts';

const advice = (id: number, more: Partial<WaitingAdvice> = {}): WaitingAdvice => ({
  id: BigInt(id),
  amountMinor: 100_00n,
  meantMinor: [],
  currency: 'EUR',
  day: '2026-02-10',
  referenceKey: '',
  accountId: null,
  names: ['Meier Werke GmbH'],
  accounts: [],
  documentKeys: ['RE1001'],
  unlinkedLineIds: [],
  ...more,
});
const money = (lineId: number, more: Partial<PairableMoney> = {}): PairableMoney => ({
  lineId: BigInt(lineId),
  amountMinor: 100_00n,
  currency: 'EUR',
  valueDate: '2026-02-12',
  accountId: null,
  payerName: null,
  payerAccount: null,
  text: 'Zahlung',
  open: true,
  ...more,
});
const pair = (advices: WaitingAdvice[], moneys: PairableMoney[]) =>
  pairAdvices(advices, moneys).map((one) => [Number(one.adviceId), Number(one.lineId), one.basis, one.certain]);

describe('R33 Which money an advice is about', () => {
  it('goes by the strongest sign: reference, bank account, documents, name, amount alone', () => {
    const all = [
      money(1, { text: 'CHK 4711' }),
      money(2, { payerAccount: 'DE02 1203 0000 0000 2020 51' }),
      money(3, { text: 'Rechnung RE-1001' }),
      money(4, { payerName: 'Meier Werke' }),
      money(5),
    ];
    const full = advice(1, { referenceKey: '4711', accounts: ['DE02120300000000202051'] });
    expect(pair([full], all)).toEqual([[1, 1, 'reference', true]]);
    expect(pair([full], all.slice(1))).toEqual([[1, 2, 'account', true]]);
    expect(pair([full], all.slice(2))).toEqual([[1, 3, 'documents', true]]);
    expect(pair([full], all.slice(3))).toEqual([[1, 4, 'payer', true]]);
    expect(pair([full], all.slice(4))).toEqual([[1, 5, 'amount', false]]);
  });

  it('knows its payer as the one for whom a factor paid, and not in what the factor paid for another', () => {
    const factored = (line: number, ultimateName: string) => money(line, { payerName: 'Factorbank AG', ultimateName });
    expect(pair([advice(1)], [factored(1, 'MEIER WERKE'), factored(2, 'Alpha KG')])).toEqual([[1, 1, 'payer', true]]);
  });

  it('of one that says no amount: by what its documents come to, else by the same signs a little less', () => {
    const silent = (more: Partial<WaitingAdvice> = {}) =>
      advice(1, { amountMinor: null, meantMinor: [100_00n, 120_00n], accounts: ['DE02120300000000202051'], ...more });
    const of = (amountMinor: bigint, more: Partial<PairableMoney> = {}) =>
      money(1, { amountMinor, payerName: 'Meier Werke', ...more });
    expect(pair([silent()], [of(100_00n)])).toEqual([[1, 1, 'payer', true]]);
    // What they were issued with: their money was applied before the advice came.
    expect(pair([silent()], [of(120_00n, { open: false })])).toEqual([[1, 1, 'payer', true]]);
    expect(pair([silent()], [of(98_00n)])).toEqual([[1, 1, 'payer', true]]);
    expect(pair([silent()], [of(80_00n)])).toEqual([[1, 1, 'payer', true]]);
    for (const other of [of(79_99n), of(101_00n), of(98_00n, { open: false }), of(98_00n, { payerName: null })])
      expect(pair([silent()], [other])).toEqual([]);
    // The whole goes before the lesser, and two of one sign are left to a person.
    const lesser = money(2, { amountMinor: 98_00n, payerAccount: 'DE02 1203 0000 0000 2020 51' });
    expect(pair([silent()], [lesser, of(100_00n)])).toEqual([[1, 1, 'payer', true]]);
    expect(pair([silent()], [of(98_00n), money(2, { amountMinor: 97_00n, payerName: 'Meier Werke' })])).toEqual([]);
    // Its own reference finds money of any amount: nothing is contradicted.
    const named = silent({ referenceKey: 'ZV99001' });
    expect(pair([named], [money(1, { amountMinor: 5_00n, text: 'ZV 99001' }), of(100_00n, { lineId: 2n })])).toEqual([
      [1, 1, 'reference', true],
    ]);
    expect(pair([silent({ meantMinor: [0n, 0n] })], [of(100_00n)])).toEqual([]);
  });

  it('leaves what could be meant twice to a person, and does not fall back to a weaker sign', () => {
    expect(pair([advice(1)], [money(1, { payerName: 'Meier Werke' }), money(2, { payerName: 'Meier Werke' })])).toEqual(
      [],
    );
    expect(pair([advice(1), advice(2)], [money(1, { payerName: 'Meier Werke' }), money(2)])).toEqual([]);
  });

  it('never pairs another currency, a payment beyond its days, or another customer by name', () => {
    expect(pair([advice(1)], [money(1, { currency: 'USD', payerName: 'Meier Werke' })])).toEqual([]);
    expect(pair([advice(1)], [money(1, { valueDate: '2026-04-12', payerName: 'Meier Werke' })])).toEqual([]);
    expect(pair([advice(1, { accountId: 7n })], [money(1, { accountId: 8n, payerName: 'Meier Werke' })])).toEqual([]);
  });

  it('takes another amount only by a long reference, and only of open money', () => {
    const said = advice(1, { referenceKey: 'CHK990017', amountMinor: 90_00n });
    expect(pair([said], [money(1, { text: 'CHK 990017' })])).toEqual([[1, 1, 'reference', true]]);
    expect(pair([said], [money(1, { text: 'CHK 990017', open: false })])).toEqual([]);
    expect(pair([advice(1, { referenceKey: '4711', amountMinor: 90_00n })], [money(1, { text: '4711' })])).toEqual([]);
  });

  it('links each advice and each payment at most once, whatever is advised', () => {
    const name = fc.constantFrom('Meier Werke', 'Schulz AG', 'Roth KG');
    const amount = fc.constantFrom(100_00n, 200_00n);
    const reference = fc.constantFrom('', '471100', '471200');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, amount, reference), { maxLength: 12 }),
        fc.array(fc.tuple(name, amount, reference), { maxLength: 12 }),
        (advised, paid) => {
          const pairs = pairAdvices(
            advised.map(([one, amountMinor, referenceKey], index) =>
              advice(index, { names: [one], amountMinor, referenceKey }),
            ),
            paid.map(([payerName, amountMinor, text], index) => money(index, { payerName, amountMinor, text })),
          );
          expect(new Set(pairs.map((one) => one.adviceId)).size).toBe(pairs.length);
          expect(new Set(pairs.map((one) => one.lineId)).size).toBe(pairs.length);
        },
      ),
      runs.pure,
    );
  });
});
