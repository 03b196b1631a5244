/** The check register: every check by number, drawer, amount, deposit and state. */
import { type Day, formatAmount, textKey } from '#kernel';
import { type Engine, type RawSql, runQuery, sql } from '#platform';

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
  readonly depositId: bigint | null;
  readonly depositedOn: Day | null;
  readonly receiptId: bigint | null;
  readonly imageSha256: string | null;
}

export const checkSorts = ['received', 'dated', 'number', 'drawer', 'amount', 'state'] as const;
export type CheckSort = (typeof checkSorts)[number];

const orders: Readonly<Record<CheckSort, RawSql>> = {
  received: sql`k.id`,
  dated: sql`k.check_date`,
  number: sql`k.number_key`,
  drawer: sql`lower(coalesce(a.name, k.drawer_name, ''))`,
  amount: sql`k.amount_minor`,
  state: sql`k.state`,
};

export interface CheckChoice {
  readonly companyId: bigint;
  readonly day: Day;
  readonly state?: CheckState | undefined;
  readonly number?: string | undefined;
  /** A part of the number, the drawer's or customer's name, or the slip's number. */
  readonly search?: string | undefined;
  readonly id?: bigint | undefined;
  readonly depositId?: bigint | undefined;
}

/** A post-dated check that is not paid in is held until its day. */
const stateOn = (day: Day): RawSql =>
  sql`case when k.state = 'received' and k.check_date > ${day} then 'held' else k.state end`;

const chosen = (tenantId: bigint, query: CheckChoice): RawSql => {
  const wanted = (query.search ?? '').trim().toLowerCase();
  return sql`from cash.v_check k
    left join cash.receipt r on r.tenant_id = ${tenantId} and r.id = k.receipt_id
    left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = coalesce(r.account_id, k.account_id)
    where k.tenant_id = ${tenantId} and k.company_id = ${query.companyId}
      ${query.number === undefined ? sql`` : sql`and k.number_key = ${textKey(query.number)}`}
      ${query.id === undefined ? sql`` : sql`and k.id = ${query.id}`}
      ${query.depositId === undefined ? sql`` : sql`and k.deposit_id = ${query.depositId}`}
      ${
        wanted === ''
          ? sql``
          : sql`and position(${wanted} in lower(concat_ws(' ', k.number, k.drawer_name, a.name, a.number, k.deposit_number))) > 0`
      }`;
};

/** Checks of a company on a day, the newest first: of one state, or of one number. `held`: post-dated and not paid in. */
export function listChecks(
  engine: Engine,
  tenantId: bigint,
  query: CheckChoice & {
    /** With a minus from large to small. */
    readonly sort?: CheckSort | `-${CheckSort}` | undefined;
    readonly offset?: number | undefined;
    readonly limit: number;
  },
): Promise<CheckRow[]> {
  const { sort = '-received', offset = 0, limit } = query;
  const order = orders[sort.replace('-', '') as CheckSort];
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<Omit<CheckRow, 'amount'> & { amountMinor: bigint }>`
      select k.id, k.number, ${stateOn(query.day)} as state, k.drawer_name as drawer, a.number as customer, a.name, k.amount_minor as "amountMinor",
        k.currency, k.check_date as "checkDate", k.received_on as "receivedOn", k.deposit_number as deposit, k.deposit_id as "depositId",
        k.deposited_on as "depositedOn", k.receipt_id as "receiptId", k.image_sha256 as "imageSha256"
      ${chosen(tenantId, query)} ${query.state === undefined ? sql`` : sql`and ${stateOn(query.day)} = ${query.state}`}
      order by ${order} ${sort.startsWith('-') ? sql`desc` : sql`asc`}, k.id desc limit ${limit} offset ${offset}`.execute(
      db,
    );
    return rows.map(({ amountMinor, ...row }) => ({ ...row, amount: formatAmount(amountMinor, row.currency) }));
  });
}

export interface CheckTotal {
  readonly state: CheckState;
  readonly currency: string;
  readonly count: number;
  readonly amount: string;
}

/** How many checks there are and what they come to, by state and currency; the state of the choice is not asked for. */
export function sumChecks(engine: Engine, tenantId: bigint, query: CheckChoice): Promise<CheckTotal[]> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<{ state: CheckState; currency: string; count: number; minor: bigint }>`
      select s.state, s.currency, count(*)::integer as count, sum(s.amount_minor)::bigint as minor
      from (select ${stateOn(query.day)} as state, k.currency, k.amount_minor ${chosen(tenantId, query)}) s
      group by 1, 2 order by 1, 2`.execute(db);
    return rows.map(({ minor, ...one }) => ({ ...one, amount: formatAmount(minor, one.currency) }));
  });
}
