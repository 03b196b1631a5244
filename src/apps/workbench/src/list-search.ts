/** The search parameters of a list, read from an address by its shape: for the router, which keeps them as plain text. */
import { worklistList } from '#collections/lists';
import { type ListShape, listMembers } from '#lists/contract';
import type { ListSearch } from './parts/list-view.tsx';

/** Reads what the list knows; everything else is left out, also an order or groups that are another list's. */
export const listSearch =
  (shape: ListShape) =>
  (raw: Readonly<Record<string, unknown>>): ListSearch => {
    const members = Object.entries(shape.columns).flatMap(([key, column]) => listMembers(key, column));
    return Object.fromEntries(
      [...members, 'search', 'sort', 'group', 'hide', 'widths'].map((name) => {
        const value = raw[name];
        if (value === undefined || value === '') return [name, undefined];
        const column = shape.columns[String(value).replace(/^-/, '')];
        const unknown =
          (name === 'sort' && (!column || column.sought)) || (name === 'group' && !shape.columns[String(value)]?.group);
        return [name, unknown ? undefined : String(value)];
      }),
    );
  };

const queueOwn = ['company', 'customer', 'tab', 'whose'];
/** The filters of the list of the day's work that its queue does not have in its own way. */
export const filtersOfQueue = (raw: Readonly<Record<string, unknown>>): ListSearch => {
  const members = Object.entries(worklistList.columns).flatMap(([key, column]) =>
    queueOwn.includes(key) ? [] : listMembers(key, column),
  );
  const all = listSearch(worklistList)(raw);
  return Object.fromEntries([...members, 'search'].map((name) => [name, all[name]]));
};
