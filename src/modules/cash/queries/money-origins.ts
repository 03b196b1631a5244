/** From which account the money of a credit came, as the bank wrote it: what a refund goes back to. */
import { type MoneyOrigins, sql } from '#platform';

/** The accounts of the payers behind credit items that are receipts; none where the bank does not tell them. */
export const receiptMoneyOrigins: MoneyOrigins = {
  name: 'cash.receipts',
  async load(db, tenantId, itemIds) {
    const { rows } = await sql<{ itemId: bigint; account: string; holderName: string | null }>`
      select r.item_id as "itemId", l.counterparty_account as account, l.counterparty_name as "holderName"
      from cash.receipt r
      join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
      where r.tenant_id = ${tenantId} and r.item_id = any(${itemIds as bigint[]}::bigint[]) and r.amount_minor > 0
        and l.counterparty_account is not null
      order by r.id`.execute(db);
    return rows;
  },
};
