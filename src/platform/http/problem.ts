/** Answers of the door, and problem documents (RFC 9457) with the members of our refusals: code, message, details, at. */
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

/**
 * Answers that had all their headers when they were made. Given as a plain object these go out as they stand; to touch
 * `headers` afterwards makes the list anew and copies it again where it is written.
 */
const whole = new WeakSet<Response>();
export const isWhole = (response: Response): boolean => whole.has(response);

/** An answer with all its headers, by their names in lower case. */
export function wholeResponse(
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | null,
  status: number,
  headers: Readonly<Record<string, string>>,
): Response {
  const response = new Response(body, { status, headers });
  whole.add(response);
  return response;
}

/** JSON of an answer: ids and other bigints are decimal strings, never JSON numbers. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner));

/** The answer to a refused request; the id finds its line in the log. `common` are the headers of every answer. */
export function problemResponse(
  refusal: Refusal,
  requestId: string,
  common: Readonly<Record<string, string>>,
  status = statusOfRefusal(refusal.code),
): Response {
  const retryAfter = refusal.details['retryAfterSeconds'];
  const headers = {
    ...common,
    'content-type': 'application/problem+json',
    ...(typeof retryAfter === 'number' && { 'retry-after': String(Math.max(1, Math.ceil(retryAfter))) }),
  };
  const { code, message, details, at } = refusal;
  const title = titles[status] ?? 'Refused';
  const type = `urn:dunwell:refusal:${code}`;
  const body = { type, title, status, code, message, details, ...(at && { at }), requestId };
  const response = wholeResponse(toJson(body), status, headers);
  refusalOfResponse.set(response, code);
  return response;
}
