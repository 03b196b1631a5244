/** Why a returned payment that was found is not taken back yet, in the reader's words: by the code of the refusal and what belongs to it. */
import type { HeldReturn } from '#cash/lists';
import { formatDay, formatMoney, formatMonth } from '../../format.ts';
import { t } from '../../language.ts';

export function heldWords({ code, details }: HeldReturn): string {
  const text = (name: string): string => (typeof details[name] === 'string' ? details[name] : '');
  const money = (amount: string, currency: string): string =>
    text(amount) === '' ? '' : `${formatMoney(text(amount), text(currency))} ${text(currency)}`;
  const months = Array.isArray(details['months']) ? details['months'].map(String) : [];
  switch (code) {
    case 'ledger.period-closed':
      return t('its month is closed: {month}', { month: months.map(formatMonth).join(', ') });
    case 'ledger.period-soft-closed':
      return t('its month is soft-closed, only a controller posts in it: {month}', {
        month: months.map(formatMonth).join(', '),
      });
    case 'cash.return-charge':
      return t('the bank took {charge} beside it, more than the {known} that the rules know', {
        charge: money('charge', 'currency'),
        known: money('known', 'companyCurrency'),
      });
    case 'company.rate-missing':
      return t('there is no rate from {from} to {to} on {day}', {
        ...{ from: text('from'), to: text('to') },
        day: text('day') === '' ? '' : formatDay(text('day'), 'field'),
      });
    case 'cash.return-linked':
      return t('another line of the bank took it back');
    case 'cash.not-returnable':
      return t('its money went on: take that back first');
    case 'receivables.has-allocations':
      return t('what it brought was refunded or moved on: reverse that first');
    case 'receivables.changed-meanwhile':
      return t('somebody else changed it at that moment; it is tried again');
    default:
      return t('it could not be posted ({code}); it is tried again', { code });
  }
}
