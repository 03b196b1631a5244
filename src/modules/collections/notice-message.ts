/** The dunning notice as a message: how it reads from current facts, and what sending it changes. */
import { type Company, loadCompanies } from '#company';
import {
  didNotLeave,
  type Message,
  type MessageKind,
  type Rendered,
  renderTemplate,
  type Suppression,
} from '#correspondence';
import { addDays, currencyDigits, type Day, dayInZone, done, formatAmount, type Outcome, raise } from '#kernel';
import { type EventHandler, type Sql, sql, type Transaction } from '#platform';
import { loadItems, postDocumentsIn, reverseDocumentIn } from '#receivables';
import type { DunningFacts, Notice } from './model.ts';
import { loadDunningFacts } from './queries/dunning-facts.ts';
import { contactNotBefore } from './rules/contact-hours.ts';
import { planNotice } from './rules/plan-notice.ts';
import { type BookedNotice, loadBookedNotice, reverseNotice, saveNotice } from './store.ts';

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

interface PlannedNotice {
  readonly facts: DunningFacts;
  readonly notice: Notice;
}

const plans = new WeakMap<Rendered, PlannedNotice>();

/** The company of a message, and up to which day its bank accounts are read. */
async function loadSender(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
): Promise<{ company: Company; readTo: Day | null }> {
  const company = (await loadCompanies(db, tenantId)).find((one) => one.id === companyId)!;
  const { rows } = await sql<{ read_to: string | null }>`
    select min(read_to) as read_to from cash.v_bank_account where tenant_id = ${tenantId} and company_id = ${companyId}`.execute(
    db,
  );
  return { company, readTo: rows[0]?.read_to ?? null };
}

/** The kind `dunning_notice`, for the one send path. */
export const noticeKind: MessageKind = {
  kind: 'dunning_notice',
  async render(db, tenantId, message, now): Promise<Rendered | Suppression> {
    const [facts] = (
      await loadDunningFacts(db, tenantId, {
        companyId: message.companyId,
        asOf: message.proposedDate,
        accountIds: [message.accountId],
        withoutMessage: message.id,
      })
    ).filter(
      (one) =>
        one.accountId === message.accountId &&
        one.currency === message.currency &&
        one.partyKey === ((message.facts['party'] as string | undefined) ?? null),
    );
    const plan = facts ? planNotice(facts, message.proposedDate) : { kind: 'nothing' as const };
    if (plan.kind === 'suppressed') return { code: plan.code, reason: plan.reason };
    if (plan.kind === 'nothing' || !facts) return { code: 'nothing_due', reason: 'nothing is due any more' };
    const { company, readTo } = await loadSender(db, tenantId, message.companyId);
    const rendered: Rendered = {
      ...writeNotice(facts, plan.notice, company, message.proposedDate, readTo),
      itemIds: plan.notice.items.map((item) => item.itemId),
      netMinor: plan.notice.netMinor,
      dropped: plan.notice.dropped.map((one) => ({ code: one.code, reason: one.reason, itemId: one.itemId })),
      notBefore: contactNotBefore(now, facts.timeZone, facts.country),
      facts: {
        ...message.facts,
        level: plan.notice.level,
        netMinor: plan.notice.netMinor.toString(),
        chargeMinor: plan.notice.chargeMinor.toString(),
        items: plan.notice.items.map((item) => item.itemId.toString()),
        procedureSeq: facts.procedure.seq.toString(),
      },
    };
    plans.set(rendered, { facts, notice: plan.notice });
    return rendered;
  },
  async claimed(tx, message, rendered): Promise<Outcome<null>> {
    const { facts, notice } = plans.get(rendered)!;
    const booked = await loadBookedNotice(tx.db, tx.tenantId, message.id);
    if (booked && sameNotice(booked, notice)) return done(null);
    if (booked) await takeBack(tx, message.id, booked, 'what is due has changed since it was claimed');
    const { company } = await loadSender(tx.db, tx.tenantId, message.companyId);
    const charge = await postCharge(tx, company, message, facts, notice);
    if (!charge.ok) return charge;
    await saveNotice(tx, {
      accountId: message.accountId,
      messageId: message.id,
      level: notice.level,
      day: message.proposedDate,
      chargeItemId: charge.value,
      items: notice.items.map((item) => ({ itemId: item.itemId, level: item.levelAfter })),
    });
    return done(null);
  },
};

function sameNotice(booked: BookedNotice, notice: Notice): boolean {
  const key = (items: readonly { itemId: bigint; level: number }[]): string =>
    items
      .map((item) => `${item.itemId}:${item.level}`)
      .sort()
      .join();
  return (
    booked.level === notice.level &&
    booked.chargeMinor === notice.chargeMinor &&
    key(booked.items) === key(notice.items.map((item) => ({ itemId: item.itemId, level: item.levelAfter })))
  );
}

/** Posts the charge of a notice; its item's id, or null where there is none. */
async function postCharge(
  tx: Transaction,
  company: Company,
  message: Message,
  facts: DunningFacts,
  notice: Notice,
): Promise<Outcome<bigint | null>> {
  if (notice.chargeMinor === 0n) return done(null);
  const posted = await postDocumentsIn(tx, company, [
    {
      accountId: message.accountId,
      documentType: 'finance_charge',
      number: null,
      documentDate: message.proposedDate,
      dueDate: addDays(message.proposedDate, facts.procedure.rule.daysToPay),
      currency: facts.currency,
      amountMinor: notice.chargeMinor,
      party: facts.party,
      text: `Reminder fee, notice of level ${notice.level}`,
      explanation: `Reminder fee of the dunning notice of level ${notice.level} (message ${message.id}).`,
    },
  ]);
  return posted.ok ? done(posted.value.posted[0]!.itemIds[0]!) : posted;
}

/** Takes a notice back that did not leave: levels and charge, in the transaction that decides so. */
export const noticeTakenBackHandler: EventHandler = {
  type: didNotLeave,
  name: 'collections.take-notice-back',
  async run(tx, event) {
    if (event.payload['kind'] !== noticeKind.kind) return;
    const messageId = BigInt(String(event.payload['messageId']));
    const booked = await loadBookedNotice(tx.db, tx.tenantId, messageId);
    if (booked) await takeBack(tx, messageId, booked, String(event.payload['reason']));
  },
};

async function takeBack(tx: Transaction, messageId: bigint, booked: BookedNotice, reason: string): Promise<void> {
  await reverseNotice(tx, messageId);
  tx.count('notices taken back');
  if (booked.chargeItemId === null) return;
  const [item] = await loadItems(tx.db, tx.tenantId, { itemIds: [booked.chargeItemId] });
  const { company } = await loadSender(tx.db, tx.tenantId, item!.companyId);
  const reversed = await reverseDocumentIn(tx, company, {
    itemIds: [booked.chargeItemId],
    postingDate: dayInZone(tx.now, company.timeZone),
    reason: `The notice of message ${messageId} did not leave: ${reason}`,
  });
  if (reversed.ok) return;
  // A charge that is settled already stays: its money is the customer's, and a person looks at it with the failed message.
  if (reversed.refusal.code === 'receivables.has-allocations') tx.count('charges kept because they are settled');
  else raise(reversed.refusal.code, reversed.refusal.message, reversed.refusal.details);
}
