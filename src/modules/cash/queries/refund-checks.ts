/** Checks that pay refunds, and what became of each. */
import { formatAmount } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import type { RefundChecksAnswer } from '../payment-contract.ts';

/** A window of a company's checks of refunds, the newest first. */
export function listRefundChecks(
  engine: Engine,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly before?: bigint | undefined; readonly limit: number },
): Promise<RefundChecksAnswer> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<
      Omit<RefundChecksAnswer['rows'][number], 'amount' | 'paymentId' | 'itemId'> & {
        paymentId: bigint;
        itemId: bigint;
        amountMinor: bigint;
      }
    >`
      select p.id as "paymentId", p.check_number as number, i.number as refund, p.item_id as "itemId", b.name as "bankAccount",
        a.number as customer, a.name as "customerName", p.creditor_name as payee, p.currency, p.amount_minor as "amountMinor",
        p.check_date as "writtenOn", coalesce(p.ended_as, case when p.paid_on is null then 'on_the_way' else 'paid' end) as state,
        coalesce(p.ended_on, p.paid_on) as day, p.ended_reason as reason, n.name as person, s.insolvent_since as "insolventSince"
      from cash.payment p
      left join cash.v_payment_to_stop s on s.tenant_id = ${tenantId} and s.id = p.id
      join cash.bank_account b on b.tenant_id = ${tenantId} and b.id = p.check_bank_account_id
      join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = p.item_id
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = p.account_id
      left join platform.person n on n.id = p.ended_person_id
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
