/** The request for the documents of an offset as a message: what is set off, what is missing, until when, and where to hand it in. */
import {
  channelToAsk,
  contactNotBefore,
  letterFrame,
  loadRecipients,
  noticeLanguage,
  noticeWords,
  type Recipient,
} from '#collections';
import { type Company, loadOpenCompany } from '#company';
import {
  type Letter,
  loadTemplate,
  type MessageKind,
  type Rendered,
  type Suppression,
  type TemplateProse,
  writeProse,
} from '#correspondence';
import { type Day, done, readerAmount, readerDay, readerLocale, readerMoney } from '#kernel';
import type { Sql } from '#platform';
import type { DocumentKind } from './model.ts';
import { offsetWords } from './offset-words.ts';
import { type DocumentRequest, loadDocuments, loadRequests } from './store/documents.ts';
import { loadLines, loadOffsets, type StoredLine, type StoredOffset } from './store/offsets.ts';
import { tokenOf } from './upload-link.ts';

/** What is still missing of a request. */
export async function missingOf(db: Sql, tenantId: bigint, request: DocumentRequest): Promise<DocumentKind[]> {
  const kept = await loadDocuments(db, tenantId, [request.offsetId]);
  const here = new Set(kept.filter((one) => one.rejectedReason === null).map((one) => one.kind));
  return request.kinds.filter((kind) => !here.has(kind));
}

/** Writes the request, or its reminder, in the words and the format of its reader. */
export function writeOffsetRequest(
  recipient: Recipient,
  of: {
    readonly offset: StoredOffset;
    readonly lines: readonly StoredLine[];
    readonly missing: readonly DocumentKind[];
    readonly dueDate: Day;
    readonly askedOn: Day;
    readonly link: string;
    readonly linkUntil: Day;
    readonly company: Company;
    readonly asOf: Day;
    readonly template: TemplateProse;
  },
): Letter {
  const { company, offset, asOf } = of;
  const language = noticeLanguage(recipient.language);
  const locale = readerLocale(language, recipient.country);
  const words = offsetWords(language);
  const { currency } = offset;
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const prose = writeProse(of.template, {
    amount: readerMoney(offset.amountMinor, currency, locale),
    documents: list.format(of.missing.map((kind) => words.documents[kind])),
    dueDate: readerDay(of.dueDate, locale, 'long'),
    askedOn: readerDay(of.askedOn, locale, 'long'),
    link: of.link,
    linkUntil: readerDay(of.linkUntil, locale, 'long'),
    customer: recipient.customerName,
    company: company.name,
  });
  const group = (title: string, side: 'debit' | 'credit') => ({
    title,
    rows: of.lines
      .filter((line) => line.side === side)
      .map((line) => [
        line.number,
        readerDay(line.documentDate, locale),
        readerAmount(line.amountMinor, currency, locale),
      ]),
  });
  return {
    ...letterFrame(recipient, { company, asOf, language, locale, words: noticeWords(language), payers: [] }),
    subject: prose.subject,
    opening: prose.opening,
    columns: [
      { title: words.reference, align: 'left' },
      { title: words.date, align: 'left' },
      { title: `${words.amount} (${currency})`, align: 'right' },
    ],
    groups: [group(words.youOwe, 'debit'), group(offset.kind === 'credit' ? words.credits : words.weOwe, 'credit')],
    totals: [{ label: words.total, value: readerMoney(offset.amountMinor, currency, locale) }],
    closing: prose.closing,
    payment: null,
    notes: [],
  };
}

/** The address at which a link opens; empty where the installation has none that customers can reach. */
export const linkOf = (publicUrl: string | null, tenantId: bigint, request: DocumentRequest): string =>
  publicUrl === null ? '' : `${publicUrl.replace(/\/+$/, '')}/u/${tokenOf(tenantId, request)}`;

/**
 * The kind `offset_request`, for the one send path: it asks for documents, never for money, and moves nothing. `publicUrl` is
 * where customers reach the server.
 */
export const offsetRequestKind = (publicUrl: string | null): MessageKind => ({
  kind: 'offset_request',
  async render(db, tenantId, message, now): Promise<Rendered | Suppression> {
    const [request] = await loadRequests(db, tenantId, { id: BigInt(String(message.facts['requestId'])) });
    const [offset] = request ? await loadOffsets(db, tenantId, { ids: [request.offsetId] }) : [];
    if (!request || offset?.state !== 'proposed')
      return { code: 'offset_ended', reason: 'the offset is executed or withdrawn; nothing is asked for any more' };
    const missing = await missingOf(db, tenantId, request);
    if (missing.length === 0) return { code: 'documents_here', reason: 'every document came meanwhile' };
    const recipients = await loadRecipients(db, tenantId, { accountIds: [message.accountId], withoutMessage: null });
    const recipient = recipients.get(message.accountId)!;
    const channel = channelToAsk(recipient);
    if ('code' in channel) return channel;
    const company = (await loadOpenCompany(db, tenantId, message.companyId, now))!;
    const reminder = Number(message.facts['reminder'] ?? 0);
    const wanted = { language: noticeLanguage(recipient.language), level: reminder === 0 ? 1 : 2 };
    const template = await loadTemplate(db, tenantId, 'offset_request', wanted);
    return {
      letter: writeOffsetRequest(recipient, {
        offset,
        lines: await loadLines(db, tenantId, [offset.id]),
        missing,
        dueDate: request.dueDate,
        askedOn: request.askedOn,
        link: linkOf(publicUrl, tenantId, request),
        linkUntil: request.expiresOn,
        company,
        asOf: message.proposedDate,
        template,
      }),
      channel: channel.channel,
      attachLetter: false,
      recipient: {
        name: recipient.contact?.name ?? recipient.customerName,
        address: recipient.contact?.email ?? null,
      },
      itemIds: [],
      netMinor: 0n,
      dropped: [],
      notBefore: channel.channel === 'letter' ? null : contactNotBefore(now, recipient, company),
      facts: { ...message.facts, templateSeq: template.seq?.toString() ?? null },
    };
  },
  async claimed() {
    return done(null);
  },
});
