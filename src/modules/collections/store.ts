/** The only writer of the collections' tables, and the reader of its policy. */
import { type Sql, sql, type Transaction } from '#platform';
import type { DunningRule, Procedure } from './model.ts';

export async function insertProcedure(
  tx: Transaction,
  seq: bigint,
  procedure: { code: string; name: string; rule: DunningRule },
): Promise<void> {
  await sql`insert into collections.procedure (tenant_id, code, seq, name, rule)
    values (${tx.tenantId}, ${procedure.code}, ${seq}, ${procedure.name}, ${JSON.stringify(procedure.rule)}::jsonb)`.execute(
    tx.db,
  );
}

/** The newest version of each procedure. */
export async function loadProcedures(db: Sql, tenantId: bigint): Promise<Map<string, Procedure>> {
  const { rows } = await sql<Procedure>`
    select distinct on (code) code, seq, name, rule from collections.procedure where tenant_id = ${tenantId} order by code, seq desc`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.code, row]));
}

/** Advances the levels of a notice's items; they never go down here. */
export async function advanceLevels(
  tx: Transaction,
  input: { accountId: bigint; messageId: bigint; day: string; items: readonly { itemId: bigint; level: number }[] },
): Promise<void> {
  await sql`
    insert into collections.item_level as old (tenant_id, item_id, account_id, level, last_notice_date, message_id)
    select ${tx.tenantId}, i.id, ${input.accountId}, i.level, ${input.day}::date, ${input.messageId}
    from unnest(${input.items.map((i) => i.itemId)}::bigint[], ${input.items.map((i) => i.level)}::smallint[]) as i(id, level)
    on conflict (tenant_id, item_id) do update set level = greatest(old.level, excluded.level), last_notice_date = excluded.last_notice_date,
      message_id = excluded.message_id`.execute(tx.db);
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

export async function upsertSnooze(tx: Transaction, accountId: bigint, until: string, reason: string): Promise<void> {
  await sql`insert into collections.snooze (tenant_id, account_id, until_date, reason) values (${tx.tenantId}, ${accountId}, ${until}, ${reason})
    on conflict (tenant_id, account_id) do update set until_date = excluded.until_date, reason = excluded.reason`.execute(
    tx.db,
  );
}

/** Sets the business day of a company; true when it changed. */
export async function setBusinessDay(tx: Transaction, companyId: bigint, day: string): Promise<boolean> {
  const { rows } =
    await sql`insert into collections.business_day as old (tenant_id, company_id, day) values (${tx.tenantId}, ${companyId}, ${day})
    on conflict (tenant_id, company_id) do update set day = excluded.day where old.day <> excluded.day returning day`.execute(
      tx.db,
    );
  return rows.length > 0;
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
}

/** Writes priorities; a row that would stay as it is, is not touched. */
export async function upsertPriorities(tx: Transaction, rows: readonly PriorityRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const c = <T>(pick: (row: PriorityRow) => T): T[] => rows.map(pick);
  const json = (pick: (row: PriorityRow) => unknown): (string | null)[] =>
    rows.map((row) => (pick(row) === null ? null : JSON.stringify(pick(row))));
  const written = await sql`
    insert into collections.priority as old (tenant_id, account_id, company_id, portfolio_id, listed, priority, reasons, next_action, not_listed, balances)
    select ${tx.tenantId}, p.* from unnest(${c((r) => r.accountId)}::bigint[], ${c((r) => r.companyId)}::bigint[], ${c((r) => r.portfolioId)}::bigint[],
      ${c((r) => r.listed)}::boolean[], ${c((r) => r.priority)}::float8[], ${json((r) => r.reasons)}::jsonb[], ${json((r) => r.nextAction)}::jsonb[],
      ${json((r) => r.notListed)}::jsonb[], ${json((r) => r.balances)}::jsonb[])
      as p(account_id, company_id, portfolio_id, listed, priority, reasons, next_action, not_listed, balances)
    on conflict (tenant_id, account_id) do update set portfolio_id = excluded.portfolio_id, listed = excluded.listed, priority = excluded.priority,
      reasons = excluded.reasons, next_action = excluded.next_action, not_listed = excluded.not_listed, balances = excluded.balances
    where (old.portfolio_id, old.listed, old.priority, old.reasons, old.next_action, old.not_listed, old.balances)
      is distinct from (excluded.portfolio_id, excluded.listed, excluded.priority, excluded.reasons, excluded.next_action, excluded.not_listed, excluded.balances)
    returning account_id`.execute(tx.db);
  return written.rows.length;
}
