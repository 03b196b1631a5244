/** Whether this process can do its work: the database answers, its schema is the one this program knows, the worker runs. */
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from '../database.ts';
import type { Engine } from '../transaction.ts';

export interface Readiness {
  /** away: it cannot be reached; silent: it does not answer in time, or every connection to it is taken. */
  readonly database: 'ok' | 'away' | 'silent';
  /** older: a migration of this program has not run; newer: another program migrated further. */
  readonly migrations: 'ok' | 'older' | 'newer' | 'unknown';
  /** none: this process has no worker. */
  readonly worker: 'ok' | 'failing' | 'none';
}

export interface ReadinessInput {
  /** Names of the migrations that this program was built with. */
  readonly migrations?: readonly string[] | undefined;
  readonly worker?: { failing(): boolean } | undefined;
}

/** Whoever asks has a patience of some seconds as well: no answer by then is one. */
const patienceMs = 3_000;

/** Looks now; a database that says nothing for three seconds is none. */
export async function readReadiness(engine: Engine, input: ReadinessInput): Promise<Readiness> {
  const worker = input.worker === undefined ? 'none' : input.worker.failing() ? 'failing' : 'ok';
  try {
    const asked = sql<{ name: string }>`select name from platform.migration`.execute(engine.database.app);
    const answer = await Promise.race([asked, wait(patienceMs, null, { ref: false })]);
    if (answer === null) return { database: 'silent', migrations: 'unknown', worker };
    const { rows } = answer;
    const applied = new Set(rows.map((row) => row.name));
    const known = input.migrations ?? [...applied];
    const missing = known.some((name) => !applied.has(name));
    const migrations = missing ? 'older' : applied.size > known.length ? 'newer' : 'ok';
    return { database: 'ok', migrations, worker };
  } catch {
    return { database: 'away', migrations: 'unknown', worker };
  }
}

/** Ready: everything is well, or is not this process's business. */
export const isReady = (one: Readiness): boolean =>
  one.database === 'ok' && one.migrations === 'ok' && one.worker !== 'failing';
