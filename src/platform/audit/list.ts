/** The audit trail as people read it: newest first, by page. */
import { type Sql, sql } from '../database.ts';

export interface AuditEntry {
  readonly seq: bigint;
  readonly recordedAt: string;
  readonly personId: bigint;
  readonly personName: string;
  readonly operation: string;
  readonly reason: string;
  readonly source: string;
  readonly counts: Readonly<Record<string, number>>;
  /** The command's input as JSON text; null once erased. */
  readonly payload: string | null;
  /** The sequence of the command that erased the payload. */
  readonly erasedSeq: bigint | null;
  readonly hash: string;
}

export interface AuditFilter {
  readonly beforeSeq?: bigint | undefined;
  readonly operation?: string | undefined;
  readonly personId?: bigint | undefined;
  readonly limit: number;
}

/** Audit records of a tenant before a sequence, newest first. */
export async function listAudit(db: Sql, tenantId: bigint, filter: AuditFilter): Promise<AuditEntry[]> {
  const conditions = [sql`a.tenant_id = ${tenantId}`];
  if (filter.beforeSeq !== undefined) conditions.push(sql`a.seq < ${filter.beforeSeq}`);
  if (filter.operation !== undefined) conditions.push(sql`a.operation = ${filter.operation}`);
  if (filter.personId !== undefined) conditions.push(sql`a.person_id = ${filter.personId}`);
  const { rows } = await sql<AuditEntry>`
    select a.seq, a.recorded_at as "recordedAt", a.person_id as "personId", n.name as "personName", a.operation, a.reason,
      a.source, a.counts, p.payload, p.erased_seq as "erasedSeq", encode(a.hash, 'hex') as hash
    from platform.audit a
    join platform.person n on n.id = a.person_id
    left join platform.audit_payload p on p.tenant_id = ${tenantId} and p.seq = a.seq
    where ${sql.join(conditions, sql` and `)}
    order by a.seq desc limit ${filter.limit}`.execute(db);
  return rows;
}
