/** The open items that a receipt may pay, as the page of the receipt shows them: sought and put in order by the server, in windows. */
import { useQueries } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CandidatesAnswer, ReceiptAnswer } from '#cash/contract';
import { candidateWindow } from '#cash/lists';
import { parseAmount } from '#kernel';
import { formatCount, readMoney } from '../../format.ts';
import { Keys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { SearchField } from '../../parts/search-field.tsx';
import { readingOf, useWork } from '../../session.tsx';

export type Candidate = ReceiptAnswer['items'][number];
/** A column; with a minus before it, falling. */
type Sort = 'due' | '-due' | 'amount' | '-amount' | 'number' | '-number';

export interface Candidates {
  readonly rows: readonly Candidate[];
  /** How many the search lets through, and how many there are. */
  readonly count: number;
  readonly inAll: number;
  readonly search: string;
  readonly sort: Sort | undefined;
  /** What is shown belongs to an earlier question, or more is on the way. */
  readonly busy: boolean;
  readonly error: Error | null;
  setSearch(text: string): void;
  setSort(sort: Sort | undefined): void;
  showMore(): void;
  retry(): void;
}

/** What the server takes as an amount, of what a person reads as one. */
const askedAmount = /^-?\d{1,13}(\.\d{1,4})?$/;

/** The items in sight. The first of the plain list came with the receipt; what is sought, sorted or further down is asked for. */
export function useCandidates(data: ReceiptAnswer, customer: string | undefined): Candidates {
  const { tenant, company } = useWork();
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<Sort>();
  const [more, setMore] = useState(0);
  const plain = search === '' && sort === undefined;
  const first = plain ? data.items.length : 0;
  const read = search === '' ? undefined : readMoney(search, data.currency);
  const amount = read !== undefined && askedAmount.test(read) ? read : undefined;
  const windows = useQueries({
    queries: Array.from({ length: more + (plain ? 0 : 1) }, (_, place) => ({
      ...readingOf<CandidatesAnswer>(tenant, `/api/receipts/${data.id}/items`, {
        company,
        customer,
        search: search || undefined,
        amount,
        sort,
        offset: first + place * candidateWindow,
        limit: candidateWindow,
      }),
      ...(place === 0 &&
        !plain && {
          placeholderData: (old: CandidatesAnswer | undefined) => old ?? { rows: data.items, count: data.itemsInAll },
        }),
    })),
  });
  const told = [...(plain ? data.items : []), ...windows.flatMap((one) => one.data?.rows ?? [])];
  // Where something was paid meanwhile, a window begins with what stood at the end of the one before.
  const rows = [...new Map(told.map((item) => [String(item.id), item])).values()];
  const shownFrom = (change: () => void): void => {
    setMore(0);
    change();
  };
  return {
    rows,
    count: plain ? data.itemsInAll : (windows[0]?.data?.count ?? 0),
    inAll: data.itemsInAll,
    search,
    sort,
    busy: windows.some((one) => one.isPending || one.isPlaceholderData),
    error: windows.find((one) => one.error && !one.data)?.error ?? null,
    setSearch: (text) => shownFrom(() => setSearch(text)),
    setSort: (next) => shownFrom(() => setSort(next)),
    showMore: () => setMore((old) => old + 1),
    retry: () => {
      for (const one of windows) if (one.error) void one.refetch();
    },
  };
}

/** Chosen items, which the page has itself, in the order that the server would put them in. */
export function inOrder(items: readonly Candidate[], sort: Sort | undefined): readonly Candidate[] {
  if (sort === undefined) return items;
  const column = sort.replace(/^-/, '');
  const of = (item: Candidate): string | bigint =>
    column === 'due' ? item.dueDate : column === 'number' ? item.number : parseAmount(item.open, item.currency);
  const sign = sort.startsWith('-') ? -1 : 1;
  return items.toSorted((a, b) => (of(a) < of(b) ? -sign : of(a) > of(b) ? sign : 0));
}

/** How many there are, and how much of it is shown. */
export function countWords({ rows, count, inAll, search }: Candidates): string {
  const [all, found, shown] = [formatCount(inAll), formatCount(count), formatCount(rows.length)];
  if (search !== '') {
    return rows.length < count
      ? t('Found: {found} of {count} open items, shown: {shown}', { found, count: all, shown })
      : t('Found: {found} of {count} open items', { found, count: all });
  }
  return rows.length < count
    ? t('Open items: {count}, shown: {shown}', { count: all, shown })
    : t('Open items: {count}', { count: all });
}

interface BarProps {
  readonly list: Candidates;
  /** How many are chosen; undefined: nobody chooses here. */
  readonly chosen: number | undefined;
  /** Only what is chosen is shown. */
  readonly only: boolean;
  readonly showOnly: (only: boolean) => void;
  /** Whose items are shown, where that can be changed. */
  readonly children?: ReactNode;
}

/** Above the items: what is sought, how many there are, and what is chosen of all of them. */
export function CandidatesBar({ list, chosen, only, showOnly, children }: BarProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-6 py-2">
      <SearchField
        value={list.search}
        onChange={(text) => {
          showOnly(false);
          list.setSearch(text);
        }}
        label={t('Number, reference, order or amount')}
      />
      <Keys keys="/" />
      <p aria-live="polite" className="text-ink-2 tabular-nums">
        {only ? t('Open items: {count}', { count: formatCount(list.inAll) }) : countWords(list)}
      </p>
      {children}
      {chosen !== undefined && (
        <button type="button" className="button ml-auto" aria-pressed={only} onClick={() => showOnly(!only)}>
          {t('Only chosen: {count}', { count: formatCount(chosen) })} <Keys keys="c" />
        </button>
      )}
    </div>
  );
}

interface SortHeadProps {
  readonly column: 'due' | 'amount' | 'number';
  readonly list: Candidates;
  readonly children: ReactNode;
}

/** A head that puts the items in order: rising, falling, and as they were at first. */
export function SortHead({ column, list, children }: SortHeadProps) {
  const { sort } = list;
  const falling = sort === `-${column}`;
  const active = falling || sort === column;
  return (
    <th
      scope="col"
      className={column === 'amount' ? 'numeric' : ''}
      {...(active && { 'aria-sort': falling ? 'descending' : 'ascending' })}
    >
      <button
        type="button"
        className={`inline-flex items-center gap-1 hover:text-ink ${active ? 'text-ink' : ''}`}
        onClick={() => list.setSort(falling ? undefined : active ? `-${column}` : column)}
      >
        {children}
        {active && <span aria-hidden="true">{falling ? '↓' : '↑'}</span>}
      </button>
    </th>
  );
}
