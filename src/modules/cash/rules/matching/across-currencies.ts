/** Money in one currency whose text names an item in another: what it is worth on the day, for a person to confirm. Pure. */
import type { ReceiptFacts } from './book.ts';
import { type Explanation, isBlocked, money } from './explanation.ts';
import { statedRate } from './payment-text.ts';

/** What is paid may be so much off the rate of its day, in parts of a hundred: the bank's own rate is another. */
const mostOff = 10n;

/**
 * Explains money by the one item of the payer that its text names in another currency. Never posted by itself: the rate is
 * agreed, not proved. Null without a rate on the day, or when the amount is no payment of the item at any likely rate.
 */
export function explainAcross(facts: ReceiptFacts): Explanation | null {
  const { receipt } = facts;
  const [item, another] = facts.namedAbroad;
  if (item === undefined || another !== undefined || receipt.amountMinor <= 0n || !facts.inGroup(item.customerId))
    return null;
  const open = facts.open(item);
  const worth = facts.exchanged(open, item.currency);
  if (open <= 0n || worth === null || worth.amountMinor <= 0n) return null;
  const differs = receipt.amountMinor - worth.amountMinor;
  const whole = (differs < 0n ? -differs : differs) * 100n <= worth.amountMinor * mostOff;
  const part = whole ? null : facts.exchangedInto(receipt.amountMinor, item.currency);
  if (!whole && (differs > 0n || part === null || part.amountMinor <= 0n)) return null;
  const said = `${money(open, item.currency)} are ${money(worth.amountMinor, receipt.currency)} at ${worth.rate}`;
  const off = differs < 0n ? -differs : differs;
  const difference =
    differs === 0n ? '' : `, and ${money(off, receipt.currency)} ${differs < 0n ? 'less' : 'more'} was paid`;
  const stated = statedRate(receipt.reference);
  return {
    certain: false,
    customerId: item.customerId,
    evidence: 'reference_short',
    confidence: 0.75,
    allocations: [
      {
        itemId: item.id,
        receiptAmountMinor: receipt.amountMinor,
        itemAmountMinor: part?.amountMinor ?? open,
        itemCurrency: item.currency,
        kind: whole ? 'full' : 'partial',
        adjustments: [],
      },
    ],
    items: [item],
    because: `named in the bank text, ${said}${difference}`,
    alternatives: 0,
    runnerUp: null,
    doubts: [
      'it is in another currency, and a person confirms the rate',
      ...(stated === null ? [] : [`the text states a rate of ${stated}`]),
      ...(isBlocked(item) ? [`${item.number} is blocked (${item.blocks.join(', ')})`] : []),
    ],
  };
}
