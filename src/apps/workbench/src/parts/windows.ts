/** Long lists in windows: the server holds them, the page asks for the windows in sight and keeps what it has seen. */
import { keepPreviousData, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Parameters } from '../api.ts';
import { readingOf, useWork } from '../session.tsx';

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
  /** Reads the rows from a place to before another, also those that were never in sight. */
  between(first: number, end: number): Promise<readonly R[]>;
  retry(): void;
}

/** Reads a listing that takes `offset` and `limit` and answers `rows`. */
export function useWindows<A extends { readonly rows: readonly R[] }, R = A['rows'][number]>(
  path: string,
  query: Parameters,
): Windows<A, R> {
  const { tenant } = useWork();
  const client = useQueryClient();
  const [sight, setSight] = useState<readonly number[]>([0]);
  const results = useQueries({
    queries: sight.map((number) => {
      const asked = { ...query, offset: number * windowSize, limit: windowSize };
      return {
        ...readingOf<A>(tenant, path, asked),
        ...(sight.length === 1 && { placeholderData: keepPreviousData }),
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
  const between = async (first: number, end: number): Promise<readonly R[]> => {
    const rows: R[] = [];
    for (let number = Math.floor(first / windowSize); number * windowSize < end; number += 1) {
      const asked = { ...query, offset: number * windowSize, limit: windowSize };
      const { rows: some } = await client.ensureQueryData(readingOf<A>(tenant, path, asked));
      rows.push(...some);
    }
    const skipped = first % windowSize;
    return rows.slice(skipped, skipped + end - first);
  };
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
    between,
    retry: () => {
      for (const one of results) void one.refetch();
    },
  };
}
