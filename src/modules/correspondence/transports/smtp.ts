/** The transport that mails: an SMTP server. What became of a message after a crash is not known here. */
import { type SmtpServer, smtpSession } from '#platform';
import type { Transport } from '../model.ts';
import { composeMail } from './compose-mail.ts';

/** Mail over an SMTP server; one connection serves the messages of a run. */
export function smtpTransport(server: SmtpServer): Transport {
  const session = smtpSession(server);
  return {
    name: 'smtp',
    async deliver(message, beforeContent) {
      const { from, to } = message.mail!;
      const envelope = { from: from.address, to: to.address, envelopeId: message.key };
      return session.handOver(envelope, await composeMail(message), beforeContent);
    },
    // SMTP answers once; who did not hear the answer cannot ask again.
    async delivered() {
      return null;
    },
    close: () => session.close(),
  };
}
