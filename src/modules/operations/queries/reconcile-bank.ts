/** Bank reconciliation of a company: statements that chain, lines that are posted, and the bank account in the ledger. */
import { formatAmount } from '#kernel';
import { type Sql, sql } from '#platform';

export interface BankReconciliation {
  readonly bankAccounts: number;
  readonly statements: number;
  readonly linesPosted: number;
  readonly linesWaiting: number;
  readonly linesHeld: number;
  /** What a person must look at, as sentences. */
  readonly findings: readonly string[];
}

/** Compares what the bank says with what was posted. Reads only. */
export async function reconcileBank(db: Sql, tenantId: bigint, companyId: bigint): Promise<BankReconciliation> {
  const { rows: lines } = await sql<{ state: string; n: bigint }>`
    select state, count(*) as n from cash.v_bank_line where tenant_id = ${tenantId} and company_id = ${companyId} group by state`.execute(
    db,
  );
  const linesIn = (state: string): number => Number(lines.find((row) => row.state === state)?.n ?? 0n);
  const { rows: banks } = await sql<{ id: bigint; name: string }>`
    select id, name from cash.v_bank_account where tenant_id = ${tenantId} and company_id = ${companyId} order by id`.execute(
    db,
  );
  const { rows: counted } = await sql<{ n: bigint }>`
    select count(*) as n from cash.v_statement s join cash.v_bank_account b on b.tenant_id = ${tenantId} and b.id = s.bank_account_id
    where s.tenant_id = ${tenantId} and b.company_id = ${companyId} and s.state = 'accepted'`.execute(db);
  return {
    bankAccounts: banks.length,
    statements: Number(counted[0]!.n),
    linesPosted: linesIn('posted'),
    linesWaiting: linesIn('waiting'),
    linesHeld: linesIn('held'),
    findings: [
      ...(await statementGaps(db, tenantId, companyId)),
      ...(await heldStatements(db, tenantId, companyId)),
      ...(await ledgerDifferences(db, tenantId, companyId)),
    ],
  };
}

/** A statement that does not begin where the one before it ended: one between them is missing. */
async function statementGaps(db: Sql, tenantId: bigint, companyId: bigint): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
    currency: string;
    from_date: string;
    opening: bigint;
    before: bigint;
    before_date: string;
  }>`
    select * from (
      select b.name, b.currency, s.from_date, s.opening_minor as opening,
        lag(s.closing_minor) over accounts as before, lag(s.closing_date) over accounts as before_date
      from cash.v_statement s join cash.v_bank_account b on b.tenant_id = ${tenantId} and b.id = s.bank_account_id
      where s.tenant_id = ${tenantId} and b.company_id = ${companyId} and s.state = 'accepted'
        and s.opening_minor is not null and s.closing_minor is not null and s.to_date is not null
      window accounts as (partition by s.bank_account_id order by s.to_date, s.id)
    ) s where before is not null and before <> opening order by name, from_date`.execute(db);
  return rows.map(
    (row) =>
      `${row.name}: the statement from ${row.from_date} opens with ${row.currency} ${formatAmount(row.opening, row.currency)}, but the one before it closed on ${row.before_date} with ${formatAmount(row.before, row.currency)}; a statement between them is missing.`,
  );
}

async function heldStatements(db: Sql, tenantId: bigint, companyId: bigint): Promise<string[]> {
  const { rows } = await sql<{ reason: string | null; id: bigint }>`
    select s.id, s.reason from cash.v_statement s join cash.v_bank_account b on b.tenant_id = ${tenantId} and b.id = s.bank_account_id
    where s.tenant_id = ${tenantId} and b.company_id = ${companyId} and s.state = 'held' order by s.id`.execute(db);
  return rows.map((row) => row.reason ?? `Statement ${row.id} is held.`);
}

/** What the bank's posted lines sum to against what stands on the bank's account in the ledger. */
export async function ledgerDifferences(db: Sql, tenantId: bigint, companyId: bigint): Promise<string[]> {
  const { rows } = await sql<{ code: string; name: string; currency: string; posted: bigint; booked: bigint }>`
    with posted as (
      select b.gl_account_id, l.currency, sum(l.amount_minor)::bigint as amount
      from cash.v_bank_line l join cash.v_bank_account b on b.tenant_id = ${tenantId} and b.id = l.bank_account_id
      where l.tenant_id = ${tenantId} and l.company_id = ${companyId} and l.state = 'posted' group by 1, 2
    ), booked as (
      select l.account_id as gl_account_id, l.currency, sum(l.amount_minor)::bigint as amount
      from ledger.v_line l
      where l.tenant_id = ${tenantId}
        and l.account_id in (select gl_account_id from cash.v_bank_account where tenant_id = ${tenantId} and company_id = ${companyId})
      group by 1, 2
    )
    select a.code, a.name, currency, coalesce(p.amount, 0)::bigint as posted, coalesce(k.amount, 0)::bigint as booked
    from posted p full join booked k using (gl_account_id, currency)
    join ledger.v_account a on a.tenant_id = ${tenantId} and a.id = gl_account_id
    where coalesce(p.amount, 0) <> coalesce(k.amount, 0) order by a.code, currency`.execute(db);
  return rows.map(
    (row) =>
      `${row.code} ${row.name}: the bank's posted lines sum to ${row.currency} ${formatAmount(row.posted, row.currency)}, the ledger holds ${formatAmount(row.booked, row.currency)}.`,
  );
}
