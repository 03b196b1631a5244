/** Whether this process can do its work: the database answers, its schema is the one this program knows, the worker runs. */
import { sql } from '../database.ts';
import type { Engine } from '../transaction.ts';

export interface Readiness {
  readonly database: 'ok' | 'away';
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

/** Looks now. */
export async function readReadiness(engine: Engine, input: ReadinessInput): Promise<Readiness> {
  const worker = input.worker === undefined ? 'none' : input.worker.failing() ? 'failing' : 'ok';
  try {
    const { rows } = await sql<{ name: string }>`select name from platform.migration`.execute(engine.database.app);
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
