/** What a payer took off and what becomes of it: discounts in time and too late, stated deductions, up to what posts by itself. Pure. */
import { addDays } from '#kernel';
import type { ReceiptFacts } from './book.ts';
import { money } from './explanation.ts';
import type { Adjustment, MatchedAllocation, MatchingItem, MatchingPolicy, RemittanceLine } from './model.ts';
import { deductionReason, statedAmounts } from './payment-text.ts';
import { taxOn } from './withheld-tax.ts';

/** What closes a shortfall beside the money, and what a person is to look at. */
export interface TakenOff {
  readonly adjustments: readonly Adjustment[];
  readonly doubts: readonly string[];
}

/** Whether a discount is still granted on a day: until its date, and the policy's days of grace after it. */
export const discountGranted = (until: string, day: string, policy: MatchingPolicy): boolean =>
  day <= (policy.discountGraceDays > 0 ? addDays(until, policy.discountGraceDays) : until);

/** A discount is taken off the whole item or not at all. */
export const mayTakeDiscount = (facts: ReceiptFacts, item: MatchingItem): boolean =>
  item.discount !== null && item.openMinor > 0n && facts.open(item) === item.openMinor;

/** What policy makes of a discount that was not earned; null: it stays open on the item. */
export function unearned(item: MatchingItem, amountMinor: bigint, policy: MatchingPolicy): Adjustment | null {
  const { discount } = item;
  const late = discount?.amountMinor === amountMinor;
  const reason = late ? `discount that ended on ${discount.until}` : 'discount that was not agreed';
  if (policy.unearnedDiscount === 'partial') return null;
  // Granted is only what was agreed once: without terms nobody said how much.
  const kind = policy.unearnedDiscount === 'allow' && late ? 'discount' : 'deduction';
  return { kind, amountMinor, reason };
}

/**
 * What the line of an advice says of the amount by which it pays its item short. Null: it says nothing, and the item is paid
 * in part. Where the figures do not explain the shortfall, only what is stated is taken off and a person looks at it.
 */
export function takenOffLine(
  facts: ReceiptFacts,
  item: MatchingItem,
  line: RemittanceLine,
  shortMinor: bigint,
  policy: MatchingPolicy,
): TakenOff | null {
  const { discount } = item;
  const { currency, date } = facts.receipt;
  const inTime = mayTakeDiscount(facts, item) && discountGranted(discount!.until, date, policy);
  const discountMinor = line.discountMinor ? line.discountMinor : null;
  const deductionMinor = line.deductionMinor ? line.deductionMinor : null;
  const asDiscount = (amountMinor: bigint): readonly Adjustment[] => {
    if (inTime && discount!.amountMinor === amountMinor)
      return [{ kind: 'discount', amountMinor, reason: `paid by ${discount!.until}` }];
    const one = unearned(item, amountMinor, policy);
    return one === null ? [] : [one];
  };
  const tax = taxOn(facts, item, policy);
  const reason = deductionReason(line.memo);
  if (
    discountMinor === null &&
    (deductionMinor === null || deductionMinor === shortMinor) &&
    tax?.amountMinor === shortMinor
  )
    return {
      adjustments: [tax],
      doubts:
        deductionMinor === null && mayTakeDiscount(facts, item) && discount!.amountMinor === shortMinor
          ? ['a discount or a charge explains the difference as well']
          : [],
    };
  if (discountMinor === null && deductionMinor === null) {
    if (mayTakeDiscount(facts, item) && discount!.amountMinor === shortMinor)
      return { adjustments: asDiscount(shortMinor), doubts: [] };
    if (reason === null) return null;
    const stated = statedAmounts(line.memo).filter((one) => one !== line.amountMinor && one !== facts.open(item));
    if (stated.length === 0 || stated.includes(shortMinor))
      return { adjustments: [{ kind: 'deduction', amountMinor: shortMinor, reason }], doubts: [] };
    return unexplained(
      stated.length === 1 ? [{ kind: 'deduction', amountMinor: stated[0]!, reason }] : [],
      stated[0]!,
      { shortMinor, currency },
    );
  }
  const adjustments = [
    ...(discountMinor === null ? [] : asDiscount(discountMinor)),
    ...(deductionMinor === null
      ? []
      : [{ kind: 'deduction' as const, amountMinor: deductionMinor, reason: reason ?? 'kept back by the payer' }]),
  ];
  const statedMinor = (discountMinor ?? 0n) + (deductionMinor ?? 0n);
  return statedMinor === shortMinor
    ? { adjustments, doubts: [] }
    : unexplained(adjustments, statedMinor, { shortMinor, currency });
}

/** More than is missing closes nothing; less is taken off, and the rest stays open. */
function unexplained(
  adjustments: readonly Adjustment[],
  statedMinor: bigint,
  of: { shortMinor: bigint; currency: string },
): TakenOff {
  return {
    adjustments: statedMinor < of.shortMinor ? adjustments : [],
    doubts: [
      `${money(statedMinor, of.currency)} taken off is stated, and ${money(of.shortMinor, of.currency)} is missing`,
    ],
  };
}

/** A doubt where more is deducted than policy takes off without a person: the lower of its amount and its share of what is closed. */
export function tooMuchDeducted(
  allocations: readonly MatchedAllocation[],
  currency: string,
  policy: MatchingPolicy,
): string[] {
  let [deducted, closed] = [0n, 0n];
  for (const { adjustments, itemAmountMinor } of allocations) {
    const here = adjustments.reduce((sum, one) => sum + (one.kind === 'deduction' ? one.amountMinor : 0n), 0n);
    deducted += here;
    if (here > 0n) closed += itemAmountMinor;
  }
  if (deducted === 0n) return [];
  const share = (closed * BigInt(Math.round(policy.maximumDeductionPercent * 10_000))) / 1_000_000n;
  const most = policy.maximumDeductionMinor < share ? policy.maximumDeductionMinor : share;
  return deducted <= most
    ? []
    : [`${money(deducted, currency)} is more than the ${money(most, currency)} that the rules deduct without a person`];
}
