/** A real SMTP server for tests, and a line in front of it that can be cut at any step of the conversation. */
import { createServer, type Server, type Socket, connect as tcp } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly recipient: string;
  readonly raw: string;
  readonly mail: Email;
}

export interface MailServer {
  readonly port: number;
  /** What it took responsibility for, in order. */
  readonly received: ReceivedMail[];
  close(): Promise<void>;
}

/** Starts a server that takes everything unless its options say otherwise. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    // Each step of the conversation is a round trip of its own, so that it can be cut there.
    hidePIPELINING: true,
    onData(stream, session, callback) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const raw = Buffer.concat(pieces);
        void PostalMime.parse(raw).then((mail) => {
          received.push({ recipient: session.envelope.rcptTo[0]!.address, raw: raw.toString(), mail });
          callback();
        });
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Where the line is cut. `answer`: the server has taken the message, its answer does not arrive. */
export const cuts = [
  'greeting',
  'EHLO',
  'STARTTLS',
  'AUTH',
  'MAIL',
  'RCPT',
  'DATA',
  'content',
  'answer',
  'after',
] as const;
export type Cut = (typeof cuts)[number];

export interface Line {
  readonly port: number;
  /** Cuts the next conversation there; null lets it run. */
  cutAt: Cut | null;
  /** Called when the client names the recipient. */
  onRecipient: (() => void) | null;
  close(): Promise<void>;
}

/** A line to the server's port, at an address of this machine. Every step is seen in both directions, and the cut falls exactly there. */
export async function startLine(target: number, host = '127.0.0.1'): Promise<Line> {
  const sockets = new Set<Socket>();
  const line = { cutAt: null as Cut | null, onRecipient: null as (() => void) | null };
  const server: Server = createServer((client) => {
    const upstream = tcp(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    let inContent = false;
    let waitsForAnswer = false;
    client.on('data', (piece: Buffer) => {
      const text = piece.toString('latin1');
      if (inContent) {
        if (line.cutAt === 'content') {
          upstream.write(piece.subarray(0, Math.floor(piece.length / 2)), cut);
          return;
        }
        if (text.endsWith('\r\n.\r\n')) {
          inContent = false;
          waitsForAnswer = true;
        }
      } else {
        const word = /^(EHLO|STARTTLS|AUTH|MAIL|RCPT|DATA)/i.exec(text)?.[1]?.toUpperCase();
        if (word !== undefined && word === line.cutAt) return cut();
        if (word === 'RCPT') line.onRecipient?.();
      }
      upstream.write(piece);
    });
    upstream.on('data', (piece: Buffer) => {
      if (line.cutAt === 'greeting') return cut();
      if (piece.toString('latin1').startsWith('354')) inContent = true;
      if (waitsForAnswer && line.cutAt === 'answer') return cut();
      client.write(piece, () => {
        if (waitsForAnswer && line.cutAt === 'after') cut();
      });
    });
    client.on('end', () => upstream.end());
    upstream.on('end', () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, host, () => resolve()));
  const address = server.address();
  return Object.assign(line, {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  });
}
