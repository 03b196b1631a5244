/** Whether a receipt and a payment of the ERP are one money: found where nothing else could be meant, else a person says. */
import { describe, expect, it } from 'vitest';
import { addDays } from '#kernel';
import { findSameMoney, linkPayment, type SameMoneyFacts, type ToldMoney } from './same-money.ts';

const bankDay = '2026-03-10';
const money = (id: string, more: Partial<ToldMoney> = {}): ToldMoney => ({
  ...{ id, accountId: 1n, currency: 'EUR', amountMinor: 100_00n, day: bankDay, number: null, names: [], closed: false },
  ...more,
});
const facts = (more: Partial<SameMoneyFacts> = {}): SameMoneyFacts => ({
  kinship: (one, other) => (one === other ? 'own' : one + other === 3n ? 'family' : 'none'),
  said: () => null,
  ...more,
});
const found = (
  others: readonly ToldMoney[],
  {
    side = 'receipt',
    more = {},
    ...rest
  }: { side?: 'receipt' | 'payment'; more?: Partial<ToldMoney> } & Partial<SameMoneyFacts> = {},
): string | readonly string[] => {
  const answer = findSameMoney(money('R', more), others, side, facts(rest));
  return answer.kind === 'one'
    ? answer.other.id
    : answer.kind === 'doubtful'
      ? answer.others.map((one) => one.id)
      : answer.kind;
};
const later = (id: string, days: number, more: Partial<ToldMoney> = {}) =>
  money(id, { day: addDays(bankDay, days), ...more });

describe('R33 The money that the bank and the ERP both tell', () => {
  it('is of one amount and currency', () => {
    expect(found([money('P')])).toBe('P');
    expect(found([money('P', { amountMinor: 100_01n }), money('Q', { currency: 'USD' })])).toBe('none');
  });

  it('is told at most five days apart, else a person looks: fifteen days before the bank’s, or thirty after it', () => {
    for (const days of [5, -5]) expect(found([later('P', days)])).toBe('P');
    for (const days of [6, 30, -6, -15]) expect(found([later('P', days)])).toEqual(['P']);
    for (const days of [31, -16]) expect(found([later('P', days)])).toBe('none');
    // Looked for from the ERP's side the bank's day is the other one.
    for (const days of [-30, 15]) expect(found([later('P', days)], { side: 'payment' })).toEqual(['P']);
    for (const days of [-31, 16]) expect(found([later('P', days)], { side: 'payment' })).toBe('none');
  });

  it('is of several the one that is named, the open one, or the one of the very day; else a person says', () => {
    expect(found([later('P', 1), later('Q', 2)])).toEqual(['P', 'Q']);
    expect(found([later('P', 1), later('Q', 2, { names: ['4711'] })], { more: { number: '4711' } })).toBe('Q');
    expect(found([later('P', 1, { number: '1400077' }), later('Q', 2)], { more: { names: ['1400077'] } })).toBe('P');
    // Three digits stand in any text.
    expect(found([later('P', 1, { number: '140' }), later('Q', 2)], { more: { names: ['140'] } })).toEqual(['P', 'Q']);
    expect(found([later('P', 1, { closed: true }), later('Q', 2)])).toBe('Q');
    expect(found([later('P', 1, { closed: true }), later('Q', 2, { closed: true })])).toEqual(['P', 'Q']);
    expect(found([later('P', 0), later('Q', 2)])).toBe('P');
    expect(found([later('P', 0), later('Q', 0)])).toEqual(['P', 'Q']);
  });

  it('is what a person said, and never what a person said that it is not', () => {
    const said = (answers: Record<string, 'same' | 'different'>) => ({
      said: (_: string, other: string) => answers[other] ?? null,
    });
    expect(found([later('P', 0), later('Q', 90)], said({ Q: 'same' }))).toBe('Q');
    expect(found([later('P', 0), later('Q', 2)], said({ P: 'different' }))).toBe('Q');
    expect(found([later('P', 0)], said({ P: 'different' }))).toBe('none');
  });

  it('on another customer’s account is a person’s to say: of a relative by its day, of a stranger only where it is named', () => {
    expect(found([later('P', 5, { accountId: 2n })])).toEqual(['P']);
    expect(found([later('P', 6, { accountId: 2n })])).toBe('none');
    expect(found([later('P', 0, { accountId: 7n })])).toBe('none');
    expect(found([later('P', 0, { accountId: 7n, number: '1400077' })], { more: { names: ['1400077'] } })).toEqual([
      'P',
    ]);
    // The own account's goes before all of them.
    expect(found([later('P', 0, { accountId: 2n }), later('Q', 4)])).toBe('Q');
  });
});

describe('R61 A payment of the ERP without a receipt', () => {
  const linked = (accounts: number, readTo: string | null, receipts: readonly ToldMoney[] = []) =>
    linkPayment(money('P'), receipts, { accounts, readTo }, facts()).kind;

  it('counts by itself where no bank is read, or all are read five days beyond it; until then it waits', () => {
    expect(linked(1, addDays(bankDay, 4))).toBe('waiting');
    expect(linked(1, addDays(bankDay, 5))).toBe('own');
    expect(linked(1, null)).toBe('waiting');
    expect(linked(0, null)).toBe('own');
  });

  it('waits for a person where it may be a receipt’s, however far the bank is read', () => {
    expect(linked(1, addDays(bankDay, 60), [later('R', 0)])).toBe('linked');
    expect(linked(1, addDays(bankDay, 60), [later('R', 0), later('S', 0)])).toBe('waiting');
    expect(linked(0, null, [later('R', 0, { accountId: 2n })])).toBe('waiting');
  });
});
