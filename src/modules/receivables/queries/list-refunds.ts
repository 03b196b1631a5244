/** Refunds to be paid out, each with the account that it goes to: what accounts payable or the bank is given. */
import { type Day, formatAmount } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';

export interface RefundRow {
  readonly itemId: bigint;
  readonly number: string;
  readonly postingDate: Day;
  readonly customer: string;
  readonly customerName: string;
  readonly amount: string;
  readonly currency: string;
  /** The credit that it paid out. */
  readonly credit: string | null;
  /** Null: it was posted before accounts were kept with refunds. */
  readonly payTo: {
    readonly account: string;
    readonly bankCode: string | null;
    readonly holderName: string | null;
    readonly basis: 'originating' | 'verified';
  } | null;
}

/** The refunds of a company that stand, paid out already or not, posted from one day to another, the oldest first; one that was reversed is not paid. */
export function listRefunds(
  engine: Engine,
  tenantId: bigint,
  of: { companyId: bigint; from: Day; to: Day },
): Promise<RefundRow[]> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<
      Omit<RefundRow, 'amount' | 'payTo'> & {
        amountMinor: bigint;
        account: string | null;
        bankCode: string | null;
        holderName: string | null;
        basis: 'originating' | 'verified';
      }
    >`
      select r.item_id as "itemId", r.number, r.posting_date as "postingDate", a.number as customer, a.name as "customerName",
        r.amount_minor as "amountMinor", r.currency, c.number as credit, r.account_text as account, r.bank_code as "bankCode",
        r.holder_name as "holderName", r.basis
      from receivables.v_refund r
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = r.account_id
      left join receivables.item c on c.tenant_id = ${tenantId} and c.id = r.linked_item_id
      where r.tenant_id = ${tenantId} and r.company_id = ${of.companyId} and r.posting_date between ${of.from} and ${of.to}
      order by r.posting_date, r.item_id`.execute(db);
    return rows.map(({ amountMinor, account, bankCode, holderName, basis, ...row }) => ({
      ...row,
      amount: formatAmount(amountMinor, row.currency),
      payTo: account === null ? null : { account, bankCode, holderName, basis },
    }));
  });
}
