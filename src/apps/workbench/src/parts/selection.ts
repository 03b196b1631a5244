/** Which items are chosen, across all windows of the list: some, or all but some; and what they come to. */
import { formatAmount, parseAmount } from '#kernel';
import { useKept } from './kept.ts';

/** What a chosen item counts for. */
interface Figure {
  readonly currency: string;
  readonly open: string;
  /** What it counts for in other currencies besides. */
  readonly also?: readonly Figure[] | undefined;
}

export interface Selection {
  /** Everything that the filters let through, but for `items`. */
  readonly all: boolean;
  readonly items: ReadonlyMap<string, Figure>;
}

export const nothing: Selection = { all: false, items: new Map() };
export const everything: Selection = { all: true, items: new Map() };

const form = {
  empty: nothing,
  isEmpty: ({ all, items }: Selection) => !all && items.size === 0,
  write: ({ all, items }: Selection) => ({ all, items: [...items] }),
  read: (kept: { all: boolean; items: [string, Figure][] }): Selection => ({
    all: kept.all,
    items: new Map(kept.items),
  }),
};
/** What is chosen of a list; found again after going back and after loading anew. */
export const useSelection = (question: string) => useKept('chosen', question, form);

export const isChosen = ({ all, items }: Selection, id: string): boolean => items.has(id) !== all;

/** Chooses an item that was not, and the other way round. */
export function toggle({ all, items }: Selection, id: string, figure: Figure): Selection {
  const next = new Map(items);
  if (!next.delete(id)) next.set(id, figure);
  return { all, items: next };
}

/** Chooses these as well; of a list that is chosen whole they are chosen already. */
export const withAll = (
  { all, items }: Selection,
  more: readonly (readonly [id: string, figure: Figure])[],
): Selection =>
  all
    ? { all, items: new Map([...items].filter(([id]) => !more.some(([one]) => one === id))) }
    : { all, items: new Map([...items, ...more]) };

/** How many are chosen of so many. */
export const countOf = ({ all, items }: Selection, rows: number): number => (all ? rows - items.size : items.size);

interface Total {
  readonly currency: string;
  readonly items: number;
  readonly open: string;
}

/** In how many something is chosen and what is open of them, per currency; `totals` are those of the whole list. */
export function sumOf({ all, items }: Selection, totals: readonly Total[]): readonly Total[] {
  const sums = new Map<string, { items: number; minor: bigint }>();
  if (all)
    for (const one of totals) sums.set(one.currency, { items: one.items, minor: parseAmount(one.open, one.currency) });
  for (const { currency, open } of [...items.values()].flatMap((one) => [one, ...(one.also ?? [])])) {
    const old = sums.get(currency) ?? { items: 0, minor: 0n };
    const sign = all ? -1 : 1;
    sums.set(currency, { items: old.items + sign, minor: old.minor + BigInt(sign) * parseAmount(open, currency) });
  }
  return [...sums]
    .filter(([, one]) => one.items > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, one]) => ({ currency, items: one.items, open: formatAmount(one.minor, currency) }));
}
