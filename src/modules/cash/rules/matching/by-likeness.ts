/**
 * The payer is nobody's account and nobody's name, no item is named: one open item has exactly this amount, and its
 * customer shares a telling word with the payer's name. Worth a person's look, never a posting. Pure.
 */
import type { ReceiptFacts } from './book.ts';
import { allocateTo, type Explanation, isBlocked, isDeclined } from './explanation.ts';
import { nameTokens } from './payer.ts';

/** Words shorter than this, and numbers, are shared by chance. */
const shortestWord = 4;
/** An amount that so many items have tells nothing about which is meant. */
const maximumRivals = 50;

const tellingWords = (name: string): string[] =>
  nameTokens(name).filter((word) => word.length >= shortestWord && !/\d/.test(word));

/** Proposes the one item of the receipt's amount and currency whose customer's name is like the payer's; else nothing. */
export function explainByLikeness(facts: ReceiptFacts): Explanation | null {
  const { receipt } = facts;
  if (facts.certainCustomerId !== null || receipt.payer.name === null || receipt.amountMinor <= 0n) return null;
  const words = new Set(tellingWords(receipt.payer.name));
  const rivals = facts.sameAmount.filter((item) => !isDeclined(receipt, [item]));
  if (words.size === 0 || rivals.length > maximumRivals) return null;
  const alike = rivals.flatMap((item) => {
    const customer = facts.customer(item.customerId);
    const names = [customer?.name ?? '', ...(customer?.aliases ?? [])];
    const shared = names.flatMap(tellingWords).find((word) => words.has(word));
    return shared === undefined ? [] : [{ item, shared }];
  });
  const [only] = alike;
  if (only === undefined || alike.length > 1) return null;
  return {
    certain: false,
    customerId: only.item.customerId,
    evidence: 'amount_likeness',
    confidence: 0.5,
    allocations: [allocateTo(only.item, receipt.amountMinor, receipt.amountMinor)],
    items: [only.item],
    because: `no other open item of a customer with "${only.shared.toLowerCase()}" in the name has this amount`,
    alternatives: 0,
    runnerUp: null,
    doubts: [
      'the payer is not certain',
      ...(isBlocked(only.item) ? [`${only.item.number} is blocked (${only.item.blocks.join(', ')})`] : []),
    ],
  };
}
