/**
 * Jobs: long work as rows of ours, with its stage, progress and result. A job kind runs once at a time per tenant: an
 * advisory lock of its own connection says so, and a killed process gives it back by dying.
 */
import { type Outcome, refuse } from '#kernel';
import { type Sql, sql } from './database.ts';
import { type Caller, type Engine, inTenant } from './transaction.ts';

/** What running work tells about itself. */
export interface Job {
  readonly id: bigint;
  /** Enters a stage, or moves on within it; answers whether somebody has asked the work to stop. */
  progress(stage: string, done: number, total: number | null): Promise<boolean>;
}

export interface JobRow {
  readonly id: bigint;
  readonly kind: string;
  readonly state: 'running' | 'done' | 'refused' | 'failed';
  readonly stage: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

/** The stage of work that was asked to stop and has not yet done so. */
const stopping = 'stopping';

/** Whose job: of a kind, begun by a person. */
export interface JobChoice {
  readonly kind: string;
  readonly personId: bigint;
}

/** Asks a person's running job to stop where it can; work that cannot be stopped goes on. */
export function askToStop(engine: Engine, tenantId: bigint, { kind, personId }: JobChoice): Promise<void> {
  return inTenant(engine, tenantId, async (db) => {
    await sql`update platform.job set stage = ${stopping}
      where tenant_id = ${tenantId} and kind = ${kind} and person_id = ${personId} and state = 'running'`.execute(db);
  });
}

/**
 * Runs work while no other process runs work of this name; undefined when one does. The lock is a session's own, so a
 * killed process gives it back by dying.
 */
export function runAlone<T>(engine: Engine, name: string, work: () => Promise<T>): Promise<T | undefined> {
  return engine.database.lend(async ({ db }): Promise<T | undefined> => {
    const lock = await sql<{
      taken: boolean;
    }>`select pg_try_advisory_lock(hashtextextended(${name}, 0)) as taken`.execute(db);
    if (!lock.rows[0]!.taken) return undefined;
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended(${name}, 0))`.execute(db).catch(() => undefined);
    }
  });
}

/**
 * Runs work as a job of a kind. Refuses `platform.job-running` while another process does the same for this tenant, or
 * another kind of work that `exclusive` names alike. A job left running by a process that is gone is marked failed. The
 * result, or the refusal, is kept with the row; it must survive JSON.
 */
export async function runJob<T>(
  engine: Engine,
  caller: Caller,
  kind: string,
  work: (job: Job) => Promise<Outcome<T>>,
  exclusive = kind,
): Promise<Outcome<T>> {
  const { tenantId } = caller;
  const outcome = await runAlone(engine, `dunwell job ${exclusive} ${tenantId}`, async (): Promise<Outcome<T>> => {
    const id = await startJob(engine, caller, kind);
    const job: Job = {
      id,
      progress: (stage, done, total) =>
        inTenant(engine, tenantId, async (db) => {
          const { rows } = await sql<{ stage: string }>`
            update platform.job set stage = case when stage = ${stopping} then stage else ${stage} end, progress_done = ${done},
              progress_total = ${total}
            where tenant_id = ${tenantId} and id = ${id} returning stage`.execute(db);
          return rows[0]?.stage === stopping;
        }),
    };
    try {
      const outcome = await work(job);
      await endJob(engine, tenantId, id, outcome.ok ? 'done' : 'refused', outcome.ok ? outcome.value : outcome.refusal);
      return outcome;
    } catch (fault) {
      await endJob(engine, tenantId, id, 'failed', null).catch(() => undefined);
      throw fault;
    }
  });
  return (
    outcome ??
    refuse(
      'platform.job-running',
      `A ${exclusive.replace('-', ' ')} is under way; wait for its end. Nothing was changed.`,
    )
  );
}

function startJob(engine: Engine, caller: Caller, kind: string): Promise<bigint> {
  const now = engine.clock.now().toISOString();
  return inTenant(engine, caller.tenantId, async (db) => {
    await sql`update platform.job set state = 'failed', ended_at = ${now}::timestamptz
      where tenant_id = ${caller.tenantId} and kind = ${kind} and state = 'running'`.execute(db);
    const { rows } = await sql<{ id: bigint }>`
      insert into platform.job (tenant_id, kind, state, person_id, started_at)
      values (${caller.tenantId}, ${kind}, 'running', ${caller.actor.personId}, ${now}::timestamptz) returning id`.execute(
      db,
    );
    return rows[0]!.id;
  });
}

function endJob(engine: Engine, tenantId: bigint, id: bigint, state: string, result: unknown): Promise<void> {
  return inTenant(engine, tenantId, async (db) => {
    await sql`update platform.job set state = ${state}, result = ${JSON.stringify(result ?? null)}::jsonb,
      ended_at = ${engine.clock.now().toISOString()}::timestamptz where tenant_id = ${tenantId} and id = ${id}`.execute(
      db,
    );
  });
}

/** The newest job of a kind; undefined before the first. */
export function latestJob(engine: Engine, tenantId: bigint, kind: string): Promise<JobRow | undefined> {
  return inTenant(engine, tenantId, async (db) => {
    const { rows } = await sql<{
      id: bigint;
      kind: string;
      state: JobRow['state'];
      stage: string | null;
      started_at: string;
      ended_at: string | null;
    }>`select id, kind, state, stage, started_at, ended_at from platform.job
      where tenant_id = ${tenantId} and kind = ${kind} order by id desc limit 1`.execute(db);
    const row = rows[0];
    return (
      row && {
        id: row.id,
        kind: row.kind,
        state: row.state,
        stage: row.stage,
        startedAt: row.started_at,
        endedAt: row.ended_at,
      }
    );
  });
}

/**
 * Marks jobs as failed whose kind begins so and whose process is gone: nobody holds their lock any more. Only for kinds that
 * run under a lock of their own name.
 */
export async function endOrphanedJobs(engine: Engine, tenantId: bigint, kindPrefix: string): Promise<void> {
  const running = await inTenant(engine, tenantId, async (db) => {
    const { rows } = await sql<{ id: bigint; kind: string }>`
      select id, kind from platform.job
      where tenant_id = ${tenantId} and state = 'running' and starts_with(kind, ${kindPrefix})`.execute(db);
    return rows;
  });
  for (const { id, kind } of running)
    await runAlone(engine, `dunwell job ${kind} ${tenantId}`, () =>
      inTenant(engine, tenantId, async (db) => {
        // Whoever held the lock may have ended its job just now.
        await sql`update platform.job set state = 'failed', ended_at = ${engine.clock.now().toISOString()}::timestamptz
          where tenant_id = ${tenantId} and id = ${id} and state = 'running'`.execute(db);
      }),
    );
}

/** The newest jobs of a tenant in one text, which is otherwise as soon as one of them begins, comes further or ends. */
export async function newestJobs(db: Sql, tenantId: bigint): Promise<string> {
  const { rows } = await sql<{ told: string }>`
    select coalesce(string_agg(concat_ws(' ', id, state, stage, progress_done, progress_total), ',' order by id), '') as told
    from (select * from platform.job where tenant_id = ${tenantId} order by id desc limit 8) as newest`.execute(db);
  return rows[0]!.told;
}

/** How far a person's newest job of a kind has come; undefined before the first. */
export function progressOfJob(
  engine: Engine,
  tenantId: bigint,
  { kind, personId }: JobChoice,
): Promise<{ state: JobRow['state']; done: number; total: number | null } | undefined> {
  return inTenant(engine, tenantId, async (db) => {
    const { rows } = await sql<{ state: JobRow['state']; done: number; total: number | null }>`
      select state, progress_done as done, progress_total as total from platform.job
      where tenant_id = ${tenantId} and kind = ${kind} and person_id = ${personId} order by id desc limit 1`.execute(
      db,
    );
    return rows[0];
  });
}
