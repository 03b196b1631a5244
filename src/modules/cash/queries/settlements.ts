/** Settlements of a company with their state and sums, and one with its lines: what each became, and why. */
import type { SettlementLineKind } from '#formats';
import { type Day, formatAmount, textKey } from '#kernel';
import { type Asked, holdsPart, type ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, sql } from '#platform';
import type { SettlementState } from '../store/settlements.ts';

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

export interface SettlementChoice {
  readonly companyId: bigint;
  readonly state?: SettlementState | undefined;
  readonly service?: string | undefined;
  readonly number?: string | undefined;
  readonly id?: bigint | undefined;
}

/** What the bank's own batches are called while no account is known. */
const serviceName = sql`coalesce(v.service_name, 'the bank')`;
/** Lines that are money. */
const isMoney = sql`n.kind not in ('fee', 'reserve') and n.gross_minor <> 0`;
/** Those of a posted one that are not applied. */
const isOpen = sql`(n.receipt_state in ('unidentified', 'unapplied', 'part_applied', 'other')
  or n.bank_line_id is not null and n.receipt_id is null)`;

/** The rows of the list of settlements; `named` is looked for in what they are called and in what their lines name. */
export const settlementsSource = ({ tenantId, companyIds }: ListPlace, { named }: Asked): RawSql => {
  const wanted = typeof named === 'string' ? named.trim() : '';
  const lines = (which: RawSql): RawSql => sql`(select count(*)::integer from cash.v_settlement_line n
    where n.tenant_id = ${tenantId} and n.settlement_id = v.id and ${which})`;
  const document = sql`concat_ws(' ', n.document, n.reference, n.customer_name)`;
  return sql`
    select v.id, y.code as company, v.number, v.service_code as service, ${serviceName} as "serviceName",
      coalesce(v.settled_on, v.received_on) as day, v.received_on as "receivedOn", v.gross_minor as gross, v.fee_minor as fees,
      v.reserve_minor as reserve, v.amount_minor as amount, v.currency, v.state, v.held_reason as "heldReason",
      case when v.state = 'posted' then l.value_date end as "depositedOn", ${lines(isMoney)} as lines, ${lines(isOpen)} as open, v.file_name as file
    from cash.v_settlement v
    join company.v_company y on y.tenant_id = ${tenantId} and y.id = v.company_id
    left join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = v.credited_line_id
    where v.tenant_id = ${tenantId} and v.company_id = any(${companyIds as bigint[]}::bigint[])
      ${
        wanted === ''
          ? sql``
          : sql`and (${holdsPart(sql`concat_ws(' ', v.number, v.service_name, v.file_name)`, wanted)}
              or exists (select from cash.settlement_line n where n.tenant_id = ${tenantId} and n.settlement_id = v.id
                and ${holdsPart(document, wanted)}))`
      }`;
};

/** Settlements of a company, the newest first: of a state, a service, a number. */
export function listSettlements(
  engine: Engine,
  tenantId: bigint,
  query: SettlementChoice & { readonly limit: number },
): Promise<SettlementRow[]> {
  return runQuery(engine, tenantId, async (db) => {
    type Found = Omit<SettlementRow, 'amount' | 'gross' | 'fees' | 'reserve'> &
      Readonly<Record<'amountMinor' | 'grossMinor' | 'feeMinor' | 'reserveMinor', bigint>>;
    // The lines are counted of what is shown only.
    const { rows } = await sql<Found>`
      select v.id, v.service_code as service, ${serviceName} as "serviceName", v.number, v.state, v.settled_on as "settledOn",
        v.received_on as "receivedOn", v.currency, v.amount_minor as "amountMinor", v.gross_minor as "grossMinor", v.fee_minor as "feeMinor",
        v.reserve_minor as "reserveMinor", v.file_name as file, v.held_reason as "heldReason", v.releasable, l.value_date as "depositedOn",
        n.lines, n."moneyLines", n.open
      from (
        select v.* from cash.v_settlement v
        where v.tenant_id = ${tenantId} and v.company_id = ${query.companyId}
          ${query.service === undefined ? sql`` : sql`and v.service_code = ${query.service}`}
          ${query.number === undefined ? sql`` : sql`and v.number_key = ${textKey(query.number)}`}
          ${query.id === undefined ? sql`` : sql`and v.id = ${query.id}`}
          ${query.state === undefined ? sql`` : sql`and v.state = ${query.state}`}
        order by v.id desc limit ${query.limit}
      ) v
      left join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = v.credited_line_id and v.state = 'posted'
      cross join lateral (
        select count(*)::integer as lines, (count(*) filter (where ${isMoney}))::integer as "moneyLines",
          (count(*) filter (where ${isOpen}))::integer as open
        from cash.v_settlement_line n where n.tenant_id = ${tenantId} and n.settlement_id = v.id
      ) n
      order by v.id desc`.execute(db);
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
