/** A payment term in words: when its parts are due, and until when less is paid. */
import type { PaymentTermsAnswer } from '#company/contract';
import { formatPercent } from '../../format.ts';
import { t } from '../../language.ts';

type Term = PaymentTermsAnswer['rows'][number];

/** When an instalment is due, in words. */
export function dueText(one: Term['instalments'][number]): string {
  const share = Number(one.sharePercent) === 100 ? '' : `${formatPercent(one.sharePercent)}: `;
  const base =
    one.from === 'end_of_month'
      ? t('{days} days after the end of the month', { days: one.days })
      : t('{days} days after the document', { days: one.days });
  const months =
    one.months === 0
      ? ''
      : ` ${one.months === 1 ? t('and 1 month') : t('and {months} months', { months: one.months })}`;
  const fixed = one.onDayOfMonth === null ? '' : `, ${t('on day {day} of the month', { day: one.onDayOfMonth })}`;
  return `${share}${base}${months}${fixed}`;
}

/** What whoever pays early takes off; empty: nothing. */
export const discountText = ({ discount }: Pick<Term, 'discount'>): string =>
  discount ? t('{percent} within {days} days', { percent: formatPercent(discount.percent), days: discount.days }) : '';
