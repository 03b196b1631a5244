/** Payments of refunds on their way to customers who became insolvent after they were made: somebody has to tell the bank. */
import { formatAmount } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import type { PaymentsToStopAnswer } from '../payment-contract.ts';

/** All of the companies, the soonest to be paid first. */
export function listPaymentsToStop(
  engine: Engine,
  tenantId: bigint,
  of: { readonly companyIds: readonly bigint[] },
): Promise<PaymentsToStopAnswer> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<
      Omit<PaymentsToStopAnswer['rows'][number], 'paymentId' | 'amount' | 'fileId'> & {
        paymentId: bigint;
        fileId: bigint | null;
        amountMinor: bigint;
      }
    >`
      select s.id as "paymentId", y.code as company, i.number as refund, a.number as customer, a.name as "customerName", p.currency,
        p.amount_minor as "amountMinor", p.file_id as "fileId", f.number as file, p.check_number as "check", b.name as "bankAccountName",
        b.number as "bankAccount", coalesce(f.execution_date, p.check_date) as "leavesOn", s.insolvent_since as "insolventSince"
      from cash.v_payment_to_stop s
      join company.v_company y on y.tenant_id = ${tenantId} and y.id = s.company_id
      join cash.payment p on p.tenant_id = ${tenantId} and p.id = s.id
      join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = p.item_id
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = p.account_id
      left join cash.payment_file f on f.tenant_id = ${tenantId} and f.id = p.file_id
      join cash.bank_account b on b.tenant_id = ${tenantId} and b.id = coalesce(f.bank_account_id, p.check_bank_account_id)
      where s.tenant_id = ${tenantId} and s.company_id = any(${of.companyIds as bigint[]}::bigint[])
      order by coalesce(f.execution_date, p.check_date), s.id`.execute(db);
    return {
      rows: rows.map(({ paymentId, fileId, amountMinor, ...row }) => ({
        ...row,
        paymentId: paymentId.toString(),
        fileId: fileId?.toString() ?? null,
        amount: formatAmount(amountMinor, row.currency),
      })),
    };
  });
}

/** One payment as a person tells the bank about it. */
export const sayPaymentToStop = (row: PaymentsToStopAnswer['rows'][number]): string =>
  `Refund ${row.refund} of ${row.currency} ${row.amount} to customer ${row.customer}, insolvent since ${row.insolventSince}, is on its way (${
    row.check === null ? `payment file ${row.file}` : `check ${row.check}`
  } of ${row.bankAccountName}): have the bank stop it.`;
