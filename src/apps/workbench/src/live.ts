/**
 * What others change appears by itself: one stream of changes per browser, held by a shared worker for all its tabs, so
 * that six tabs do not use up the browser's connections. Where there are no shared workers, or the stream cannot be
 * held, what is on screen is asked for again every few seconds.
 */
import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { StreamNews, StreamOrder } from './stream-worker.ts';

export type Line = 'live' | 'polling';

let line: Line = 'polling';
const listeners = new Set<() => void>();
const setLine = (next: Line): void => {
  if (line === next) return;
  line = next;
  for (const listener of listeners) listener();
};

/** Whether changes arrive as they happen, or by asking. */
export const useLine = (): Line =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => line,
  );

const workers = new Set<() => void>();
/** Calls whenever long work of the house has begun, come further or ended, as the stream tells it; returns how to stop. */
export function onWork(heard: () => void): () => void {
  workers.add(heard);
  return () => workers.delete(heard);
}

/** Resolves when long work came further; where the stream is not held, after so many milliseconds. */
export const nextWork = (pollMs: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setInterval(() => line === 'polling' && end(), pollMs);
    const stop = onWork(() => end());
    const end = (): void => {
      clearInterval(timer);
      stop();
      resolve();
    };
  });

/** How long changes are gathered before the page asks: short after a pause, longer under a storm. */
const [soonMs, stormMs, pollMs] = [60, 2_000, 10_000];
/** What does not change with the books, or is asked for by its own clock. */
const steady = new Set(['session', 'names of companies', 'house works']);

/**
 * Asks again for what is on screen. What is being read at this moment may have been read before the change: it is not broken
 * off, or a slow answer would never come while changes do, but asked for once more when it is there.
 */
function refresh(client: QueryClient): void {
  const predicate = (query: Query): boolean => !steady.has(String(query.queryKey[0]));
  const underWay = client.getQueryCache().findAll({ predicate, fetchStatus: 'fetching' });
  void client.invalidateQueries({ predicate }, { cancelRefetch: false });
  for (const query of underWay) {
    const again = (): void =>
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true }, { cancelRefetch: false });
    void query.promise?.then(again, again);
  }
}

/**
 * Keeps what is on screen fresh while the shell is there. `since`: the latest change before the page read anything; what came
 * between its reading and the stream is caught up.
 */
export function useLiveChanges(tenant: string, since = '0'): void {
  const client = useQueryClient();
  useEffect(() => {
    let refreshedAt = 0;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const changed = (): void => {
      if (waiting !== undefined) return;
      const wait = performance.now() - refreshedAt < stormMs ? stormMs / 4 : soonMs;
      waiting = setTimeout(() => {
        waiting = undefined;
        refreshedAt = performance.now();
        refresh(client);
      }, wait);
    };
    const poll = setInterval(() => {
      if (line === 'polling' && document.visibilityState === 'visible') refresh(client);
    }, pollMs);
    let port: MessagePort | undefined;
    if (typeof SharedWorker === 'function') {
      const worker = new SharedWorker(new URL('./stream-worker.ts', import.meta.url), {
        type: 'module',
        name: 'dunwell',
      });
      port = worker.port;
      port.onmessage = (message: MessageEvent<StreamNews>) => {
        if (message.data.kind === 'line') setLine(message.data.live ? 'live' : 'polling');
        else if (message.data.kind === 'work') for (const heard of workers) heard();
        else changed();
      };
      port.postMessage({ kind: 'listen', tenant, since } satisfies StreamOrder);
    }
    const leave = (): void => port?.postMessage({ kind: 'leave' } satisfies StreamOrder);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
      port?.close();
      clearInterval(poll);
      clearTimeout(waiting);
    };
  }, [client, tenant, since]);
}
