/** What a clearing takes from both sides: never more than is open, on the day on which all of it is there, at what it was carried at. */
import { describe, expect, it } from 'vitest';
import type { Day } from '#kernel';
import type { AccountPurpose } from '#ledger';
import type { Item, WantedAllocation } from '../model.ts';
import { clearingLines, type ExchangeAcross, planClearing } from './clearing.ts';

const postingDate: Day = '2026-03-02';
let ids = 0n;
const item = (amountMinor: bigint, more: Partial<Item> = {}): Item => ({
  ...{ id: ++ids, companyId: 1n, accountId: 1n, customerId: 1n, number: `N${ids}`, instalment: 1, source: 'dunwell' },
  ...{ documentType: amountMinor > 0n ? 'invoice' : 'payment', agingClass: amountMinor > 0n ? 'debit' : 'unapplied' },
  ...{ documentDate: '2026-01-05', postingDate: '2026-01-05', dueDate: '2026-02-05', currency: 'EUR' },
  ...{ discountUntil: null, discountMinor: null, purchaseOrder: null, referenceKeys: [], linkedItemId: null },
  ...{ journalId: null, reversedBy: null, taxMinor: 0n, specialGl: null, noted: false, reasonCode: null },
  ...{ amountMinor, openMinor: amountMinor, companyAmountMinor: amountMinor, openCompanyMinor: amountMinor },
  ...more,
});
const carriedAt = (minor: bigint): Partial<Item> => ({ companyAmountMinor: minor, openCompanyMinor: minor });
const plan = (
  items: readonly Item[],
  wanted: readonly (readonly [credit: Item, debit: Item, amountMinor: bigint, inDebit?: bigint | 'at-day-rate'])[],
  across: ExchangeAcross | null = null,
) =>
  planClearing(
    new Map(items.map((one) => [one.id, one])),
    wanted.map(
      ([credit, debit, amountMinor, debitAmountMinor]): WantedAllocation => ({
        ...{ creditItemId: credit.id, debitItemId: debit.id, amountMinor },
        ...(debitAmountMinor !== undefined && { debitAmountMinor }),
      }),
    ),
    postingDate,
    across,
  );
const planned = (...of: Parameters<typeof plan>) => {
  const outcome = plan(...of);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
};
const refusal = (...of: Parameters<typeof plan>): string | null => {
  const outcome = plan(...of);
  return outcome.ok ? null : outcome.refusal.code;
};

describe('R5 What a clearing takes', () => {
  it('is no more than each side has open, counted over all that it takes', () => {
    const [credit, one, other] = [item(-100n), item(70n), item(70n)];
    const all = [credit, one, other];
    expect(
      refusal(all, [
        [credit, one, 70n],
        [credit, other, 30n],
      ]),
    ).toBeNull();
    expect(
      refusal(all, [
        [credit, one, 70n],
        [credit, other, 31n],
      ]),
    ).toBe('receivables.over-allocated');
    const [debit, first, second] = [item(100n), item(-70n), item(-70n)];
    const both = [debit, first, second];
    expect(
      refusal(both, [
        [first, debit, 70n],
        [second, debit, 30n],
      ]),
    ).toBeNull();
    expect(
      refusal(both, [
        [first, debit, 70n],
        [second, debit, 31n],
      ]),
    ).toBe('receivables.over-allocated');
    // What was taken before is not there any more.
    const rest = item(-100n, { openMinor: -40n, openCompanyMinor: -40n });
    expect(refusal([rest, one], [[rest, one, 40n]])).toBeNull();
    expect(refusal([rest, one], [[rest, one, 41n]])).toBe('receivables.over-allocated');
  });

  it('is a positive amount from a credit for a debit of one company, and nothing that is only noted', () => {
    const [credit, debit] = [item(-100n), item(100n)];
    const all = [credit, debit];
    for (const wrong of [
      [credit, debit, 0n],
      [credit, debit, -1n],
      [debit, credit, 1n],
      [credit, credit, 1n],
      [debit, debit, 1n],
    ] as const)
      expect(refusal(all, [wrong])).toBe('receivables.wrong-side');
    expect(refusal([credit], [[credit, debit, 1n]])).toBe('receivables.item-unknown');
    const [notedCredit, notedDebit] = [item(-100n, { noted: true }), item(100n, { noted: true })];
    expect(refusal([notedCredit, debit], [[notedCredit, debit, 1n]])).toBe('receivables.noted-item');
    expect(refusal([credit, notedDebit], [[credit, notedDebit, 1n]])).toBe('receivables.noted-item');
    const elsewhere = item(100n, { companyId: 2n });
    expect(refusal([credit, elsewhere], [[credit, elsewhere, 1n]])).toBe('receivables.other-account');
  });

  it('takes effect on the latest of its day and the days on which both sides were posted', () => {
    const [early, late]: [Day, Day] = ['2026-01-05', '2026-04-09'];
    const effect = (ofCredit: Day, ofDebit: Day): Day => {
      const [credit, debit] = [item(-100n, { postingDate: ofCredit }), item(100n, { postingDate: ofDebit })];
      return planned([credit, debit], [[credit, debit, 100n]]).allocations[0]!.effectiveDate;
    };
    expect(effect(early, early)).toBe(postingDate);
    expect(effect(late, early)).toBe(late);
    expect(effect(early, late)).toBe(late);
    expect(effect(late, '2026-05-01')).toBe('2026-05-01');
    expect(effect('2026-05-01', late)).toBe('2026-05-01');
  });

  it('is taken at what each side is carried at, the last piece with all that is left of it', () => {
    const dollars = { currency: 'USD' };
    const credit = item(-100n, { ...dollars, ...carriedAt(-100n) });
    const debits = [33n, 33n, 34n].map((amount) => item(amount, { ...dollars, ...carriedAt(amount) }));
    const debit = item(100n, { ...dollars, ...carriedAt(91n) });
    const steps = planned(
      [credit, debit, ...debits],
      [33n, 33n, 34n].map((amount) => [credit, debit, amount] as const),
    );
    expect(steps.allocations.map((one) => one.debitCompanyMinor)).toEqual([30n, 30n, 31n]);
    expect(steps.after.get(debit.id)).toEqual({ openMinor: 0n, openCompanyMinor: 0n });
    expect(steps.after.get(credit.id)).toEqual({ openMinor: 0n, openCompanyMinor: 0n });
  });
});

describe('R32 A clearing across currencies', () => {
  // A dollar is 0.90 euros; whole cents.
  const across: ExchangeAcross = (amount, from, to) =>
    from === to ? amount : from === 'USD' ? (amount * 9n + 5n) / 10n : (amount * 10n + 4n) / 9n;
  const invoice = () => item(1_000n, { currency: 'USD', ...carriedAt(950n) });
  const payment = () => item(-900n);

  it('is made on one account, and only where what leaves the debit is said', () => {
    const [credit, debit] = [payment(), invoice()];
    expect(refusal([credit, debit], [[credit, debit, 900n]], across)).toBe('receivables.currency-differs');
    expect(refusal([credit, debit], [[credit, debit, 900n, 1_000n]])).toBe('receivables.currency-differs');
    const other = { ...debit, accountId: 2n };
    expect(refusal([credit, other], [[credit, other, 900n, 1_000n]], across)).toBe('receivables.currency-differs');
    expect(refusal([credit, debit], [[credit, debit, 900n, 1_000n]], across)).toBeNull();
  });

  it('stays within a tenth of the rate of the day, to the unit', () => {
    const [credit, debit] = [item(-450n), item(10_000n, { currency: 'USD' })];
    const given = (inDebit: bigint) => refusal([credit, debit], [[credit, debit, 450n, inDebit]], across);
    expect([450n, 550n].map(given)).toEqual([null, null]);
    expect([449n, 551n, 0n, -1n].map(given)).toEqual(Array(4).fill('receivables.rate-implausible'));
  });

  it('settles the whole debit where the amount is what that is worth, though converting back would miss it by a unit', () => {
    // 1,001 cents are worth 901, and 901 are 1,001.5 rounded down or up: the debit is closed and not a unit left of it.
    const roundedUp: ExchangeAcross = (amount, from) =>
      from === 'USD' ? (amount * 9n) / 10n : (amount * 10n + 8n) / 9n;
    const [credit, debit] = [item(-900n), item(1_001n, { currency: 'USD' })];
    expect(roundedUp(roundedUp(1_001n, 'USD', 'EUR'), 'EUR', 'USD')).not.toBe(1_001n);
    const { after } = planned([credit, debit], [[credit, debit, 900n, 'at-day-rate']], roundedUp);
    expect(after.get(debit.id)!.openMinor).toBe(0n);
  });

  it('passes through the currency conversion account, and leaves the realised difference on the side where it arose', () => {
    const accounts = new Map<AccountPurpose, bigint>();
    const glAccount = (purpose: AccountPurpose): bigint =>
      accounts.get(purpose) ?? accounts.set(purpose, BigInt(accounts.size + 1)).get(purpose)!;
    const [credit, debit] = [payment(), invoice()];
    const { allocations } = planned([credit, debit], [[credit, debit, 900n, 1_000n]], across);
    const lines = clearingLines(allocations, glAccount);
    const on = (purpose: AccountPurpose, currency: string) =>
      lines
        .filter((one) => one.accountId === glAccount(purpose) && one.currency === currency)
        .map((one) => [one.amountMinor, one.companyAmountMinor]);
    expect(on('receivables_control', 'EUR')).toEqual([[900n, 900n]]);
    expect(on('receivables_control', 'USD')).toEqual([[-1_000n, -950n]]);
    expect(on('currency_conversion', 'EUR')).toEqual([[-900n, -900n]]);
    expect(on('currency_conversion', 'USD')).toEqual([[1_000n, 900n]]);
    // Carried at 950, paid with 900: a loss is a debit.
    expect(on('exchange_differences', 'USD')).toEqual([[0n, 50n]]);
    expect(lines.reduce((sum, one) => sum + one.companyAmountMinor, 0n)).toBe(0n);
  });

  it('writes nothing where both sides stand in one account at one rate', () => {
    const [credit, debit] = [item(-100n), item(100n)];
    const { allocations } = planned([credit, debit], [[credit, debit, 100n]]);
    expect(clearingLines(allocations, () => 1n)).toEqual([]);
  });
});
