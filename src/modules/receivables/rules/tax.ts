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

/** A line of receivables.item_tax with the amounts of the item it stands on. */
export interface StoredTaxPart extends TaxPart {
  readonly itemId: bigint;
  readonly adjustsItemId: bigint | null;
  readonly itemAmountMinor: bigint;
  readonly itemCompanyAmountMinor: bigint;
}

const keyOf = (part: Pick<TaxPart, 'country' | 'taxCode' | 'accountId'>): string =>
  `${part.country} ${part.taxCode ?? ''} ${part.accountId}`;

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
    const {
      itemId: _item,
      adjustsItemId: _adjusts,
      itemAmountMinor,
      itemCompanyAmountMinor: _company,
      ...fresh
    } = line;
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

/** Tax of a down payment, with what it is carried at in company currency; signed as the item. */
export interface HeldTax extends TaxPart {
  readonly companyTaxMinor: bigint;
}

/** What an open down payment still holds, and what of its open amount is left for the next one who takes. */
export interface HeldTaxes {
  readonly parts: readonly HeldTax[];
  readonly openMinor: bigint;
}

/** A line of what clearings released: of the opposite sign of the item that it was taken from. */
export interface ReleasedTax {
  readonly itemId: bigint;
  readonly country: string;
  readonly taxCode: string | null;
  readonly accountId: bigint;
  readonly baseMinor: bigint;
  readonly taxMinor: bigint;
  readonly companyTaxMinor: bigint;
}

/**
 * What a down payment still holds: its own tax less what moves took out of it and what clearings released. All three are
 * kept, and what is taken back comes back exactly; a share worked out anew from the open amount would miss it by a unit.
 */
export function heldTaxes(
  item: {
    readonly id: bigint;
    readonly openMinor: bigint;
    readonly amountMinor: bigint;
    readonly companyAmountMinor: bigint;
  },
  own: readonly TaxPart[],
  moved: readonly StoredTaxPart[],
  released: readonly ReleasedTax[],
): HeldTaxes {
  // Tax is carried at the rate of the item that bears it: that is what its posting wrote.
  const carried = (taxMinor: bigint, of: { amountMinor: bigint; companyAmountMinor: bigint }): bigint =>
    divideRounded(of.companyAmountMinor * taxMinor, of.amountMinor);
  const { parts } = remainderOf(item, own, moved);
  return {
    openMinor: item.openMinor,
    parts: parts.map((part) => {
      const key = keyOf(part);
      const gone = released.filter((line) => line.itemId === item.id && keyOf(line) === key);
      const shares = moved.filter((line) => line.adjustsItemId === item.id && keyOf(line) === key);
      const sum = <T>(lines: readonly T[], pick: (line: T) => bigint): bigint =>
        lines.reduce((total, line) => total + pick(line), 0n);
      return {
        ...part,
        baseMinor: part.baseMinor + sum(gone, (line) => line.baseMinor),
        taxMinor: part.taxMinor + sum(gone, (line) => line.taxMinor),
        companyTaxMinor:
          sum(
            own.filter((line) => keyOf(line) === key),
            (line) => carried(line.taxMinor, item),
          ) +
          sum(gone, (line) => line.companyTaxMinor) +
          sum(shares, (line) =>
            carried(line.taxMinor, {
              amountMinor: line.itemAmountMinor,
              companyAmountMinor: line.itemCompanyAmountMinor,
            }),
          ),
      };
    }),
  };
}

/**
 * Takes what goes with `amountMinor` (signed as the item) of what a down payment has open: a share of what it still holds,
 * base and tax of each code; with all that is open goes all that is held.
 */
export function takeHeldTax(held: HeldTaxes, amountMinor: bigint): { taken: HeldTax[]; left: HeldTaxes } {
  const untaxedMinor = held.openMinor - held.parts.reduce((sum, part) => sum + part.baseMinor + part.taxMinor, 0n);
  const shares =
    amountMinor === held.openMinor
      ? new Map(held.parts.map((part) => [keyOf(part), part]))
      : new Map(takeTax({ parts: held.parts, untaxedMinor }, amountMinor).taken.map((part) => [keyOf(part), part]));
  const taken = held.parts.map((part): HeldTax => {
    const { baseMinor = 0n, taxMinor = 0n } = shares.get(keyOf(part)) ?? {};
    const whole = taxMinor === part.taxMinor;
    const companyTaxMinor = whole
      ? part.companyTaxMinor
      : divideRounded(part.companyTaxMinor * taxMinor, part.taxMinor);
    return { ...part, baseMinor, taxMinor, companyTaxMinor };
  });
  return {
    taken: taken.filter((part) => part.baseMinor !== 0n || part.taxMinor !== 0n || part.companyTaxMinor !== 0n),
    left: {
      openMinor: held.openMinor - amountMinor,
      parts: held.parts.map((part, index) => ({
        ...part,
        baseMinor: part.baseMinor - taken[index]!.baseMinor,
        taxMinor: part.taxMinor - taken[index]!.taxMinor,
        companyTaxMinor: part.companyTaxMinor - taken[index]!.companyTaxMinor,
      })),
    },
  };
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
