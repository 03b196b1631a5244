/** Verifies the audit chain of a tenant by computing every hash anew, in pages, without holding the trail in memory. */
import { type Sql, sql } from '../database.ts';
import { auditHash, type Engine, payloadHash, runQuery } from '../transaction.ts';

export type AuditFinding =
  /** The record's own members do not give its hash: it was edited. */
  | 'record'
  /** It does not continue the record before it: one was edited, removed or put in between. */
  | 'link'
  /** Sequences are missing before it. */
  | 'gap'
  /** The payload is not the one that was hashed, is called erased although it is there, or belongs to no record. */
  | 'payload'
  /** The payload is gone without a record of its erasure. */
  | 'payload-missing'
  /** The chain does not end where the tenant's head says. */
  | 'head'
  /** The chain does not pass through a hash that was kept outside. */
  | 'anchor';

export interface AuditOffender {
  readonly seq: bigint;
  readonly finding: AuditFinding;
}

export interface AuditVerdict {
  readonly ok: boolean;
  readonly checked: number;
  readonly failed: number;
  /** The first offenders, by sequence. */
  readonly offenders: readonly AuditOffender[];
}

/** A place of the chain that was printed, mailed or filed: what it must still contain. */
export interface AuditAnchor {
  readonly seq: bigint;
  readonly hash: Buffer;
}

interface AuditRow {
  seq: bigint;
  command_id: bigint;
  recorded_at: string;
  person_id: bigint;
  operation: string;
  reason: string;
  source: string;
  counts: Record<string, number>;
  payload_hash: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
  salt: Buffer | null;
  payload: string | null;
  erased_seq: bigint | null;
  erasure_recorded: boolean;
}

/**
 * Recomputes the chain from its first record to the head on one snapshot. Every edited, removed or inserted record is
 * found, unless somebody wrote the whole rest of the chain and the head anew: for that, pass anchors kept outside.
 * `keep` limits the offenders that are returned; all are counted.
 */
export async function verifyAudit(
  engine: Engine,
  tenantId: bigint,
  options: { readonly anchors?: readonly AuditAnchor[]; readonly keep?: number; readonly pageSize?: number } = {},
): Promise<AuditVerdict> {
  const keep = options.keep ?? 100;
  const pageSize = options.pageSize ?? 5_000;
  const anchors = new Map((options.anchors ?? []).map((anchor) => [anchor.seq, anchor.hash]));
  const offenders: AuditOffender[] = [];
  let failed = 0;
  const report = (seq: bigint, finding: AuditFinding): void => {
    failed += 1;
    if (offenders.length < keep) offenders.push({ seq, finding });
  };
  return runQuery(engine, tenantId, async (db) => {
    let checked = 0;
    let seq = 0n;
    let hash: Buffer = Buffer.alloc(0);
    // The chain begins at 1: what stands before it was put there.
    let page = readPage(db, tenantId, -(2n ** 63n), pageSize);
    for (;;) {
      const rows = await page;
      const whole = rows.length === pageSize;
      if (whole) {
        // The database reads the next page while this one is hashed. What goes wrong with it is thrown where it is waited for.
        page = readPage(db, tenantId, rows.at(-1)!.seq, pageSize);
        page.catch(() => {});
      }
      for (const row of rows) {
        if (row.seq !== seq + 1n) report(row.seq, 'gap');
        else if (!row.previous_hash.equals(hash)) report(row.seq, 'link');
        if (!auditHash(recordOf(tenantId, row)).equals(row.hash)) report(row.seq, 'record');
        const finding = judgePayload(row);
        if (finding) report(row.seq, finding);
        const anchor = anchors.get(row.seq);
        if (anchor && !anchor.equals(row.hash)) report(row.seq, 'anchor');
        anchors.delete(row.seq);
        seq = row.seq;
        hash = row.hash;
        checked += 1;
      }
      if (!whole) break;
    }
    for (const orphan of await readOrphans(db, tenantId)) report(orphan, 'payload');
    for (const missing of anchors.keys()) report(missing, 'anchor');
    const head = await sql<{
      seq: bigint;
      hash: Buffer;
    }>`select seq, hash from platform.head where tenant_id = ${tenantId}`.execute(db);
    const end = head.rows[0];
    if (!end || end.seq !== seq || !end.hash.equals(hash)) report(end?.seq ?? 0n, 'head');
    return { ok: failed === 0, checked, failed, offenders };
  });
}

async function readPage(db: Sql, tenantId: bigint, afterSeq: bigint, limit: number): Promise<AuditRow[]> {
  const { rows } = await sql<AuditRow>`
    select a.seq, a.command_id, a.recorded_at, a.person_id, a.operation, a.reason, a.source, a.counts, a.payload_hash,
      a.previous_hash, a.hash, p.salt, p.payload, p.erased_seq,
      p.erased_seq is not null and exists (
        select from platform.audit e join platform.audit_payload ep on ep.tenant_id = ${tenantId} and ep.seq = e.seq
        where e.tenant_id = ${tenantId} and e.seq = p.erased_seq and (e.counts ->> 'payloads-erased')::integer > 0
          and (ep.payload is null or (ep.payload::jsonb -> 'auditSeqs') ? p.seq::text)) as erasure_recorded
    from platform.audit a
    -- That payloads begin behind it too is said, or each page would read those of all pages before it once more.
    left join platform.audit_payload p on p.tenant_id = ${tenantId} and p.seq = a.seq and p.seq > ${afterSeq}
    where a.tenant_id = ${tenantId} and a.seq > ${afterSeq}
    order by a.seq limit ${limit}`.execute(db);
  return rows;
}

/** Payloads without a record: put there past the foreign key. */
async function readOrphans(db: Sql, tenantId: bigint): Promise<bigint[]> {
  const { rows } = await sql<{ seq: bigint }>`
    select seq from platform.audit_payload where tenant_id = ${tenantId}
    except select seq from platform.audit where tenant_id = ${tenantId} order by seq`.execute(db);
  return rows.map((row) => row.seq);
}

const recordOf = (tenantId: bigint, row: AuditRow): Parameters<typeof auditHash>[0] => ({
  previousHash: row.previous_hash,
  tenantId,
  seq: row.seq,
  commandId: row.command_id,
  recordedAt: row.recorded_at,
  personId: row.person_id,
  operation: row.operation,
  reason: row.reason,
  source: row.source,
  counts: row.counts,
  payloadHash: row.payload_hash,
});

/** A payload matches its hash, or it was erased by a later recorded command whose own input lists it. */
function judgePayload(row: AuditRow): AuditFinding | undefined {
  if (row.salt !== null && row.payload !== null) {
    const genuine = row.erased_seq === null && payloadHash(row.salt, row.payload).equals(row.payload_hash);
    return genuine ? undefined : 'payload';
  }
  // An erasure takes both.
  if (row.salt !== null || row.payload !== null) return 'payload';
  return row.erased_seq !== null && row.erased_seq > row.seq && row.erasure_recorded ? undefined : 'payload-missing';
}
