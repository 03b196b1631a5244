/** Money in one currency whose text names items in others: what they are worth on the day, for a person to confirm. Pure. */
import type { ReceiptFacts } from './book.ts';
import { type Explanation, isBlocked, money } from './explanation.ts';
import type { MatchedAllocation, MatchingItem } from './model.ts';
import { statedRate } from './payment-text.ts';

/** What is paid may be so much off the rate of its day, in parts of a hundred: the bank's own rate is another. */
const mostOff = 10n;

/**
 * Explains money by the items of the payer that its text names in other currencies, together. Never posted by itself: rates are
 * agreed, not proved. Each currency is paid by its share of what all are worth on the day, within it each item by its worth and the
 * last by what is left, which bears the difference; less money pays the items by their due days, the last in part. `withOwn`: together
 * with the named items of the money's own currency, each at its open amount, and only where all are paid. Null without a
 * rate on the day, and when the amount is no payment of them at any likely rate.
 */
export function explainAcross(facts: ReceiptFacts, { withOwn = false } = {}): Explanation | null {
  const { receipt } = facts;
  const own = withOwn ? facts.named : [];
  if (facts.namedAbroad.length === 0 || (withOwn && own.length === 0)) return null;
  const items = [...own, ...facts.namedAbroad].sort((a, b) =>
    a.dueDate === b.dueDate ? 0 : a.dueDate < b.dueDate ? -1 : 1,
  );
  const [first] = items;
  if (first === undefined || receipt.amountMinor <= 0n) return null;
  if (items.some((item) => facts.open(item) <= 0n || !facts.inGroup(item.customerId))) return null;
  const purses = pursesOf(facts, items);
  if (purses === null) return null;
  const sumOf = (list: readonly Purse[]): bigint => list.reduce((sum, one) => sum + one.worthMinor, 0n);
  const differs = receipt.amountMinor - sumOf(purses);
  const whole = magnitude(differs) * 100n <= sumOf(purses.filter((one) => one.rate !== null)) * mostOff;
  if (!whole && (differs > 0n || withOwn)) return null;
  const paid = whole ? purses.flatMap((one) => one.items) : items;
  const allocations = whole ? wholly(facts, purses) : partly(facts, items);
  if (allocations === null) return null;
  const said = (one: Purse): string => {
    if (one.rate === null) return money(one.openMinor, one.currency);
    const off = one.paidMinor - one.worthMinor;
    const difference =
      off === 0n || !whole
        ? ''
        : `, and ${money(magnitude(off), receipt.currency)} ${off < 0n ? 'less' : 'more'} was paid`;
    return `${money(one.openMinor, one.currency)} are ${money(one.worthMinor, receipt.currency)} at ${one.rate}${difference}`;
  };
  const [only] = purses;
  const short = whole ? '' : `, and ${money(-differs, receipt.currency)} less was paid`;
  const because =
    purses.length === 1
      ? `named in the bank text, ${said(only!)}${short}`
      : `named in the bank text in several currencies${short}: ${purses.map(said).join('; ')}`;
  const stated = statedRate(receipt.reference);
  const blocked = items.find(isBlocked);
  return {
    certain: false,
    customerId: first.customerId,
    evidence: 'reference_short',
    confidence: 0.75,
    allocations,
    items: paid.slice(0, allocations.length),
    because,
    alternatives: 0,
    runnerUp: null,
    doubts: [
      'it is in another currency, and a person confirms the rate',
      ...(stated === null ? [] : [`the text states a rate of ${stated}`]),
      ...(!whole && items.length > 1 ? ['which of the named items is short is not said'] : []),
      ...(blocked ? [`${blocked.number} is blocked (${blocked.blocks.join(', ')})`] : []),
    ],
  };
}

const magnitude = (minor: bigint): bigint => (minor < 0n ? -minor : minor);

/** The items of one currency: what is open of them, what that is worth on the day, and what of the money is for them. */
interface Purse {
  readonly currency: string;
  readonly items: readonly MatchingItem[];
  readonly openMinor: bigint;
  readonly worthMinor: bigint;
  /** Null: it is the money's own currency. */
  readonly rate: string | null;
  readonly paidMinor: bigint;
}

/**
 * By currency, in the order of their first items. What is open in the money's own currency is paid as it is; the rest is shared out
 * by what each of the others is worth. Null without a rate.
 */
function pursesOf(facts: ReceiptFacts, items: readonly MatchingItem[]): Purse[] | null {
  const found: Omit<Purse, 'paidMinor'>[] = [];
  for (const currency of new Set(items.map((item) => item.currency))) {
    const own = items.filter((item) => item.currency === currency);
    const openMinor = own.reduce((sum, item) => sum + facts.open(item), 0n);
    const worth =
      currency === facts.receipt.currency
        ? { amountMinor: openMinor, rate: null }
        : facts.exchanged(openMinor, currency);
    if (worth === null || worth.amountMinor <= 0n) return null;
    found.push({ currency, items: own, openMinor, worthMinor: worth.amountMinor, rate: worth.rate });
  }
  const abroad = found.filter((one) => one.rate !== null);
  const worthMinor = abroad.reduce((sum, one) => sum + one.worthMinor, 0n);
  const own = found.reduce((sum, one) => (one.rate === null ? sum + one.worthMinor : sum), 0n);
  const amountMinor = facts.receipt.amountMinor - own;
  let left = amountMinor;
  return found.map((one) => {
    if (one.rate === null) return { ...one, paidMinor: one.openMinor };
    const paidMinor = one === abroad.at(-1) ? left : (amountMinor * one.worthMinor) / worthMinor;
    left -= paidMinor;
    return { ...one, paidMinor };
  });
}

const across = (
  facts: ReceiptFacts,
  item: MatchingItem,
  of: { receiptAmountMinor: bigint; itemAmountMinor: bigint; whole: boolean },
): MatchedAllocation => ({
  itemId: item.id,
  ...{ receiptAmountMinor: of.receiptAmountMinor, itemAmountMinor: of.itemAmountMinor },
  ...(item.currency !== facts.receipt.currency && { itemCurrency: item.currency }),
  kind: of.whole ? 'full' : 'partial',
  adjustments: [],
});

/** What an item is worth in the money's currency; nothing without a rate. */
const worthOf = (facts: ReceiptFacts, item: MatchingItem): bigint =>
  item.currency === facts.receipt.currency
    ? facts.open(item)
    : (facts.exchanged(facts.open(item), item.currency)?.amountMinor ?? 0n);

/** Every item in full: the last of a currency takes what the others leave of its money. Null where nothing is left for it. */
function wholly(facts: ReceiptFacts, purses: readonly Purse[]): MatchedAllocation[] | null {
  const allocations = purses.flatMap(({ items, paidMinor }) => {
    let left = paidMinor;
    return items.map((item, place) => {
      const receiptAmountMinor = place === items.length - 1 ? left : worthOf(facts, item);
      left -= receiptAmountMinor;
      return across(facts, item, { receiptAmountMinor, itemAmountMinor: facts.open(item), whole: true });
    });
  });
  return allocations.every((one) => one.receiptAmountMinor > 0n) ? allocations : null;
}

/** By their due days, as far as the money goes. Null where it is worth nothing of the last. */
function partly(facts: ReceiptFacts, items: readonly MatchingItem[]): MatchedAllocation[] | null {
  let left = facts.receipt.amountMinor;
  const allocations: MatchedAllocation[] = [];
  for (const item of items) {
    if (left <= 0n) break;
    const worth = worthOf(facts, item);
    if (worth > 0n && worth <= left) {
      const whole = { receiptAmountMinor: worth, itemAmountMinor: facts.open(item), whole: true };
      allocations.push(across(facts, item, whole));
      left -= worth;
      continue;
    }
    const part = facts.exchangedInto(left, item.currency)?.amountMinor ?? 0n;
    if (part <= 0n || part >= facts.open(item)) return null;
    allocations.push(across(facts, item, { receiptAmountMinor: left, itemAmountMinor: part, whole: false }));
    left = 0n;
  }
  return left === 0n ? allocations : null;
}
