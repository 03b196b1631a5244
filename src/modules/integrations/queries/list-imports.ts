/** The imports of a company, newest first: tables that people brought, and bank files wherever they came from. */
import { type Engine, endOrphanedJobs, runQuery, sql } from '#platform';
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

/** A page of the imports of a company, and how many there are. An import whose process is gone is shown as broken off. */
export async function listImports(
  engine: Engine,
  tenantId: bigint,
  choice: { readonly companyId: bigint; readonly offset: number; readonly limit: number },
): Promise<{ count: number; rows: ImportRow[] }> {
  await endOrphanedJobs(engine, tenantId, 'file-import of ');
  return runQuery(engine, tenantId, async (db) => {
    const counted = await sql<{ count: number }>`
      select ((select count(*) from integrations.file_import where tenant_id = ${tenantId} and company_id = ${choice.companyId})
        + (select count(*) from cash.v_bank_file where tenant_id = ${tenantId} and company_id = ${choice.companyId}))::integer as count`.execute(
      db,
    );
    const { rows } = await sql<ImportRow>`
      select i.id, i.kind, i.file_name as "fileName", i.started_at as "startedAt", p.name as person, i.mapping_name as mapping,
        j.state, i.row_count as rows, i.imported_count as imported, i.known_count as known, i.bad_count as bad,
        i.bad_file is not null as "hasBadFile", i.refusal_text as refusal, j.progress_done as "progressDone",
        j.progress_total as "progressTotal", i.reversed_count as reversed, i.kept_count as kept
      from integrations.file_import i
      join platform.job j on j.tenant_id = i.tenant_id and j.id = i.job_id
      join platform.person p on p.id = i.person_id
      where i.tenant_id = ${tenantId} and i.company_id = ${choice.companyId}
      union all
      select null, 'bank', f.name, a.recorded_at, p.name, null, case when f.held_count > 0 then 'held' else 'done' end,
        f.line_count, f.line_count, 0, 0, false, null, 0, null, null, null
      from cash.v_bank_file f
      join platform.audit a on a.tenant_id = f.tenant_id and a.command_id = f.command_id
      join platform.person p on p.id = a.person_id
      where f.tenant_id = ${tenantId} and f.company_id = ${choice.companyId}
      order by 4 desc, 1 desc nulls last, 3
      offset ${choice.offset} limit ${choice.limit}`.execute(db);
    return { count: counted.rows[0]!.count, rows };
  });
}
