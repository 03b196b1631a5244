/** The transport that mails nobody: each message becomes an .eml file in the outbox folder. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { OutgoingMail, Transport } from './model.ts';

/** Writes `.eml` files under a folder; a file is complete or absent, so a crash is always decidable. */
export function outboxFolder(folder: string): Transport {
  const pathOf = (attemptId: string): string => join(folder, `${attemptId}.eml`);
  return {
    name: 'outbox folder',
    async deliver(mail) {
      mkdirSync(folder, { recursive: true });
      const partial = `${pathOf(mail.attemptId)}.part`;
      writeFileSync(partial, await composeMail(mail));
      renameSync(partial, pathOf(mail.attemptId));
    },
    async delivered(attemptId) {
      return existsSync(pathOf(attemptId));
    },
  };
}

/** The message as bytes of RFC 5322; the same message gives the same bytes. */
export function composeMail(mail: OutgoingMail): Promise<Buffer> {
  const composer = new MailComposer({
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    text: mail.body,
    date: mail.date,
    messageId: `<${mail.attemptId}@${mail.from.address.split('@')[1] ?? 'localhost'}>`,
    baseBoundary: createHash('sha256').update(mail.attemptId).digest('hex').slice(0, 16),
    // Automatic replies to a reminder would be answered by nobody.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
