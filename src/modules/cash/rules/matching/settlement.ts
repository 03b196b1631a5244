/** How an amount settles named items: to the last unit, less what policy or the text allows, in part, or over. Pure. */
import { currencyDigits, isCurrency } from '#kernel';
import type { ReceiptFacts } from './book.ts';
import { allocateTo, type Explanation, isBlocked, money, withinTolerance } from './explanation.ts';
import type { Adjustment, MatchedAllocation, MatchingItem, MatchingPolicy } from './model.ts';
import {
  deductionReason,
  saysPartial,
  speaksOfCharge,
  statedAmounts,
  statedCharge,
  statedWithholding,
  statesConversion,
} from './payment-text.ts';
import { expectedChance, findSubsets } from './subset-search.ts';
import { discountGranted, mayTakeDiscount, tooMuchDeducted, unearned } from './taken-off.ts';
import { taxThatExplains } from './withheld-tax.ts';

export interface Settlement {
  readonly allocations: readonly MatchedAllocation[];
  readonly items: readonly MatchingItem[];
  /** The amount agrees to the last unit with what policy allows. */
  readonly exact: boolean;
  /** What follows "named in the bank text"; empty when the amount simply agrees. */
  readonly because: string;
  readonly doubts: readonly string[];
  /** Another way to settle them that is as good: it is told, and a person chooses. */
  readonly rival?: Explanation['runnerUp'];
}

/** Settles items with the receipt's amount; null when the amount and the items cannot belong together. */
export function settle(facts: ReceiptFacts, items: readonly MatchingItem[], policy: MatchingPolicy): Settlement | null {
  const { receipt } = facts;
  const amount = receipt.amountMinor;
  const total = items.reduce((sum, item) => sum + facts.open(item), 0n);
  if (total === amount) return { allocations: inFull(facts, items), items, exact: true, because: '', doubts: [] };
  if (amount < 0n || total <= 0n) return null;
  const text = `${receipt.reference} ${receipt.remittance.map((line) => line.memo).join(' ')}`;
  const digits = isCurrency(receipt.currency) ? currencyDigits(receipt.currency) : 2;
  const charge = statedCharge(text, receipt.currency, digits);
  const short = total - amount;
  if (short < 0n) return overpaid(facts, items, -short, text);
  const taxed = netOfTax(facts, items, { short, charge, text, policy });
  if (taxed) return taxed;
  return (
    discounted(facts, items, short, charge, policy) ??
    netted(facts, items, short, policy) ??
    paidShort(facts, items, { short, total, charge, text, policy })
  );
}

/** The tax that the rules say is withheld is exactly what is short; where something else explains it too, a person chooses. */
function netOfTax(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  difference: { short: bigint; charge: bigint | null; text: string; policy: MatchingPolicy },
): Settlement | null {
  const { short, charge, text, policy } = difference;
  const taxes = taxThatExplains(facts, items, short, policy);
  if (taxes === null) return null;
  const stated = statedWithholding(text);
  const said = [...taxes.values()].some(
    ([tax]) => stated !== null && tax!.reason !== `${Number(stated) / 100} % withheld`,
  );
  return {
    allocations: inFull(facts, items, taxes),
    items,
    exact: true,
    because: ', less the tax withheld',
    doubts: [
      ...(discounted(facts, items, short, charge, policy) || charge === short
        ? ['a discount or a charge explains the difference as well']
        : []),
      ...(netted(facts, items, short, policy) ? ['an open credit explains the difference as well'] : []),
      ...(said ? ['the text states another rate of tax'] : []),
    ],
  };
}

/** Every item in full, with what is taken off some of them. */
function inFull(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  taken: ReadonlyMap<string, readonly Adjustment[]> = new Map(),
): MatchedAllocation[] {
  return items.map((item) => {
    const adjustments = taken.get(item.id) ?? [];
    const off = adjustments.reduce((sum, one) => sum + one.amountMinor, 0n);
    return allocateTo(item, facts.open(item), facts.open(item) - off, adjustments);
  });
}

/** The items' early-payment discounts explain what is short, by themselves or with the charge that the text states. */
function discounted(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  short: bigint,
  charge: bigint | null,
  policy: MatchingPolicy,
): Settlement | null {
  const alone = discountsThatExplain(facts, items, short, policy);
  if (alone)
    return {
      allocations: inFull(facts, items, alone),
      items,
      exact: true,
      because: ', less the discount in its date',
      doubts: [],
    };
  if (charge === null || charge <= 0n || charge >= short) return null;
  const withCharge = discountsThatExplain(facts, items, short - charge, policy);
  if (!withCharge) return null;
  const bearer = items.findLast((item) => facts.open(item) > charge);
  if (!bearer) return null;
  const taken = new Map(withCharge);
  taken.set(bearer.id, [
    ...(withCharge.get(bearer.id) ?? []),
    { kind: 'bank_charge', amountMinor: charge, reason: 'stated in the text' },
  ]);
  return {
    allocations: inFull(facts, items, taken),
    items,
    exact: true,
    because: ', less the discount in its date and a bank charge',
    doubts: [],
  };
}

/** The items whose early-payment discount, while granted, sums to what is short; all of them first, then any one choice. */
function discountsThatExplain(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  short: bigint,
  policy: MatchingPolicy,
): Map<string, readonly Adjustment[]> | null {
  const entitled = items.filter(
    (item) => mayTakeDiscount(facts, item) && discountGranted(item.discount!.until, facts.receipt.date, policy),
  );
  const found = discountsThatSum(entitled, short);
  return found === null
    ? null
    : new Map(
        found.map((item) => [
          item.id,
          [
            {
              kind: 'discount' as const,
              amountMinor: item.discount!.amountMinor,
              reason:
                facts.receipt.date <= item.discount!.until
                  ? `paid by ${item.discount!.until}`
                  : `paid within ${policy.discountGraceDays} days after ${item.discount!.until}`,
            },
          ],
        ]),
      );
}

/** Those of the items whose discounts are together the amount: all of them, or the only choice. */
function discountsThatSum(entitled: readonly MatchingItem[], short: bigint): MatchingItem[] | null {
  if (short <= 0n || entitled.length === 0 || entitled.length > 12) return null;
  let found: MatchingItem[] | null = null;
  for (let mask = (1 << entitled.length) - 1; mask > 0; mask -= 1) {
    const chosen = entitled.filter((_, bit) => mask & (1 << bit));
    if (chosen.reduce((sum, item) => sum + item.discount!.amountMinor, 0n) !== short) continue;
    if (found) return null;
    found = chosen;
    if (chosen.length === entitled.length) break;
  }
  return found;
}

/** Discounts taken too late that are exactly what is short, as policy treats them; null: none are, or they stay open. */
function tookUnearned(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  short: bigint,
  policy: MatchingPolicy,
): Settlement | null {
  const late = discountsThatSum(
    items.filter((item) => mayTakeDiscount(facts, item)),
    short,
  );
  const taken = late?.flatMap((item): [string, readonly Adjustment[]][] => {
    const one = unearned(item, item.discount!.amountMinor, policy);
    return one === null ? [] : [[item.id, [one]]];
  });
  if (!late || !taken || taken.length === 0) return null;
  const ended = late.map((item) => item.discount!.until).sort();
  const said = money(short, facts.receipt.currency);
  return {
    allocations: inFull(facts, items, new Map(taken)),
    items,
    exact: false,
    because: `, short by ${said}: ${late.length > 1 ? 'discounts' : 'its discount'}, which ended on ${ended[0]}`,
    doubts: [],
  };
}

/** The payer's open credits that are exactly what is short: one of them, or the only sum of them. */
function netted(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  short: bigint,
  policy: MatchingPolicy,
): Settlement | null {
  const credits = facts.candidates.filter((item) => facts.open(item) < 0n && !items.includes(item) && !isBlocked(item));
  const single = credits.filter((item) => facts.open(item) === -short);
  if (single.length === 1) return withCredits(facts, items, single, []);
  if (single.length > 1 || credits.length < 2 || credits.length > 30) return null;
  const amounts = credits.map((item) => facts.open(item));
  const answer = findSubsets(amounts, -short, policy.searchBudget);
  const [first, second] = answer.solutions;
  if (!first) return null;
  const proved = second === undefined && !answer.spent && expectedChance(amounts, first.length) < policy.maximumChance;
  return withCredits(
    facts,
    items,
    first.map((index) => credits[index]!),
    proved ? [] : ['other credits explain the difference as well'],
  );
}

function withCredits(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  credits: readonly MatchingItem[],
  doubts: readonly string[],
): Settlement {
  const all = [...items, ...credits];
  return {
    allocations: inFull(facts, all),
    items: all,
    exact: true,
    because: ', with the payer’s open credit netted',
    doubts,
  };
}

/** Less than the items, and neither discount nor credit explains it. */
function paidShort(
  facts: ReceiptFacts,
  items: readonly MatchingItem[],
  difference: { short: bigint; total: bigint; charge: bigint | null; text: string; policy: MatchingPolicy },
): Settlement | null {
  const { short, total, charge, text, policy } = difference;
  const { receipt } = facts;
  const bearer = items.findLast((item) => facts.open(item) >= short);
  if (!bearer) return saysReason(text) ? null : firstOfThem(facts, items, short);
  const onBearer = (kind: Adjustment['kind'], reason: string): MatchedAllocation[] =>
    inFull(facts, items, new Map([[bearer.id, [{ kind, amountMinor: short, reason }]]]));
  const settled = (
    kind: Adjustment['kind'],
    reason: string,
    because: string,
    doubts: readonly string[] = [],
  ): Settlement => ({
    allocations: onBearer(kind, reason),
    items,
    exact: kind === 'bank_charge' || kind === 'tolerance',
    because,
    doubts,
  });
  if (charge === short) return settled('bank_charge', 'stated in the text', ', less a bank charge');
  if (short <= policy.maximumBankChargeMinor)
    return settled('bank_charge', 'within the set maximum', ', less a bank charge');
  const late = tookUnearned(facts, items, short, policy);
  if (late) return { ...late, doubts: tooMuchDeducted(late.allocations, receipt.currency, policy) };
  if (withinTolerance(short, total, policy)) {
    // What is let go again and again is no oversight of the payer's.
    const used = facts.toleranceUsed(bearer.customerId);
    return used + short <= policy.toleranceMonthMinor
      ? settled('tolerance', 'within tolerance', ', within tolerance')
      : settled(
          'deduction',
          'more than is let go in a month',
          `, short by ${money(short, receipt.currency)}, of which this month no more is let go`,
        );
  }
  const said = money(short, receipt.currency);
  const several = items.length > 1 ? ['which of the named items is short is not said'] : [];
  const withheld = statedWithholding(text);
  if (withheld !== null && short === (total * withheld + 5_000n) / 10_000n)
    return settled('withholding_tax', `${Number(withheld) / 100} % withheld`, `, short by ${said} of tax withheld`, [
      ...several,
      'the certificate of the tax withheld is to be asked for',
    ]);
  if (statesConversion(text))
    return settled(
      speaksOfCharge(text) ? 'bank_charge' : 'fx',
      'the text states a conversion',
      `, short by ${said} after a conversion`,
      [`${said} is missing after the conversion that the text states`],
    );
  const reason = deductionReason(text);
  if (reason) {
    const stated = statedAmounts(text).filter((one) => one !== receipt.amountMinor && one !== total);
    const otherAmount = stated.length > 0 && !stated.includes(short) ? ['the text states another amount'] : [];
    const deducted = settled('deduction', reason, `, short by ${said} with a reason`, [...several, ...otherAmount]);
    const tooMuch = tooMuchDeducted(deducted.allocations, receipt.currency, policy);
    return { ...deducted, doubts: [...deducted.doubts, ...tooMuch] };
  }
  const other = saysPartial(text) ? undefined : facts.another(receipt.amountMinor, items);
  const lateOf = items.find((item) => item.discount?.amountMinor === short);
  // Any other that is large enough may be the one that is paid in part.
  const rival = items.find((item) => item !== bearer && facts.open(item) >= short);
  return {
    allocations: items
      .map((item) => allocateTo(item, facts.open(item), facts.open(item) - (item === bearer ? short : 0n)))
      .filter((one) => one.receiptAmountMinor !== 0n),
    items,
    exact: false,
    because: lateOf
      ? `, short by ${said}: its discount, which ended on ${lateOf.discount!.until}`
      : `, short by ${said}`,
    doubts: [...several, ...(other ? [`${other.number} has exactly this amount`] : [])],
    ...(rival && {
      rival: { explanation: `${rival.number} may be the one that is paid in part`, itemIds: [rival.id] },
    }),
  };
}

/** True where the text says why less was paid: then it is no part of several documents. */
const saysReason = (text: string): boolean => deductionReason(text) !== null || statedWithholding(text) !== null;

/**
 * Much less than the named items, such as one of the instalments of a document: those that are due first are paid, the last of
 * them in part. Which are meant is not said, so that the last of all is the rival and a person chooses.
 */
function firstOfThem(facts: ReceiptFacts, items: readonly MatchingItem[], short: bigint): Settlement | null {
  if (items.length < 2 || items.some((item) => facts.open(item) <= 0n)) return null;
  // What another item explains to the last unit is no part of these.
  if (facts.another(facts.receipt.amountMinor, items)) return null;
  const byDue = [...items].sort((a, b) => (a.dueDate === b.dueDate ? 0 : a.dueDate < b.dueDate ? -1 : 1));
  let left = facts.receipt.amountMinor;
  const paid: MatchedAllocation[] = [];
  for (const item of byDue) {
    if (left === 0n) break;
    const open = facts.open(item);
    const own = open < left ? open : left;
    paid.push(allocateTo(item, open, own));
    left -= own;
  }
  const last = byDue.at(-1)!;
  return {
    allocations: paid,
    items: byDue.slice(0, paid.length),
    exact: false,
    because: `, short by ${money(short, facts.receipt.currency)}`,
    doubts: ['which of the named items is short is not said'],
    rival: { explanation: `${last.number} may be the one that is paid in part`, itemIds: [last.id] },
  };
}

/** More than the named items: they are settled and the rest is left, unless other items explain the rest or the whole. */
function overpaid(facts: ReceiptFacts, items: readonly MatchingItem[], rest: bigint, text: string): Settlement {
  const allocations = inFull(facts, items);
  const others = facts.candidates.filter((item) => !items.includes(item) && facts.open(item) === rest);
  if (others.length === 1) {
    const other = others[0]!;
    return {
      allocations: [...allocations, allocateTo(other, rest, rest)],
      items: [...items, other],
      exact: false,
      because: ', and the rest is exactly another open item',
      doubts: [`${other.number} is not named`],
    };
  }
  const whole = facts.another(facts.receipt.amountMinor, items);
  return {
    allocations,
    items,
    exact: false,
    because: ', and more was paid',
    doubts: [
      ...(others.length > 1 ? ['the rest fits several other items'] : []),
      ...(whole ? [`${whole.number} has exactly this amount`] : []),
      ...(statesConversion(text) ? ['the text states a conversion'] : []),
    ],
  };
}
