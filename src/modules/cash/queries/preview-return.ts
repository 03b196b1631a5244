/** What a return would do, before it is done: what is open again, what is charged, who is told. Changes nothing. */
import { type Day, formatAmount } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import { loadReturnable, loadReturnFee, loadStandingReturn } from '../store/returns.ts';

export interface ReturnPreview {
  readonly amount: string;
  readonly currency: string;
  /** What its money pays now and would be open again. */
  readonly items: readonly {
    readonly number: string;
    readonly customer: string;
    readonly name: string;
    readonly dueDate: Day;
    readonly amount: string;
  }[];
  /** What of it pays nothing yet and would go back as it came. */
  readonly unapplied: string;
  /** What policy charges for it; null: nothing. */
  readonly fee: string | null;
  /** Who collects from the customer. */
  readonly collector: string | null;
  /** Why it cannot be taken back; null: it can. */
  readonly hindrance: string | null;
}

/** Looks at what `returnReceipt` would do on a day. Undefined where the company has no such money. */
export function previewReturn(
  engine: Engine,
  tenantId: bigint,
  of: { companyId: bigint; receiptId: bigint; day: Day },
): Promise<ReturnPreview | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const receipt = await loadReturnable(db, tenantId, of.receiptId);
    if (!receipt || receipt.companyId !== of.companyId || receipt.amountMinor <= 0n) return undefined;
    const { currency } = receipt;
    const standing = await loadStandingReturn(db, tenantId, receipt.id);
    const { rows: items } = await sql<{
      number: string;
      customer: string;
      name: string;
      dueDate: Day;
      amountMinor: bigint;
    }>`
      select d.number, a.number as customer, a.name, d.due_date as "dueDate", sum(x.debit_amount_minor)::bigint as "amountMinor"
      from receivables.v_allocation x
      join receivables.v_item d on d.tenant_id = ${tenantId} and d.id = x.debit_item_id
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = d.account_id
      where x.tenant_id = ${tenantId} and x.clearing_id in (
        select y.clearing_id from receivables.v_allocation y where y.tenant_id = ${tenantId} and y.credit_item_id = ${receipt.itemId})
      group by d.id, d.number, a.number, a.name, d.due_date having sum(x.debit_amount_minor) <> 0 order by d.due_date, d.number`.execute(
      db,
    );
    const { rows: owners } = await sql<{ name: string }>`
      select w.name from customers.v_account a
      join customers.v_portfolio f on f.tenant_id = ${tenantId} and f.id = a.portfolio_id
      join platform.person w on w.id = f.collector_person_id
      where a.tenant_id = ${tenantId} and a.id = ${receipt.accountId}`.execute(db);
    const feeMinor =
      receipt.accountId === null
        ? undefined
        : await loadReturnFee(db, tenantId, { companyId: of.companyId, currency, day: of.day });
    // With the items stand the discounts and deductions that were made for it: they are reversed as well.
    const { rows: used } = await sql<{ minor: bigint }>`
      select coalesce(sum(x.credit_amount_minor), 0)::bigint as minor from receivables.v_allocation x
      where x.tenant_id = ${tenantId} and x.credit_item_id = ${receipt.itemId}`.execute(db);
    const back = ['applied', 'part_applied', 'unapplied', 'unidentified'].includes(receipt.state);
    return {
      amount: formatAmount(receipt.amountMinor, currency),
      currency,
      items: items.map(({ amountMinor, ...one }) => ({ ...one, amount: formatAmount(amountMinor, currency) })),
      unapplied: formatAmount(receipt.amountMinor - used[0]!.minor, currency),
      fee: feeMinor === undefined ? null : formatAmount(feeMinor, currency),
      collector: owners[0]?.name ?? null,
      hindrance: standing
        ? 'It came back before.'
        : back
          ? null
          : `This money is ${receipt.state}: take that back first.`,
    };
  });
}
