/**
 * Handing mail to an SMTP server, and knowing afterwards what became of it. The one moment that counts is the first byte
 * of the content: before it nothing can have been accepted; after it only the server's answer says what happened.
 */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import type { SmtpServer } from './smtp-url.ts';

export interface SmtpEnvelope {
  readonly from: string;
  readonly to: string;
  /** Comes back in a delivery report, where the server knows RFC 3461. */
  readonly envelopeId: string;
}

/**
 * What became of a hand-over. `refused`: the server said no to this message for good. `postponed`: certainly not accepted,
 * another try may help; with `server` it is the server that is away, not the message that is wrong. `late`: `beforeContent`
 * said no. `unknown`: content had begun to leave and no answer came.
 */
export type HandOver =
  | { readonly outcome: 'accepted' | 'refused' | 'unknown'; readonly reply: string }
  | { readonly outcome: 'postponed'; readonly reply: string; readonly server: boolean }
  | { readonly outcome: 'late' };

export interface SmtpSession {
  /**
   * Hands one message over. `beforeContent` is asked when the server waits for the content, before its first byte; false
   * breaks the connection there. It may write durably: the content waits for it.
   */
  handOver(envelope: SmtpEnvelope, content: Buffer, beforeContent: () => Promise<boolean>): Promise<HandOver>;
  close(): void;
}

interface SmtpFault extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

const seconds = 1000;
/** A server may think about a message for minutes (RFC 5321, 4.5.3.2); a dead one is noticed sooner. */
const patience = { connectionTimeout: 20 * seconds, greetingTimeout: 20 * seconds, socketTimeout: 300 * seconds };

/** A session that keeps one connection open between messages and opens another when it is gone. */
export function smtpSession(server: SmtpServer): SmtpSession {
  let kept: SMTPConnection | undefined;
  const forget = (): void => {
    kept?.close();
    kept = undefined;
  };
  return {
    async handOver(envelope, content, beforeContent) {
      const reused = kept !== undefined && !kept.destroyed;
      for (const again of [reused, false]) {
        let begun = false;
        try {
          kept = kept === undefined || kept.destroyed ? await connect(server) : kept;
          const reply = await send(kept, envelope, content, async () => {
            const go = await beforeContent();
            begun = go;
            return go;
          });
          return { outcome: 'accepted', reply };
        } catch (fault) {
          forget();
          // A connection that lay idle may have been closed by the server meanwhile: that says nothing about the message.
          if (again && !begun && (fault as SmtpFault).responseCode === undefined && !(fault instanceof Late)) continue;
          return judge(fault as SmtpFault, begun);
        }
      }
      throw new Error('unreachable: the second turn always returns');
    },
    close: forget,
  };
}

class Late extends Error {}

/** What a fault says about the message. */
function judge(fault: SmtpFault, begun: boolean): HandOver {
  if (fault instanceof Late) return { outcome: 'late' };
  const reply = (fault.response ?? fault.message).slice(0, 500);
  const code = fault.responseCode;
  const ofMessage = fault.code === 'EENVELOPE' || fault.code === 'EMESSAGE';
  // 421 after the content is a server going down, not its judgement of the message.
  if (begun && (code === undefined || code === 421 || !ofMessage)) return { outcome: 'unknown', reply };
  if (ofMessage && code !== undefined && code >= 500) return { outcome: 'refused', reply };
  // An address that cannot even be written on an envelope will not become better.
  if (ofMessage && code === undefined) return { outcome: 'refused', reply };
  return { outcome: 'postponed', reply, server: !ofMessage || code === 421 };
}

function connect(server: SmtpServer): Promise<SMTPConnection> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: server.requireTls,
    ignoreTLS: !server.secure && !server.requireTls,
    ...patience,
  });
  return new Promise((resolve, reject) => {
    const failed = (fault: Error): void => {
      connection.close();
      reject(fault);
    };
    // Stays for the connection's life: a send under way is told by its own callback.
    connection.on('error', failed);
    connection.connect((fault) => {
      if (fault) return failed(fault);
      if (server.user === null) return resolve(connection);
      connection.login({ user: server.user, pass: server.password ?? '' }, (refused) =>
        refused ? failed(refused) : resolve(connection),
      );
    });
  });
}

function send(
  connection: SMTPConnection,
  envelope: SmtpEnvelope,
  content: Buffer,
  beforeContent: () => Promise<boolean>,
): Promise<string> {
  // Read only when the server has asked for the content.
  const lazily = Readable.from(
    (async function* () {
      if (!(await beforeContent())) throw new Late('The content was held back.');
      yield content;
    })(),
  );
  return new Promise((resolve, reject) => {
    connection.send(
      {
        from: envelope.from,
        to: envelope.to,
        size: content.length,
        dsn: { ret: 'HDRS', envid: envelope.envelopeId, notify: ['FAILURE', 'DELAY'] },
      },
      lazily,
      (fault, info) => (fault ? reject(fault) : resolve(info.response)),
    );
  });
}
