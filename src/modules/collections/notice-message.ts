/** The dunning notice as a message: how it reads from current facts, and what sending it changes. */
import type { Company } from '#company';
import { type Message, type MessageKind, type Rendered, renderTemplate, type Suppression } from '#correspondence';
import { addDays, currencyDigits, type Day, done, formatAmount, type Outcome } from '#kernel';
import type { Transaction } from '#platform';
import { postDocumentsIn } from '#receivables';
import type { DunningFacts, Notice } from './model.ts';
import { loadDunningFacts } from './queries/dunning-facts.ts';
import { planNotice } from './rules/plan-notice.ts';
import { advanceLevels } from './store.ts';

const locales: Readonly<Record<string, string>> = { en: 'en-GB', de: 'de-DE' };

/** An amount as the reader writes it, with its currency. */
function amountText(amountMinor: bigint, currency: string, language: string): string {
  const digits = currencyDigits(currency);
  const [whole, fraction] = formatAmount(amountMinor < 0n ? -amountMinor : amountMinor, currency).split('.');
  const [group, decimal] = language === 'de' ? ['.', ','] : [',', '.'];
  const text = whole!.replace(/\B(?=(\d{3})+$)/g, group!) + (digits > 0 ? decimal! + fraction! : '');
  return `${amountMinor < 0n ? '-' : ''}${text}`;
}

/** A day as the reader writes it; the day has no time, so it is read at noon of UTC. */
const dayText = (day: Day, language: string): string =>
  new Intl.DateTimeFormat(locales[language] ?? 'en-GB', {
    day: '2-digit',
    month: language === 'de' ? '2-digit' : 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`));

const words = {
  en: {
    document: 'Document',
    due: 'Due',
    late: 'Days late',
    amount: 'Amount',
    total: 'Total due',
    credit: 'Credit',
    charge: 'Reminder fee',
    greeting: 'Dear',
    to: 'Please pay to',
  },
  de: {
    document: 'Beleg',
    due: 'Fällig',
    late: 'Tage',
    amount: 'Betrag',
    total: 'Offen',
    credit: 'Guthaben',
    charge: 'Mahngebühr',
    greeting: 'Guten Tag',
    to: 'Bitte zahlen Sie auf',
  },
} as const;

/** Subject and text of a notice for its reader. */
export function writeNotice(
  facts: DunningFacts,
  notice: Notice,
  company: Company,
  asOf: Day,
  readTo: Day | null,
): { subject: string; body: string } {
  const language = facts.language === 'de' ? 'de' : 'en';
  const word = words[language];
  const amount = (minor: bigint): string => amountText(minor, facts.currency, language);
  const line = (name: string, due: string, late: string, value: string): string =>
    `${name.padEnd(22)}${due.padEnd(14)}${late.padStart(9)}${value.padStart(18)}`;
  return renderTemplate(language, notice.level, {
    greeting: facts.contact ? `${word.greeting} ${facts.contact.name},` : `${word.greeting},`,
    header: line(word.document, word.due, word.late, `${word.amount} ${facts.currency}`),
    items: notice.items.map((item) => ({
      line: line(item.number, dayText(item.dueDate, language), String(item.daysOverdue), amount(item.openMinor)),
    })),
    credits: notice.credits.map((credit) => ({
      line: line(`${word.credit} ${credit.number}`, '', '', amount(credit.openMinor)),
    })),
    charges: notice.chargeMinor === 0n ? [] : [{ line: line(word.charge, '', '', amount(notice.chargeMinor)) }],
    total: line(word.total, '', '', amount(notice.netMinor)),
    totalShort: `${facts.currency} ${amount(notice.netMinor)}`,
    payBy: dayText(addDays(asOf, facts.procedure.rule.daysToPay), language),
    readTo: dayText(readTo ?? asOf, language),
    bank: company.letterhead.iban
      ? `${word.to} ${company.letterhead.iban}${company.letterhead.bankName ? ` (${company.letterhead.bankName})` : ''}.`
      : '',
    signature: [company.name, ...(company.letterhead.addressLines ?? []), company.letterhead.phone ?? '']
      .filter(Boolean)
      .join('\n'),
  });
}

/** The kind `dunning_notice`, for the one send path. `companyOf` and `readTo` are given by the composition root. */
export function noticeKind(
  companyOf: (tx: Transaction, companyId: bigint) => Promise<{ company: Company; readTo: Day | null }>,
): MessageKind {
  const plans = new WeakMap<Rendered, { facts: DunningFacts; notice: Notice }>();
  return {
    kind: 'dunning_notice',
    async render(tx, message): Promise<Rendered | Suppression> {
      const [facts] = (
        await loadDunningFacts(tx.db, tx.tenantId, {
          companyId: message.companyId,
          asOf: message.proposedDate,
          accountIds: [message.accountId],
        })
      ).filter((one) => one.currency === message.currency);
      const plan = facts ? planNotice(facts, message.proposedDate) : { kind: 'nothing' as const };
      if (plan.kind === 'suppressed') return { code: plan.code, reason: plan.reason };
      // A message whose levels were advanced by an interrupted attempt repeats what was written then.
      if (plan.kind === 'nothing' || !facts)
        return message.attemptId === null
          ? { code: 'nothing_due', reason: 'nothing is due any more' }
          : repeat(message);
      const { company, readTo } = await companyOf(tx, message.companyId);
      const text = writeNotice(facts, plan.notice, company, message.proposedDate, readTo);
      const rendered: Rendered = {
        ...text,
        itemIds: plan.notice.items.map((item) => item.itemId),
        netMinor: plan.notice.netMinor,
        dropped: plan.notice.dropped.map((one) => ({ code: one.code, reason: one.reason, itemId: one.itemId })),
        facts: {
          ...message.facts,
          level: plan.notice.level,
          netMinor: plan.notice.netMinor.toString(),
          chargeMinor: plan.notice.chargeMinor.toString(),
          items: plan.notice.items.map((item) => item.itemId.toString()),
          procedureSeq: facts.procedure.seq.toString(),
          text,
        },
      };
      plans.set(rendered, { facts, notice: plan.notice });
      return rendered;
    },
    async claimed(tx, message, rendered): Promise<Outcome<null>> {
      const { facts, notice } = plans.get(rendered)!;
      await advanceLevels(tx, {
        accountId: message.accountId,
        messageId: message.id,
        day: message.proposedDate,
        items: notice.items.map((item) => ({ itemId: item.itemId, level: item.levelAfter })),
      });
      if (notice.chargeMinor === 0n) return done(null);
      const { company } = await companyOf(tx, message.companyId);
      const charge = await postDocumentsIn(tx, company, [
        {
          accountId: message.accountId,
          documentType: 'finance_charge',
          number: null,
          documentDate: message.proposedDate,
          dueDate: addDays(message.proposedDate, facts.procedure.rule.daysToPay),
          currency: facts.currency,
          amountMinor: notice.chargeMinor,
          text: `Reminder fee, notice of level ${notice.level}`,
          explanation: `Reminder fee of the dunning notice of level ${notice.level} (message ${message.id}).`,
        },
      ]);
      return charge.ok ? done(null) : charge;
    },
  };
}

/** What an interrupted attempt had written already. */
function repeat(message: Message): Rendered {
  const text = message.facts['text'] as { subject: string; body: string };
  return {
    ...text,
    itemIds: [],
    netMinor: BigInt(String(message.facts['netMinor'] ?? '0')),
    dropped: [],
    facts: message.facts,
  };
}
