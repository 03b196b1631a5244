/** Money in one currency whose text names items in another: what they are worth on the day, for a person to confirm. Pure. */
import type { ReceiptFacts } from './book.ts';
import { type Explanation, isBlocked, money } from './explanation.ts';
import type { MatchedAllocation, MatchingItem } from './model.ts';
import { statedRate } from './payment-text.ts';

/** What is paid may be so much off the rate of its day, in parts of a hundred: the bank's own rate is another. */
const mostOff = 10n;

/**
 * Explains money by the items of the payer that its text names in one other currency, together. Never posted by itself: the rate
 * is agreed, not proved. Each is paid by what it is worth on the day, the last by what is left, which bears the difference; less
 * money pays them by their due days, the last in part. Null without a rate on the day, when the amount is no payment of them at
 * any likely rate, and for items in several currencies.
 */
export function explainAcross(facts: ReceiptFacts): Explanation | null {
  const { receipt } = facts;
  const items = [...facts.namedAbroad].sort((a, b) => (a.dueDate === b.dueDate ? 0 : a.dueDate < b.dueDate ? -1 : 1));
  const [first] = items;
  if (first === undefined || receipt.amountMinor <= 0n) return null;
  if (
    items.some((item) => item.currency !== first.currency || facts.open(item) <= 0n || !facts.inGroup(item.customerId))
  )
    return null;
  const open = items.reduce((sum, item) => sum + facts.open(item), 0n);
  const worth = facts.exchanged(open, first.currency);
  if (worth === null || worth.amountMinor <= 0n) return null;
  const differs = receipt.amountMinor - worth.amountMinor;
  const off = differs < 0n ? -differs : differs;
  const whole = off * 100n <= worth.amountMinor * mostOff;
  if (!whole && differs > 0n) return null;
  const allocations = whole ? wholly(facts, items) : partly(facts, items);
  if (allocations === null) return null;
  const said = `${money(open, first.currency)} are ${money(worth.amountMinor, receipt.currency)} at ${worth.rate}`;
  const difference =
    differs === 0n ? '' : `, and ${money(off, receipt.currency)} ${differs < 0n ? 'less' : 'more'} was paid`;
  const stated = statedRate(receipt.reference);
  const blocked = items.find(isBlocked);
  return {
    certain: false,
    customerId: first.customerId,
    evidence: 'reference_short',
    confidence: 0.75,
    allocations,
    items: items.slice(0, allocations.length),
    because: `named in the bank text, ${said}${difference}`,
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

type Across = MatchedAllocation & { readonly itemCurrency: string };

const across = (item: MatchingItem, receiptAmountMinor: bigint, itemAmountMinor: bigint, whole: boolean): Across => ({
  itemId: item.id,
  ...{ receiptAmountMinor, itemAmountMinor, itemCurrency: item.currency },
  kind: whole ? 'full' : 'partial',
  adjustments: [],
});

/** Every item in full: the last takes what the others leave of the money. Null where nothing is left for it. */
function wholly(facts: ReceiptFacts, items: readonly MatchingItem[]): Across[] | null {
  let left = facts.receipt.amountMinor;
  const allocations = items.map((item, place) => {
    const own =
      place === items.length - 1 ? left : (facts.exchanged(facts.open(item), item.currency)?.amountMinor ?? 0n);
    left -= own;
    return across(item, own, facts.open(item), true);
  });
  return allocations.every((one) => one.receiptAmountMinor > 0n) ? allocations : null;
}

/** By their due days, as far as the money goes. Null where it is worth nothing of the last. */
function partly(facts: ReceiptFacts, items: readonly MatchingItem[]): Across[] | null {
  let left = facts.receipt.amountMinor;
  const allocations: Across[] = [];
  for (const item of items) {
    if (left <= 0n) break;
    const own = facts.exchanged(facts.open(item), item.currency)?.amountMinor ?? 0n;
    if (own > 0n && own <= left) {
      allocations.push(across(item, own, facts.open(item), true));
      left -= own;
      continue;
    }
    const part = facts.exchangedInto(left, item.currency)?.amountMinor ?? 0n;
    if (part <= 0n || part >= facts.open(item)) return null;
    allocations.push(across(item, left, part, false));
    left = 0n;
  }
  return left === 0n ? allocations : null;
}
