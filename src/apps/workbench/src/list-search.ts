/** The search parameters of a list, read from an address by its shape: for the router, which keeps them as plain text. */
import { worklistList } from '#collections/lists';
import { isDay } from '#kernel';
import { type ListColumn, type ListShape, listMembers, wholly } from '#lists/contract';
import type { ListSearch } from './parts/list-view.tsx';

/** Whether a text can be what a column is filtered by: a day of the calendar, a number, or that it is empty. */
function isFilterOf({ kind }: ListColumn, value: string): boolean {
  if (value === wholly) return true;
  if (kind === 'day') return isDay(value);
  if (kind === 'count') return /^-?\d{1,8}$/.test(value);
  return kind !== 'money' || /^-?\d{1,16}(\.\d{1,4})?$/.test(value);
}

/** Reads what the list knows; everything else is left out, also an order or groups that are another list's, and what is no day or number. */
export const listSearch =
  (shape: ListShape) =>
  (raw: Readonly<Record<string, unknown>>): ListSearch => {
    const members = new Map(
      Object.entries(shape.columns).flatMap(([key, column]) =>
        listMembers(key, column).map((name) => [name, column] as const),
      ),
    );
    return Object.fromEntries(
      [...members.keys(), 'search', 'sort', 'group', 'hide', 'widths'].map((name) => {
        const value = raw[name];
        if (value === undefined || value === '') return [name, undefined];
        const filtered = members.get(name);
        if (filtered && !isFilterOf(filtered, String(value))) return [name, undefined];
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
