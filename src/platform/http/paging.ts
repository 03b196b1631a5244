/** Paging over HTTP: cuts pages and reads cursors of listings that are sorted by id. The cursor itself is the kernel's. */
import { decodeCursor, encodeCursor, raise } from '#kernel';

/** Reads a cursor whose only part is an id; 0 for the first page. Raises `page.cursor-malformed`. */
export function decodeIdCursor(after: string | undefined): bigint {
  if (after === undefined) return 0n;
  const key = decodeCursor(after, 1);
  const id = key.ok ? String(key.value[0]) : '';
  if (!/^\d{1,18}$/.test(id)) {
    raise(
      'page.cursor-malformed',
      'This page link is damaged; start again from the first page.',
      {},
      { field: 'after' },
    );
  }
  return BigInt(id);
}

/** Cuts a page out of up to `limit + 1` rows: the rows, and the cursor of the next page when there is one. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => readonly (string | number | null)[],
): { rows: readonly T[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}
