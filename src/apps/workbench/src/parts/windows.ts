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
  /** So many rows the list has at least, by what came of it, and whether these are all. */
  readonly reached: { readonly rows: number; readonly all: boolean };
  /** Something of the question is answered. */
  readonly answered: boolean;
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

/**
 * Reads a listing that takes `offset` and `limit` and answers `rows`. `grouped`: its rows stand in groups, and none is read before
 * one of these is open.
 */
export function useWindows<A extends { readonly rows: readonly R[] }, R = A['rows'][number]>(
  path: string,
  query: Parameters,
  grouped = false,
): Windows<A, R> {
  const { tenant } = useWork();
  const client = useQueryClient();
  const [seen, setSight] = useState<{ readonly grouped: boolean; readonly windows: readonly number[] }>({
    grouped,
    windows: [],
  });
  const windows = seen.grouped === grouped ? seen.windows : [];
  const sight = windows.length > 0 || grouped ? windows : [0];
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
    (next: readonly number[]): void =>
      setSight((old) =>
        old.grouped === grouped && old.windows.join() === next.join() ? old : { grouped, windows: next },
      ),
    [grouped],
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
      show(windows.sort((a, b) => a - b));
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
  const question = JSON.stringify(query);
  const reached = useRef({ question, answered: false, rows: 0, all: false });
  if (reached.current.question !== question) reached.current = { question, answered: false, rows: 0, all: false };
  for (const [place, { data, isPlaceholderData }] of results.entries()) {
    if (!data || isPlaceholderData) continue;
    reached.current.answered = true;
    if (data.rows.length === 0) continue;
    const end = sight[place]! * windowSize + data.rows.length;
    reached.current.rows = Math.max(reached.current.rows, end);
    if (data.rows.length < windowSize) reached.current.all = true;
  }
  return {
    answer: last.current,
    error: known ? null : (results.find((one) => one.error)?.error ?? null),
    busy: results.some((one) => one.isPlaceholderData),
    reached: reached.current,
    answered: reached.current.answered,
    row: (index) => results[sight.indexOf(Math.floor(index / windowSize))]?.data?.rows[index % windowSize],
    look,
    lookAt,
    between,
    retry: () => {
      for (const one of results) void one.refetch();
    },
  };
}
