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
      ...(await bankPostingFaults(db, tenantId, companyId)),
      ...(await handPostings(db, tenantId, companyId)),
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

/**
 * Lines of a bank that its account in the ledger does not show: posted without their amount on that account, or posted and
 * reversed. What else stands on the account was posted by hand and is in transit. Empty when all is well.
 */
export async function bankPostingFaults(db: Sql, tenantId: bigint, companyId?: bigint): Promise<string[]> {
  const { rows } = await sql<{
    id: bigint;
    name: string;
    currency: string;
    amount: bigint;
    booked: bigint;
    reversed: boolean;
  }>`
    select l.id, b.name, l.currency, l.amount_minor as amount, coalesce(g.booked, 0)::bigint as booked, g.reversed
    from cash.v_bank_line l
    join cash.v_bank_account b on b.tenant_id = ${tenantId} and b.id = l.bank_account_id
    left join cash.v_bank_posting p on p.tenant_id = ${tenantId} and p.bank_line_id = l.id
    cross join lateral (
      select sum(x.amount_minor) as booked,
        exists (select from ledger.v_journal j where j.tenant_id = ${tenantId} and j.reversal_of = p.journal_id) as reversed
      from ledger.v_line x
      where x.tenant_id = ${tenantId} and x.journal_id = p.journal_id and x.account_id = b.gl_account_id and x.currency = l.currency
    ) g
    where l.tenant_id = ${tenantId} and l.state = 'posted' ${companyId === undefined ? sql`` : sql`and l.company_id = ${companyId}`}
      and (g.booked is distinct from l.amount_minor or g.reversed)
    order by l.id limit 100`.execute(db);
  return rows.map(
    (row) =>
      `${row.name}: line ${row.id} of ${row.currency} ${formatAmount(row.amount, row.currency)} is ${row.reversed ? 'posted and reversed' : `posted with ${formatAmount(row.booked, row.currency)}`} on the account in the ledger.`,
  );
}

/** What was posted to a bank's account by hand and no line of the bank has met: in transit, or outstanding (R35). */
async function handPostings(db: Sql, tenantId: bigint, companyId: bigint): Promise<string[]> {
  const { rows } = await sql<{ code: string; name: string; currency: string; amount: bigint; n: number }>`
    select a.code, a.name, g.currency, sum(g.amount_minor)::bigint as amount, count(distinct g.journal_id)::integer as n
    from ledger.v_line g
    join ledger.v_account a on a.tenant_id = ${tenantId} and a.id = g.account_id
    where g.tenant_id = ${tenantId}
      and g.account_id in (select gl_account_id from cash.v_bank_account where tenant_id = ${tenantId} and company_id = ${companyId})
      and not exists (select from cash.v_bank_posting p where p.tenant_id = ${tenantId} and p.company_id = ${companyId} and p.journal_id = g.journal_id)
    group by 1, 2, 3 having sum(g.amount_minor) <> 0 order by 1, 3`.execute(db);
  return rows.map(
    (row) =>
      `${row.code} ${row.name}: ${row.currency} ${formatAmount(row.amount, row.currency)} were posted by hand (${row.n} postings), and the bank has not booked them.`,
  );
}
