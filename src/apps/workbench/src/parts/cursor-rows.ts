/** Long lists that go on by a cursor: what is in sight is read, and the next page when one comes near the end. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { ask, type Parameters } from '../api.ts';
import { useWork } from '../session.tsx';

interface Page<R> {
  readonly rows: readonly R[];
  readonly next: string | null;
}

export interface CursorRows<R> {
  readonly rows: readonly R[];
  /** Rows that are there, and one more where the list goes on. */
  readonly count: number;
  readonly pending: boolean;
  /** More is being read. */
  readonly busy: boolean;
  readonly error: Error | null;
  readonly row: (index: number) => R | undefined;
  readonly look: (first: number, end: number) => void;
  readonly retry: () => void;
}

/** Enough rows to fill a window: a page that brought few is followed by the next by itself. */
const enough = 60;

/** Reads a listing that takes `after` and `limit` and answers `rows` and `next`. */
export function useCursorRows<R>(path: string, query: Parameters): CursorRows<R> {
  const { tenant } = useWork();
  const list = useInfiniteQuery({
    queryKey: [path, tenant, query, 'by cursor'],
    queryFn: ({ pageParam, signal }) =>
      ask<Page<R>>('GET', path, {
        tenant,
        query: { ...query, limit: 100, ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const { hasNextPage, isFetching, fetchNextPage, error } = list;
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const known = rows.length;
  const more = hasNextPage && !isFetching && error === null;
  useEffect(() => {
    if (more && known < enough) void fetchNextPage();
  }, [more, known, fetchNextPage]);
  const look = useCallback(
    (_first: number, end: number) => {
      if (more && end > known - 20) void fetchNextPage();
    },
    [more, known, fetchNextPage],
  );
  return {
    rows,
    count: known + (hasNextPage ? 1 : 0),
    pending: list.isPending,
    busy: isFetching,
    error: list.data ? null : error,
    row: (index) => rows[index],
    look,
    retry: () => void list.refetch(),
  };
}
