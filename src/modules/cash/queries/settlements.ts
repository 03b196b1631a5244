/** Settlements of a company with their state and sums, and one with its lines: what each became, and why. */
import type { SettlementLineKind } from '#formats';
import { type Day, formatAmount, textKey } from '#kernel';
import { type Engine, type RawSql, runQuery, sql } from '#platform';
import type { SettlementState } from '../store/settlements.ts';

export const settlementStates = ['waiting', 'held', 'posted', 'reversed', 'withdrawn'] as const;

export interface SettlementRow {
  readonly id: bigint;
  /** The service's code; null for a batch that the bank lists. */
  readonly service: string | null;
  readonly serviceName: string;
  readonly number: string;
  readonly state: SettlementState;
  readonly settledOn: Day | null;
  readonly receivedOn: Day;
  readonly currency: string;
  readonly amount: string;
  readonly gross: string;
  readonly fees: string;
  readonly reserve: string;
  readonly file: string;
  readonly heldReason: string | null;
  readonly releasable: boolean;
  /** The value date of the bank's line that paid it; null while none has. */
  readonly depositedOn: Day | null;
  readonly lines: number;
  /** Lines that are money: all but fees and what moves in the reserve. */
  readonly moneyLines: number;
  /** Those of a posted one that are not applied: unidentified, on account, or waiting. */
  readonly open: number;
}

export interface SettlementLineRow {
  readonly line: number;
  readonly kind: SettlementLineKind;
  readonly day: Day | null;
  readonly document: string;
  readonly reference: string;
  readonly customerName: string | null;
  readonly memo: string;
  readonly gross: string;
  readonly fee: string;
  /** Its receipt, once the deposit came. */
  readonly receiptId: bigint | null;
  readonly receiptState: string | null;
  readonly customer: string | null;
  /** The name of that customer with us; `customerName` is what the report says. */
  readonly name: string | null;
  readonly explanation: string | null;
}

export const settlementSorts = ['received', 'number', 'service', 'day', 'amount', 'fees', 'state'] as const;
export type SettlementSort = (typeof settlementSorts)[number];

const orders: Readonly<Record<SettlementSort, RawSql>> = {
  received: sql`v.id`,
  number: sql`v.number_key`,
  service: sql`lower(coalesce(v.service_name, ''))`,
  day: sql`coalesce(v.settled_on, v.received_on)`,
  amount: sql`v.amount_minor`,
  fees: sql`v.fee_minor`,
  state: sql`v.state`,
};

export interface SettlementChoice {
  readonly companyId: bigint;
  readonly state?: SettlementState | undefined;
  readonly service?: string | undefined;
  readonly number?: string | undefined;
  /** A part of its number, its service's name or its file's, or of what a line says: a document, a customer. */
  readonly search?: string | undefined;
  readonly id?: bigint | undefined;
}

const chosen = (tenantId: bigint, query: SettlementChoice): RawSql => {
  const wanted = (query.search ?? '').trim().toLowerCase();
  return sql`from cash.v_settlement v
    where v.tenant_id = ${tenantId} and v.company_id = ${query.companyId}
      ${query.service === undefined ? sql`` : sql`and v.service_code = ${query.service}`}
      ${query.number === undefined ? sql`` : sql`and v.number_key = ${textKey(query.number)}`}
      ${query.id === undefined ? sql`` : sql`and v.id = ${query.id}`}
      ${
        wanted === ''
          ? sql``
          : sql`and (position(${wanted} in lower(concat_ws(' ', v.number, v.service_name, v.file_name))) > 0
              or exists (select from cash.settlement_line n where n.tenant_id = ${tenantId} and n.settlement_id = v.id
                and position(${wanted} in lower(concat_ws(' ', n.document, n.reference, n.customer_name))) > 0))`
      }`;
};
const ofState = (state: SettlementState | undefined): RawSql =>
  state === undefined ? sql`` : sql`and v.state = ${state}`;

/** Settlements, the newest first by themselves. */
export function listSettlements(
  engine: Engine,
  tenantId: bigint,
  query: SettlementChoice & {
    /** With a minus from large to small. */
    readonly sort?: SettlementSort | `-${SettlementSort}` | undefined;
    readonly offset?: number | undefined;
    readonly limit: number;
  },
): Promise<SettlementRow[]> {
  const { sort = '-received', offset = 0, limit } = query;
  const order = orders[sort.replace('-', '') as SettlementSort];
  return runQuery(engine, tenantId, async (db) => {
    type Found = Omit<SettlementRow, 'amount' | 'gross' | 'fees' | 'reserve'> &
      Readonly<Record<'amountMinor' | 'grossMinor' | 'feeMinor' | 'reserveMinor', bigint>>;
    // The lines are counted of what is shown only.
    const { rows } = await sql<Found>`
      select v.id, v.service_code as service, coalesce(v.service_name, 'the bank') as "serviceName", v.number, v.state, v.settled_on as "settledOn",
        v.received_on as "receivedOn", v.currency, v.amount_minor as "amountMinor", v.gross_minor as "grossMinor", v.fee_minor as "feeMinor",
        v.reserve_minor as "reserveMinor", v.file_name as file, v.held_reason as "heldReason", v.releasable, l.value_date as "depositedOn",
        n.lines, n."moneyLines", n.open
      from (
        select v.* ${chosen(tenantId, query)} ${ofState(query.state)}
        order by ${order} ${sort.startsWith('-') ? sql`desc` : sql`asc`}, v.id desc limit ${limit} offset ${offset}
      ) v
      left join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = v.credited_line_id and v.state = 'posted'
      cross join lateral (
        select count(*)::integer as lines,
          (count(*) filter (where n.kind not in ('fee', 'reserve') and n.gross_minor <> 0))::integer as "moneyLines",
          (count(*) filter (where n.receipt_state in ('unidentified', 'unapplied', 'part_applied', 'other')
            or n.bank_line_id is not null and n.receipt_id is null))::integer as open
        from cash.v_settlement_line n where n.tenant_id = ${tenantId} and n.settlement_id = v.id
      ) n
      order by ${order} ${sort.startsWith('-') ? sql`desc` : sql`asc`}, v.id desc`.execute(db);
    return rows.map(({ amountMinor, grossMinor, feeMinor, reserveMinor, ...row }) => {
      const money = (minor: bigint): string => formatAmount(minor, row.currency);
      return {
        ...row,
        amount: money(amountMinor),
        gross: money(grossMinor),
        fees: money(feeMinor),
        reserve: money(reserveMinor),
      };
    });
  });
}

export interface SettlementTotal {
  readonly state: SettlementState;
  readonly currency: string;
  readonly count: number;
  readonly amount: string;
}

/** How many settlements there are and what they pay out, by state and currency; the state of the choice is not asked for. */
export function sumSettlements(engine: Engine, tenantId: bigint, query: SettlementChoice): Promise<SettlementTotal[]> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<{ state: SettlementState; currency: string; count: number; minor: bigint }>`
      select v.state, v.currency, count(*)::integer as count, sum(v.amount_minor)::bigint as minor
      ${chosen(tenantId, query)} group by 1, 2 order by 1, 2`.execute(db);
    return rows.map(({ minor, ...one }) => ({ ...one, amount: formatAmount(minor, one.currency) }));
  });
}

/** The lines of a settlement in the report's order. */
export function listSettlementLines(
  engine: Engine,
  tenantId: bigint,
  of: { settlementId: bigint; currency: string },
): Promise<SettlementLineRow[]> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<Omit<SettlementLineRow, 'gross' | 'fee'> & { grossMinor: bigint; feeMinor: bigint }>`
      select n.line, n.kind, n.day, n.document, n.reference, n.customer_name as "customerName", n.memo, n.gross_minor as "grossMinor",
        n.fee_minor as "feeMinor", n.receipt_id as "receiptId", n.receipt_state as "receiptState", a.number as customer, a.name, n.explanation
      from cash.v_settlement_line n left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = n.account_id
      where n.tenant_id = ${tenantId} and n.settlement_id = ${of.settlementId} order by n.line`.execute(db);
    return rows.map(({ grossMinor, feeMinor, ...row }) => ({
      ...row,
      gross: formatAmount(grossMinor, of.currency),
      fee: formatAmount(feeMinor, of.currency),
    }));
  });
}

/** The report that a settlement came in with, its digest empty for a batch of the bank; undefined where the company has no such settlement. */
export function loadSettlementReport(
  engine: Engine,
  tenantId: bigint,
  of: { companyId: bigint; settlementId: bigint },
): Promise<{ name: string; sha256: string } | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<{ name: string; sha256: string }>`
      select file_name as name, file_sha256 as sha256 from cash.settlement
      where tenant_id = ${tenantId} and company_id = ${of.companyId} and id = ${of.settlementId}`.execute(db);
    return rows[0];
  });
}
