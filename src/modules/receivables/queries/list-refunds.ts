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

/** The refunds of a company that stand, posted from one day to another, the oldest first; one that was reversed is not paid. */
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
      select i.id as "itemId", i.number, i.posting_date as "postingDate", a.number as customer, a.name as "customerName",
        i.amount_minor as "amountMinor", i.currency, c.number as credit, p.account_text as account, p.bank_code as "bankCode",
        p.holder_name as "holderName", p.basis
      from receivables.item i
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
      left join receivables.item c on c.tenant_id = ${tenantId} and c.id = i.linked_item_id
      left join receivables.refund_payout p on p.tenant_id = ${tenantId} and p.item_id = i.id
      where i.tenant_id = ${tenantId} and i.company_id = ${of.companyId} and i.document_type = 'refund' and i.reversed_by is null
        and i.posting_date between ${of.from} and ${of.to}
      order by i.posting_date, i.id`.execute(db);
    return rows.map(({ amountMinor, account, bankCode, holderName, basis, ...row }) => ({
      ...row,
      amount: formatAmount(amountMinor, row.currency),
      payTo: account === null ? null : { account, bankCode, holderName, basis },
    }));
  });
}
