/** Checks that pay refunds, and what became of each. */
import { type Day, formatAmount } from '#kernel';
import type { ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, sql } from '#platform';
import type { refundCheckStates } from '../lists.ts';

export interface RefundCheckRow {
  readonly paymentId: string;
  /** The number of the check. */
  readonly number: string;
  readonly refund: string;
  readonly itemId: string;
  readonly bankAccount: string;
  readonly customer: string;
  readonly customerName: string;
  readonly payee: string | null;
  readonly currency: string;
  readonly amount: string;
  readonly writtenOn: Day;
  readonly state: (typeof refundCheckStates)[number];
  /** When it was paid, or ended. */
  readonly day: Day | null;
  readonly reason: string | null;
  readonly person: string | null;
  /** The customer became insolvent after it was written, and the bank has not paid it. */
  readonly insolventSince: Day | null;
}

/** What became of a payment `p`, and the checks among them with all that is told of one. */
const stateOf = sql`coalesce(p.ended_as, case when p.paid_on is null then 'on_the_way' else 'paid' end)`;
const checks = (tenantId: bigint): RawSql => sql`from cash.payment p
      left join cash.v_payment_to_stop s on s.tenant_id = ${tenantId} and s.id = p.id
      join cash.bank_account b on b.tenant_id = ${tenantId} and b.id = p.check_bank_account_id
      join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = p.item_id
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = p.account_id
      left join platform.person n on n.id = p.ended_person_id`;

/** The rows of the list of checks that pay refunds. */
export const refundChecksSource = ({ tenantId, companyIds }: ListPlace): RawSql => sql`
  select p.id, y.code as company, p.check_number as number, i.number as refund, p.creditor_name as payee, a.number as customer, a.name,
    p.amount_minor as amount, p.currency, b.name as bank, p.check_date as "writtenOn", ${stateOf} as state,
    coalesce(p.ended_on, p.paid_on) as day, n.name as person, p.ended_reason as reason, s.insolvent_since as "insolventSince"
  ${checks(tenantId)} join company.v_company y on y.tenant_id = ${tenantId} and y.id = p.company_id
  where p.tenant_id = ${tenantId} and p.company_id = any(${companyIds as bigint[]}::bigint[]) and p.check_key is not null`;

/** A window of a company's checks of refunds, the newest first. */
export function listRefundChecks(
  engine: Engine,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly before?: bigint | undefined; readonly limit: number },
): Promise<{ readonly rows: readonly RefundCheckRow[]; readonly next: string | null }> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<
      Omit<RefundCheckRow, 'amount' | 'paymentId' | 'itemId'> & {
        paymentId: bigint;
        itemId: bigint;
        amountMinor: bigint;
      }
    >`
      select p.id as "paymentId", p.check_number as number, i.number as refund, p.item_id as "itemId", b.name as "bankAccount",
        a.number as customer, a.name as "customerName", p.creditor_name as payee, p.currency, p.amount_minor as "amountMinor",
        p.check_date as "writtenOn", ${stateOf} as state,
        coalesce(p.ended_on, p.paid_on) as day, p.ended_reason as reason, n.name as person, s.insolvent_since as "insolventSince"
      ${checks(tenantId)}
      where p.tenant_id = ${tenantId} and p.company_id = ${of.companyId} and p.check_key is not null
        ${of.before === undefined ? sql`` : sql`and p.id < ${of.before}`}
      order by p.id desc limit ${of.limit + 1}`.execute(db);
    const shown = rows.slice(0, of.limit);
    return {
      rows: shown.map(({ paymentId, itemId, amountMinor, ...row }) => ({
        ...row,
        paymentId: paymentId.toString(),
        itemId: itemId.toString(),
        amount: formatAmount(amountMinor, row.currency),
      })),
      next: rows.length > of.limit ? shown.at(-1)!.paymentId.toString() : null,
    };
  });
}
