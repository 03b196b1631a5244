/** A message as bytes of RFC 5322: the same message gives the same bytes, at every attempt. */
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { Outgoing } from '../model.ts';
import { letterHtml } from '../rules/letter/letter-html.ts';
import { letterText } from '../rules/letter/letter-text.ts';

/** The Message-ID of a mail: its key, which does not change between attempts, at the sender's domain. */
export const messageIdOf = (key: string, senderAddress: string): string =>
  `<${key}@${senderAddress.split('@')[1] ?? 'localhost'}>`;

/** Composes the mail of a message: text and HTML of its letter, the printed form where it is attached, and what is enclosed. */
export function composeMail({ key, letter, pdf, mail, enclosures }: Outgoing): Promise<Buffer> {
  if (mail === null) throw new Error(`message ${key} is no mail`);
  const boundary = createHash('sha256').update(key).digest('hex').slice(0, 16);
  const composer = new MailComposer({
    from: mail.from,
    to: mail.to,
    ...(mail.replyTo && { replyTo: mail.replyTo }),
    subject: oneLine(letter.subject),
    text: letterText(letter),
    html: letterHtml(letter),
    attachments: [...(pdf ? [{ name: letter.subject, bytes: pdf }] : []), ...enclosures].map(({ name, bytes }) => ({
      filename: `${fileName(name)}.pdf`,
      content: Buffer.from(bytes),
      contentType: 'application/pdf',
    })),
    date: mail.date,
    messageId: messageIdOf(key, mail.from.address),
    ...(mail.references.length > 0 && { inReplyTo: mail.references.at(-1)!, references: [...mail.references] }),
    baseBoundary: boundary,
    headers: {
      // Automatic replies to a reminder would be answered by nobody (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      'Content-Language': letter.language,
      ...(mail.redirectedFrom !== null && { 'X-Dunwell-Meant-For': oneLine(mail.redirectedFrom) }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** Line breaks in a header would begin another one. */
const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ');

/** A subject as the name of a file: letters, figures and blanks. */
const fileName = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N}.,\- ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
