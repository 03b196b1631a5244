/** Tax that a customer withholds at the rate that the rules know for it: net = gross − rate, item by item. Pure. */
import type { ReceiptFacts } from './book.ts';
import type { Adjustment, MatchingItem, MatchingPolicy } from './model.ts';

/** The rate for a customer in hundredths of a percent: its own before its country's; null: it withholds nothing. */
function rateOf(facts: ReceiptFacts, customerId: string, policy: MatchingPolicy): bigint | null {
  const customer = facts.customer(customerId);
  if (customer === undefined) return null;
  const number = customer.number ?? customer.id;
  const rate =
    policy.withholding.find((one) => one.by === 'customer' && one.value === number) ??
    policy.withholding.find((one) => one.by === 'country' && one.value === customer.country);
  return rate === undefined ? null : BigInt(Math.round(rate.percent * 100));
}

/** The tax that is withheld from an item at the rate of its customer, rounded half up; null: none, or it is a credit. */
export function taxOn(facts: ReceiptFacts, item: MatchingItem, policy: MatchingPolicy): Adjustment | null {
  if (policy.withholding.length === 0) return null;
  const open = facts.open(item);
  const rate = rateOf(facts, item.customerId, policy);
  if (rate === null || open <= 0n) return null;
  const amountMinor = (open * rate + 5_000n) / 10_000n;
  return amountMinor === 0n
    ? null
    : { kind: 'withholding_tax', amountMinor, reason: `${Number(rate) / 100} % withheld` };
}

/** The tax of each of the items, where it is together exactly what is short; worked out by item, or once over all of them. */
export function taxThatExplains(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  short: bigint,
  policy: MatchingPolicy,
): Map<string, readonly Adjustment[]> | null {
  const taxes: { item: MatchingItem; tax: Adjustment }[] = [];
  for (const item of items) {
    const tax = taxOn(facts, item, policy);
    if (tax === null) return null;
    taxes.push({ item, tax });
  }
  const sum = taxes.reduce((total, { tax }) => total + tax.amountMinor, 0n);
  const off = short - sum;
  // Rounded once over several items the tax differs by less than a unit an item: the last one bears it.
  const rates = new Set(items.map((item) => rateOf(facts, item.customerId, policy)));
  const [rate] = rates;
  const total = items.reduce((all, item) => all + facts.open(item), 0n);
  if (off !== 0n && (rates.size > 1 || (total * rate! + 5_000n) / 10_000n !== short)) return null;
  return new Map(
    taxes.map(({ item, tax }, at) => [
      item.id,
      [at === taxes.length - 1 ? { ...tax, amountMinor: tax.amountMinor + off } : tax],
    ]),
  );
}
