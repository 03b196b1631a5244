/** The door's defences that do not depend on who asks: headers, cross-site requests, the session cookie. */
import { timingSafeEqual } from 'node:crypto';
import { done, type Outcome, refuse } from '#kernel';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  // A PDF that the page has fetched and looked at is shown by the browser's own viewer; nothing else is framed.
  'frame-src blob:',
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer, the static ones included. */
export const securityHeaders = (production: boolean): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  ...(production && { 'strict-transport-security': 'max-age=31536000' }),
});

/**
 * Refuses a writing request that another site's page sent (`http.cross-site`). Browsers add Origin and Sec-Fetch-Site
 * to such requests themselves and pages cannot forge them; programs send neither and hold no cookie by accident.
 * Only the host is compared: behind a proxy that ends TLS the scheme differs. `ownHost` is the host asked for.
 */
export function refuseCrossSite(headers: Headers, ownHost: string): Outcome<null> {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  const foreign = refuse('http.cross-site', 'This request came from a page of another site.', {});
  if (site !== null && site !== 'same-origin' && site !== 'none') return foreign;
  if (origin !== null) {
    if (!URL.canParse(origin) || new URL(origin).host !== ownHost) return foreign;
  }
  return done(null);
}

/**
 * Demands the session's own token in the header X-CSRF-Token (`http.csrf-token`). SameSite=Lax and the Origin check
 * already stop a foreign page; the token also stops sister ports and sub-domains of the same site, and clients that
 * send no Origin. It is a secret of the session, not of the request, and is handed out by GET /api/session, which
 * another site cannot read because we send no CORS headers.
 */
export function refuseWithoutCsrfToken(headers: Headers, expected: string): Outcome<null> {
  const given = Buffer.from(headers.get('x-csrf-token') ?? '');
  const wanted = Buffer.from(expected);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return done(null);
  return refuse('http.csrf-token', 'Send the token of GET /api/session in the header X-CSRF-Token.', {});
}

/**
 * The cookie's name. Cookies do not tell ports apart, so two installations on one machine would sign each other out:
 * the port that the browser sees is part of the name. In production the __Host- prefix binds the cookie to this host.
 */
export function cookieName(ownHost: string, production: boolean): string {
  const port = /:(\d{1,5})$/.exec(ownHost)?.[1];
  return `${production ? '__Host-' : ''}dunwell_session${port ? `_${port}` : ''}`;
}

/** Reads one cookie; two of the same name are treated as none, since one of them was planted. */
export function readCookie(headers: Headers, name: string): string | undefined {
  const values = (headers.get('cookie') ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(name + '='))
    .map((part) => part.slice(name.length + 1));
  return values.length === 1 && /^[\w-]{20,100}$/.test(values[0]!) ? values[0] : undefined;
}

/** The Set-Cookie line: it opens a session cookie, or, without a token, removes it. */
export function sessionCookie(name: string, token: string | undefined, production: boolean): string {
  const life = token === undefined ? '; Max-Age=0' : '';
  return `${name}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax${life}${production ? '; Secure' : ''}`;
}
