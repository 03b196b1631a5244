/** Files of the inbox that could not be read, as a list of the tenant, and how many wait. */
import type { ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import { zoneOfTenant } from './audit-trail.ts';

/** The rows of the list of files that could not be read, with what became of each. */
export const unreadFilesSource = ({ tenantId }: ListPlace): RawSql => sql`
  select f.id, f.folder, f.name as file, f.message as why, f.code, case when f.settled_command_id is null then 'waiting' else 'settled' end as state,
    (n.recorded_at at time zone ${zoneOfTenant(tenantId)})::date as day, n.recorded_at as "cameAt", p.name as "settledBy",
    (s.recorded_at at time zone ${zoneOfTenant(tenantId)})::date as "settledOn", f.settled_reason as reason
  from operations.unread_file f
  join platform.audit n on n.tenant_id = ${tenantId} and n.command_id = f.command_id
  left join platform.audit s on s.tenant_id = ${tenantId} and s.command_id = f.settled_command_id
  left join platform.person p on p.id = s.person_id
  where f.tenant_id = ${tenantId}`;

/** How many of a tenant's files wait for somebody. */
export async function countUnreadFiles(db: Sql, tenantId: bigint): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from operations.unread_file
    where tenant_id = ${tenantId} and settled_command_id is null`.execute(db);
  return rows[0]!.count;
}

export interface UnreadFile {
  readonly id: bigint;
  readonly folder: string;
  readonly file: string;
  readonly why: string;
  readonly code: string;
  readonly cameAt: string;
}

/** The files that wait for somebody, the oldest first. */
export function listUnreadFiles(engine: Engine, tenantId: bigint): Promise<UnreadFile[]> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<UnreadFile>`
      select f.id, f.folder, f.name as file, f.message as why, f.code, n.recorded_at as "cameAt"
      from operations.unread_file f join platform.audit n on n.tenant_id = ${tenantId} and n.command_id = f.command_id
      where f.tenant_id = ${tenantId} and f.settled_command_id is null order by f.id`.execute(db);
    return rows;
  });
}
