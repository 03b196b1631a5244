/** The only writer of operations' tables: schedules and how far each has come, saved views, files that could not be read. */
import type { Day, Refusal } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import type { ScheduleKind, ScheduleRow } from './model.ts';
import type { ScheduleRule, Wake } from './rules/schedule.ts';

/** Writes a version of a schedule, from a day on. */
export function insertSchedule(tx: Transaction, kind: ScheduleKind, validFrom: Day, rule: ScheduleRule): void {
  tx.atHead(async (head) => {
    await sql`
      insert into operations.schedule (tenant_id, kind, valid_from, seq, active, at_time, every_minutes, weekdays)
      values (${tx.tenantId}, ${kind}, ${validFrom}, ${head.seq}, ${rule.active}, ${rule.at}, ${rule.everyMinutes},
        ${[...rule.weekdays]}::integer[])`.execute(tx.db);
  });
}

/** All versions of all schedules, the one that applies first. */
export async function loadScheduleRows(db: Sql, tenantId: bigint): Promise<ScheduleRow[]> {
  const { rows } = await sql<ScheduleRow>`
    select kind, valid_from as "validFrom", seq as version, active, at_time as at, every_minutes as "everyMinutes", weekdays
    from operations.schedule where tenant_id = ${tenantId} order by kind, valid_from desc, seq desc`.execute(db);
  return rows;
}

/** How far each schedule has come, by `kind scope`. */
export async function loadWakes(
  db: Sql,
  tenantId: bigint,
): Promise<Map<string, Wake & { readonly code: string | null }>> {
  const { rows } = await sql<{
    kind: string;
    scope: string;
    occurrence: string;
    due_at: string;
    state: Wake['state'];
    attempts: number;
    retry_at: string | null;
    code: string | null;
  }>`select kind, scope, occurrence, due_at, state, attempts, retry_at, code from operations.v_wake
    where tenant_id = ${tenantId}`.execute(db);
  return new Map(
    rows.map((row) => [
      `${row.kind} ${row.scope}`,
      {
        occurrence: row.occurrence,
        dueAt: new Date(row.due_at),
        state: row.state,
        attempts: row.attempts,
        retryAt: row.retry_at === null ? null : new Date(row.retry_at),
        code: row.code,
      },
    ]),
  );
}

/** Notes how an occurrence went. */
export async function saveWake(
  db: Sql,
  tenantId: bigint,
  key: { kind: ScheduleKind; scope: string },
  wake: Wake & { readonly code: string | null; readonly endedAt: Date },
): Promise<void> {
  await sql`
    insert into operations.wake (tenant_id, kind, scope, occurrence, due_at, state, attempts, retry_at, code, ended_at)
    values (${tenantId}, ${key.kind}, ${key.scope}, ${wake.occurrence}, ${wake.dueAt.toISOString()}::timestamptz, ${wake.state},
      ${wake.attempts}, ${wake.retryAt?.toISOString() ?? null}::timestamptz, ${wake.code}, ${wake.endedAt.toISOString()}::timestamptz)
    on conflict (tenant_id, kind, scope) do update set occurrence = excluded.occurrence, due_at = excluded.due_at,
      state = excluded.state, attempts = excluded.attempts, retry_at = excluded.retry_at, code = excluded.code,
      ended_at = excluded.ended_at`.execute(db);
}

interface ViewRow {
  readonly name: string;
  readonly nameKey: string;
  readonly path: string;
  readonly search: string;
  readonly shared: boolean;
}

/** Writes a new view of the actor; answers its id, or that the name is taken. */
export async function insertSavedView(tx: Transaction, view: ViewRow): Promise<bigint | 'taken'> {
  const { rows } = await sql<{ id: bigint }>`
    insert into operations.saved_view (tenant_id, person_id, name, name_key, path, search, shared, seq)
    values (${tx.tenantId}, ${tx.actor.personId}, ${view.name}, ${view.nameKey}, ${view.path}, ${view.search}, ${view.shared}, 0)
    on conflict (tenant_id, person_id, name_key) where ended_seq is null do nothing returning id`.execute(tx.db);
  const [row] = rows;
  if (!row) return 'taken';
  noteViewSeq(tx, row.id);
  return row.id;
}

/** Changes a view of the actor. */
export async function updateSavedView(
  tx: Transaction,
  view: ViewRow & { readonly id: bigint },
): Promise<bigint | 'absent' | 'taken'> {
  const own = sql`tenant_id = ${tx.tenantId} and person_id = ${tx.actor.personId} and ended_seq is null`;
  const { rows } = await sql<{ id: bigint; taken: boolean }>`
    select id, exists (select 1 from operations.saved_view where ${own} and id <> ${view.id} and name_key = ${view.nameKey}) as taken
    from operations.saved_view where ${own} and id = ${view.id} for update`.execute(tx.db);
  const [row] = rows;
  if (!row) return 'absent';
  if (row.taken) return 'taken';
  await sql`
    update operations.saved_view set name = ${view.name}, name_key = ${view.nameKey}, path = ${view.path},
      search = ${view.search}, shared = ${view.shared}
    where tenant_id = ${tx.tenantId} and id = ${view.id}`.execute(tx.db);
  noteViewSeq(tx, view.id);
  return view.id;
}

function noteViewSeq(tx: Transaction, id: bigint): void {
  tx.atHead(async (head) => {
    await sql`update operations.saved_view set seq = ${head.seq} where tenant_id = ${tx.tenantId} and id = ${id}`.execute(
      tx.db,
    );
  });
}

/** Ends a view of the actor; false where it is not the actor's. */
export async function endSavedView(tx: Transaction, id: bigint): Promise<boolean> {
  const { rows } = await sql`
    select id from operations.saved_view
    where tenant_id = ${tx.tenantId} and person_id = ${tx.actor.personId} and id = ${id} and ended_seq is null
    for update`.execute(tx.db);
  if (rows.length === 0) return false;
  tx.atHead(async (head) => {
    await sql`update operations.saved_view set ended_seq = ${head.seq} where tenant_id = ${tx.tenantId} and id = ${id}`.execute(
      tx.db,
    );
  });
  return true;
}

/** Writes that a file was refused; one that waits already stays as it was noted. */
export async function insertUnreadFile(
  tx: Transaction,
  file: { readonly folder: string; readonly name: string; readonly sizeBytes: number; readonly modifiedAt: Date },
  refusal: Refusal,
): Promise<void> {
  await sql`
    insert into operations.unread_file (tenant_id, folder, name, size_bytes, modified_at, code, message, command_id)
    values (${tx.tenantId}, ${file.folder}, ${file.name}, ${file.sizeBytes}, ${file.modifiedAt.toISOString()}, ${refusal.code},
      ${refusal.message}, ${tx.commandId})
    on conflict (tenant_id, folder, name, size_bytes, modified_at) where settled_command_id is null do nothing`.execute(
    tx.db,
  );
}

/** Writes what became of a file; false where none of that id waits. */
export async function settleUnreadFileRow(
  tx: Transaction,
  of: { readonly fileId: bigint; readonly reason: string },
): Promise<boolean> {
  const { rows } = await sql`
    update operations.unread_file set settled_command_id = ${tx.commandId}, settled_reason = ${of.reason}
    where tenant_id = ${tx.tenantId} and id = ${of.fileId} and settled_command_id is null returning id`.execute(tx.db);
  return rows.length > 0;
}

/** Work that a person has asked for and that has not ended. */
export interface AskedWork {
  readonly kind: ScheduleKind;
  readonly askedAt: string;
  readonly person: string;
}

/** Writes that work is asked for; false where it is already. */
export async function insertAskedWork(tx: Transaction, kind: ScheduleKind): Promise<boolean> {
  const { rows } = await sql`
    insert into operations.asked_work (tenant_id, kind, person_id, asked_at)
    values (${tx.tenantId}, ${kind}, ${tx.actor.personId}, ${tx.now})
    on conflict (tenant_id, kind) where ended_at is null do nothing returning id`.execute(tx.db);
  return rows.length === 1;
}

/** Whether a job of this kind is under way. */
export async function isRunning(tx: Transaction, kind: ScheduleKind): Promise<boolean> {
  const { rows } = await sql`select id from platform.job
    where tenant_id = ${tx.tenantId} and kind = ${kind} and state = 'running' limit 1`.execute(tx.db);
  return rows.length === 1;
}

/** What is asked for and has not ended, at most one of a kind. */
export async function loadAskedWork(db: Sql, tenantId: bigint): Promise<AskedWork[]> {
  const { rows } = await sql<AskedWork>`
    select w.kind, w.asked_at as "askedAt", p.name as person
    from operations.asked_work w join platform.person p on p.id = w.person_id
    where w.tenant_id = ${tenantId} and w.ended_at is null`.execute(db);
  return rows;
}

/** Notes that the work of a kind that was asked for has ended, however it went: its run tells. */
export async function endAskedWork(db: Sql, tenantId: bigint, kind: ScheduleKind, now: Date): Promise<void> {
  await sql`update operations.asked_work set ended_at = ${now.toISOString()}::timestamptz
    where tenant_id = ${tenantId} and kind = ${kind} and ended_at is null`.execute(db);
}
