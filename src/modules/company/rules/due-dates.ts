/** From a payment term to instalments with their due days, amounts and early-payment discount. Pure. */
import {
  addDays,
  addMonths,
  allocate,
  type Day,
  daysInMonth,
  divideRounded,
  endOfMonth,
  makeDay,
  monthOf,
  yearOf,
} from '#kernel';
import type { DueInstalment, InstalmentRule, PaymentTermRule } from '../model.ts';

/** A decimal string of percent as an exact integer of millionths of a percent. */
function percentParts(text: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is not a percentage`);
  return BigInt(match[1]!) * 1_000_000n + BigInt((match[2] ?? '').padEnd(6, '0') || '0');
}

/** The day on which an instalment falls due: months, then days from its base, then the fixed day of the month. */
export function dueDay(documentDate: Day, rule: InstalmentRule): Day {
  const base =
    rule.from === 'end_of_month'
      ? endOfMonth(addMonths(documentDate, rule.months ?? 0))
      : addMonths(documentDate, rule.months ?? 0);
  const counted = addDays(base, rule.days);
  if (rule.onDayOfMonth === undefined) return counted;
  const inMonth = (day: Day): Day =>
    makeDay(yearOf(day), monthOf(day), Math.min(rule.onDayOfMonth!, daysInMonth(yearOf(day), monthOf(day))));
  const same = inMonth(counted);
  return same >= counted ? same : inMonth(addMonths(makeDay(yearOf(counted), monthOf(counted), 1), 1));
}

/**
 * Splits an amount over a term's instalments without losing a unit and works out each due day. The discount applies to
 * every instalment, rounded half away from zero, until its day (or the due day, if that is earlier). Credits get
 * neither instalments nor discount by terms: they stand on their own day.
 */
export function instalmentsOf(amountMinor: bigint, documentDate: Day, rule: PaymentTermRule): DueInstalment[] {
  const parts = allocate(
    amountMinor,
    rule.instalments.map((one) => percentParts(one.sharePercent)),
  );
  return rule.instalments.map((one, index) => {
    const dueDate = dueDay(documentDate, one);
    const part = parts[index]!;
    const discount = rule.discount;
    if (!discount || part <= 0n)
      return { instalment: index + 1, amountMinor: part, dueDate, discountUntil: null, discountMinor: null };
    const until = addDays(documentDate, discount.days);
    return {
      instalment: index + 1,
      amountMinor: part,
      dueDate,
      discountUntil: until < dueDate ? until : dueDate,
      discountMinor: divideRounded(part * percentParts(discount.percent), 100_000_000n),
    };
  });
}

/** Whether two rules give every document the same due days and discounts. */
export function isSameRule(one: PaymentTermRule, other: PaymentTermRule): boolean {
  const told = ({ instalments, discount }: PaymentTermRule): string =>
    JSON.stringify([
      instalments.map((part) => [
        percentParts(part.sharePercent).toString(),
        part.days,
        part.from ?? 'document',
        part.months ?? 0,
        part.onDayOfMonth ?? null,
      ]),
      discount ? [percentParts(discount.percent).toString(), discount.days] : null,
    ]);
  return told(one) === told(other);
}

/** A rule in words, for whoever approves it. */
export function sayRule({ instalments, discount }: PaymentTermRule): string {
  const parts = instalments.map((part) => {
    const share = percentParts(part.sharePercent) === 100_000_000n ? '' : `${part.sharePercent} % `;
    const base = part.from === 'end_of_month' ? 'the end of the month' : 'the document';
    const months = part.months ? ` and ${part.months} months` : '';
    const fixed = part.onDayOfMonth === undefined ? '' : `, on day ${part.onDayOfMonth} of the month`;
    return `${share}${part.days} days${months} after ${base}${fixed}`;
  });
  return [...parts, ...(discount ? [`${discount.percent} % off within ${discount.days} days`] : [])].join('; ');
}

/** True when the shares of a term's instalments sum to exactly 100 percent. */
export function sharesAreWhole(rule: PaymentTermRule): boolean {
  return rule.instalments.reduce((sum, one) => sum + percentParts(one.sharePercent), 0n) === 100_000_000n;
}
