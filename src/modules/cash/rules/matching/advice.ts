/** The payer's own allocation: a remittance advice whose lines name open items of the payer. Pure. */
import { currencyDigits, isCurrency, textKey } from '#kernel';
import type { ReceiptFacts } from './book.ts';
import { explainByAmount } from './by-amount.ts';
import { adviceEvidence } from './evidence.ts';
import { allocateTo, type Explanation, isBlocked, money, numbersOf } from './explanation.ts';
import type { MatchedAllocation, MatchingItem, MatchingPolicy, RemittanceLine } from './model.ts';
import { explainItems, explainNamed } from './named.ts';
import { saysPartial, statedAmounts, statedCharge } from './payment-text.ts';
import { similarItems } from './references.ts';
import { findSubsets } from './subset-search.ts';
import { takenOffLine, tooMuchDeducted } from './taken-off.ts';

interface ResolvedLine {
  readonly item: MatchingItem;
  readonly allocation: MatchedAllocation;
  readonly doubts: readonly string[];
}

/**
 * Explains a receipt by its remittance lines. It may be posted when every line names by its number an open item of the
 * payer or its group, the amounts fit and sum to the receipt; lines that say no amount share the receipt. A line with a wrong
 * number is looked for among the payer's items by likeness and amount, and then only proposed: advised numbers are wrong too.
 * Of one that pays more than came, a person says what waits: proposed is what `fitToMoney` leaves of it.
 */
export function explainAdvice(facts: ReceiptFacts, policy: MatchingPolicy): Explanation | null {
  const { receipt } = facts;
  if (receipt.remittance.length === 0) return null;
  const said = withSharedAmounts(facts).filter((line) => line.reference !== '' || line.amountMinor !== null);
  if (said.length === 0) return null;
  if (said.every((line) => line.inText)) return explainOwnNumbers(facts, said, policy);
  const left = said.some((line) => line.amountMinor === null) ? explainLeftOpen(facts, said, policy) : { lines: said };
  if ('explanation' in left) return left.explanation;
  const { lines } = left;
  const total = lines.reduce((sum, line) => sum + (line.amountMinor ?? 0n), 0n);
  const known = lines.every((line) => line.amountMinor !== null);
  const amounts = known ? lines.map((line) => line.amountMinor!) : lines.length === 1 ? [receipt.amountMinor] : null;
  if (amounts === null) return null;
  const doubts: string[] = [];
  const fee = known ? total - receipt.amountMinor : 0n;
  const feeIsStated = fee > 0n && isKnownFee(facts, fee, policy);
  if (fee !== 0n && !feeIsStated) doubts.push(`the lines of the advice sum to ${money(total, receipt.currency)}`);
  const resolved: ResolvedLine[] = [];
  const used = new Set<string>();
  const implied = impliedCustomer(facts, lines, amounts);
  for (const [index, line] of lines.entries()) {
    const one = resolveLine(facts, line, amounts[index]!, { used, implied, policy });
    if (!one) {
      doubts.push(`${quoted(line.reference)} is no open item of this payer`);
      continue;
    }
    used.add(one.item.id);
    resolved.push(one);
  }
  if (resolved.length === 0) return null;
  // A payment service keeps its fee: the items are settled in full, what is kept is a charge.
  if (
    fee > 0n &&
    resolved.length === lines.length &&
    (feeIsStated || (facts.payers.length === 0 && fee * 20n <= total))
  )
    takeFee(facts, resolved, fee, feeIsStated);
  const isShort = receipt.amountMinor > 0n && paidBy(resolved) > receipt.amountMinor;
  if (isShort) {
    // What the bank's text proves to the last unit needs no advice.
    const text = explainNamed(facts, policy);
    if (text?.certain && text.evidence !== 'reference_over' && text.evidence !== 'reference_short') return null;
    const fitted = fitToMoney(facts, resolved);
    doubts.push(...fitted.doubts);
    // What has its amount is likelier than documents paid in part.
    const other = fitted.exact ? null : explainByAmount(facts, policy);
    if (other?.certain || other?.evidence === 'amount_single')
      return {
        ...other,
        ...{ certain: false, confidence: Math.min(other.confidence, 0.75), doubts: [...other.doubts, ...doubts] },
      };
    resolved.splice(0, resolved.length, ...fitted.lines);
  }
  doubts.push(...resolved.flatMap((one) => one.doubts));
  if (
    facts.certainCustomerId === null &&
    facts.payers.length > 0 &&
    !resolved.every((one) => facts.inGroup(one.item.customerId))
  )
    doubts.push('the payer is another customer');
  if (facts.payers.length === 0 && !resolved.every((one) => one.allocation.kind === 'full'))
    doubts.push('the payer is unknown');
  const blocked = resolved.find((one) => isBlocked(one.item));
  if (blocked) doubts.push(`${blocked.item.number} is blocked (${blocked.item.blocks.join(', ')})`);
  const allocations = resolved.map((one) => one.allocation);
  doubts.push(...tooMuchDeducted(allocations, receipt.currency, policy));
  return {
    certain: doubts.length === 0,
    customerId: resolved[0]!.item.customerId,
    evidence: adviceEvidence(allocations),
    confidence: doubts.length === 0 ? 0.995 : isShort ? 0.6 : 0.8,
    allocations,
    items: resolved.map((one) => one.item),
    because: 'named in the payer’s remittance advice',
    alternatives: 0,
    runnerUp: null,
    doubts,
  };
}

/**
 * The lines, where documents that share one amount have their own: each names one open item of the payer, and together these are
 * open with that amount. Where they are not, the lines stay as they are, and an amount is missing.
 */
function withSharedAmounts(facts: ReceiptFacts): readonly RemittanceLine[] {
  const { remittance } = facts.receipt;
  if (!remittance.some((line) => line.shares)) return remittance;
  const groups: RemittanceLine[][] = [];
  for (const line of remittance) {
    if (line.shares && groups.length > 0) groups.at(-1)!.push(line);
    else groups.push([line]);
  }
  return groups.flatMap((group) => {
    const [{ amountMinor }] = group as [RemittanceLine];
    if (group.length === 1) return group;
    const items = group.map((line) => facts.lookUp(line.reference).filter((item) => facts.inGroup(item.customerId)));
    const open = items.flatMap((found) => (found.length === 1 ? [facts.open(found[0]!)] : []));
    const whole = open.length === group.length && open.reduce((sum, one) => sum + one, 0n) === amountMinor;
    // One of them alone would seem to be paid with everything.
    return group.map((line, place) => ({ ...line, amountMinor: whole ? open[place]! : null }));
  });
}

/**
 * Lines that leave open what is paid on their documents. Where all that is said agrees with what is open, the money decides: the
 * documents together, less what is allowed of any named document, are exactly the money, or it is a person's. Where something
 * was said to be taken off or paid in part, the others are paid in full, and the lines are judged as lines that say their amount.
 */
function explainLeftOpen(
  facts: ReceiptFacts,
  lines: readonly RemittanceLine[],
  policy: MatchingPolicy,
): { readonly explanation: Explanation } | { readonly lines: readonly RemittanceLine[] } {
  const named = lines.map((line) => ({ line, items: documentOf(facts, line.reference) }));
  const openOf = (items: readonly MatchingItem[]): bigint => items.reduce((sum, item) => sum + facts.open(item), 0n);
  const differs = named.some(
    ({ line, items }) =>
      statedOff(line) !== 0n || (line.amountMinor !== null && items.length > 0 && line.amountMinor !== openOf(items)),
  );
  if (differs)
    return {
      lines: named.map(({ line, items }) =>
        line.amountMinor === null && items.length > 0
          ? { ...line, amountMinor: openOf(items) - statedOff(line) }
          : line,
      ),
    };
  const items = [...new Set(named.flatMap((one) => one.items))];
  if (items.length === 0) return { lines };
  const unknown = named.flatMap((one) =>
    one.items.length === 0 ? [`${quoted(one.line.reference)} is no open item of this payer`] : [],
  );
  const found = explainItems(facts, items, policy, unknown, { from: 'the payer’s remittance advice, without amounts' });
  if (found?.certain && found.exact) {
    const evidence = found.items.length > items.length ? 'advice_difference' : adviceEvidence(found.allocations);
    return { explanation: { ...found, evidence } };
  }
  const text = explainNamed(facts, policy);
  // What the bank's text proves of documents that the advice names as well needs no advice.
  if (text?.certain && text.items.every((item) => items.includes(item))) return { explanation: text };
  // Where they cannot be the money, what has its amount is another than the payer names.
  const best = found ?? text ?? explainByAmount(facts, policy);
  if (best === null) return { lines };
  const comesTo = found?.exact
    ? []
    : [`what the advice names comes to ${money(openOf(items), facts.receipt.currency)}`];
  return {
    explanation: {
      ...best,
      ...{ certain: false, confidence: Math.min(best.confidence, 0.75), doubts: [...best.doubts, ...comesTo] },
      evidence: found ? 'advice_difference' : best.evidence,
    },
  };
}

/**
 * Numbers that the payment itself names as documents, without amounts. Its text holds them and is read first; what no word tells (a
 * short number, one in parts) counts where each is open and together, less what is allowed of any named document, they are the money.
 */
function explainOwnNumbers(
  facts: ReceiptFacts,
  lines: readonly RemittanceLine[],
  policy: MatchingPolicy,
): Explanation | null {
  const text = explainNamed(facts, policy);
  if (text?.certain && text.evidence !== 'reference_over' && text.evidence !== 'reference_short') return null;
  const items = lines.map((line) => documentOf(facts, line.reference));
  if (items.some((found) => found.length === 0)) return null;
  const found = explainItems(facts, [...new Set(items.flat())], policy, [], {
    from: 'the payer’s remittance advice, without amounts',
  });
  if (!found?.certain || !found.exact) return null;
  return { ...found, evidence: adviceEvidence(found.allocations) };
}

/** The open items of a document: the payer's, or of an unknown payer those of the one customer who has the number; instalments are several. */
function documentOf(facts: ReceiptFacts, reference: string): readonly MatchingItem[] {
  const hits = facts.lookUp(reference).filter((item) => facts.open(item) !== 0n);
  const own = hits.filter((item) => facts.inGroup(item.customerId));
  const among = own.length > 0 || facts.payers.length > 0 ? own : hits;
  if (new Set(among.map((item) => item.customerId)).size !== 1) return [];
  const key = textKey(reference);
  const byNumber = among.filter((item) => textKey(item.number) === key);
  return byNumber.length > 0 ? byNumber : among;
}

/** The text states the fee, or policy takes a charge of this size. */
function isKnownFee(facts: ReceiptFacts, fee: bigint, policy: MatchingPolicy): boolean {
  const { currency, reference } = facts.receipt;
  const digits = isCurrency(currency) ? currencyDigits(currency) : 2;
  return fee <= policy.maximumBankChargeMinor || statedCharge(reference, currency, digits) === fee;
}

/** Puts the fee on the largest line that is paid in full. */
function takeFee(facts: ReceiptFacts, resolved: ResolvedLine[], fee: bigint, stated: boolean): void {
  let at = -1;
  resolved.forEach((one, index) => {
    const paid = one.allocation.receiptAmountMinor;
    if (one.allocation.kind === 'full' && paid > fee && (at < 0 || paid > resolved[at]!.allocation.receiptAmountMinor))
      at = index;
  });
  const bearer = resolved[at];
  if (!bearer) return;
  const adjustments = [
    ...bearer.allocation.adjustments,
    { kind: 'bank_charge' as const, amountMinor: fee, reason: stated ? 'stated in the text' : 'what the payer kept' },
  ];
  const paid = bearer.allocation.receiptAmountMinor - fee;
  resolved[at] = { ...bearer, allocation: allocateTo(bearer.item, facts.open(bearer.item), paid, adjustments) };
}

const paidBy = (resolved: readonly ResolvedLine[]): bigint =>
  resolved.reduce((sum, one) => sum + one.allocation.receiptAmountMinor, 0n);

/** Steps for the one choice of lines that comes to the money: an advice has few, and nothing is posted by it. */
const fittingSteps = 20_000;

/**
 * Leaves of the lines of an advice what its money pays, and says what it does not: the one choice of them that comes to it, else
 * its credits and the oldest of its documents, the last in part. Which documents wait is the payer's to say, so this is a proposal.
 */
function fitToMoney(
  facts: ReceiptFacts,
  resolved: readonly ResolvedLine[],
): { readonly lines: readonly ResolvedLine[]; readonly exact: boolean; readonly doubts: readonly string[] } {
  const { amountMinor, currency } = facts.receipt;
  const missing = `${money(paidBy(resolved) - amountMinor, currency)} of what the advice pays did not come`;
  const { solutions, spent } = findSubsets(
    resolved.map((one) => one.allocation.receiptAmountMinor),
    amountMinor,
    fittingSteps,
  );
  const [only] = solutions;
  if (only && solutions.length === 1 && !spent) {
    const waiting = resolved.filter((_, place) => !only.includes(place)).map((one) => one.item);
    return {
      lines: resolved.filter((_, place) => only.includes(place)),
      exact: true,
      doubts: [missing, `what came is exactly the advice without ${numbersOf(waiting)}`],
    };
  }
  const isCredit = ({ allocation }: ResolvedLine): boolean => allocation.receiptAmountMinor < 0n;
  const credits = resolved.filter(isCredit);
  let left = amountMinor - paidBy(credits);
  const oldest = resolved
    .filter((one) => !isCredit(one))
    .sort((a, b) => (a.item.dueDate < b.item.dueDate ? -1 : a.item.dueDate > b.item.dueDate ? 1 : 0));
  const paid = new Map<ResolvedLine, ResolvedLine>(credits.map((one) => [one, one]));
  for (const one of oldest) {
    const amount = one.allocation.receiptAmountMinor;
    if (left <= 0n) break;
    // What was taken off belongs to a document that is paid as the line says.
    paid.set(one, amount <= left ? one : { ...one, allocation: allocateTo(one.item, facts.open(one.item), left) });
    left -= amount <= left ? amount : left;
  }
  return { lines: resolved.flatMap((one) => paid.get(one) ?? []), exact: false, doubts: [missing] };
}

/** With an unknown payer: the one customer whose items the other lines name with their very amounts; null otherwise. */
function impliedCustomer(
  facts: ReceiptFacts,
  lines: readonly RemittanceLine[],
  amounts: readonly bigint[],
): string | null {
  if (facts.payers.length > 0) return null;
  const customers = new Set(
    lines.flatMap((line, index) =>
      facts
        .lookUp(line.reference)
        .filter((item) => facts.open(item) === amounts[index]!)
        .map((item) => item.customerId),
    ),
  );
  return customers.size === 1 ? [...customers][0]! : null;
}

function resolveLine(
  facts: ReceiptFacts,
  line: RemittanceLine,
  amountMinor: bigint,
  given: { used: ReadonlySet<string>; implied: string | null; policy: MatchingPolicy },
): ResolvedLine | null {
  const { used, implied, policy } = given;
  const free = (items: readonly MatchingItem[]): MatchingItem[] =>
    items.filter((item) => !used.has(item.id) && facts.open(item) < 0n === amountMinor < 0n);
  const exact = free(facts.lookUp(line.reference));
  // Without a known payer the number must be corroborated by the amount.
  const ofPayer = exact.filter(
    (item) =>
      facts.inGroup(item.customerId) ||
      (facts.payers.length === 0 && (facts.open(item) === amountMinor || item.customerId === implied)),
  );
  const placed = (item: MatchingItem, doubts: string[]): ResolvedLine =>
    fitLine(facts, item, line, amountMinor, doubts, policy);
  if (ofPayer.length === 1) return placed(ofPayer[0]!, []);
  // A mistyped number first among the items of the amount, then among all of the payer's.
  const equal = free(facts.ofAmount(amountMinor));
  const equalSimilar = similarItems(line.reference, equal);
  const readAs = (item: MatchingItem): string => `${quoted(line.reference)} was read as ${item.number}`;
  if (equalSimilar.length === 1) return placed(equalSimilar[0]!, [readAs(equalSimilar[0]!)]);
  if (equal.length === 1)
    return placed(equal[0]!, [`${quoted(line.reference)} is no open item; ${equal[0]!.number} has the amount`]);
  // The line may state what was taken off: with it the line is exactly an item.
  for (const stated of new Set([statedOff(line), ...statedAmounts(line.memo)])) {
    if (stated <= 0n) continue;
    const whole = free(facts.ofAmount(amountMinor + stated));
    if (whole.length === 1)
      return placed(whole[0]!, [
        `${quoted(line.reference)} is no open item; ${whole[0]!.number} less the stated amount is what was paid`,
      ]);
  }
  const own = free(facts.candidates);
  const discounted = own.filter((item) => commonDiscount(facts.open(item), amountMinor) !== null);
  if (equal.length === 0 && discounted.length === 1)
    return placed(discounted[0]!, [
      `${quoted(line.reference)} is no open item; ${discounted[0]!.number} less a usual discount has the amount`,
    ]);
  const bySimilarity = similarItems(line.reference, own).filter(
    (item) => magnitude(facts.open(item)) >= magnitude(amountMinor),
  );
  if (bySimilarity.length === 1) return placed(bySimilarity[0]!, [readAs(bySimilarity[0]!)]);
  return null;
}

/** What a payer wrote, as far as a sentence has room for it. */
const quoted = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 59)}…` : text}"`;

/** What the line states as taken off. */
const statedOff = (line: RemittanceLine): bigint => (line.discountMinor ?? 0n) + (line.deductionMinor ?? 0n);

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** A usual early-payment discount (0.5 % to 5 % in halves) that turns `open` into `paid`, in percent; null when none. */
function commonDiscount(openMinor: bigint, paidMinor: bigint): number | null {
  const [open, paid] = [magnitude(openMinor), magnitude(paidMinor)];
  if (paid >= open || paid * 100n < open * 94n) return null;
  for (let halves = 1n; halves <= 10n; halves += 1n) {
    const net = (open * (200n - halves) + 100n) / 200n;
    if (net === paid) return Number(halves) / 2;
  }
  return null;
}

/** How a line's amount fits its item: exactly, short with what it says was taken off, short without a word, or over. */
function fitLine(
  facts: ReceiptFacts,
  item: MatchingItem,
  line: RemittanceLine,
  amountMinor: bigint,
  doubts: string[],
  policy: MatchingPolicy,
): ResolvedLine {
  const open = facts.open(item);
  if (amountMinor === open) return { item, allocation: allocateTo(item, open, amountMinor), doubts };
  if (magnitude(amountMinor) > magnitude(open)) {
    // More than is open: the item takes what it can, the rest stays with the receipt.
    const other = facts.ofAmount(amountMinor).filter((one) => one.id !== item.id);
    return {
      item,
      allocation: allocateTo(item, open, open),
      doubts: other.length > 0 ? [...doubts, `${other[0]!.number} has exactly the advised amount`] : doubts,
    };
  }
  // Of a credit nothing is deducted: less of it is used.
  const taken = open > 0n ? takenOffLine(facts, item, line, open - amountMinor, policy) : null;
  if (taken !== null)
    return {
      item,
      allocation: allocateTo(item, open, amountMinor, taken.adjustments),
      doubts: [...doubts, ...taken.doubts],
    };
  const others = facts.ofAmount(amountMinor).filter((one) => one.id !== item.id);
  const further =
    others.length > 0 && !saysPartial(line.memo) ? [`${others[0]!.number} has exactly the advised amount`] : [];
  return { item, allocation: allocateTo(item, open, amountMinor), doubts: [...doubts, ...further] };
}
