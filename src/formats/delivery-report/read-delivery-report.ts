/**
 * Delivery reports: mails that say what became of a mail. Norms: RFC 3464 (message/delivery-status in a multipart/report),
 * RFC 3463 (status codes), RFC 3834 (who may be taken for a machine). Servers that write plain words instead are read by
 * what they have in common: the sender, the failed recipients, and the copy of the mail that they return.
 */
import type { Email } from 'postal-mime';
import { done, type Outcome, RefusalError, refuse, withoutNul } from '#kernel';
import { parseMail } from '../parse-mail.ts';
import { type DeliveryReport, type ReportAction, type ReportedRecipient, reportActions } from './model.ts';

const maximumBytes = 20 * 1024 * 1024;
const maximumRecipients = 100;
const maximumText = 200_000;

/** Who writes reports: the null sender, or a name that no person has. */
const daemon = /^(mailer-daemon|postmaster|mail-daemon|mdaemon|microsoftexchange[0-9a-f]*)(@|$)/i;
const failureSubject =
  /undeliver|delivery (status notification|has failed|failure|problem|report|incomplete)|failure notice|mail delivery (failed|system)|returned (mail|to sender)|delivery.*(fail|delay)|delayed|unzustellbar|nicht zugestellt|zustellung|non (remis|distribu)|échec de (la )?(remise|distribution)|no (se )?(puede|pudo|ha podido) entregar|no entregad|imposible entregar|devuelto/i;
const delaySubject = /delay|warning|verzögert|retard|demora/i;
/** From here on a report in plain words repeats the mail itself. */
const copyBegins =
  /^[ \t]*(-{2,} ?(below this line is a copy|this is a copy of|original message|the following is a copy|message header)|original message headers|ursprüngliche nachrichten(kopf|header)|en-têtes de message d'origine|encabezados de mensajes? original)/im;
const enhanced = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/;

/**
 * Reads a mail as a delivery report. Refuses `file.too-large`, `mail.malformed`, and `mail.no-delivery-report` for a mail that
 * is none: a reply, an absence notice, a report forwarded by a person.
 */
export async function readDeliveryReport(bytes: Uint8Array): Promise<Outcome<DeliveryReport>> {
  if (bytes.length > maximumBytes)
    return refuse('file.too-large', `The mail is larger than ${maximumBytes} bytes. Nothing was read.`);
  let mail: Email;
  try {
    mail = await parseMail(bytes);
  } catch (fault) {
    if (fault instanceof RefusalError) return { ok: false, refusal: fault.refusal };
    throw fault;
  }
  const status = mail.attachments.find((one) => /^message\/(global-)?delivery-status$/i.test(one.mimeType));
  const report = status ? ofStatus(mail, textOf(status.content)) : ofWords(mail);
  if (report !== null && report.recipients.length > 0) return done(report);
  return refuse(
    'mail.no-delivery-report',
    'The mail is no delivery report; a person reads it. Nothing was changed.',
    {},
  );
}

const textOf = (content: string | ArrayBuffer | Uint8Array): string =>
  withoutNul(typeof content === 'string' ? content : new TextDecoder().decode(content)).slice(0, maximumText);

const headerOf = (mail: Email, name: string): string | null =>
  mail.headers.find((header) => header.key === name)?.value ?? null;

/** Fields of a block `Name: value`, with folded lines joined; names in lower case. */
function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** `rfc822; a@example.org` as the address; a type other than an address's says nothing to us. */
function addressOf(field: string | undefined): string | null {
  const address = field
    ?.replace(/^\s*(rfc822|utf-8)\s*;/i, '')
    .replace(/[<>\s]/g, '')
    .slice(0, 320);
  return address?.includes('@') ? address : null;
}

/** RFC 3464: one block about the mail, then one for each recipient. */
function ofStatus(mail: Email, text: string): DeliveryReport {
  const blocks = text
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .map(fieldsOf)
    .filter((fields) => fields.size > 0);
  const about = blocks[0] ?? new Map<string, string>();
  const recipients = blocks
    .filter((fields) => fields.has('action') || fields.has('final-recipient'))
    .slice(0, maximumRecipients)
    .flatMap((fields): ReportedRecipient[] => {
      const action = reportActions.find(
        (one) =>
          one ===
          fields
            .get('action')
            ?.split(/[\s(;]/)[0]
            ?.toLowerCase(),
      );
      if (action === undefined) return [];
      return [
        {
          address: addressOf(fields.get('final-recipient')),
          originalAddress: addressOf(fields.get('original-recipient')),
          action,
          status: enhanced.exec(fields.get('status') ?? '')?.[1] ?? null,
          diagnostic: wordsOf(fields.get('diagnostic-code')?.replace(/^\s*[\w-]+\s*;/, '')),
        },
      ];
    });
  return {
    dialect: 'dsn',
    reportedBy:
      about
        .get('reporting-mta')
        ?.replace(/^\s*\w+\s*;\s*/, '')
        .slice(0, 255) || senderOf(mail),
    references: referencesOf(mail, [about.get('original-envelope-id') ?? '']),
    recipients,
  };
}

/** A report in plain words; null for a mail that no machine wrote about a delivery. */
function ofWords(mail: Email): DeliveryReport | null {
  const failed = headerOf(mail, 'x-failed-recipients');
  const sender = mail.from?.address ?? '';
  const nobody = (headerOf(mail, 'return-path') ?? '').trim() === '<>';
  const subject = mail.subject ?? '';
  if (failed === null && !((daemon.test(sender) || nobody) && failureSubject.test(subject))) return null;
  const whole = (mail.text ?? '').slice(0, maximumText);
  const marker = copyBegins.exec(whole);
  const words = marker ? whole.slice(0, marker.index) : whole;
  const action: ReportAction =
    failed === null && delaySubject.test(subject) && !/fail|undeliver|unzustellbar/i.test(subject)
      ? 'delayed'
      : 'failed';
  const addresses = failed === null ? addressesIn(words) : addressesIn(failed.replaceAll(',', '\n'));
  const one = { action, status: enhanced.exec(words)?.[1] ?? null, diagnostic: wordsOf(diagnosticIn(words)) };
  return {
    dialect: 'text',
    reportedBy: senderOf(mail),
    references: referencesOf(mail, []),
    recipients:
      addresses.length === 0
        ? [{ address: null, originalAddress: null, ...one }]
        : addresses.map((address) => ({ address, originalAddress: null, ...one })),
  };
}

/** Addresses that stand on a line of their own, as reports list their recipients. */
function addressesIn(text: string): string[] {
  const found = new Set<string>();
  for (const line of text.split(/\r?\n/).slice(0, 2_000)) {
    const address = /^[ \t]*[<"']?([^\s<>"'@]{1,64}@[^\s<>"'@:;,]{1,255})[>"']?(:|\s|$)/.exec(line)?.[1];
    if (address !== undefined && found.size < maximumRecipients) found.add(address.replace(/\.$/, ''));
  }
  return [...found];
}

/** The sentences that give the server's answer: those with its code, else the first that speak of the recipient. */
function diagnosticIn(text: string): string | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const at = lines.findIndex((line) => /(?<!\d)[45]\d\d[ -]/.test(line) || enhanced.test(line));
  if (at >= 0) return lines.slice(at, at + 3).join(' ');
  return lines.find((line) => /unknown|not exist|not found|unroute?able|rejected|full|quota|disabled/i.test(line));
}

function wordsOf(text: string | undefined): string | null {
  const words = text?.replace(/\s+/g, ' ').trim().slice(0, 500);
  return words ? words : null;
}

const senderOf = (mail: Email): string | null => mail.from?.address?.slice(0, 255) || null;

/** Ids of the mail that is reported on: what the report refers to, and those in the copy that it returns. */
function referencesOf(mail: Email, more: readonly string[]): string[] {
  const copies = mail.attachments
    .filter((one) => /^(message\/(rfc822|global)|text\/rfc822(-headers)?|message\/rfc822-headers)/i.test(one.mimeType))
    .map((one) => textOf(one.content));
  const texts = [
    ...more,
    headerOf(mail, 'in-reply-to') ?? '',
    headerOf(mail, 'references') ?? '',
    ...copies.map((copy) => fieldsOf(copy).get('message-id') ?? ''),
    ...[...(mail.text ?? '').slice(0, maximumText).matchAll(/^[ \t>]*message-id:[ \t]*(\S.*)$/gim)].map(
      (match) => match[1]!,
    ),
  ];
  const ids = texts.flatMap((text) => text.split(/[\s<>]+/)).filter((id) => id !== '' && id.length <= 300);
  return [...new Set(ids)].slice(0, 50);
}
