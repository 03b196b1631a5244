/** Where refunds are paid to: append-only; the only writer of receivables.refund_payout. */
import { sql, type Transaction } from '#platform';
import type { Payout } from '../rules/payout.ts';

export async function insertPayout(tx: Transaction, itemId: bigint, payout: Payout): Promise<void> {
  tx.send(sql`
    insert into receivables.refund_payout (tenant_id, item_id, account_key, account_text, bank_code, holder_name, basis, bank_account_id, command_id)
    values (${tx.tenantId}, ${itemId}, ${payout.accountKey}, ${payout.account}, ${payout.bankCode}, ${payout.holderName}, ${payout.basis},
      ${payout.bankAccountId}, ${tx.commandId})`);
}
