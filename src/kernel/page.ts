/** Paging: opaque cursors over sort keys that end with the id, and a limit of at most 200 rows. */
import { done, type Outcome, refuse } from './refusal.ts';

export const pageLimit = 200;

/** A cursor that continues after this key; opaque to callers. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The key inside a cursor; refuses one that we did not write (`page.cursor-malformed`). */
export function decodeCursor(cursor: string, length: number): Outcome<(string | number | null)[]> {
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const key: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));
    const plain = (one: unknown): boolean => one === null || typeof one === 'string' || typeof one === 'number';
    if (Array.isArray(key) && key.length === length && key.every(plain)) return done(key);
  } catch {
    // Falls through to the one refusal.
  }
  return refuse(
    'page.cursor-malformed',
    'This page link is damaged; start again from the first page.',
    {},
    { field: 'after' },
  );
}

/** A page size from outside: a whole number from 1 to 200; 50 when absent. */
export function parseLimit(text: string | undefined): Outcome<number> {
  if (text === undefined) return done(50);
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= pageLimit) return done(limit);
  return refuse('page.limit', `A page holds 1 to ${pageLimit} rows.`, {}, { field: 'limit' });
}
