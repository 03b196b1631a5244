/** The audit trail as people read it: one record with what was before it, and who has acted and how. */
import { type RawSql, type Sql, sql } from '../database.ts';

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

/** So many records are looked through for the one before at most. */
const auditScan = 20_000n;

async function selectEntries(db: Sql, tenantId: bigint, condition: RawSql, limit: number): Promise<AuditEntry[]> {
  const { rows } = await sql<AuditEntry>`
    select a.seq, a.recorded_at as "recordedAt", a.person_id as "personId", n.name as "personName", a.operation, a.reason,
      a.source, a.counts, p.payload, p.erased_seq as "erasedSeq", encode(a.hash, 'hex') as hash
    from platform.audit a
    join platform.person n on n.id = a.person_id
    left join platform.audit_payload p on p.tenant_id = ${tenantId} and p.seq = a.seq
    where ${condition}
    order by a.seq desc limit ${limit}`.execute(db);
  return rows;
}

/** What tells the thing that a command is about: its ids, numbers and codes at the top of the input. */
const isName = (member: string): boolean =>
  /(?:Id|^id|^number|^code|^name|^kind|^company|^customer|^login|^language|^level|^portfolio)$/.test(member);

/** The members of an input that name its subject; undefined where there are none, or the input is no object. */
function subjectOf(payload: string | null): Record<string, unknown> | undefined {
  if (payload === null) return undefined;
  const input = JSON.parse(payload) as unknown;
  if (input === null || typeof input !== 'object' || Array.isArray(input)) return undefined;
  const named = Object.entries(input).filter(
    ([member, value]) => isName(member) && (typeof value === 'string' || typeof value === 'number'),
  );
  return named.length > 0 ? Object.fromEntries(named) : undefined;
}

/**
 * One record, and the one before it by the same kind of command about the same subject: what was set before. Null where
 * there is none among the records looked through.
 */
export async function findAudit(
  db: Sql,
  tenantId: bigint,
  seq: bigint,
): Promise<{ entry: AuditEntry; previous: AuditEntry | null } | undefined> {
  const [entry] = await selectEntries(db, tenantId, sql`a.tenant_id = ${tenantId} and a.seq = ${seq}`, 1);
  if (!entry) return undefined;
  const subject = subjectOf(entry.payload);
  if (!subject) return { entry, previous: null };
  const [previous] = await selectEntries(
    db,
    tenantId,
    sql`a.tenant_id = ${tenantId} and a.seq < ${seq} and a.seq >= ${seq - auditScan} and a.operation = ${entry.operation}
      and p.payload::jsonb @> ${JSON.stringify(subject)}::jsonb`,
    1,
  );
  return { entry, previous: previous ?? null };
}

/** Who has acted in the tenant and by which commands, by name: what the trail can be filtered by. */
export async function auditChoices(
  db: Sql,
  tenantId: bigint,
): Promise<{ persons: { id: bigint; name: string }[]; operations: string[]; latest: bigint }> {
  // Jumps from one value to the next along an index: the trail may have millions of records.
  const persons = await sql<{ id: bigint; name: string }>`
    select p.id, p.name from platform.person p
    where exists (select from platform.audit a where a.tenant_id = ${tenantId} and a.person_id = p.id)
    order by p.name, p.id limit 500`.execute(db);
  const operations = await sql<{ operation: string }>`
    with recursive each as (
      (select operation from platform.audit where tenant_id = ${tenantId} order by operation limit 1)
      union all
      select (select a.operation from platform.audit a where a.tenant_id = ${tenantId} and a.operation > each.operation
        order by a.operation limit 1) from each where each.operation is not null)
    select operation from each where operation is not null`.execute(db);
  const newest = await sql<{ latest: bigint }>`
    select coalesce(max(seq), 0) as latest from platform.audit where tenant_id = ${tenantId}`.execute(db);
  return {
    persons: persons.rows,
    operations: operations.rows.map((row) => row.operation),
    latest: newest.rows[0]!.latest,
  };
}
