/** The tax that a down payment holds: what goes with a part of it, what comes back, and that nothing is lost on the way. */
import { describe, expect, it } from 'vitest';
import fc from '#test/property';
import type { TaxPart } from '../model.ts';
import { type HeldTaxes, heldTaxes, type ReleasedTax, takeHeldTax } from './tax.ts';

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
