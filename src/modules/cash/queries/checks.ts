/** The check register: every check by number, drawer, amount, deposit and state. */
import { type Day, formatAmount, textKey } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';

export const checkStates = ['held', 'received', 'deposited', 'cleared', 'returned'] as const;
export type CheckState = (typeof checkStates)[number];

export interface CheckRow {
  readonly id: bigint;
  readonly number: string;
  readonly state: CheckState;
  readonly drawer: string | null;
  readonly customer: string | null;
  readonly name: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly checkDate: Day;
  readonly receivedOn: Day;
  readonly deposit: string | null;
  readonly depositedOn: Day | null;
  readonly receiptId: bigint | null;
  readonly imageSha256: string | null;
}

/**
 * Checks of a company on a day, the newest first: of one state, or of one number. `held`: post-dated and not paid in.
 */
export function listChecks(
  engine: Engine,
  tenantId: bigint,
  query: {
    companyId: bigint;
    day: Day;
    state?: CheckState | undefined;
    number?: string | undefined;
    id?: bigint | undefined;
    before?: bigint | undefined;
    limit: number;
  },
): Promise<CheckRow[]> {
  return runQuery(engine, tenantId, async (db) => {
    const state = sql`case when k.state = 'received' and k.check_date > ${query.day} then 'held' else k.state end`;
    const { rows } = await sql<Omit<CheckRow, 'amount'> & { amountMinor: bigint }>`
      select k.id, k.number, ${state} as state, k.drawer_name as drawer, a.number as customer, a.name, k.amount_minor as "amountMinor", k.currency,
        k.check_date as "checkDate", k.received_on as "receivedOn", k.deposit_number as deposit, k.deposited_on as "depositedOn",
        k.receipt_id as "receiptId", k.image_sha256 as "imageSha256"
      from cash.v_check k
      left join cash.receipt r on r.tenant_id = ${tenantId} and r.id = k.receipt_id
      left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = coalesce(r.account_id, k.account_id)
      where k.tenant_id = ${tenantId} and k.company_id = ${query.companyId}
        ${query.state === undefined ? sql`` : sql`and ${state} = ${query.state}`}
        ${query.number === undefined ? sql`` : sql`and k.number_key = ${textKey(query.number)}`}
        ${query.id === undefined ? sql`` : sql`and k.id = ${query.id}`}
        ${query.before === undefined ? sql`` : sql`and k.id < ${query.before}`}
      order by k.id desc limit ${query.limit}`.execute(db);
    return rows.map(({ amountMinor, ...row }) => ({ ...row, amount: formatAmount(amountMinor, row.currency) }));
  });
}
