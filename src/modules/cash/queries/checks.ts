/** The check register: every check by number, drawer, amount, deposit and state. */
import { type Day, formatAmount, textKey } from '#kernel';
import type { ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, sql } from '#platform';
import type { checkStates } from '../lists.ts';

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
  readonly depositId: bigint | null;
  readonly depositedOn: Day | null;
  readonly receiptId: bigint | null;
  readonly imageSha256: string | null;
}

export interface CheckChoice {
  readonly companyId: bigint;
  readonly day: Day;
  readonly state?: CheckState | undefined;
  readonly number?: string | undefined;
  readonly id?: bigint | undefined;
  readonly depositId?: bigint | undefined;
}

/** A post-dated check that is not paid in is held until its day. */
const stateOn = (day: RawSql): RawSql =>
  sql`case when k.state = 'received' and k.check_date > ${day} then 'held' else k.state end`;

/** The register with the customer of each check: of the receipt that it became, else the one it came with. */
const register = (tenantId: bigint): RawSql => sql`from cash.v_check k
    left join cash.receipt r on r.tenant_id = ${tenantId} and r.id = k.receipt_id
    left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = coalesce(r.account_id, k.account_id)`;

/** The rows of the list of checks, each company on the day that it is in its zone. */
export const checksSource = ({ tenantId, companyIds, now }: ListPlace): RawSql => sql`
  select k.id, y.code as company, k.number, ${stateOn(sql`(${now.toISOString()}::timestamptz at time zone y.time_zone)::date`)} as state,
    coalesce(a.name, k.drawer_name) as called, k.drawer_name as drawer, a.number as customer, a.name, k.check_date as "checkDate",
    k.received_on as "receivedOn", k.amount_minor as amount, k.currency, k.deposit_number as deposit, k.deposit_id::text as "depositId",
    k.deposited_on as "depositedOn", k.receipt_id::text as "receiptId", case when k.image_sha256 is null then 'no' else 'yes' end as image
  ${register(tenantId)} join company.v_company y on y.tenant_id = ${tenantId} and y.id = k.company_id
  where k.tenant_id = ${tenantId} and k.company_id = any(${companyIds as bigint[]}::bigint[])`;

/** Checks of a company on a day, the newest first: of one state, or of one number. `held`: post-dated and not paid in. */
export function listChecks(
  engine: Engine,
  tenantId: bigint,
  query: CheckChoice & { readonly limit: number },
): Promise<CheckRow[]> {
  const state = stateOn(sql`${query.day}`);
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<Omit<CheckRow, 'amount'> & { amountMinor: bigint }>`
      select k.id, k.number, ${state} as state, k.drawer_name as drawer, a.number as customer, a.name, k.amount_minor as "amountMinor",
        k.currency, k.check_date as "checkDate", k.received_on as "receivedOn", k.deposit_number as deposit, k.deposit_id as "depositId",
        k.deposited_on as "depositedOn", k.receipt_id as "receiptId", k.image_sha256 as "imageSha256"
      ${register(tenantId)}
      where k.tenant_id = ${tenantId} and k.company_id = ${query.companyId}
        ${query.number === undefined ? sql`` : sql`and k.number_key = ${textKey(query.number)}`}
        ${query.id === undefined ? sql`` : sql`and k.id = ${query.id}`}
        ${
          query.depositId === undefined
            ? sql``
            : sql`and k.id in (
          select c.id from cash.customer_check c where c.tenant_id = ${tenantId} and c.deposit_id = ${query.depositId}
          union all select unnest(d.withdrawn_check_ids) from cash.deposit d where d.tenant_id = ${tenantId} and d.id = ${query.depositId})`
        }
        ${query.state === undefined ? sql`` : sql`and ${state} = ${query.state}`}
      order by k.id desc limit ${query.limit}`.execute(db);
    return rows.map(({ amountMinor, ...row }) => ({ ...row, amount: formatAmount(amountMinor, row.currency) }));
  });
}
