/** Deposits as a person looks at them: slips and lockbox batches, and whether the bank has credited them. */
import { type Day, formatAmount } from '#kernel';
import type { ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, sql } from '#platform';

export interface DepositRow {
  readonly id: bigint;
  readonly number: string;
  readonly origin: 'slip' | 'lockbox';
  /** The account that it was paid into: its number and name. */
  readonly account: string;
  readonly accountName: string;
  readonly depositedOn: Day;
  readonly currency: string;
  readonly amount: string;
  readonly checks: number;
  /** The value date of the bank's line that credits it; null while it is in transit. */
  readonly creditedOn: Day | null;
  /** When it was withdrawn, and why; null while it stands. */
  readonly withdrawnOn: Day | null;
  readonly withdrawnReason: string | null;
}

/** How many checks are on a deposit `d`. */
const checksOn = (tenantId: bigint): RawSql =>
  sql`coalesce(cardinality(d.withdrawn_check_ids), (select count(*)::integer from cash.customer_check k where k.tenant_id = ${tenantId} and k.deposit_id = d.id))`;

/** Deposits with the account that each was paid into, and the bank's line that credits it. */
const deposits = (tenantId: bigint): RawSql => sql`from cash.deposit d
    join cash.bank_account b on b.tenant_id = ${tenantId} and b.id = d.bank_account_id
    left join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = d.credited_line_id`;

/** The rows of the list of deposits. */
export const depositsSource = ({ tenantId, companyIds }: ListPlace): RawSql => sql`
  select d.id, y.code as company, d.number, d.origin, d.deposited_on as "depositedOn", b.name as bank, ${checksOn(tenantId)} as checks,
    d.amount_minor as amount, d.currency, case when d.withdrawn_on is not null then 'withdrawn' when l.id is null then 'in_transit' else 'credited' end as state, l.value_date as "creditedOn"
  ${deposits(tenantId)} join company.v_company y on y.tenant_id = ${tenantId} and y.id = d.company_id
  where d.tenant_id = ${tenantId} and d.company_id = any(${companyIds as bigint[]}::bigint[])`;

/** Deposits of a company, the newest first; one of them by its id or its number. */
export const listDeposits = (
  engine: Engine,
  tenantId: bigint,
  of: { companyId: bigint; depositId?: bigint | undefined; number?: string | undefined; limit: number },
): Promise<DepositRow[]> =>
  runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<Omit<DepositRow, 'amount'> & { amountMinor: bigint }>`
      select d.id, d.number, d.origin, b.number as account, b.name as "accountName", d.deposited_on as "depositedOn", d.currency,
        d.amount_minor as "amountMinor", l.value_date as "creditedOn", d.withdrawn_on as "withdrawnOn",
        d.withdrawn_reason as "withdrawnReason", ${checksOn(tenantId)} as checks
      ${deposits(tenantId)}
      where d.tenant_id = ${tenantId} and d.company_id = ${of.companyId}
        ${of.depositId === undefined ? sql`` : sql`and d.id = ${of.depositId}`}
        ${of.number === undefined ? sql`` : sql`and upper(d.number) = upper(${of.number})`}
      order by d.id desc limit ${of.limit}`.execute(db);
    return rows.map(({ amountMinor, ...row }) => ({ ...row, amount: formatAmount(amountMinor, row.currency) }));
  });

/** One deposit; undefined where the company has no such one. */
export const loadDeposit = async (
  engine: Engine,
  tenantId: bigint,
  of: { companyId: bigint; depositId: bigint },
): Promise<DepositRow | undefined> => (await listDeposits(engine, tenantId, { ...of, limit: 1 }))[0];
