/** A mail from its bytes, for whatever is looked for in it. */
import PostalMime, { type Email } from 'postal-mime';
import { done, type Outcome, refuse } from '#kernel';
import { withoutNul } from './bank/decode.ts';

/** Parses a mail; its texts hold no zero character, however they were coded. Refuses `mail.malformed`. */
export async function parseMail(bytes: Uint8Array): Promise<Outcome<Email>> {
  try {
    return done(cleaned(await PostalMime.parse(bytes, { maxNestingDepth: 20, maxHeadersSize: 1024 * 1024 })));
  } catch (fault) {
    return refuse(
      'mail.malformed',
      `The mail cannot be read: ${withoutNul((fault as Error).message).slice(0, 200)}. Nothing was read.`,
    );
  }
}

/** The same with each of its texts cleaned; what an attachment holds stays as it is. */
function cleaned<T>(value: T): T {
  if (typeof value === 'string') return withoutNul(value) as T;
  if (Array.isArray(value)) return value.map(cleaned) as T;
  if (value === null || typeof value !== 'object' || value instanceof ArrayBuffer || ArrayBuffer.isView(value))
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)])) as T;
}
