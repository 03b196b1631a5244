/** Settlements of a company with their state, and one with its lines: what each became, and why. */
import { formatAmount, textKey } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import type { SettlementState } from '../store/settlements.ts';

export const settlementStates = ['waiting', 'held', 'posted', 'reversed', 'withdrawn'] as const;

export interface SettlementRow {
  readonly id: bigint;
  /** The service's code; null for a batch that the bank lists. */
  readonly service: string | null;
  readonly serviceName: string;
  readonly number: string;
  readonly state: SettlementState;
  readonly settledOn: string | null;
  readonly receivedOn: string;
  readonly currency: string;
  readonly amount: string;
  readonly gross: string;
  readonly fees: string;
  readonly reserve: string;
  readonly file: string;
  readonly heldReason: string | null;
  readonly releasable: boolean;
  readonly lines: number;
  /** Lines that are not applied: unidentified, on account, or waiting. */
  readonly open: number;
}

export interface SettlementLineRow {
  readonly line: number;
  readonly kind: string;
  readonly day: string | null;
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
  readonly explanation: string | null;
}

interface SettlementsQuery {
  readonly companyId: bigint;
  readonly state?: SettlementState | undefined;
  readonly service?: string | undefined;
  readonly number?: string | undefined;
  readonly id?: bigint | undefined;
  readonly before?: bigint | undefined;
  readonly limit: number;
}

/** Settlements, the newest first. */
export function listSettlements(engine: Engine, tenantId: bigint, query: SettlementsQuery): Promise<SettlementRow[]> {
  return runQuery(engine, tenantId, async (db) => {
    type Found = Omit<SettlementRow, 'amount' | 'gross' | 'fees' | 'reserve'> &
      Readonly<Record<'amountMinor' | 'grossMinor' | 'feeMinor' | 'reserveMinor', bigint>>;
    const { rows } = await sql<Found>`
      select v.id, v.service_code as service, coalesce(v.service_name, 'the bank') as "serviceName", v.number, v.state, v.settled_on as "settledOn",
        v.received_on as "receivedOn", v.currency, v.amount_minor as "amountMinor", v.gross_minor as "grossMinor", v.fee_minor as "feeMinor",
        v.reserve_minor as "reserveMinor", v.file_name as file, v.held_reason as "heldReason", v.releasable, n.lines, n.open
      from cash.v_settlement v
      cross join lateral (
        select count(*)::integer as lines, (count(*) filter (where n.receipt_state in ('unidentified', 'unapplied', 'part_applied', 'other')
          or n.bank_line_id is not null and n.receipt_id is null))::integer as open
        from cash.v_settlement_line n where n.tenant_id = ${tenantId} and n.settlement_id = v.id
      ) n
      where v.tenant_id = ${tenantId} and v.company_id = ${query.companyId}
        ${query.state === undefined ? sql`` : sql`and v.state = ${query.state}`}
        ${query.service === undefined ? sql`` : sql`and v.service_code = ${query.service}`}
        ${query.number === undefined ? sql`` : sql`and v.number_key = ${textKey(query.number)}`}
        ${query.id === undefined ? sql`` : sql`and v.id = ${query.id}`}
        ${query.before === undefined ? sql`` : sql`and v.id < ${query.before}`}
      order by v.id desc limit ${query.limit}`.execute(db);
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
        n.fee_minor as "feeMinor", n.receipt_id as "receiptId", n.receipt_state as "receiptState", a.number as customer, n.explanation
      from cash.v_settlement_line n left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = n.account_id
      where n.tenant_id = ${tenantId} and n.settlement_id = ${of.settlementId} order by n.line`.execute(db);
    return rows.map(({ grossMinor, feeMinor, ...row }) => ({
      ...row,
      gross: formatAmount(grossMinor, of.currency),
      fee: formatAmount(feeMinor, of.currency),
    }));
  });
}
