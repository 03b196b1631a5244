/** The statement of account of a customer: whether one is due, by which channel, and what it says by currency. Pure. */
import { type Day, daysBetween } from '#kernel';
import type { StatementCurrency, StatementFacts, StatementItem, StatementPlan } from '../statement-model.ts';
import { chooseChannel } from './choose-channel.ts';
import { insolvent } from './plan-notice.ts';

/** Upper ends of the overdue columns, in days; the last column holds everything older. */
export const statementBuckets = [30, 60, 90, 120] as const;

/**
 * Plans a statement. Whoever has something open gets one, also who is reminded, disputes or pays by direct debit: it asks for
 * nothing. Not for collective accounts, employees, consumers and own companies, and not to who asked not to be written to.
 */
export function planStatement(facts: StatementFacts, asOf: Day): StatementPlan {
  const { recipient } = facts;
  if (facts.items.length === 0) return { kind: 'nothing' };
  const suppressed = (code: string, reason: string): StatementPlan => ({ kind: 'suppressed', code, reason });
  if (recipient.insolventSince !== null) {
    const { code, reason } = insolvent(recipient.insolventSince);
    return suppressed(code, reason);
  }
  if (recipient.category !== 'third_party' && recipient.category !== 'public_body')
    return suppressed('category', `${recipient.category.replace('_', ' ')} customers get no statement`);
  if (facts.oneTime) return suppressed('one_time', 'customers seen once get no statement');
  if (recipient.contact?.stopped) return suppressed('contact_stopped', 'the contact asked not to be written to');
  const channel = chooseChannel(recipient, undefined);
  if ('code' in channel) return suppressed(channel.code, channel.reason);
  return { kind: 'statement', channel: channel.channel, currencies: byCurrency(facts, asOf) };
}

/** What stands open by currency, the largest number of items first. */
export function byCurrency(facts: Pick<StatementFacts, 'items' | 'movements'>, asOf: Day): StatementCurrency[] {
  const groups = new Map<string, StatementItem[]>();
  for (const item of facts.items) groups.set(item.currency, [...(groups.get(item.currency) ?? []), item]);
  return [...groups]
    .map(([currency, items]): StatementCurrency => {
      const sum = (some: readonly StatementItem[]): bigint => some.reduce((total, item) => total + item.openMinor, 0n);
      const debits = items.filter((item) => item.openMinor > 0n && item.agingClass !== 'unapplied');
      return {
        currency,
        debits,
        credits: items.filter((item) => !debits.includes(item)),
        overdueMinor: sum(debits.filter((item) => item.agingClass === 'debit' && item.dueDate < asOf)),
        balanceMinor: sum(items),
        agingMinor: agingOf(items, asOf),
        movements: facts.movements?.find((one) => one.currency === currency) ?? null,
      };
    })
    .sort((a, b) => {
      const more = b.debits.length + b.credits.length - (a.debits.length + a.credits.length);
      return more === 0 ? (a.currency < b.currency ? -1 : 1) : more;
    });
}

/**
 * Open by age (PRODUCT, Formulas: Aging, net view): unapplied cash apart, what is not overdue, then 1–30, 31–60, 61–90, 91–120
 * and older days after the due day. The columns sum to the balance.
 */
function agingOf(items: readonly StatementItem[], asOf: Day): bigint[] {
  const columns = Array.from({ length: statementBuckets.length + 3 }, () => 0n);
  for (const item of items) {
    const late = daysBetween(item.dueDate, asOf);
    const bucket = statementBuckets.findIndex((end) => late <= end);
    const column =
      item.agingClass === 'unapplied' ? 0 : late <= 0 ? 1 : bucket < 0 ? statementBuckets.length + 2 : bucket + 2;
    columns[column]! += item.openMinor;
  }
  return columns;
}

/** The month whose statements are due on a day: this one from its day on, else the one before. */
export function periodDue(dayOfMonth: number, asOf: Day): { readonly period: string; readonly dueOn: Day } {
  const [year, month, day] = asOf.split('-').map(Number) as [number, number, number];
  const past = day >= dayOfMonth ? 0 : 1;
  const index = year * 12 + (month - 1) - past;
  const period = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  return { period, dueOn: `${period}-${String(dayOfMonth).padStart(2, '0')}` };
}
