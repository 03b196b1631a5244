/** Loads in the database: the only writer of integrations.erp_load. */
import { type Sql, sql, type Transaction } from '#platform';
import type { LoadReason, LoadState } from '../model.ts';

export interface LoadRow {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly scope: string;
  readonly kind: 'full' | 'delta';
  readonly keyDate: string;
  readonly since: string | null;
  readonly fileName: string;
  readonly sha256: string;
  readonly mapping: unknown;
  readonly declared: unknown;
  readonly found: unknown;
  readonly state: LoadState;
  readonly reasons: readonly LoadReason[];
  readonly applied: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly decidedBy: bigint | null;
  readonly decisionReason: string | null;
}

/** A load as people list it: a file that could not be read has no scope, kind and key date. */
export type ListedLoad = Omit<LoadRow, 'scope' | 'kind' | 'keyDate'> & {
  readonly [K in 'scope' | 'kind' | 'keyDate']: LoadRow[K] | null;
};

interface Row {
  id: bigint;
  company_id: bigint;
  scope: string | null;
  kind: 'full' | 'delta' | null;
  key_date: string | null;
  since_date: string | null;
  file_name: string;
  sha256: string;
  mapping: unknown;
  declared: unknown;
  found: unknown;
  state: LoadState;
  reasons: LoadReason[];
  applied_seq: bigint | null;
  counts: Record<string, number>;
  decided_by: bigint | null;
  decision_reason: string | null;
}

const toListed = (row: Row): ListedLoad => ({
  id: row.id,
  companyId: row.company_id,
  scope: row.scope,
  kind: row.kind,
  keyDate: row.key_date,
  since: row.since_date,
  fileName: row.file_name,
  sha256: row.sha256,
  mapping: row.mapping,
  declared: row.declared,
  found: row.found,
  state: row.state,
  reasons: row.reasons,
  applied: row.applied_seq !== null,
  counts: row.counts,
  decidedBy: row.decided_by,
  decisionReason: row.decision_reason,
});

/** A load that was declared; reading it where none is, is a fault of ours. */
function toLoad(row: Row): LoadRow {
  const { scope, kind, keyDate, ...load } = toListed(row);
  if (scope === null || kind === null || keyDate === null) throw new Error(`load ${row.id} declares nothing`);
  return { ...load, scope, kind, keyDate };
}

const columns = sql`id, company_id, scope, kind, key_date, since_date, file_name, sha256, mapping, declared, found, state, reasons,
  applied_seq, counts, decided_by, decision_reason`;

/** Writes a load as it was judged; undefined when the same file was declared so, and read so, before. */
export async function insertLoad(
  tx: Transaction,
  load: Omit<LoadRow, 'id' | 'applied' | 'counts' | 'decidedBy' | 'decisionReason'>,
): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into integrations.erp_load (tenant_id, company_id, scope, kind, key_date, since_date, file_name, sha256, mapping, declared, found,
      state, reasons, command_id)
    values (${tx.tenantId}, ${load.companyId}, ${load.scope}, ${load.kind}, ${load.keyDate}, ${load.since}, ${load.fileName}, ${load.sha256},
      ${JSON.stringify(load.mapping)}::jsonb, ${JSON.stringify(load.declared)}::jsonb, ${JSON.stringify(load.found)}::jsonb, ${load.state},
      ${JSON.stringify(load.reasons)}::jsonb, ${tx.commandId})
    on conflict (tenant_id, company_id, scope, kind, key_date, sha256, md5(declared::text), md5(mapping::text)) where scope is not null
    do nothing returning id`.execute(tx.db);
  return rows[0]?.id;
}

/** Changes a load's state with its reasons, and who decided it where a person did. */
export async function updateLoadState(
  tx: Transaction,
  loadId: bigint,
  change: {
    state: LoadState;
    reasons: readonly LoadReason[];
    decision?: { personId: bigint; reason: string };
  },
): Promise<void> {
  await sql`
    update integrations.erp_load set state = ${change.state}, reasons = ${JSON.stringify(change.reasons)}::jsonb,
      decided_by = coalesce(${change.decision?.personId ?? null}, decided_by),
      decision_reason = coalesce(${change.decision?.reason ?? null}, decision_reason)
    where tenant_id = ${tx.tenantId} and id = ${loadId}`.execute(tx.db);
}

/** Marks a load as taken in whole, under this sequence. */
export async function markApplied(
  tx: Transaction,
  loadId: bigint,
  seq: bigint,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  await sql`
    update integrations.erp_load set applied_seq = ${seq}, counts = ${JSON.stringify(counts)}::jsonb
    where tenant_id = ${tx.tenantId} and id = ${loadId}`.execute(tx.db);
}

/** Held snapshots that a load just taken in has overtaken: they are older than it, or as old and not its equal. */
export async function supersedeHeld(
  tx: Transaction,
  load: { id: bigint; companyId: bigint; scope: string; keyDate: string; kind: 'full' | 'delta' },
): Promise<number> {
  const reason: LoadReason = {
    code: 'superseded',
    text: `A newer load of ${load.scope} with key date ${load.keyDate} was taken in.`,
  };
  const { rows } = await sql`
    update integrations.erp_load set state = 'superseded', reasons = reasons || ${JSON.stringify([reason])}::jsonb
    where tenant_id = ${tx.tenantId} and company_id = ${load.companyId} and scope = ${load.scope} and id <> ${load.id} and state = 'held'
      and (key_date < ${load.keyDate}::date or (key_date = ${load.keyDate}::date and ${load.kind} = 'full'))
    returning id`.execute(tx.db);
  return rows.length;
}

/**
 * Keeps a file that could not be read, with what was wrong; the same file with the same fault is kept once. Returns its id.
 */
export async function insertUnreadable(
  tx: Transaction,
  file: {
    companyId: bigint;
    fileName: string;
    sha256: string;
    mapping: unknown;
    declared: unknown;
    reason: LoadReason;
  },
): Promise<bigint> {
  await sql`
    insert into integrations.erp_load (tenant_id, company_id, file_name, sha256, mapping, declared, found, state, reasons, command_id)
    values (${tx.tenantId}, ${file.companyId}, ${file.fileName}, ${file.sha256}, ${JSON.stringify(file.mapping ?? null)}::jsonb,
      ${JSON.stringify(file.declared)}::jsonb, '{}', 'refused', ${JSON.stringify([file.reason])}::jsonb, ${tx.commandId})
    on conflict (tenant_id, company_id, sha256, (reasons -> 0 ->> 'code')) where scope is null do nothing returning id`.execute(
    tx.db,
  );
  const { rows } = await sql<{ id: bigint }>`
    select id from integrations.erp_load where tenant_id = ${tx.tenantId} and company_id = ${file.companyId} and sha256 = ${file.sha256}
      and scope is null and reasons -> 0 ->> 'code' = ${file.reason.code}`.execute(tx.db);
  return rows[0]!.id;
}

/** Any load by its id, as it is listed, or undefined. */
export async function loadListed(db: Sql, tenantId: bigint, loadId: bigint): Promise<ListedLoad | undefined> {
  const { rows } = await sql<Row>`
    select ${columns} from integrations.erp_load where tenant_id = ${tenantId} and id = ${loadId}`.execute(db);
  return rows[0] && toListed(rows[0]);
}

/** A load that was declared by its id, or undefined. */
export async function loadLoad(db: Sql, tenantId: bigint, loadId: bigint): Promise<LoadRow | undefined> {
  const { rows } = await sql<Row>`
    select ${columns} from integrations.erp_load where tenant_id = ${tenantId} and id = ${loadId} and scope is not null`.execute(
    db,
  );
  return rows[0] && toLoad(rows[0]);
}

/** A file as it says what it is for: the same bytes, whatever else is declared of them and however they are read. */
export interface LoadKey {
  readonly companyId: bigint;
  readonly scope: string;
  readonly kind: string;
  readonly keyDate: string;
  readonly sha256: string;
}

/** The loads that the same file made before, with whether each was declared and read the same way; the newest first. */
export async function loadsOfFile(
  db: Sql,
  tenantId: bigint,
  key: LoadKey,
  said: { readonly declared: unknown; readonly mapping: unknown },
): Promise<(LoadRow & { readonly same: boolean })[]> {
  const { rows } = await sql<Row & { same: boolean }>`
    select ${columns}, declared = ${JSON.stringify(said.declared)}::jsonb and mapping = ${JSON.stringify(said.mapping)}::jsonb as same
    from integrations.erp_load
    where tenant_id = ${tenantId} and company_id = ${key.companyId} and scope = ${key.scope} and kind = ${key.kind}
      and key_date = ${key.keyDate} and sha256 = ${key.sha256}
    order by id desc`.execute(db);
  return rows.map((row) => ({ ...toLoad(row), same: row.same }));
}

/** Held loads of a file that came again and says otherwise now: what it says last is what counts. */
export async function supersedeRedeclared(tx: Transaction, loadId: bigint, key: LoadKey): Promise<number> {
  const reason: LoadReason = {
    code: 'superseded',
    text: `The same file came again as load ${loadId}, declared or read otherwise.`,
  };
  const { rows } = await sql`
    update integrations.erp_load set state = 'superseded', reasons = reasons || ${JSON.stringify([reason])}::jsonb
    where tenant_id = ${tx.tenantId} and company_id = ${key.companyId} and scope = ${key.scope} and kind = ${key.kind}
      and key_date = ${key.keyDate} and sha256 = ${key.sha256} and state = 'held' and id <> ${loadId}
    returning id`.execute(tx.db);
  return rows.length;
}

/** The key date up to which a scope was read; null: nothing was taken in yet. */
export async function lastKeyDate(db: Sql, tenantId: bigint, companyId: bigint, scope: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(key_date) as day from integrations.erp_load
    where tenant_id = ${tenantId} and company_id = ${companyId} and scope = ${scope} and state in ('accepted', 'released')`.execute(
    db,
  );
  return rows[0]!.day;
}

/** The last load that a scope was read by, taken in whole; undefined: none yet. */
export async function lastLoad(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  scope: string,
): Promise<LoadRow | undefined> {
  const { rows } = await sql<Row>`
    select ${columns} from integrations.erp_load
    where tenant_id = ${tenantId} and company_id = ${companyId} and scope = ${scope} and state in ('accepted', 'released')
      and applied_seq is not null
    order by key_date desc, id desc limit 1`.execute(db);
  return rows[0] && toLoad(rows[0]);
}

/** Loads that were let in but not taken in whole: an import that was killed goes on with them, the oldest first. */
export async function unfinishedLoads(db: Sql, tenantId: bigint, companyId: bigint): Promise<LoadRow[]> {
  const { rows } = await sql<Row>`
    select ${columns} from integrations.erp_load
    where tenant_id = ${tenantId} and company_id = ${companyId} and state in ('accepted', 'released') and applied_seq is null
    order by id`.execute(db);
  return rows.map(toLoad);
}

/** Held deltas of a scope that wait only for what lies between, the oldest first. */
export async function waitingDeltas(db: Sql, tenantId: bigint, companyId: bigint, scope: string): Promise<LoadRow[]> {
  const { rows } = await sql<Row>`
    select ${columns} from integrations.erp_load
    where tenant_id = ${tenantId} and company_id = ${companyId} and scope = ${scope} and state = 'held' and kind = 'delta'
      and reasons -> 0 ->> 'code' = 'gap' and jsonb_array_length(reasons) = 1
    order by key_date, id`.execute(db);
  return rows.map(toLoad);
}

/** Loads for people: the newest first. */
export async function listLoadRows(
  db: Sql,
  tenantId: bigint,
  query: { companyIds: readonly bigint[]; state: LoadState | null; beforeId: bigint | null; limit: number },
): Promise<ListedLoad[]> {
  const { rows } = await sql<Row>`
    select ${columns} from integrations.erp_load
    where tenant_id = ${tenantId} and company_id = any(${query.companyIds as bigint[]}::bigint[])
      and (${query.state}::text is null or state = ${query.state}) and (${query.beforeId}::bigint is null or id < ${query.beforeId})
    order by id desc limit ${query.limit}`.execute(db);
  return rows.map(toListed);
}
