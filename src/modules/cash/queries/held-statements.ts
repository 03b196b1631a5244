/** Bank statements that are held, or that a person decided about, with the lines that wait for it. */
import type { Day } from '#kernel';
import { type Sql, sql } from '#platform';

export interface HeldStatementLine {
  readonly bookingDate: Day;
  readonly amountMinor: bigint;
  readonly payer: string | null;
  readonly text: string;
}

export interface HeldStatement {
  readonly id: bigint;
  readonly bankAccountId: bigint;
  readonly account: string;
  readonly file: string;
  readonly number: string | null;
  readonly fromDate: Day | null;
  readonly toDate: Day | null;
  readonly currency: string;
  readonly state: 'held' | 'left_out' | 'accepted' | 'repeated';
  readonly reason: string;
  readonly decidedReason: string | null;
  /** Of its lines, those that are not posted: how many, and what they come to. */
  readonly lineCount: number;
  readonly sumMinor: bigint;
  /** The first hundred of them. */
  readonly lines: readonly HeldStatementLine[];
}

/** One statement that was held, those that are, or those that somebody decided about: the newest 200. */
export async function loadHeldStatements(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; statementId?: bigint; decided?: boolean },
): Promise<HeldStatement[]> {
  const chosen =
    of.statementId !== undefined
      ? sql`s.id = ${of.statementId}`
      : of.decided
        ? sql`s.decided_reason is not null and s.state <> 'held'`
        : sql`s.state = 'held'`;
  const { rows } = await sql<Omit<HeldStatement, 'lines'>>`
    select s.id, s.bank_account_id as "bankAccountId", b.name as account, f.name as file, coalesce(s.number, s.reference) as number,
      s.from_date as "fromDate", s.to_date as "toDate", b.currency, s.state, s.reason, s.decided_reason as "decidedReason",
      w.count as "lineCount", w.sum as "sumMinor"
    from cash.statement s
    join cash.bank_account b on b.tenant_id = ${tenantId} and b.id = s.bank_account_id
    join cash.bank_file f on f.tenant_id = ${tenantId} and f.id = s.bank_file_id
    cross join lateral (
      select count(*)::integer as count, coalesce(sum(l.amount_minor), 0)::bigint as sum from cash.bank_line l
      where l.tenant_id = ${tenantId} and l.statement_id = s.id and l.state in ('held', 'left_out')
    ) w
    where s.tenant_id = ${tenantId} and b.company_id = ${of.companyId} and s.held_for is not null and ${chosen}
    order by s.id desc limit 200`.execute(db);
  const { rows: lines } = await sql<HeldStatementLine & { statementId: bigint }>`
    select l.* from unnest(${rows.map((row) => row.id)}::bigint[]) s (id) cross join lateral (
      select statement_id as "statementId", booking_date as "bookingDate", amount_minor as "amountMinor", counterparty_name as payer,
        left(remittance, 200) as text
      from cash.bank_line
      where tenant_id = ${tenantId} and statement_id = s.id and state in ('held', 'left_out') order by booking_date, id limit 100
    ) l`.execute(db);
  return rows.map((row) => ({ ...row, lines: lines.filter((line) => line.statementId === row.id) }));
}
