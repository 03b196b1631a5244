/**
 * The change feed for listeners: one poll per tenant while somebody listens, shared by all of its listeners. The
 * sequence is the order of commits (a command holds the head until it commits), so `seq > last` misses nothing. The same
 * poll looks at the newest jobs: how far long work is concerns no sequence, and is told as soon as it is otherwise.
 */

import { type Sql, sql } from '../database.ts';
import { newestJobs } from '../jobs.ts';
import { type Engine, runQuery, runQueryAtOnce } from '../transaction.ts';

/** One event of a committed command. */
export interface Change {
  readonly seq: bigint;
  readonly ordinal: number;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Hears changes, that long work has begun, come further or ended, and that the feed ends. */
export interface ChangeListener {
  readonly changed: (changes: readonly Change[]) => void;
  readonly worked: () => void;
  readonly closed: () => void;
}

export interface ChangeFeed {
  /** Hears every change committed after this call, and what long work does from then on; returns how to stop. */
  listen(tenantId: bigint, listener: ChangeListener): Promise<() => void>;
  /** Tenants that are polled at present. */
  readonly polledTenants: number;
  /** Stops all polls and tells the listeners. */
  close(): void;
}

interface Poll {
  seq: bigint;
  /** The newest jobs as they were seen last. */
  jobs: string;
  readonly listeners: Set<ChangeListener>;
  timer: NodeJS.Timeout | undefined;
}

const mostAtOnce = 1_000;

/** Reads changes after a sequence in order, whole commands only, at most about `limit` of them. */
export async function changesAfter(
  engine: Engine,
  tenantId: bigint,
  seq: bigint,
  limit = mostAtOnce,
): Promise<Change[]> {
  return runQuery(engine, tenantId, (db) => selectChanges(db, tenantId, seq, limit));
}

async function selectChanges(db: Sql, tenantId: bigint, seq: bigint, limit: number): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select seq, ordinal, type, payload from platform.change
    where tenant_id = ${tenantId} and seq > ${seq} and seq <= coalesce((
      select max(seq) from (select seq from platform.change
        where tenant_id = ${tenantId} and seq > ${seq} order by seq, ordinal limit ${limit}) as page), 0)
    order by seq, ordinal`.execute(db);
  return rows;
}

/** The tenant's latest sequence. */
export async function headSeq(engine: Engine, tenantId: bigint): Promise<bigint> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<{ seq: bigint }>`select seq from platform.head where tenant_id = ${tenantId}`.execute(
      db,
    );
    return rows[0]?.seq ?? 0n;
  });
}

/** Makes a feed that polls every `everyMs` while somebody listens. */
export function createChangeFeed(engine: Engine, everyMs = 300): ChangeFeed {
  const polls = new Map<bigint, Poll>();
  let closed = false;

  const look = async (tenantId: bigint, poll: Poll): Promise<void> => {
    try {
      const [changes, jobs] = await runQueryAtOnce(engine, tenantId, (db) =>
        Promise.all([selectChanges(db, tenantId, poll.seq, mostAtOnce), newestJobs(db, tenantId)]),
      );
      const last = changes.at(-1);
      if (last) {
        poll.seq = last.seq;
        for (const listener of poll.listeners) listener.changed(changes);
      }
      const worked = poll.jobs !== jobs;
      poll.jobs = jobs;
      if (worked) for (const listener of poll.listeners) listener.worked();
    } catch {
      // The database is away: the next poll asks again from the same sequence, so nothing is lost.
    }
    if (!closed && polls.get(tenantId) === poll) poll.timer = setTimeout(() => void look(tenantId, poll), everyMs);
  };

  return {
    async listen(tenantId, listener) {
      const [seq, jobs] = polls.has(tenantId)
        ? [0n, '']
        : await Promise.all([headSeq(engine, tenantId), runQuery(engine, tenantId, (db) => newestJobs(db, tenantId))]);
      let poll = polls.get(tenantId);
      if (!poll) {
        poll = { seq, jobs, listeners: new Set(), timer: undefined };
        polls.set(tenantId, poll);
        const started = poll;
        poll.timer = setTimeout(() => void look(tenantId, started), everyMs);
      }
      poll.listeners.add(listener);
      if (closed) listener.closed();
      const own = poll;
      return () => {
        own.listeners.delete(listener);
        if (own.listeners.size > 0 || polls.get(tenantId) !== own) return;
        clearTimeout(own.timer);
        polls.delete(tenantId);
      };
    },
    get polledTenants() {
      return polls.size;
    },
    close() {
      closed = true;
      const ending = [...polls.values()];
      polls.clear();
      for (const poll of ending) {
        clearTimeout(poll.timer);
        for (const listener of poll.listeners) listener.closed();
      }
    },
  };
}
