/** Where mail is handed over: `smtps://user:password@host:465` or `smtp://user:password@host:587`. Pure. */
import { done, type Outcome, refuse } from '#kernel';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps, usually port 465). */
  readonly secure: boolean;
  /** The connection must become TLS by STARTTLS before a password or a letter goes over it. */
  readonly requireTls: boolean;
  readonly user: string | null;
  readonly password: string | null;
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/**
 * Reads a server's address. `smtp://` wants STARTTLS unless the server is this machine or the address ends in `?tls=off`.
 * Refuses `platform.smtp-url` without repeating what may be a password.
 */
export function readSmtpUrl(text: string): Outcome<SmtpServer> {
  const malformed = refuse(
    'platform.smtp-url',
    'DUNWELL_SMTP_URL is not an address such as smtps://user:password@mail.example.com:465. Nothing was sent.',
  );
  if (!URL.canParse(text)) return malformed;
  const url = new URL(text);
  if ((url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') return malformed;
  const secure = url.protocol === 'smtps:';
  return done({
    host: url.hostname,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTls: !secure && !loopback.has(url.hostname) && url.searchParams.get('tls') !== 'off',
    user: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
  });
}
