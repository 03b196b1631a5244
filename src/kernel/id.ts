/** Ids: bigint inside, decimal strings outside. A bigint is never a JSON number. */
import { done, type Outcome, refuse } from './refusal.ts';

/** Reads an id from outside; refuses `id.malformed`. */
export function parseId(text: string): Outcome<bigint> {
  return /^[1-9]\d{0,18}$/.test(text)
    ? done(BigInt(text))
    : refuse('id.malformed', `"${text}" is not an id.`, { text });
}
