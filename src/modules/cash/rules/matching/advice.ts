/** The payer's own allocation: a remittance advice whose lines name open items of the payer. Pure. */
import type { ReceiptFacts } from './book.ts';
import { allocateTo, deductionReason, type Explanation, isBlocked, money, saysPartial } from './explanation.ts';
import type { MatchedAllocation, MatchingItem, MatchingPolicy, RemittanceLine } from './model.ts';
import { similarItems } from './references.ts';

interface ResolvedLine {
  readonly item: MatchingItem;
  readonly allocation: MatchedAllocation;
  readonly doubts: readonly string[];
}

/**
 * Explains a receipt by its remittance lines. It may be posted when every line names by its number an open item of the
 * payer or its group, the amounts fit and sum to the receipt. A line with a wrong number is looked for among the payer's
 * items by likeness and amount, and then only proposed: advised numbers are wrong too.
 */
export function explainAdvice(facts: ReceiptFacts, _policy: MatchingPolicy): Explanation | null {
  const { receipt } = facts;
  const lines = receipt.remittance.filter((line) => line.reference !== '' || line.amountMinor !== null);
  if (lines.length === 0) return null;
  const total = lines.reduce((sum, line) => sum + (line.amountMinor ?? 0n), 0n);
  const known = lines.every((line) => line.amountMinor !== null);
  const amounts = known ? lines.map((line) => line.amountMinor!) : lines.length === 1 ? [receipt.amountMinor] : null;
  if (amounts === null) return null;
  const doubts: string[] = [];
  if (known && total !== receipt.amountMinor)
    doubts.push(`the lines of the advice sum to ${money(total, receipt.currency)}`);
  const resolved: ResolvedLine[] = [];
  const used = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const one = resolveLine(facts, line, amounts[index]!, used);
    if (!one) {
      doubts.push(`"${line.reference}" is no open item of this payer`);
      continue;
    }
    used.add(one.item.id);
    resolved.push(one);
  }
  if (resolved.length === 0) return null;
  if (
    resolved.reduce((sum, one) => sum + one.allocation.receiptAmountMinor, 0n) > receipt.amountMinor &&
    receipt.amountMinor > 0n
  )
    return null;
  doubts.push(...resolved.flatMap((one) => one.doubts));
  if (
    facts.certainCustomerId === null &&
    facts.payers.length > 0 &&
    !resolved.every((one) => facts.group.has(one.item.customerId))
  )
    doubts.push('the payer is another customer');
  if (facts.payers.length === 0 && !resolved.every((one) => one.allocation.kind === 'full'))
    doubts.push('the payer is unknown');
  const blocked = resolved.find((one) => isBlocked(one.item));
  if (blocked) doubts.push(`${blocked.item.number} is blocked (${blocked.item.blocks.join(', ')})`);
  return {
    certain: doubts.length === 0,
    customerId: resolved[0]!.item.customerId,
    confidence: doubts.length === 0 ? 0.995 : 0.8,
    allocations: resolved.map((one) => one.allocation),
    items: resolved.map((one) => one.item),
    because: 'named in the payer’s remittance advice',
    alternatives: 0,
    runnerUp: null,
    doubts,
  };
}

function resolveLine(
  facts: ReceiptFacts,
  line: RemittanceLine,
  amountMinor: bigint,
  used: ReadonlySet<string>,
): ResolvedLine | null {
  const free = (items: readonly MatchingItem[]): MatchingItem[] =>
    items.filter((item) => !used.has(item.id) && facts.open(item) < 0n === amountMinor < 0n);
  const own = free(facts.candidates);
  const exact = free(facts.lookUp(line.reference));
  // Without a known payer the number must be corroborated by the amount.
  const ofPayer = exact.filter(
    (item) => facts.group.has(item.customerId) || (facts.payers.length === 0 && facts.open(item) === amountMinor),
  );
  if (ofPayer.length === 1) return fitLine(facts, ofPayer[0]!, line, amountMinor, own, []);
  const similar = similarItems(line.reference, own);
  const bySimilarity = similar.filter((item) => magnitude(facts.open(item)) >= magnitude(amountMinor));
  const equalSimilar = bySimilarity.filter((item) => facts.open(item) === amountMinor);
  if (equalSimilar.length === 1)
    return fitLine(facts, equalSimilar[0]!, line, amountMinor, own, [
      `"${line.reference}" was read as ${equalSimilar[0]!.number}`,
    ]);
  const equal = own.filter((item) => facts.open(item) === amountMinor);
  if (equal.length === 1)
    return fitLine(facts, equal[0]!, line, amountMinor, own, [
      `"${line.reference}" is no open item; ${equal[0]!.number} has the amount`,
    ]);
  const discounted = own.filter((item) => commonDiscount(facts.open(item), amountMinor) !== null);
  if (equal.length === 0 && discounted.length === 1) {
    return fitLine(facts, discounted[0]!, line, amountMinor, own, [
      `"${line.reference}" is no open item; ${discounted[0]!.number} less a usual discount has the amount`,
    ]);
  }
  if (bySimilarity.length === 1)
    return fitLine(facts, bySimilarity[0]!, line, amountMinor, own, [
      `"${line.reference}" was read as ${bySimilarity[0]!.number}`,
    ]);
  return null;
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** A usual early-payment discount (0.5 % to 5 % in halves) that turns `open` into `paid`, in percent; null when none. */
export function commonDiscount(openMinor: bigint, paidMinor: bigint): number | null {
  const [open, paid] = [magnitude(openMinor), magnitude(paidMinor)];
  if (paid >= open) return null;
  for (let halves = 1n; halves <= 10n; halves += 1n) {
    const net = (open * (200n - halves) + 100n) / 200n;
    if (net === paid) return Number(halves) / 2;
  }
  return null;
}

/** How a line's amount fits its item: exactly, with the item's own discount, short with or without a reason, or over. */
function fitLine(
  facts: ReceiptFacts,
  item: MatchingItem,
  line: RemittanceLine,
  amountMinor: bigint,
  own: readonly MatchingItem[],
  doubts: string[],
): ResolvedLine {
  const open = facts.open(item);
  if (amountMinor === open) return { item, allocation: allocateTo(item, open, amountMinor), doubts };
  if (magnitude(amountMinor) > magnitude(open)) {
    // More than is open: the item takes what it can, the rest stays with the receipt.
    const other = own.filter((one) => one.id !== item.id && facts.open(one) === amountMinor);
    return {
      item,
      allocation: allocateTo(item, open, open),
      doubts: other.length > 0 ? [...doubts, `${other[0]!.number} has exactly the advised amount`] : doubts,
    };
  }
  const short = open - amountMinor;
  const { discount } = item;
  if (discount && discount.amountMinor === short && facts.receipt.date <= discount.until) {
    return {
      item,
      allocation: allocateTo(item, open, amountMinor, [
        { kind: 'discount', amountMinor: short, reason: `paid by ${discount.until}` },
      ]),
      doubts,
    };
  }
  const reason = deductionReason(line.memo);
  const others = own.filter((one) => one.id !== item.id && facts.open(one) === amountMinor);
  const further =
    others.length > 0 && !reason && !saysPartial(line.memo)
      ? [`${others[0]!.number} has exactly the advised amount`]
      : [];
  if (reason)
    return {
      item,
      allocation: allocateTo(item, open, amountMinor, [{ kind: 'deduction', amountMinor: short, reason }]),
      doubts,
    };
  return { item, allocation: allocateTo(item, open, amountMinor), doubts: [...doubts, ...further] };
}
