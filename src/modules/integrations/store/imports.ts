/** Imports of files and kept mappings: the only writer of those tables. Imports are bookkeeping beside the commands. */
import type { TableMapping } from '#formats';
import { type Engine, inTenant, type Sql, sql, type Transaction } from '#platform';
import type { TableImportResult } from '../table-import.ts';

/** The tables that people bring. */
export const importKinds = ['customers', 'items', 'payables'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Notes that an import began; answers its id. */
export function insertFileImport(
  engine: Engine,
  tenantId: bigint,
  one: {
    readonly companyId: bigint;
    readonly kind: ImportKind;
    readonly fileName: string;
    readonly mappingName: string | null;
    readonly jobId: bigint;
    readonly personId: bigint;
  },
): Promise<bigint> {
  return inTenant(engine, tenantId, async (db) => {
    const { rows } = await sql<{ id: bigint }>`
      insert into integrations.file_import
        (tenant_id, company_id, kind, file_name, mapping_name, job_id, person_id, started_at)
      values (${tenantId}, ${one.companyId}, ${one.kind}, ${one.fileName}, ${one.mappingName}, ${one.jobId}, ${one.personId},
        ${engine.clock.now().toISOString()}::timestamptz)
      returning id`.execute(db);
    return rows[0]!.id;
  });
}

/** Notes what came of an import. */
export function endFileImport(
  engine: Engine,
  tenantId: bigint,
  importId: bigint,
  ended: TableImportResult | { readonly refusalText: string; readonly imported: number },
): Promise<void> {
  return inTenant(engine, tenantId, async (db) => {
    if ('refusalText' in ended) {
      await sql`update integrations.file_import set refusal_text = ${ended.refusalText}, imported_count = ${ended.imported}
        where tenant_id = ${tenantId} and id = ${importId}`.execute(db);
      return;
    }
    const bad = new Set(ended.bad.map((one) => one.row)).size;
    await sql`update integrations.file_import set row_count = ${ended.rows}, imported_count = ${ended.imported},
        known_count = ${ended.known}, bad_count = ${bad}, bad_file = ${ended.badFile === '' ? null : ended.badFile}
      where tenant_id = ${tenantId} and id = ${importId}`.execute(db);
  });
}

/** Notes an undo: how many of its items are reversed by now, and how many documents stay as it was found last. */
export function noteReversal(
  engine: Engine,
  tenantId: bigint,
  importId: bigint,
  undo: { readonly personId: bigint; readonly reversed: number; readonly kept: number },
): Promise<void> {
  return inTenant(engine, tenantId, async (db) => {
    await sql`update integrations.file_import set reversed_at = ${engine.clock.now().toISOString()}::timestamptz,
        reversed_person_id = ${undo.personId}, reversed_count = ${undo.reversed},
        kept_count = ${undo.kept}
      where tenant_id = ${tenantId} and id = ${importId}`.execute(db);
  });
}

/** Whether it stands with an import that it was taken back. */
export async function isReversalNoted(db: Sql, tenantId: bigint, importId: bigint): Promise<boolean> {
  const { rows } = await sql<{ noted: boolean }>`
    select reversed_at is not null as noted from integrations.file_import where tenant_id = ${tenantId} and id = ${importId}`.execute(
    db,
  );
  return rows[0]?.noted ?? false;
}

export interface FileImport {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly badFile: string | null;
  readonly startedAt: string;
}

/** An import of one of the companies; undefined where there is none. */
export async function findFileImport(
  db: Sql,
  tenantId: bigint,
  companyIds: readonly bigint[],
  importId: bigint,
): Promise<FileImport | undefined> {
  const { rows } = await sql<FileImport>`
    select id, company_id as "companyId", kind, file_name as "fileName", bad_file as "badFile", started_at as "startedAt"
    from integrations.file_import
    where tenant_id = ${tenantId} and id = ${importId} and company_id = any(${companyIds as bigint[]}::bigint[])`.execute(
    db,
  );
  return rows[0];
}

export interface KeptMapping {
  readonly name: string;
  readonly kind: ImportKind;
  readonly mapping: TableMapping;
}

/** The newest version of each kept mapping, by name. */
export async function loadTableMappings(db: Sql, tenantId: bigint): Promise<KeptMapping[]> {
  const { rows } = await sql<KeptMapping>`
    select distinct on (name) name, kind, mapping from integrations.table_mapping
    where tenant_id = ${tenantId} order by name, seq desc`.execute(db);
  return rows;
}

export async function insertTableMapping(tx: Transaction, seq: bigint, kept: KeptMapping): Promise<void> {
  await sql`insert into integrations.table_mapping (tenant_id, name, seq, kind, mapping)
    values (${tx.tenantId}, ${kept.name}, ${seq}, ${kept.kind}, ${JSON.stringify(kept.mapping)}::jsonb)`.execute(tx.db);
}
