/**
 * Tax in items, split by code without losing a unit: what a discount, credit, write-off or transfer takes out of an item
 * is a share of what is still in it, so that taking the whole takes the whole tax. Pure.
 */
import { absolute, allocate, divideRounded, parseRate, powerOfTen, sign } from '#kernel';
import type { TaxPart } from '../model.ts';

/** What is still in an item: the parts by code and what bears no tax; signed as the item. */
export interface TaxRemainder {
  readonly parts: readonly TaxPart[];
  readonly untaxedMinor: bigint;
}

/** A line of receivables.item_tax with the amount of the item it stands on. */
export interface StoredTaxPart extends TaxPart {
  readonly itemId: bigint;
  readonly adjustsItemId: bigint | null;
  readonly itemAmountMinor: bigint;
}

const keyOf = (part: TaxPart): string => `${part.country} ${part.taxCode ?? ''} ${part.accountId}`;

/** An item as its source told it without codes: one part for all its tax, none without tax. */
export function toldTax(
  amountMinor: bigint,
  taxMinor: bigint,
  account: { country: string; accountId: bigint },
): TaxPart[] {
  return taxMinor === 0n
    ? []
    : [{ ...account, taxCode: null, ratePercent: null, baseMinor: amountMinor - taxMinor, taxMinor }];
}

/** What is left in an item after everything that adjusted it. */
export function remainderOf(
  item: { readonly id: bigint; readonly amountMinor: bigint },
  own: readonly TaxPart[],
  lines: readonly StoredTaxPart[],
): TaxRemainder {
  const parts = new Map(own.map((part) => [keyOf(part), part]));
  let untaxedMinor = item.amountMinor - own.reduce((sum, part) => sum + part.baseMinor + part.taxMinor, 0n);
  const seen = new Set<bigint>();
  for (const line of lines) {
    if (line.adjustsItemId !== item.id) continue;
    const part = parts.get(keyOf(line));
    const { itemId: _item, adjustsItemId: _adjusts, itemAmountMinor, ...fresh } = line;
    parts.set(
      keyOf(line),
      part ? { ...part, baseMinor: part.baseMinor + line.baseMinor, taxMinor: part.taxMinor + line.taxMinor } : fresh,
    );
    untaxedMinor -= line.baseMinor + line.taxMinor;
    if (!seen.has(line.itemId)) untaxedMinor += itemAmountMinor;
    seen.add(line.itemId);
  }
  return { parts: [...parts.values()], untaxedMinor };
}

/**
 * Takes `amountMinor` (signed as the item) out of what is left: base and tax of each code pro rata, largest remainders
 * first, so that the shares and the untaxed rest sum to the amount, and all of it takes all. Returns the shares and what
 * is left then.
 */
export function takeTax(left: TaxRemainder, amountMinor: bigint): { taken: TaxPart[]; left: TaxRemainder } {
  const side = BigInt(sign(amountMinor));
  const weight = (minor: bigint): bigint => (minor * side > 0n ? minor * side : 0n);
  const weights = [
    ...left.parts.flatMap((part) => [weight(part.baseMinor), weight(part.taxMinor)]),
    weight(left.untaxedMinor),
  ];
  // Nothing is left of this sign: the amount bears no tax any more.
  if (weights.every((one) => one === 0n))
    return { taken: [], left: { ...left, untaxedMinor: left.untaxedMinor - amountMinor } };
  const shares = allocate(amountMinor, weights);
  const taken = left.parts.map((part, index) => ({
    ...part,
    baseMinor: shares[2 * index]!,
    taxMinor: shares[2 * index + 1]!,
  }));
  return {
    taken: taken.filter((part) => part.baseMinor !== 0n || part.taxMinor !== 0n),
    left: {
      parts: left.parts.map((part, index) => ({
        ...part,
        baseMinor: part.baseMinor - taken[index]!.baseMinor,
        taxMinor: part.taxMinor - taken[index]!.taxMinor,
      })),
      untaxedMinor: left.untaxedMinor - shares.at(-1)!,
    },
  };
}

/** Splits told tax over an item's codes: for a credit that says how much tax it holds, but not of which code. */
export function shareTold(left: TaxRemainder, amountMinor: bigint, taxMinor: bigint): TaxPart[] {
  if (left.parts.length === 0) return [];
  const bases = allocate(
    amountMinor - taxMinor,
    left.parts.map((part) => absolute(part.baseMinor)),
  );
  const taxes = allocate(
    taxMinor,
    left.parts.map((part) => absolute(part.taxMinor)),
  );
  return left.parts
    .map((part, index) => ({ ...part, baseMinor: bases[index]!, taxMinor: taxes[index]! }))
    .filter((part) => part.baseMinor !== 0n || part.taxMinor !== 0n);
}

/** The negated parts: what an adjusting item carries of what it took. */
export const negated = (parts: readonly TaxPart[]): TaxPart[] =>
  parts.map((part) => ({ ...part, baseMinor: -part.baseMinor, taxMinor: -part.taxMinor }));

/**
 * The tax that goes when an item's open amount falls: the difference of two cumulative shares, each rounded half away
 * from zero, so that any number of steps to zero releases exactly the tax, and a step back takes exactly that again.
 */
export function releasedTax(
  part: { readonly taxMinor: bigint },
  item: { readonly amountMinor: bigint },
  openBefore: bigint,
  openAfter: bigint,
): bigint {
  const share = (open: bigint): bigint => divideRounded(part.taxMinor * open, item.amountMinor);
  return share(openBefore) - share(openAfter);
}

/** Splits the parts of a document over its instalments without losing a unit of any code. */
export function taxOfInstalments(parts: readonly TaxPart[], weights: readonly bigint[]): TaxPart[][] {
  const shares = parts.map((part) => ({
    base: allocate(part.baseMinor, weights),
    tax: allocate(part.taxMinor, weights),
  }));
  return weights.map((_, at) =>
    parts.map((part, index) => ({ ...part, baseMinor: shares[index]!.base[at]!, taxMinor: shares[index]!.tax[at]! })),
  );
}

/** The tax contained in a gross amount at a rate in percent, rounded half away from zero: gross × r ÷ (100 + r). */
export function containedTax(amountMinor: bigint, ratePercent: string): bigint {
  const rate = parseRate(ratePercent);
  const hundred = 100n * powerOfTen(rate.scale);
  return divideRounded(amountMinor * rate.unscaled, hundred + rate.unscaled);
}
