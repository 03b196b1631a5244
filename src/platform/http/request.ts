/** Reading a request: capped bytes, JSON, and strict parsing with the place of what is wrong. */
import type { z } from 'zod';
import { done, type Outcome, refuse } from '#kernel';
import { notText } from './faults.ts';

const tooLarge = (maxBytes: number): Outcome<never> =>
  refuse('http.body-too-large', `The request is larger than ${maxBytes} bytes; nothing was read.`, { maxBytes });

/** Reads a body up to a limit, whatever Content-Length claims. Refuses `http.body-too-large`. */
export async function readBytes(request: Request, maxBytes: number): Promise<Outcome<Uint8Array>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return tooLarge(maxBytes);
  if (!request.body) return done(new Uint8Array());
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done: ended, value } = await reader.read();
    if (ended) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return tooLarge(maxBytes);
    }
    chunks.push(value);
  }
  return done(Buffer.concat(chunks));
}

/** Reads a JSON body. Refuses `http.media-type`, `http.malformed` and `platform.text-malformed`. */
export async function readJson(request: Request, maxBytes: number): Promise<Outcome<unknown>> {
  // A foreign page's form cannot send this media type without asking first (CORS preflight), which we never grant.
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    return refuse('http.media-type', 'Send the body as application/json.', {});
  }
  const bytes = await readBytes(request, maxBytes);
  if (!bytes.ok) return bytes;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.value);
    const body: unknown = JSON.parse(text);
    // Written as an escape, or it is no JSON.
    return /\\u(?:0000|d[89a-f])/i.test(text) && !canBeKept(body) ? notText() : done(body);
  } catch {
    return refuse('http.malformed', 'The body is not JSON in UTF-8.', {});
  }
}

function canBeKept(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && !/\p{Surrogate}/u.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, one]) => canBeKept(name) && canBeKept(one));
}

/** A query as an object; a parameter given several times becomes an array, which a plain schema then refuses. */
export const queryObject = (url: URL): Record<string, string | string[]> => {
  const object: Record<string, string | string[]> = {};
  if (url.search === '') return object;
  for (const key of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(key);
    object[key] = values.length === 1 ? values[0]! : values;
  }
  return object;
};

/** Parses one part of a request. Refuses `http.malformed` with the first place and all of them in details. */
export function parsePart(schema: z.ZodType | undefined, value: unknown, part: string): Outcome<unknown> {
  if (!schema) return done(undefined);
  const parsed = schema.safeParse(value);
  if (parsed.success) return done(parsed.data);
  const issues = parsed.error.issues.slice(0, 20).map((issue) => ({
    field: issue.path.map(String).join('.') || part,
    message: issue.message,
  }));
  const [first] = issues;
  return refuse(
    'http.malformed',
    `The request's ${part} is not as documented: ${first!.field}: ${first!.message}`,
    { issues },
    { field: first!.field },
  );
}
