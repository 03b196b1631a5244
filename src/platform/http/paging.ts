/** Paging: `?after=<opaque>&limit≤200`. The cursor is the last row's key, which always ends with the id. */
import { z } from 'zod';
import { raise } from '#kernel';

/** The two query parameters of a listing; spread them into the route's strict query schema. */
export const pageQuery = {
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** Writes the key of the last row as a cursor. */
export const encodeCursor = (key: readonly string[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Reads a cursor of `length` parts; undefined for the first page. Raises `paging.malformed`. */
export function decodeCursor(after: string | undefined, length: number): readonly string[] | undefined {
  if (after === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    if (Array.isArray(key) && key.length === length && key.every((part) => typeof part === 'string')) return key;
  } catch {
    // Not JSON: falls through to the refusal.
  }
  return raise(
    'paging.malformed',
    'This is not a cursor that a listing gave out; start from the first page.',
    {},
    { field: 'after' },
  );
}

/** Reads a cursor whose only part is an id; 0 for the first page. Raises `paging.malformed`. */
export function decodeIdCursor(after: string | undefined): bigint {
  const [id = '0'] = decodeCursor(after, 1) ?? [];
  if (!/^\d{1,18}$/.test(id))
    raise('paging.malformed', 'This is not a cursor that a listing gave out.', {}, { field: 'after' });
  return BigInt(id);
}

/** Cuts a page out of `limit + 1` rows: the rows, and the cursor of the next page when there is one. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => readonly string[],
): { rows: readonly T[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}
