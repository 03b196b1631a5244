/** The request for the documents of an offset as a message: what is set off, what is missing, until when, and where to hand it in. */
import { letterFrame, noticeLanguage, noticeWords, type Recipient, renderAsking } from '#collections';
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
import { type Day, dayInZone, done, readerAmount, readerDay, readerLocale, readerMoney } from '#kernel';
import type { DocumentKind } from './model.ts';
import { offsetWords } from './offset-words.ts';
import { type DocumentRequest, type KeptDocument, loadDocuments, loadRequests } from './store/documents.ts';
import { loadLines, loadOffsets, type StoredLine, type StoredOffset } from './store/offsets.ts';
import { tokenOf } from './upload-link.ts';

/** What is still missing of a request: the customer has done their part with a file that nobody has looked at yet. */
export const missingOf = (request: DocumentRequest, kept: readonly KeptDocument[]): DocumentKind[] =>
  request.kinds.filter((kind) => !kept.some((one) => one.kind === kind && one.rejectedReason === null));

/** Writes the request, or its reminder, in the words and the format of its reader. */
export function writeOffsetRequest(
  recipient: Recipient,
  of: {
    readonly offset: StoredOffset;
    readonly lines: readonly StoredLine[];
    readonly missing: readonly DocumentKind[];
    /** Files of what is missing that were handed in by the link and do not count, with the day on which they came. */
    readonly refused: readonly { readonly kind: DocumentKind; readonly day: Day }[];
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
    notes: of.refused.map((one) => words.fileNotUsable(words.documents[one.kind], readerDay(one.day, locale))),
  };
}

/** The address at which a link opens; empty where the installation has none that customers can reach. */
export const linkAddress = (publicUrl: string | null, token: string): string =>
  publicUrl === null ? '' : `${publicUrl.replace(/\/+$/, '')}/u/${token}`;
export const linkOf = (publicUrl: string | null, tenantId: bigint, request: DocumentRequest): string =>
  linkAddress(publicUrl, tokenOf(tenantId, request));

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
    const kept = await loadDocuments(db, tenantId, [request.offsetId]);
    const missing = missingOf(request, kept);
    if (missing.length === 0) return { code: 'documents_here', reason: 'every document came meanwhile' };
    return renderAsking(db, tenantId, message, now, async ({ recipient, company }) => {
      const reminder = Number(message.facts['reminder'] ?? 0);
      const wanted = { language: noticeLanguage(recipient.language), level: reminder === 0 ? 1 : 2 };
      const template = await loadTemplate(db, tenantId, 'offset_request', wanted);
      return {
        letter: writeOffsetRequest(recipient, {
          offset,
          lines: await loadLines(db, tenantId, [offset.id]),
          missing,
          refused: kept
            .filter((one) => one.requestId === request.id && one.rejectedReason !== null && missing.includes(one.kind))
            .map((one) => ({ kind: one.kind, day: dayInZone(new Date(one.receivedAt), company.timeZone) })),
          dueDate: request.dueDate,
          askedOn: request.askedOn,
          link: linkOf(publicUrl, tenantId, request),
          linkUntil: request.expiresOn,
          company,
          asOf: message.proposedDate,
          template,
        }),
        facts: { templateSeq: template.seq?.toString() ?? null },
      };
    });
  },
  async claimed() {
    return done(null);
  },
});
