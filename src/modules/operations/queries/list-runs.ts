/** Day runs and other long work as a list of the tenant, and what each did. */
import type { ListPlace } from '#lists';
import { type Engine, endOrphanedJobs, type RawSql, type Sql, sql } from '#platform';
import type { RunDetail } from '../contract.ts';
import type { DayReport } from '../model.ts';
import { zoneOfTenant } from './audit-trail.ts';

/** Runs whose process is gone are shown as broken off. */
export async function endBrokenRuns(engine: Engine, tenantId: bigint): Promise<void> {
  for (const kind of ['day-run', 'file-import of ', 'accept-proposals', 'ask-payers'])
    await endOrphanedJobs(engine, tenantId, kind);
}

/** The runs of a tenant; one that is done and has noted something is `noted`. */
export const runsSource = ({ tenantId }: ListPlace): RawSql => sql`
  select j.id, split_part(j.kind, ' ', 1) as work, j.kind,
    case when j.state = 'done' and j.kind = 'day-run' and jsonb_path_exists(j.result, '$.stages[*].notes[*]') then 'noted'
      else j.state end as state,
    j.stage, j.progress_done as "progressDone", j.progress_total as "progressTotal", p.name as person,
    (j.started_at at time zone ${zoneOfTenant(tenantId)})::date as day, j.started_at as "startedAt", j.ended_at as "endedAt"
  from platform.job j
  left join platform.person p on p.id = j.person_id
  where j.tenant_id = ${tenantId}`;

/** What a day run did by stage, and the refusal of what was refused, by the ids of runs. */
export async function loadRunDetails(
  db: Sql,
  { tenantId }: ListPlace,
  ids: readonly bigint[],
): Promise<ReadonlyMap<bigint, RunDetail>> {
  const { rows } = await sql<{ id: bigint; kind: string; state: string; result: unknown }>`
    select id, kind, state, result from platform.job
    where tenant_id = ${tenantId} and id = any(${ids as bigint[]}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, ...job }) => [id, detailOf(job)]));
}

function detailOf({ kind, state, result }: { kind: string; state: string; result: unknown }): RunDetail {
  const report = (kind === 'day-run' && state === 'done' ? result : null) as Partial<DayReport> | null;
  const refusal = state === 'refused' ? (result as { code: string; message: string } | null) : null;
  return {
    days: (report?.days ?? []).map((one) => ({ ...one })),
    stages: (report?.stages ?? []).map((one) => ({
      ...one,
      counts: { ...one.counts },
      amounts: [...one.amounts],
      notes: [...one.notes],
    })),
    refusal: refusal && { code: refusal.code, message: refusal.message },
  };
}
