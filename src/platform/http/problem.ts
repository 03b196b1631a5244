/** Problem documents (RFC 9457) with the members of our refusals: code, message, details, at. */
import { z } from 'zod';
import type { Refusal } from '#kernel';
import { statusOfRefusal } from './status.ts';

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
    at: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string().optional(),
  })
  .meta({
    id: 'Problem',
    description: 'Why a request was refused: RFC 9457 with a stable code and a sentence for people.',
  });

const titles: Readonly<Record<number, string>> = {
  400: 'Malformed',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Somebody was faster',
  413: 'Too large',
  415: 'Wrong media type',
  422: 'Refused',
  429: 'Too many requests',
  500: 'Fault of the program',
  503: 'Not available now',
};

/** Which refusal an answer tells, for the log and the metrics. */
export const refusalOfResponse = new WeakMap<Response, string>();

/** JSON of an answer: ids and other bigints are decimal strings, never JSON numbers. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner));

/** The answer to a refused request; the id finds its line in the log. */
export function problemResponse(refusal: Refusal, requestId: string, status = statusOfRefusal(refusal.code)): Response {
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  const retryAfter = refusal.details['retryAfterSeconds'];
  if (typeof retryAfter === 'number') headers.set('retry-after', String(Math.max(1, Math.ceil(retryAfter))));
  const { code, message, details, at } = refusal;
  const title = titles[status] ?? 'Refused';
  const type = `urn:dunwell:refusal:${code}`;
  const body = { type, title, status, code, message, details, ...(at && { at }), requestId };
  const response = new Response(toJson(body), { status, headers });
  refusalOfResponse.set(response, code);
  return response;
}
