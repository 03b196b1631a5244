/** The request for remittance as a message: money of a known payer that is not applied, and what the payer is asked. */
import type { Company } from '#company';
import {
  type Letter,
  loadTemplate,
  type MessageKind,
  type Rendered,
  type Suppression,
  type TemplateProse,
  writeProse,
} from '#correspondence';
import { type Day, done, type Outcome, readerAmount, readerDay, readerLocale, readerMoney, refuse } from '#kernel';
import { type Sql, sql } from '#platform';
import { channelToAsk, renderAsking } from './asking.ts';
import { letterFrame } from './letter-frame.ts';
import { noticeLanguage, noticeWords } from './notice-words.ts';
import { loadRecipients, type Recipient } from './queries/recipients.ts';

/** Money of a known customer that waits for its items. Minor units. */
export interface OpenMoney {
  readonly accountId: bigint;
  readonly valueDate: Day;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly leftMinor: bigint;
  readonly text: string;
}

/** The receipt while it is not applied whole; undefined when it is, or nobody knows whose it is. */
export async function loadOpenMoney(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; receiptId: bigint },
): Promise<OpenMoney | undefined> {
  const { rows } = await sql<OpenMoney>`
    select r.account_id as "accountId", r.value_date as "valueDate", r.currency, r.amount_minor as "amountMinor", -i.open_minor as "leftMinor",
      l.remittance as text
    from cash.v_receipt r
    join cash.v_bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = r.item_id
    where r.tenant_id = ${tenantId} and r.company_id = ${of.companyId} and r.id = ${of.receiptId} and r.account_id is not null
      and r.state in ('unapplied', 'part_applied')`.execute(db);
  return rows[0];
}

/** Writes the request in the words and the format of its reader. */
export function writeRemittanceRequest(
  recipient: Recipient,
  money: OpenMoney,
  of: { company: Company; asOf: Day; template: TemplateProse },
): Letter {
  const { company, asOf } = of;
  const language = noticeLanguage(recipient.language);
  const locale = readerLocale(language, recipient.country);
  const words = noticeWords(language);
  const { currency } = money;
  const prose = writeProse(of.template, {
    amount: readerMoney(money.amountMinor, currency, locale),
    left: readerMoney(money.leftMinor, currency, locale),
    paidOn: readerDay(money.valueDate, locale, 'long'),
    customer: recipient.customerName,
    company: company.name,
  });
  return {
    ...letterFrame(recipient, { company, asOf, language, locale, words, payers: [] }),
    subject: prose.subject,
    opening: prose.opening,
    columns: [
      { title: words.date, align: 'left' },
      { title: words.reference, align: 'left' },
      { title: `${words.amount} (${currency})`, align: 'right' },
      { title: `${words.open} (${currency})`, align: 'right' },
    ],
    groups: [
      {
        title: null,
        rows: [
          [
            readerDay(money.valueDate, locale),
            money.text.slice(0, 140),
            readerAmount(money.amountMinor, currency, locale),
            readerAmount(money.leftMinor, currency, locale),
          ],
        ],
      },
    ],
    totals: [],
    closing: prose.closing,
    payment: null,
    notes: [],
  };
}

/** The money is applied already, or nobody knows whose it is. */
export const refuseNotOpen = () =>
  refuse(
    'collections.money-not-open',
    'This money is applied already, or nobody knows whose it is. Nothing was changed.',
  );

/** The payer may not, or cannot, be written to; with why. */
export const refuseNotReached = ({ code, reason }: Suppression) =>
  refuse('collections.payer-not-reached', `The payer cannot be asked: ${reason}. Nothing was changed.`, { code });

/**
 * The request of a receipt as it would read on a day, and where it would go. Refuses `collections.money-not-open` and
 * `collections.payer-not-reached`, as asking does.
 */
export async function previewRemittanceRequest(
  db: Sql,
  tenantId: bigint,
  of: { company: Company; receiptId: bigint; asOf: Day },
): Promise<Outcome<{ letter: Letter; recipient: string | null }>> {
  const { company, receiptId, asOf } = of;
  const money = await loadOpenMoney(db, tenantId, { companyId: company.id, receiptId });
  if (!money) return refuseNotOpen();
  const recipients = await loadRecipients(db, tenantId, { accountIds: [money.accountId], withoutMessage: null });
  const recipient = recipients.get(money.accountId)!;
  const channel = channelToAsk(recipient);
  if ('code' in channel) return refuseNotReached(channel);
  const language = noticeLanguage(recipient.language);
  const template = await loadTemplate(db, tenantId, 'remittance_request', { language, level: 1 });
  return done({
    letter: writeRemittanceRequest(recipient, money, { company, asOf, template }),
    recipient: channel.channel === 'email' ? (recipient.contact?.email ?? null) : null,
  });
}

/** The kind `remittance_request`, for the one send path: it asks for nothing but an answer, and moves nothing. */
export const remittanceRequestKind: MessageKind = {
  kind: 'remittance_request',
  async render(db, tenantId, message, now): Promise<Rendered | Suppression> {
    const receiptId = BigInt(String(message.facts['receiptId']));
    const money = await loadOpenMoney(db, tenantId, { companyId: message.companyId, receiptId });
    if (!money || money.accountId !== message.accountId)
      return { code: 'applied_meanwhile', reason: 'the money is applied, or is somebody else’s' };
    return renderAsking(db, tenantId, message, now, async ({ recipient, company }) => {
      const wanted = { language: noticeLanguage(recipient.language), level: 1 };
      const template = await loadTemplate(db, tenantId, 'remittance_request', wanted);
      return {
        letter: writeRemittanceRequest(recipient, money, { company, asOf: message.proposedDate, template }),
        facts: { templateSeq: template.seq?.toString() ?? null },
      };
    });
  },
  async claimed(): Promise<Outcome<null>> {
    return done(null);
  },
};
