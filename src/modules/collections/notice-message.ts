/** The dunning notice as a message: how it reads from current facts, and what sending it changes. */
import { type Company, loadCompany, loadOpenCompany, type OpenCompany } from '#company';
import {
  didNotLeave,
  loadTemplate,
  type Message,
  type MessageKind,
  type Rendered,
  type Suppression,
} from '#correspondence';
import { addDays, type Day, dayInZone, done, type Outcome, raise } from '#kernel';
import { type EventHandler, type Sql, sql, type Transaction } from '#platform';
import { loadItems, postDocumentsIn, reverseDocumentIn } from '#receivables';
import type { DunningFacts, Notice } from './model.ts';
import { copyName, writeNotice } from './notice-letter.ts';
import { loadCopies } from './queries/copies.ts';
import { loadDunningFacts } from './queries/dunning-facts.ts';
import { contactNotBefore } from './rules/contact-hours.ts';
import { planNotice } from './rules/plan-notice.ts';
import { type BookedNotice, loadBookedNotice, reverseNotice, saveNotice } from './store.ts';

interface PlannedNotice {
  readonly facts: DunningFacts;
  readonly notice: Notice;
}

const plans = new WeakMap<Rendered, PlannedNotice>();

/** Up to which day the bank accounts of a company are read; null before the first statement. */
export async function loadReadTo(db: Sql, tenantId: bigint, companyId: bigint): Promise<Day | null> {
  const { rows } = await sql<{ read_to: Day | null }>`
    select min(read_to) as read_to from cash.v_bank_account
    where tenant_id = ${tenantId} and company_id = ${companyId} and closed_on is null`.execute(db);
  return rows[0]?.read_to ?? null;
}

/** The company of a message with the days on which it is closed from now on, and up to which day its bank accounts are read. */
export async function loadSender(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  now: Date,
): Promise<{ company: OpenCompany; readTo: Day | null }> {
  const company = (await loadOpenCompany(db, tenantId, companyId, now))!;
  return { company, readTo: await loadReadTo(db, tenantId, companyId) };
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
    const { company, readTo } = await loadSender(db, tenantId, message.companyId, now);
    const { level, channel } = plan.notice;
    const template = await loadTemplate(db, tenantId, 'dunning_notice', { language: facts.language, level });
    const copies = await loadCopies(db, tenantId, facts, plan.notice);
    const rendered: Rendered = {
      letter: writeNotice(facts, plan.notice, { company, asOf: message.proposedDate, readTo, template, copies }),
      enclosures: copies.enclosed.map((copy) => ({ name: copyName(copy, facts.language), sha256: copy.sha256 })),
      channel,
      attachLetter: plan.notice.attachLetter,
      recipient: { name: facts.contact?.name ?? facts.customerName, address: facts.contact?.email ?? null },
      itemIds: plan.notice.items.map((item) => item.itemId),
      netMinor: plan.notice.netMinor,
      dropped: plan.notice.dropped.map((one) => ({ code: one.code, reason: one.reason, itemId: one.itemId })),
      // A letter knocks at no door at night.
      notBefore: channel === 'letter' ? null : contactNotBefore(now, facts, company),
      facts: {
        ...message.facts,
        level,
        netMinor: plan.notice.netMinor.toString(),
        chargeMinor: plan.notice.chargeMinor.toString(),
        items: plan.notice.items.map((item) => item.itemId.toString()),
        procedureSeq: facts.procedure.seq.toString(),
        templateSeq: template.seq?.toString() ?? null,
        ...(copies.enclosed.length > 0 && {
          enclosed: copies.enclosed.map(({ number, kind, sha256 }) => ({ number, kind, sha256 })),
        }),
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
    const company = (await loadCompany(tx.db, tx.tenantId, message.companyId))!;
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
      accountId: notice.chargeAccountId,
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

/** Takes a notice back that did not leave or came back: levels and charge, in the transaction that decides so. */
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
  const company = (await loadCompany(tx.db, tx.tenantId, item!.companyId))!;
  const reversed = await reverseDocumentIn(tx, company, {
    itemIds: [booked.chargeItemId],
    postingDate: dayInZone(tx.now, company.timeZone),
    reason: `The notice of message ${messageId} did not reach the customer: ${reason}`,
  });
  if (reversed.ok) return;
  // A charge that is settled already stays: its money is the customer's, and a person looks at it with the failed message.
  if (reversed.refusal.code === 'receivables.has-allocations') tx.count('charges kept because they are settled');
  else raise(reversed.refusal.code, reversed.refusal.message, reversed.refusal.details);
}
