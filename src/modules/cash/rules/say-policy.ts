/** A change of the rules of cash application in words, for the second person. Pure. */
import { formatAmount } from '#kernel';
import type { MatchingPolicy } from './matching/model.ts';

type Rules = Pick<
  MatchingPolicy,
  | 'toleranceMinor'
  | 'tolerancePercent'
  | 'toleranceMonthMinor'
  | 'maximumDeductionMinor'
  | 'maximumDeductionPercent'
  | 'unearnedDiscount'
  | 'withholding'
  | 'maximumBankChargeMinor'
  | 'maximumReturnChargeMinor'
  | 'discountGraceDays'
  | 'interchangeable'
  | 'maximumChance'
  | 'minimumConfidence'
  | 'minimumPrecision'
  | 'mayPost'
>;

const percent = (share: number): string => `${Math.round(share * 1e6) / 1e4} %`;

const unearnedText: Readonly<Record<MatchingPolicy['unearnedDiscount'], string>> = {
  deduction: 'becomes a deduction',
  allow: 'is granted',
  partial: 'stays open',
};

/** The rules that differ, each as "what: before → after"; amounts in the company's currency. Empty where none does. */
export function sayPolicyChange(before: Rules, after: Rules, currency: string): readonly string[] {
  const money = (minor: bigint): string => `${currency} ${formatAmount(minor, currency)}`;
  const told: readonly (readonly [what: string, of: (rules: Rules) => string])[] = [
    ['difference let go', (rules) => `${money(rules.toleranceMinor)} or ${rules.tolerancePercent} %`],
    ['let go of a customer in a month', (rules) => money(rules.toleranceMonthMinor)],
    [
      'deduction that posts by itself',
      (rules) => `${money(rules.maximumDeductionMinor)} or ${rules.maximumDeductionPercent} %`,
    ],
    ['discount taken too late', (rules) => unearnedText[rules.unearnedDiscount]],
    ['tax withheld', (rules) => rules.withholding.map((one) => `${one.value} ${one.percent} %`).join(', ') || 'none'],
    ['bank charge taken', (rules) => money(rules.maximumBankChargeMinor)],
    ['charge beside a returned payment', (rules) => money(rules.maximumReturnChargeMinor)],
    ['days of grace for discounts', (rules) => String(rules.discountGraceDays)],
    ['of equal items', (rules) => (rules.interchangeable === 'propose' ? 'a person chooses' : 'the oldest is paid')],
    ['highest chance', (rules) => String(rules.maximumChance)],
    ['least certainty', (rules) => percent(rules.minimumConfidence)],
    ['precision demanded', (rules) => percent(rules.minimumPrecision)],
    ['posts by itself', (rules) => [...rules.mayPost].sort().join(', ') || 'nothing'],
  ];
  return told.flatMap(([what, of]) => (of(before) === of(after) ? [] : [`${what}: ${of(before)} → ${of(after)}`]));
}
