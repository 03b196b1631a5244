/** Tax in items: what goes with a part of one, what a down payment holds, what comes back, and that nothing is lost on the way. */
import { describe, expect, it } from 'vitest';
import fc from '#test/property';
import type { TaxPart } from '../model.ts';
import {
  containedTax,
  type HeldTaxes,
  heldTaxes,
  type ReleasedTax,
  remainderOf,
  type StoredTaxPart,
  shareTold,
  takeHeldTax,
  takeTax,
} from './tax.ts';

const part = (baseMinor: bigint, taxMinor: bigint, taxCode = 'S'): TaxPart => ({
  ...{ country: 'DE', taxCode, ratePercent: '19', accountId: 1n, baseMinor, taxMinor },
});
const item = (amountMinor: bigint, companyAmountMinor = amountMinor) => ({
  ...{ id: 1n, amountMinor, companyAmountMinor, openMinor: amountMinor },
});
const taxes = (held: HeldTaxes): bigint[] => held.parts.map((one) => one.taxMinor);
/** What was taken, as it is kept. */
const kept = (taken: readonly TaxPart[]): ReleasedTax[] =>
  taken.map((one) => ({
    ...one,
    itemId: 1n,
    baseMinor: -one.baseMinor,
    taxMinor: -one.taxMinor,
    companyTaxMinor: -(one as TaxPart & { companyTaxMinor: bigint }).companyTaxMinor,
  }));

describe('R4 The tax in an item', () => {
  /** A document that takes an amount out of item 1, with its tax as it is kept; of several lines each tells the whole amount. */
  const adjusting = (itemId: bigint, amountMinor: bigint, taken: readonly TaxPart[]): StoredTaxPart[] =>
    taken.map((one) => ({
      ...one,
      ...{ itemId, adjustsItemId: 1n, itemAmountMinor: -amountMinor, itemCompanyAmountMinor: -amountMinor },
      ...{ baseMinor: -one.baseMinor, taxMinor: -one.taxMinor },
    }));

  it('goes in shares of each code and of what bears none, and what is left is told by what was taken', () => {
    // 100 + 19 at one rate, 200 + 14 at another, 67 without tax.
    const own = [part(100_00n, 19_00n), part(200_00n, 14_00n, 'R')];
    const whole = remainderOf({ id: 1n, amountMinor: 400_00n }, own, []);
    expect(whole).toEqual({ parts: own, untaxedMinor: 67_00n });
    const half = takeTax(whole, 200_00n);
    expect(half.taken.map((one) => [one.baseMinor, one.taxMinor])).toEqual([
      [50_00n, 9_50n],
      [100_00n, 7_00n],
    ]);
    expect(half.left.untaxedMinor).toBe(33_50n);
    const lines = adjusting(2n, 200_00n, half.taken);
    expect(remainderOf({ id: 1n, amountMinor: 400_00n }, own, lines)).toEqual(half.left);
    // What adjusts another item says nothing of this one.
    const elsewhere = lines.map((line) => ({ ...line, adjustsItemId: 7n }));
    expect(remainderOf({ id: 1n, amountMinor: 400_00n }, own, elsewhere)).toEqual(whole);
  });

  it('is gone to the unit when all of the item is, whatever was taken before, and is what the lines tell at each step', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 400n }), { minLength: 5, maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 8 }),
        fc.constantFrom(1n, -1n),
        ([base1, tax1, base2, tax2, untaxed], shares, side) => {
          const amountMinor = side * (base1! + tax1! + base2! + tax2! + untaxed!);
          const own = [part(side * base1!, side * tax1!), part(side * base2!, side * tax2!, 'R')];
          const item = { id: 1n, amountMinor };
          const lines: StoredTaxPart[] = [];
          let open = amountMinor;
          let left = remainderOf(item, own, lines);
          for (const [index, share] of [...shares, 100].entries()) {
            const wanted = (open * BigInt(share)) / 100n;
            const step = takeTax(left, wanted);
            // What bears no tax is not among the lines: an item whose shares are nothing but that leaves no line.
            if (step.taken.length === 0 && wanted !== 0n) return;
            lines.push(...adjusting(BigInt(index + 2), wanted, step.taken));
            open -= wanted;
            left = step.left;
            expect(remainderOf(item, own, lines)).toEqual(left);
            const sum = left.parts.reduce((total, one) => total + one.baseMinor + one.taxMinor, left.untaxedMinor);
            expect(sum).toBe(open);
            for (const [at, one] of left.parts.entries()) {
              expect(one.taxMinor * side >= 0n && one.taxMinor * side <= own[at]!.taxMinor * side).toBe(true);
              if (open === 0n) expect([one.baseMinor, one.taxMinor]).toEqual([0n, 0n]);
            }
          }
        },
      ),
    );
  });

  it('is taken of its own sign alone: where nothing of it is left the amount bears none', () => {
    const own = [part(100n, 19n)];
    const none = takeTax({ parts: [part(0n, 0n)], untaxedMinor: 0n }, 50n);
    expect(none).toEqual({ taken: [], left: { parts: [part(0n, 0n)], untaxedMinor: -50n } });
    // More was credited of one code than it held: the other bears what is taken now.
    const left = { parts: [part(-10n, -2n), part(100n, 7n, 'R')], untaxedMinor: 0n };
    expect(takeTax(left, 107n).taken).toEqual([part(100n, 7n, 'R')]);
    expect(takeTax({ parts: own, untaxedMinor: 0n }, 119n).left.parts).toEqual([part(0n, 0n)]);
  });

  it('that a credit tells as one sum is split by what each code holds', () => {
    const left = { parts: [part(100_00n, 19_00n), part(300_00n, 21_00n, 'R')], untaxedMinor: 0n };
    expect(shareTold(left, -110_00n, -10_00n).map((one) => [one.baseMinor, one.taxMinor])).toEqual([
      [-25_00n, -4_75n],
      [-75_00n, -5_25n],
    ]);
    expect(shareTold({ parts: [], untaxedMinor: 100n }, -10n, -1n)).toEqual([]);
  });

  it('is contained in a gross amount at gross × rate ÷ (100 + rate), half a unit away from zero', () => {
    expect(containedTax(119_00n, '19')).toBe(19_00n);
    expect(containedTax(-119_00n, '19')).toBe(-19_00n);
    expect(containedTax(100_00n, '7.7')).toBe(7_15n);
    expect(containedTax(3n, '100')).toBe(2n);
    expect(containedTax(-3n, '100')).toBe(-2n);
    expect(containedTax(100n, '0')).toBe(0n);
  });
});

describe('R4 The tax that a down payment holds', () => {
  it('goes in shares of what is left, and all of it with the last of what is open', () => {
    const whole = heldTaxes(item(-119_00n), [part(-100_00n, -19_00n)], [], []);
    const first = takeHeldTax(whole, -59_50n);
    expect(first.taken).toMatchObject([{ baseMinor: -50_00n, taxMinor: -9_50n, companyTaxMinor: -9_50n }]);
    const second = takeHeldTax(first.left, -59_49n);
    const last = takeHeldTax(second.left, -1n);
    expect(taxes(last.left)).toEqual([0n]);
    expect(last.left.openMinor).toBe(0n);
  });

  it('is carried at the rate of the down payment, and the last share takes the rest of that, too', () => {
    // 1,190 yen carried at 7.26 euros: 190 yen of tax are 1.16 of them.
    const whole = heldTaxes(item(-1190n, -7_26n), [part(-1000n, -190n)], [], []);
    const steps = [-397n, -397n, -396n].reduce<{ held: HeldTaxes; taken: bigint[] }>(
      ({ held, taken }, amount) => {
        const step = takeHeldTax(held, amount);
        return { held: step.left, taken: [...taken, ...step.taken.map((one) => one.companyTaxMinor)] };
      },
      { held: whole, taken: [] },
    );
    expect(steps.taken).toEqual([-38n, -39n, -39n]);
    expect(steps.held.parts).toMatchObject([{ taxMinor: 0n, companyTaxMinor: 0n }]);
  });

  it('comes back as it went, in whatever order', () => {
    // Worked out from what is open, two units were due with seven of ten open, and one was held.
    const own = [part(-8n, -2n)];
    const first = takeHeldTax(heldTaxes(item(-10n), own, [], []), -3n);
    const second = takeHeldTax(first.left, -3n);
    const back = heldTaxes({ ...item(-10n), openMinor: -7n }, own, [], kept(second.taken));
    const sum = (parts: readonly TaxPart[]): bigint => parts.reduce((total, one) => total + one.taxMinor, 0n);
    expect(sum(back.parts) + sum(second.taken)).toBe(-2n);
    expect(sum(takeHeldTax(back, -7n).taken) + sum(second.taken)).toBe(-2n);
  });

  it('is never more than its own, nor of the other sign, however it is taken', () => {
    const step = fc.record({ share: fc.integer({ min: 1, max: 100 }), back: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 400n }), { minLength: 4, maxLength: 4 }),
        fc.bigInt({ min: 0n, max: 40n }),
        fc.array(step, { maxLength: 12 }),
        ([base1, tax1, base2, tax2], untaxed, steps) => {
          const amount = base1! + tax1! + base2! + tax2! + untaxed;
          if (amount === 0n) return;
          const own = [part(-base1!, -tax1!), part(-base2!, -tax2!, 'R')];
          let open = -amount;
          const live: { amount: bigint; lines: ReleasedTax[] }[] = [];
          const held = () =>
            heldTaxes(
              { ...item(-amount, -(amount * 61n) / 100n), openMinor: open },
              own,
              [],
              live.flatMap((one) => one.lines),
            );
          for (const one of steps) {
            if (one.back && live.length > 0) open += live.splice(one.share % live.length, 1)[0]!.amount;
            else if (open < 0n) {
              const wanted = (open * BigInt(one.share)) / 100n || -1n;
              live.push({ amount: wanted, lines: kept(takeHeldTax(held(), wanted).taken) });
              open -= wanted;
            }
            for (const [index, now] of held().parts.entries()) {
              const mine = own[index]!;
              expect(now.taxMinor >= mine.taxMinor && now.taxMinor <= 0n).toBe(true);
              if (open === 0n) expect(now).toMatchObject({ baseMinor: 0n, taxMinor: 0n, companyTaxMinor: 0n });
              if (live.length === 0) expect(now).toMatchObject(mine);
            }
          }
        },
      ),
    );
  });
});
