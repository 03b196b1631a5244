/** Items named in the bank's text, corroborated by amount, currency and payer. Pure. */
import { currencyDigits, isCurrency } from '#kernel';
import type { ReceiptFacts } from './book.ts';
import {
  allocateTo,
  deductionReason,
  type Explanation,
  isBlocked,
  money,
  saysPartial,
  statedCharge,
  withinTolerance,
} from './explanation.ts';
import type { Adjustment, MatchedAllocation, MatchingItem, MatchingPolicy } from './model.ts';
import { similarItems } from './references.ts';

/**
 * Explains a receipt by the documents that its text names: exactly; with early-payment discount in its date, a stated
 * bank charge or tolerance; with a credit memo of the payer netted; short (in part, a deduction when the text gives a
 * reason); or over (the rest is left). Numbers alone are wrong in some hits where they are dense, so amount or payer must
 * corroborate them; a payer that is somebody else, or a damaged number, is only proposed.
 */
export function explainNamed(facts: ReceiptFacts, policy: MatchingPolicy): Explanation | null {
  const exact = preferOwn(facts, facts.named);
  if (exact.length > 0) {
    const found = explainItems(facts, exact, policy, []);
    if (found) return found;
  }
  const damaged = damagedReferences(facts);
  return damaged.length > 0 ? explainItems(facts, damaged, policy, ['the reference is damaged']) : null;
}

/** A number that several customers use means the payer's own document. */
function preferOwn(facts: ReceiptFacts, items: readonly MatchingItem[]): MatchingItem[] {
  const own = items.filter((item) => facts.group.has(item.customerId));
  if (own.length > 0) return own;
  return facts.payers.length > 0 && facts.certainCustomerId !== null && items.length > 1 ? [] : [...items];
}

/** Words of the text that resemble a number of the payer's own item of exactly this amount. */
function damagedReferences(facts: ReceiptFacts): MatchingItem[] {
  if (facts.candidates.length === 0 || facts.candidates.length > 500) return [];
  const equal = facts.candidates.filter((item) => facts.open(item) === facts.receipt.amountMinor);
  const words = facts.receipt.reference.split(/[\s,;:()]+/).filter((word) => /\d{3,}/.test(word));
  for (const word of words) {
    const hits = similarItems(word, equal);
    if (hits.length === 1) return hits;
  }
  return [];
}

function explainItems(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  policy: MatchingPolicy,
  doubtsBefore: readonly string[],
): Explanation | null {
  const { receipt } = facts;
  const open = items.map((item) => facts.open(item));
  const total = open.reduce((sum, one) => sum + one, 0n);
  const amount = receipt.amountMinor;
  const settlement = settle(facts, items, open, total, policy);
  if (!settlement) return null;
  const doubts = [...doubtsBefore, ...settlement.doubts];
  const group = facts.group;
  const own = items.every((item) => group.has(item.customerId));
  const sameCustomer = new Set(items.map((item) => item.customerId)).size === 1;
  if (!own && facts.payers.length > 0) doubts.push('the payer is another customer');
  if (!own && facts.payers.length === 0 && !(settlement.exact && sameCustomer))
    doubts.push('the payer is unknown and the amount differs');
  if (own && facts.certainCustomerId === null && !settlement.exact) doubts.push('the payer is not certain');
  const blocked = items.find(isBlocked);
  if (blocked) doubts.push(`${blocked.number} is blocked (${blocked.blocks.join(', ')})`);
  return {
    certain: doubts.length === 0,
    customerId: items[0]!.customerId,
    confidence: doubts.length === 0 ? (settlement.exact ? 0.995 : 0.97) : 0.75,
    allocations: settlement.allocations,
    items: settlement.items,
    because:
      settlement.exact && amount === total
        ? 'named in the bank text, and the amount agrees'
        : `named in the bank text${settlement.because}`,
    alternatives: 0,
    runnerUp: null,
    doubts,
  };
}

interface Settlement {
  readonly allocations: readonly MatchedAllocation[];
  readonly items: readonly MatchingItem[];
  /** The amount agrees to the last unit with what policy allows. */
  readonly exact: boolean;
  readonly because: string;
  readonly doubts: readonly string[];
}

function settle(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  open: readonly bigint[],
  total: bigint,
  policy: MatchingPolicy,
): Settlement | null {
  const { receipt } = facts;
  const amount = receipt.amountMinor;
  const full = (adjustments: ReadonlyMap<string, Adjustment> = new Map()): MatchedAllocation[] =>
    items.map((item, index) => {
      const adjustment = adjustments.get(item.id);
      return adjustment
        ? allocateTo(item, open[index]!, open[index]! - adjustment.amountMinor, [adjustment])
        : allocateTo(item, open[index]!, open[index]!);
    });
  if (total === amount) return { allocations: full(), items, exact: true, because: '', doubts: [] };
  if (amount < 0n || total <= 0n) return null;
  const discounts = discountsThatExplain(facts, items, total - amount);
  if (discounts)
    return { allocations: full(discounts), items, exact: true, because: ', less the discount in its date', doubts: [] };
  if (amount > total) return overpaid(facts, items, full(), amount - total);
  const short = total - amount;
  const netted = nettedCredit(facts, items, short);
  if (netted)
    return {
      allocations: [...full(), allocateTo(netted, facts.open(netted), facts.open(netted))],
      items: [...items, netted],
      exact: true,
      because: ', with the payer’s open credit netted',
      doubts: [],
    };
  const last = items.findLastIndex((_, index) => open[index]! >= short);
  if (last < 0) return null;
  const onLast = (kind: Adjustment['kind'], reason: string): MatchedAllocation[] =>
    full(new Map([[items[last]!.id, { kind, amountMinor: short, reason }]]));
  const text = `${receipt.reference} ${receipt.remittance.map((line) => line.memo).join(' ')}`;
  const charge = statedCharge(
    text,
    receipt.currency,
    isCurrency(receipt.currency) ? currencyDigits(receipt.currency) : 2,
  );
  if (charge === short || short <= policy.maximumBankChargeMinor)
    return {
      allocations: onLast('bank_charge', charge === short ? 'stated in the text' : 'within the set maximum'),
      items,
      exact: true,
      because: ', less a bank charge',
      doubts: [],
    };
  if (withinTolerance(short, total, policy))
    return {
      allocations: onLast('tolerance', 'within tolerance'),
      items,
      exact: true,
      because: ', within tolerance',
      doubts: [],
    };
  const several = items.length > 1 ? ['which of the named items is short is not said'] : [];
  const reason = deductionReason(text);
  if (reason)
    return {
      allocations: onLast('deduction', reason),
      items,
      exact: false,
      because: `, short by ${money(short, receipt.currency)} with a reason`,
      doubts: several,
    };
  const other = facts.candidates.filter((item) => !items.includes(item) && facts.open(item) === amount);
  const exactElsewhere = other.length > 0 && !saysPartial(text) ? [`${other[0]!.number} has exactly this amount`] : [];
  const partial = items
    .map((item, index) => allocateTo(item, open[index]!, index === last ? open[index]! - short : open[index]!))
    .filter((one) => one.receiptAmountMinor !== 0n);
  return {
    allocations: partial,
    items,
    exact: false,
    because: `, short by ${money(short, receipt.currency)}`,
    doubts: [...several, ...exactElsewhere],
  };
}

/** More than the named items: they are settled and the rest is left — unless the rest is exactly another item. */
function overpaid(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  allocations: readonly MatchedAllocation[],
  rest: bigint,
): Settlement {
  const others = facts.candidates.filter((item) => !items.includes(item) && facts.open(item) === rest);
  if (others.length !== 1)
    return {
      allocations,
      items,
      exact: false,
      because: ', and more was paid',
      doubts: others.length > 1 ? ['the rest fits several other items'] : [],
    };
  const other = others[0]!;
  return {
    allocations: [...allocations, allocateTo(other, rest, rest)],
    items: [...items, other],
    exact: false,
    because: ', and the rest is exactly another open item',
    doubts: [`${other.number} is not named`],
  };
}

/** The one open credit of the payer that is exactly what is short. */
function nettedCredit(facts: ReceiptFacts, items: readonly MatchingItem[], short: bigint): MatchingItem | null {
  const credits = facts.candidates.filter(
    (item) => facts.open(item) === -short && !items.includes(item) && !isBlocked(item),
  );
  return credits.length === 1 ? credits[0]! : null;
}

/** The items whose early-payment discount, in its date, sums to what is short; all of them first, then any choice. */
function discountsThatExplain(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  short: bigint,
): Map<string, Adjustment> | null {
  const entitled = items.filter(
    (item) =>
      item.discount &&
      facts.receipt.date <= item.discount.until &&
      facts.open(item) === item.openMinor &&
      item.openMinor > 0n,
  );
  if (short <= 0n || entitled.length === 0 || entitled.length > 12) return null;
  let found: MatchingItem[] | null = null;
  for (let mask = (1 << entitled.length) - 1; mask > 0; mask -= 1) {
    const chosen = entitled.filter((_, bit) => mask & (1 << bit));
    if (chosen.reduce((sum, item) => sum + item.discount!.amountMinor, 0n) !== short) continue;
    if (found) return null;
    found = chosen;
    if (chosen.length === entitled.length) break;
  }
  return found
    ? new Map(
        found.map((item) => [
          item.id,
          {
            kind: 'discount' as const,
            amountMinor: item.discount!.amountMinor,
            reason: `paid by ${item.discount!.until}`,
          },
        ]),
      )
    : null;
}
