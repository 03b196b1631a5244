/** Deposits as a person looks at them: slips and lockbox batches, whether the bank has credited them, and the checks of one. */
import { type Day, formatAmount } from '#kernel';
import { type Engine, runQuery, type Sql, sql } from '#platform';

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
}

async function readDeposits(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; id?: bigint | undefined; before?: bigint | undefined; limit: number },
): Promise<DepositRow[]> {
  const { rows } = await sql<Omit<DepositRow, 'amount'> & { amountMinor: bigint }>`
    select d.id, d.number, d.origin, b.number as account, b.name as "accountName", d.deposited_on as "depositedOn", d.currency,
      d.amount_minor as "amountMinor", l.value_date as "creditedOn",
      (select count(*)::integer from cash.customer_check k where k.tenant_id = ${tenantId} and k.deposit_id = d.id) as checks
    from cash.deposit d
    join cash.bank_account b on b.tenant_id = ${tenantId} and b.id = d.bank_account_id
    left join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = d.credited_line_id
    where d.tenant_id = ${tenantId} and d.company_id = ${of.companyId}
      ${of.id === undefined ? sql`` : sql`and d.id = ${of.id}`} ${of.before === undefined ? sql`` : sql`and d.id < ${of.before}`}
    order by d.id desc limit ${of.limit}`.execute(db);
  return rows.map(({ amountMinor, ...row }) => ({ ...row, amount: formatAmount(amountMinor, row.currency) }));
}

/** A window of a company's deposits, the newest first. */
export const listDeposits = (
  engine: Engine,
  tenantId: bigint,
  query: { companyId: bigint; before?: bigint | undefined; limit: number },
): Promise<DepositRow[]> => runQuery(engine, tenantId, (db) => readDeposits(db, tenantId, query));

/** One deposit; undefined where the company has no such one. */
export const loadDeposit = (
  engine: Engine,
  tenantId: bigint,
  of: { companyId: bigint; depositId: bigint },
): Promise<DepositRow | undefined> =>
  runQuery(
    engine,
    tenantId,
    async (db) => (await readDeposits(db, tenantId, { companyId: of.companyId, id: of.depositId, limit: 1 }))[0],
  );
