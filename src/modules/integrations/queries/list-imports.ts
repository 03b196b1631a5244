/** The imports of a company, newest first: tables that people brought, and bank files wherever they came from. */
import type { ListPlace } from '#lists';
import { type Engine, endOrphanedJobs, type RawSql, runQuery, sql } from '#platform';
import type { ImportKind } from '../store/imports.ts';

export interface ImportRow {
  /** Null for a bank file. */
  readonly id: bigint | null;
  readonly kind: 'bank' | ImportKind;
  readonly fileName: string;
  readonly startedAt: string;
  readonly person: string;
  readonly mapping: string | null;
  readonly state: 'running' | 'done' | 'refused' | 'failed' | 'held';
  readonly rows: number | null;
  readonly imported: number | null;
  readonly known: number | null;
  readonly bad: number | null;
  readonly hasBadFile: boolean;
  readonly refusal: string | null;
  readonly progressDone: number;
  readonly progressTotal: number | null;
  readonly reversed: number | null;
  readonly kept: number | null;
}

/** An import whose process is gone is shown as broken off. */
export const endBrokenImports = (engine: Engine, tenantId: bigint): Promise<unknown> =>
  endOrphanedJobs(engine, tenantId, 'file-import of ');

/** The rows of the list of imports: those of tables have even ids, bank files odd ones. */
export const importsSource = ({ tenantId, companyIds }: Pick<ListPlace, 'tenantId' | 'companyIds'>): RawSql => sql`
  select i.id * 2 as id, i.id as "importId", y.code as company, i.kind, i.file_name as file, i.started_at as "startedAt",
    (i.started_at at time zone y.time_zone)::date as day, p.name as person, i.mapping_name as mapping,
    case when i.reversed_count is null then j.state else 'reversed' end as state, j.state as "jobState", i.row_count as rows,
    i.imported_count as imported, i.known_count as known, i.bad_count as bad, case when i.bad_file is null then 'no' else 'yes' end as "badFile",
    i.refusal_text as refusal, j.progress_done as "progressDone", j.progress_total as "progressTotal", i.reversed_count as reversed,
    i.kept_count as kept
  from integrations.file_import i
  join company.v_company y on y.tenant_id = ${tenantId} and y.id = i.company_id
  join platform.job j on j.tenant_id = i.tenant_id and j.id = i.job_id
  join platform.person p on p.id = i.person_id
  where i.tenant_id = ${tenantId} and i.company_id = any(${companyIds as bigint[]}::bigint[])
  union all
  select f.id * 2 + 1, null, y.code, 'bank', f.name, a.recorded_at, (a.recorded_at at time zone y.time_zone)::date, p.name, null,
    case when f.held_count > 0 then 'held' else 'done' end, case when f.held_count > 0 then 'held' else 'done' end,
    f.line_count, f.line_count, 0, 0, 'no', null, 0, null, null, null
  from cash.v_bank_file f
  join company.v_company y on y.tenant_id = ${tenantId} and y.id = f.company_id
  join platform.audit a on a.tenant_id = f.tenant_id and a.command_id = f.command_id
  join platform.person p on p.id = a.person_id
  where f.tenant_id = ${tenantId} and f.company_id = any(${companyIds as bigint[]}::bigint[])`;

/** A page of the imports of a company, the newest first, and how many there are. */
export async function listImports(
  engine: Engine,
  tenantId: bigint,
  choice: { readonly companyId: bigint; readonly offset: number; readonly limit: number },
): Promise<{ count: number; rows: ImportRow[] }> {
  await endBrokenImports(engine, tenantId);
  const source = importsSource({ tenantId, companyIds: [choice.companyId] });
  return runQuery(engine, tenantId, async (db) => {
    const counted = await sql<{ count: number }>`select count(*)::integer as count from (${source}) q`.execute(db);
    const { rows } = await sql<ImportRow>`
      select q."importId" as id, q.kind, q.file as "fileName", q."startedAt", q.person, q.mapping, q."jobState" as state, q.rows, q.imported,
        q.known, q.bad, q."badFile" = 'yes' as "hasBadFile", q.refusal, q."progressDone", q."progressTotal", q.reversed, q.kept
      from (${source}) q order by q."startedAt" desc, q."importId" desc nulls last, q.file
      offset ${choice.offset} limit ${choice.limit}`.execute(db);
    return { count: counted.rows[0]!.count, rows };
  });
}
