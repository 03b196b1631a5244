/** The only writer of the collections' tables, and the reader of its policy. */
import type { Day } from '#kernel';
import { type RawSql, type Sql, sql, type Transaction } from '#platform';
import type { DunningRule, Procedure } from './model.ts';
import type { StatementCycle } from './statement-model.ts';

export async function insertProcedure(
  tx: Transaction,
  seq: bigint,
  procedure: { code: string; name: string; rule: DunningRule; validFrom: Day },
): Promise<void> {
  await sql`insert into collections.procedure (tenant_id, code, seq, name, rule, valid_from)
    values (${tx.tenantId}, ${procedure.code}, ${seq}, ${procedure.name}, ${JSON.stringify(procedure.rule)}::jsonb,
      ${procedure.validFrom}::date)`.execute(tx.db);
}

/** Each procedure as it applies on a day: the version of the latest day not after it, of one day the newest. */
export async function loadProcedures(db: Sql, tenantId: bigint, asOf: Day): Promise<Map<string, Procedure>> {
  const { rows } = await sql<Procedure>`
    select distinct on (code) code, seq, name, rule from collections.procedure
    where tenant_id = ${tenantId} and valid_from <= ${asOf}::date order by code, valid_from desc, seq desc`.execute(db);
  return new Map(rows.map((row) => [row.code, row]));
}

/** A version of a procedure with when and by whom it was set. */
export interface ProcedureVersion extends Procedure {
  readonly validFrom: Day;
  readonly setAt: string;
  readonly setBy: string;
}

/** All versions of all procedures, by code, the one of the latest day first. */
export async function loadProcedureVersions(db: Sql, tenantId: bigint): Promise<ProcedureVersion[]> {
  const { rows } = await sql<ProcedureVersion>`
    select p.code, p.seq, p.name, p.rule, p.valid_from as "validFrom", a.recorded_at as "setAt", n.name as "setBy"
    from collections.procedure p
    join platform.audit a on a.tenant_id = p.tenant_id and a.seq = p.seq
    join platform.person n on n.id = a.person_id
    where p.tenant_id = ${tenantId} order by p.code, p.valid_from desc, p.seq desc`.execute(db);
  return rows;
}

/** A notice as it was booked: what it gave its items and what it charged. */
export interface BookedNotice {
  readonly level: number;
  readonly chargeItemId: bigint | null;
  readonly chargeMinor: bigint;
  readonly items: readonly { readonly itemId: bigint; readonly level: number }[];
}

/** What a message has booked and not taken back; undefined when nothing. */
export async function loadBookedNotice(
  db: Sql,
  tenantId: bigint,
  messageId: bigint,
): Promise<BookedNotice | undefined> {
  const { rows } = await sql<{
    level: number;
    charge_item_id: bigint | null;
    charge_minor: bigint | null;
    items: { item: string; level: number }[] | null;
  }>`
    select n.level, n.charge_item_id, i.amount_minor as charge_minor,
      (select jsonb_agg(jsonb_build_object('item', item_id::text, 'level', level) order by item_id) from collections.notice_item x
        where x.tenant_id = ${tenantId} and x.message_id = n.message_id and x.reversed_at is null) as items
    from collections.notice n left join receivables.v_item i on i.tenant_id = n.tenant_id and i.id = n.charge_item_id
    where n.tenant_id = ${tenantId} and n.message_id = ${messageId} and n.reversed_at is null`.execute(db);
  const row = rows[0];
  return (
    row && {
      level: row.level,
      chargeItemId: row.charge_item_id,
      chargeMinor: row.charge_minor ?? 0n,
      items: (row.items ?? []).map((one) => ({ itemId: BigInt(one.item), level: one.level })),
    }
  );
}

/** Books what a notice does; one that was taken back before is booked anew. */
export async function saveNotice(
  tx: Transaction,
  notice: {
    accountId: bigint;
    messageId: bigint;
    level: number;
    day: string;
    chargeItemId: bigint | null;
    items: readonly { itemId: bigint; level: number }[];
  },
): Promise<void> {
  await sql`
    insert into collections.notice (tenant_id, message_id, account_id, level, notice_date, charge_item_id)
    values (${tx.tenantId}, ${notice.messageId}, ${notice.accountId}, ${notice.level}, ${notice.day}, ${notice.chargeItemId})
    on conflict (tenant_id, message_id) do update set level = excluded.level, notice_date = excluded.notice_date,
      charge_item_id = excluded.charge_item_id, reversed_at = null`.execute(tx.db);
  await sql`
    insert into collections.notice_item (tenant_id, message_id, item_id, level, notice_date)
    select ${tx.tenantId}, ${notice.messageId}, i.id, i.level, ${notice.day}::date
    from unnest(${notice.items.map((i) => i.itemId)}::bigint[], ${notice.items.map((i) => i.level)}::smallint[]) as i(id, level)
    on conflict (tenant_id, message_id, item_id) do update set level = excluded.level, notice_date = excluded.notice_date, reversed_at = null`.execute(
    tx.db,
  );
  await projectLevels(
    tx,
    notice.items.map((item) => item.itemId),
  );
}

/** Takes back what a notice gave its items. */
export async function reverseNotice(tx: Transaction, messageId: bigint): Promise<void> {
  await sql`update collections.notice set reversed_at = ${tx.now.toISOString()}::timestamptz
    where tenant_id = ${tx.tenantId} and message_id = ${messageId}`.execute(tx.db);
  const { rows } = await sql<{ item_id: bigint }>`
    update collections.notice_item set reversed_at = ${tx.now.toISOString()}::timestamptz
    where tenant_id = ${tx.tenantId} and message_id = ${messageId} and reversed_at is null returning item_id`.execute(
    tx.db,
  );
  const itemIds = rows.map((row) => row.item_id);
  const left = await sql<{ item_id: bigint }>`
    select item_id from collections.level_heir where tenant_id = ${tx.tenantId} and from_item_id = any(${itemIds}::bigint[])`.execute(
    tx.db,
  );
  await projectLevels(tx, [...itemIds, ...left.rows.map((row) => row.item_id)]);
}

/**
 * What a notice still gives an item (n a notice_item): its level, or the level to which somebody took the item down since.
 * Only the newest reset counts: each one is lower than what stood before it.
 */
export const levelGiven = (tenantId: bigint) => sql`coalesce((
    select case when n.message_id <= r.after_message_id then least(n.level, r.to_level) end from collections.level_reset r
    where r.tenant_id = ${tenantId} and r.item_id = n.item_id order by r.id desc limit 1), n.level)`;

/** The notices whose level an item stands at: its own, and those of the item that it is left of. `which` names the items. */
export const noticesThatCount = (
  tenantId: bigint,
  which: (itemId: ReturnType<typeof sql<unknown>>) => ReturnType<typeof sql<unknown>>,
) => sql`
  select o.item_id, o.message_id, o.level, o.notice_date, o.reversed_at from collections.notice_item o
  where o.tenant_id = ${tenantId} ${which(sql`o.item_id`)}
  union all
  select h.item_id, o.message_id, o.level, o.notice_date, o.reversed_at from collections.level_heir h
  join collections.notice_item o on o.tenant_id = ${tenantId} and o.item_id = h.from_item_id and o.message_id <= h.to_message_id
  where h.tenant_id = ${tenantId} ${which(sql`h.item_id`)}`;

/**
 * An item's level and last notice as its notices that stand give them, those of the item that it is left of included: the one
 * definition, also for `verify`.
 */
export const levelsOf = (tenantId: bigint, itemIds: readonly bigint[] | null) => sql<{
  item_id: bigint;
  level: number;
  last_notice_date: string | null;
  message_id: bigint | null;
}>`
  select n.item_id, coalesce(max(${levelGiven(tenantId)}) filter (where n.reversed_at is null), 0)::smallint as level,
    max(n.notice_date) filter (where n.reversed_at is null) as last_notice_date,
    (array_agg(n.message_id order by n.notice_date desc, n.message_id desc) filter (where n.reversed_at is null))[1] as message_id
  from (${noticesThatCount(tenantId, (item) => (itemIds === null ? sql`` : sql`and ${item} = any(${itemIds as bigint[]}::bigint[])`))}) n
  group by n.item_id`;

/** The levels at which items stand; one that was never reminded of is absent. */
export async function loadLevels(
  db: Sql,
  tenantId: bigint,
  itemIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, { level: number; messageId: bigint | null }>> {
  const { rows } = await sql<{ item_id: bigint; level: number; message_id: bigint | null }>`
    select item_id, level, greatest(
        (select max(n.message_id) from collections.notice_item n where n.tenant_id = ${tenantId} and n.item_id = l.item_id),
        (select max(h.to_message_id) from collections.level_heir h where h.tenant_id = ${tenantId} and h.item_id = l.item_id)) as message_id
    from collections.item_level l where l.tenant_id = ${tenantId} and l.item_id = any(${itemIds}::bigint[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.item_id, { level: row.level, messageId: row.message_id }]));
}

/** Records that levels were taken down, and brings the items to them. */
export async function insertLevelResets(
  tx: Transaction,
  resets: readonly { itemId: bigint; fromLevel: number; toLevel: number; afterMessageId: bigint }[],
  known: { day: string; reason: string },
): Promise<void> {
  const c = <T>(pick: (reset: (typeof resets)[number]) => T): T[] => resets.map(pick);
  await sql`
    insert into collections.level_reset (tenant_id, item_id, from_level, to_level, after_message_id, reset_date, reason, command_id)
    select ${tx.tenantId}, r.item_id, r.from_level, r.to_level, r.after, ${known.day}::date, ${known.reason}, ${tx.commandId}
    from unnest(${c((r) => r.itemId)}::bigint[], ${c((r) => r.fromLevel)}::smallint[], ${c((r) => r.toLevel)}::smallint[],
      ${c((r) => r.afterMessageId)}::bigint[]) as r(item_id, from_level, to_level, after)`.execute(tx.db);
  await projectLevels(
    tx,
    c((r) => r.itemId),
  );
}

async function projectLevels(tx: Transaction, itemIds: readonly bigint[]): Promise<void> {
  if (itemIds.length === 0) return;
  await sql`
    insert into collections.item_level (tenant_id, item_id, account_id, level, last_notice_date, message_id)
    select ${tx.tenantId}, n.item_id, i.account_id, n.level, n.last_notice_date, n.message_id
    from (${levelsOf(tx.tenantId, itemIds)}) n join receivables.v_item i on i.tenant_id = ${tx.tenantId} and i.id = n.item_id
    on conflict (tenant_id, item_id) do update set level = excluded.level, last_notice_date = excluded.last_notice_date,
      message_id = excluded.message_id`.execute(tx.db);
}

/**
 * What is left of an item takes over its dunning level: a residual, an item replaced by one of another amount. The notices that
 * gave it, and a reset of it, count for the heir too; a notice that is taken back is taken back for both.
 */
export async function inheritLevelsIn(
  tx: Transaction,
  heirs: readonly { readonly from: bigint; readonly to: bigint }[],
): Promise<void> {
  const pairs = sql`unnest(${heirs.map((heir) => heir.from)}::bigint[], ${heirs.map((heir) => heir.to)}::bigint[]) as w(origin, heir)`;
  await sql`
    insert into collections.level_heir (tenant_id, item_id, from_item_id, to_message_id)
    select ${tx.tenantId}, w.heir, s.from_item_id, s.to_message_id from ${pairs}
    cross join lateral (
      select w.origin as from_item_id, max(n.message_id) as to_message_id from collections.notice_item n
      where n.tenant_id = ${tx.tenantId} and n.item_id = w.origin having count(*) > 0
      union all
      select h.from_item_id, h.to_message_id from collections.level_heir h
      where h.tenant_id = ${tx.tenantId} and h.item_id = w.origin
    ) s
    on conflict do nothing`.execute(tx.db);
  await sql`
    insert into collections.level_reset (tenant_id, item_id, from_level, to_level, after_message_id, reset_date, reason, command_id)
    select ${tx.tenantId}, w.heir, r.from_level, r.to_level, r.after_message_id, r.reset_date, r.reason, r.command_id from ${pairs}
    cross join lateral (
      select * from collections.level_reset r where r.tenant_id = ${tx.tenantId} and r.item_id = w.origin order by r.id desc limit 1
    ) r`.execute(tx.db);
  await projectLevels(
    tx,
    heirs.map((heir) => heir.to),
  );
}

export async function insertActivity(
  tx: Transaction,
  activity: {
    accountId: bigint;
    kind: string;
    outcome: string | null;
    note: string;
    day: string;
    followUpDate: string | null;
  },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into collections.activity (tenant_id, account_id, kind, outcome, note, activity_date, follow_up_date, person_id, command_id)
    values (${tx.tenantId}, ${activity.accountId}, ${activity.kind}, ${activity.outcome}, ${activity.note}, ${activity.day}, ${activity.followUpDate},
      ${tx.actor.personId}, ${tx.commandId}) returning id`.execute(tx.db);
  return rows[0]!.id;
}

/** Until when an account sleeps or last slept, as it is now. The account is locked. */
export async function loadSnooze(tx: Transaction, accountId: bigint): Promise<Day | null> {
  const { rows } = await sql<{ until: Day }>`
    select until_date as until from collections.snooze where tenant_id = ${tx.tenantId} and account_id = ${accountId}`.execute(
    tx.db,
  );
  return rows[0]?.until ?? null;
}

export async function upsertSnooze(tx: Transaction, accountId: bigint, until: string, reason: string): Promise<void> {
  await sql`insert into collections.snooze (tenant_id, account_id, until_date, reason) values (${tx.tenantId}, ${accountId}, ${until}, ${reason})
    on conflict (tenant_id, account_id) do update set until_date = excluded.until_date, reason = excluded.reason`.execute(
    tx.db,
  );
}

/** A takeover that nobody has ended; it may have run out. */
export interface Takeover {
  readonly id: bigint;
  readonly personId: bigint;
  readonly person: string;
  readonly toDate: Day;
}

/** Who has taken over the work with an account, as the last one left it. The account is locked. */
export async function loadTakeover(tx: Transaction, accountId: bigint): Promise<Takeover | undefined> {
  const { rows } = await sql<Takeover>`
    select t.id, t.person_id as "personId", n.name as person, t.to_date as "toDate"
    from collections.takeover t join platform.person n on n.id = t.person_id
    where t.tenant_id = ${tx.tenantId} and t.account_id = ${accountId} and t.ended_seq is null`.execute(tx.db);
  return rows[0];
}

export async function insertTakeover(tx: Transaction, accountId: bigint, from: Day, to: Day): Promise<void> {
  await sql`insert into collections.takeover (tenant_id, account_id, person_id, from_date, to_date)
    values (${tx.tenantId}, ${accountId}, ${tx.actor.personId}, ${from}, ${to})`.execute(tx.db);
}

/** Ends a takeover; at the head it learns with which command. */
export async function endTakeover(tx: Transaction, id: bigint): Promise<void> {
  await sql`update collections.takeover set ended_seq = 0 where tenant_id = ${tx.tenantId} and id = ${id}`.execute(
    tx.db,
  );
  tx.atHead(async (head) => {
    await sql`update collections.takeover set ended_seq = ${head.seq}
      where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db);
  });
}

/** Sets the business day of a company; true when it changed. */
export async function setBusinessDay(tx: Transaction, companyId: bigint, day: string): Promise<boolean> {
  const { rows } = await sql`insert into collections.business_day as old (tenant_id, company_id, day, procedures_seq)
    select ${tx.tenantId}, ${companyId}, ${day}, coalesce(max(seq), 0) from collections.procedure where tenant_id = ${tx.tenantId}
    on conflict (tenant_id, company_id) do update set day = excluded.day, procedures_seq = excluded.procedures_seq
      where (old.day, old.procedures_seq) is distinct from (excluded.day, excluded.procedures_seq) returning day`.execute(
    tx.db,
  );
  return rows.length > 0;
}

/** A message of a dunning run, with what it asked for when it was proposed. */
export interface KeptMessage {
  readonly id: bigint;
  readonly level: number | null;
  readonly items: number;
  /** What it asks for, in minor units of its currency; null: nothing was proposed. */
  readonly netMinor: bigint | null;
}

/** Keeps a run with the messages that it has written. */
export async function keepDunningRun(
  tx: Transaction,
  of: { readonly companyId: bigint; readonly day: Day; readonly messages: readonly KeptMessage[] },
): Promise<void> {
  const { rows } = await sql<{ id: bigint }>`insert into collections.dunning_run (tenant_id, company_id, run_date)
    values (${tx.tenantId}, ${of.companyId}, ${of.day}) returning id`.execute(tx.db);
  const runId = rows[0]!.id;
  const c = <T>(pick: (one: KeptMessage) => T): T[] => of.messages.map(pick);
  tx.send(sql`
    insert into collections.dunning_run_message (tenant_id, run_id, message_id, level, items, net_minor)
    select ${tx.tenantId}, ${runId}, k.* from unnest(${c((one) => one.id)}::bigint[], ${c((one) => one.level)}::smallint[],
      ${c((one) => one.items)}::integer[], ${c((one) => one.netMinor)}::bigint[]) as k`);
  tx.atHead(async (head) => {
    tx.send(
      sql`update collections.dunning_run set seq = ${head.seq} where tenant_id = ${tx.tenantId} and id = ${runId}`,
    );
  });
}

export interface PriorityRow {
  readonly accountId: bigint;
  readonly companyId: bigint;
  readonly portfolioId: bigint | null;
  readonly listed: boolean;
  readonly priority: number;
  readonly reasons: unknown;
  readonly nextAction: unknown;
  readonly notListed: unknown;
  readonly balances: unknown;
  /** Open, and overdue with what is blocked, in company currency: what lists are sorted by. */
  readonly openCompanyMinor: bigint;
  readonly overdueCompanyMinor: bigint;
  /** As whose account it reads on the business day; null: as itself. */
  readonly mergedIntoAccountId: bigint | null;
}

/** The statement that writes priorities; a row that would stay as it is, is not touched. Returns those that changed. */
export function upsertPriorities(tenantId: bigint, rows: readonly PriorityRow[]): RawSql {
  const c = <T>(pick: (row: PriorityRow) => T): T[] => rows.map(pick);
  const json = (pick: (row: PriorityRow) => unknown): (string | null)[] =>
    rows.map((row) => (pick(row) === null ? null : JSON.stringify(pick(row))));
  return sql`
    insert into collections.priority as old (tenant_id, account_id, company_id, portfolio_id, listed, priority, reasons, next_action, not_listed, balances,
      open_company_minor, overdue_company_minor, merged_into_account_id)
    select ${tenantId}, p.* from unnest(${c((r) => r.accountId)}::bigint[], ${c((r) => r.companyId)}::bigint[], ${c((r) => r.portfolioId)}::bigint[],
      ${c((r) => r.listed)}::boolean[], ${c((r) => r.priority)}::float8[], ${json((r) => r.reasons)}::jsonb[], ${json((r) => r.nextAction)}::jsonb[],
      ${json((r) => r.notListed)}::jsonb[], ${json((r) => r.balances)}::jsonb[], ${c((r) => r.openCompanyMinor)}::bigint[], ${c((r) => r.overdueCompanyMinor)}::bigint[],
      ${c((r) => r.mergedIntoAccountId)}::bigint[])
      as p(account_id, company_id, portfolio_id, listed, priority, reasons, next_action, not_listed, balances, open_company_minor, overdue_company_minor, merged)
    on conflict (tenant_id, account_id) do update set portfolio_id = excluded.portfolio_id, listed = excluded.listed, priority = excluded.priority,
      reasons = excluded.reasons, next_action = excluded.next_action, not_listed = excluded.not_listed, balances = excluded.balances,
      open_company_minor = excluded.open_company_minor, overdue_company_minor = excluded.overdue_company_minor,
      merged_into_account_id = excluded.merged_into_account_id
    where (old.portfolio_id, old.listed, old.priority, old.reasons, old.next_action, old.not_listed, old.balances, old.open_company_minor, old.overdue_company_minor, old.merged_into_account_id)
      is distinct from (excluded.portfolio_id, excluded.listed, excluded.priority, excluded.reasons, excluded.next_action, excluded.not_listed, excluded.balances,
        excluded.open_company_minor, excluded.overdue_company_minor, excluded.merged_into_account_id)
    returning account_id`;
}

/** Whether another statement of the period stands for an account. */
export async function hasStatement(
  db: Sql,
  tenantId: bigint,
  of: { accountId: bigint; period: string; besides: bigint },
): Promise<boolean> {
  const { rows } =
    await sql`select 1 from collections.statement where tenant_id = ${tenantId} and account_id = ${of.accountId}
    and period = ${of.period} and reversed_at is null and message_id <> ${of.besides}`.execute(db);
  return rows.length > 0;
}

/** Books a statement, or what it says now when it is claimed again. A second one of the period is a fault (`statement_once`). */
export async function saveStatement(
  tx: Transaction,
  statement: {
    messageId: bigint;
    accountId: bigint;
    companyId: bigint;
    period: string;
    day: string;
    balances: readonly unknown[];
  },
): Promise<void> {
  await sql`
    insert into collections.statement (tenant_id, message_id, account_id, company_id, period, statement_date, balances)
    values (${tx.tenantId}, ${statement.messageId}, ${statement.accountId}, ${statement.companyId}, ${statement.period}, ${statement.day},
      ${JSON.stringify(statement.balances)}::jsonb)
    on conflict (tenant_id, message_id) do update set balances = excluded.balances, reversed_at = null`.execute(tx.db);
}

export async function reverseStatement(tx: Transaction, messageId: bigint): Promise<void> {
  await sql`update collections.statement set reversed_at = ${tx.now.toISOString()}::timestamptz
    where tenant_id = ${tx.tenantId} and message_id = ${messageId} and reversed_at is null`.execute(tx.db);
}

export async function insertStatementCycle(
  tx: Transaction,
  seq: bigint,
  companyId: bigint,
  cycle: StatementCycle,
): Promise<void> {
  await sql`
    insert into collections.statement_cycle (tenant_id, company_id, seq, active, day_of_month, with_movements, valid_from)
    values (${tx.tenantId}, ${companyId}, ${seq}, ${cycle.active}, ${cycle.dayOfMonth}, ${cycle.withMovements}, ${cycle.validFrom})`.execute(
    tx.db,
  );
}

/** When a company sends statements: the newest version; null when nobody has set it. */
export async function loadStatementCycle(db: Sql, tenantId: bigint, companyId: bigint): Promise<StatementCycle | null> {
  const { rows } = await sql<StatementCycle>`
    select active, day_of_month as "dayOfMonth", with_movements as "withMovements", valid_from as "validFrom"
    from collections.statement_cycle where tenant_id = ${tenantId} and company_id = ${companyId} order by seq desc limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}
