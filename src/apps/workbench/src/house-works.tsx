/**
 * The long work of the house in the tray: day runs and imports that others, or the schedules, have begun. The stream of
 * changes says when to look; only where it is not held the house is asked again and again. What was seen running stays with
 * its end until it is taken out of the list.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ListAnswer } from '#lists/contract';
import { runsList } from '#operations/lists';
import { ask } from './api.ts';
import { onWork, useLine } from './live.ts';
import { isDone, kindText, type Run, runText } from './parts/run-words.ts';
import { useWork } from './session.tsx';
import { putWork } from './tray.tsx';

/** The sending of what waits goes every few minutes and is over at once: no news. */
const told = /^(day-run$|file-import of )/;
/** How often the house is asked without the stream while something runs, and while nothing does. */
const [runningMs, idleMs] = [1_500, 10_000];
/** Told more often than this, the house is asked once for all of it. */
const gatheredMs = 500;

export function HouseWorks() {
  const { session, tenant } = useWork();
  const client = useQueryClient();
  const line = useLine();
  // A run is the tenant's: whoever holds roles for single companies only is not told of it.
  const may = session.tenants
    .find((one) => one.code === tenant)!
    .roles.some((role) => role.companyId === null && role.actions.includes('operations.view'));
  const { data } = useQuery({
    queryKey: ['house works', tenant],
    queryFn: ({ signal }) =>
      ask<ListAnswer<Run>>('GET', runsList.path, { tenant, query: { limit: 5, totals: 'no' }, signal }),
    enabled: may,
    refetchInterval: (query) =>
      line === 'live' ? false : query.state.data?.rows.some((run) => run.state === 'running') ? runningMs : idleMs,
  });
  // Once when the stream is held, for what began before, and then whenever it says so.
  useEffect(() => {
    if (!may || line !== 'live') return;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => void client.invalidateQueries({ queryKey: ['house works', tenant] });
    look();
    const stop = onWork(() => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        look();
      }, gatheredMs);
    });
    return () => {
      stop();
      clearTimeout(gathering);
    };
  }, [client, may, line, tenant]);
  const seen = useRef(new Set<string>());
  useEffect(() => {
    for (const run of data?.rows.filter((one) => told.test(one.kind)) ?? []) {
      const id = `run ${run.id}`;
      if (run.state === 'running') seen.current.add(id);
      else if (!seen.current.delete(id)) continue;
      putWork({
        id,
        title: kindText(run.kind),
        state: run.state === 'running' ? 'running' : isDone(run) ? 'done' : 'failed',
        told: runText(run),
        share: run.progressTotal ? run.progressDone / run.progressTotal : undefined,
        stop: undefined,
        run: String(run.id),
      });
    }
  }, [data]);
  return null;
}
