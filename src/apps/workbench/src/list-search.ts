/** The search parameters of a list, read from an address by its shape: for the router, which keeps them as plain text. */
import { type ListShape, listMembers } from '#lists/contract';
import type { ListSearch } from './parts/list-view.tsx';

/** Reads what the list knows; everything else is left out. */
export const listSearch =
  (shape: ListShape) =>
  (raw: Readonly<Record<string, unknown>>): ListSearch => {
    const members = Object.entries(shape.columns).flatMap(([key, column]) => listMembers(key, column));
    return Object.fromEntries(
      [...members, 'search', 'sort', 'group', 'hide', 'widths'].map((name) => {
        const value = raw[name];
        return [name, value === undefined || value === '' ? undefined : String(value)];
      }),
    );
  };
