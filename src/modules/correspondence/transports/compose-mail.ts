/** A message as bytes of RFC 5322: the same message gives the same bytes, at every attempt. */
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { OutgoingMail } from '../model.ts';

/** The Message-ID of a mail: its key, which does not change between attempts, at the sender's domain. */
export const messageIdOf = (key: string, senderAddress: string): string =>
  `<${key}@${senderAddress.split('@')[1] ?? 'localhost'}>`;

/** Composes the mail. Headers that would be folded by a line break in a name or a subject are written as one line. */
export function composeMail(mail: OutgoingMail): Promise<Buffer> {
  const composer = new MailComposer({
    from: mail.from,
    to: mail.to,
    ...(mail.replyTo && { replyTo: mail.replyTo }),
    subject: oneLine(mail.subject),
    text: mail.body,
    date: mail.date,
    messageId: messageIdOf(mail.key, mail.from.address),
    ...(mail.references.length > 0 && { inReplyTo: mail.references.at(-1)!, references: [...mail.references] }),
    baseBoundary: createHash('sha256').update(mail.key).digest('hex').slice(0, 16),
    headers: {
      // Automatic replies to a reminder would be answered by nobody (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      'Content-Language': mail.language,
      ...(mail.redirectedFrom !== null && { 'X-Dunwell-Meant-For': oneLine(mail.redirectedFrom) }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ');
