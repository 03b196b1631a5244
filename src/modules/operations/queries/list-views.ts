/** The saved views that a person finds: the own ones, then those that others share. */
import { type Engine, runQuery, sql } from '#platform';

export interface SavedView {
  readonly id: bigint;
  readonly name: string;
  readonly path: string;
  readonly search: string;
  readonly shared: boolean;
  readonly mine: boolean;
  /** Whose it is, by name. */
  readonly owner: string;
}

/** Lists them by name, the person's own first. */
export async function listViews(engine: Engine, tenantId: bigint, personId: bigint): Promise<readonly SavedView[]> {
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<SavedView>`
      select v.id, v.name, v.path, v.search, v.shared, v.person_id = ${personId} as mine, p.name as owner
      from operations.saved_view v join platform.person p on p.id = v.person_id
      where v.tenant_id = ${tenantId} and v.ended_seq is null and (v.shared or v.person_id = ${personId})
      order by v.person_id <> ${personId}, v.name_key, v.id`.execute(db),
  );
  return rows;
}
