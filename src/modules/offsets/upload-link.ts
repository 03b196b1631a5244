/**
 * The link by which a customer hands documents in: it names one request, ends on a day, and is signed with a key of that
 * request, so nobody can make another and withdrawing the request ends it.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Day } from '#kernel';
import type { DocumentRequest } from './store/documents.ts';

/** A key for the links of one request. */
export const newLinkKey = (): string => randomBytes(32).toString('base64url');

const sign = (linkKey: string, text: string): string =>
  createHmac('sha256', linkKey).update(`offset documents ${text}`).digest('base64url');

/** The token of a request's link. */
export function tokenOf(tenantId: bigint, request: Pick<DocumentRequest, 'id' | 'expiresOn' | 'linkKey'>): string {
  const text = `${tenantId}.${request.id}.${request.expiresOn}`;
  return `${text}.${sign(request.linkKey, text)}`;
}

/** What a token says it is for; undefined for what is no token. Says nothing about whether it is genuine. */
export function readToken(token: string): { tenantId: bigint; requestId: bigint; expiresOn: Day } | undefined {
  const [, tenant, request, day] = /^(\d{1,18})\.(\d{1,18})\.(\d{4}-\d{2}-\d{2})\.[\w-]{43}$/.exec(token) ?? [];
  return tenant === undefined ? undefined : { tenantId: BigInt(tenant), requestId: BigInt(request!), expiresOn: day! };
}

/** Whether a token is the one of this request. */
export function isGenuine(token: string, tenantId: bigint, request: DocumentRequest): boolean {
  const given = Buffer.from(token);
  const wanted = Buffer.from(tokenOf(tenantId, request));
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
