/** Long lists in windows: the server holds them, the page asks for the windows in sight and keeps what it has seen. */
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { ask, type Parameters } from '../api.ts';
import { useWork } from '../session.tsx';

export const windowSize = 100;

export interface Windows<A, R> {
  /** The newest answer of any window: counts and totals are the same in all. */
  readonly answer: A | undefined;
  readonly error: Error | null;
  /** What is shown belongs to an earlier question. */
  readonly busy: boolean;
  /** Undefined while its window is on the way. */
  row(index: number): R | undefined;
  /** Says which rows are in sight. */
  look(first: number, end: number): void;
  /** The same for rows that do not follow each other. */
  lookAt(indexes: readonly number[]): void;
  retry(): void;
}

/** Reads a listing that takes `offset` and `limit` and answers `rows`. */
export function useWindows<A extends { readonly rows: readonly R[] }, R = A['rows'][number]>(
  path: string,
  query: Parameters,
): Windows<A, R> {
  const { tenant } = useWork();
  const [sight, setSight] = useState<readonly number[]>([0]);
  const results = useQueries({
    queries: sight.map((number) => {
      const asked = { ...query, offset: number * windowSize, limit: windowSize };
      return {
        queryKey: [path, tenant, asked],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask<A>('GET', path, { tenant, query: asked, signal }),
        placeholderData: sight.length === 1 ? keepPreviousData : undefined,
      };
    }),
  });
  const show = useCallback(
    (next: readonly number[]): void => setSight((old) => (old.join() === next.join() ? old : next)),
    [],
  );
  const look = useCallback(
    (first: number, end: number): void => {
      const from = Math.floor(first / windowSize);
      const to = Math.floor(Math.max(first, end - 1) / windowSize);
      show(Array.from({ length: to - from + 1 }, (_, index) => from + index));
    },
    [show],
  );
  const lookAt = useCallback(
    (indexes: readonly number[]): void => {
      const windows = [...new Set(indexes.map((index) => Math.floor(index / windowSize)))];
      show(windows.length > 0 ? windows.sort((a, b) => a - b) : [0]);
    },
    [show],
  );
  const known = results.find((one) => one.data !== undefined);
  // While one scrolls into windows that are on the way, counts and totals stay as they were.
  const last = useRef<A>(undefined);
  if (known?.data !== undefined) last.current = known.data;
  return {
    answer: last.current,
    error: known ? null : (results.find((one) => one.error)?.error ?? null),
    busy: results.some((one) => one.isPlaceholderData),
    row: (index) => results[sight.indexOf(Math.floor(index / windowSize))]?.data?.rows[index % windowSize],
    look,
    lookAt,
    retry: () => {
      for (const one of results) void one.refetch();
    },
  };
}
