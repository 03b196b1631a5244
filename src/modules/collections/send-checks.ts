/** Checks of the send-time gate that look at money already seen but not yet applied (leap L1). */

import { jaroWinkler, nameTokens } from '#cash';
import type { SendCheck } from '#correspondence';
import { formatAmount } from '#kernel';
import { sql } from '#platform';

/**
 * Holds a notice back when the customer may have paid: a bank line that is read but not posted, or an unidentified receipt,
 * of a currency of the message whose amount equals an item or the net, or whose payer's name resembles the customer's (≥ 0.9).
 */
export const moneySeenCheck: SendCheck = {
  name: 'collections.money-seen',
  async run(tx, message, rendered) {
    const { rows } = await sql<{
      amount_minor: bigint;
      currency: string;
      counterparty_name: string | null;
      value_date: string;
      name: string;
      matches: boolean;
    }>`
      select l.amount_minor, l.currency, l.counterparty_name, l.value_date, a.name,
        (l.amount_minor = ${rendered.netMinor} and l.currency = ${message.currency} or exists (
          select 1 from receivables.v_item i where i.tenant_id = ${tx.tenantId} and i.id = any(${[...rendered.itemIds]}::bigint[]) and i.currency = l.currency and i.open_minor = l.amount_minor)) as matches
      from cash.v_bank_line l
      left join cash.v_receipt r on r.tenant_id = l.tenant_id and r.bank_line_id = l.id
      join customers.v_account a on a.tenant_id = l.tenant_id and a.id = ${message.accountId}
      where l.tenant_id = ${tx.tenantId} and l.company_id = ${message.companyId} and l.amount_minor > 0
        and (l.currency = ${message.currency} or l.currency in (
          select i.currency from receivables.v_item i where i.tenant_id = ${tx.tenantId} and i.id = any(${[...rendered.itemIds]}::bigint[])))
        and (l.state <> 'posted' or r.state = 'unidentified')
      order by l.id`.execute(tx.db);
    for (const row of rows) {
      const amount = `${row.currency} ${formatAmount(row.amount_minor, row.currency)}`;
      if (row.matches)
        return {
          code: 'paid_in_bank_line',
          reason: `${amount} of ${row.value_date} waits in the bank and equals what is due`,
        };
      if (
        row.counterparty_name &&
        jaroWinkler(nameTokens(row.counterparty_name).join(''), nameTokens(row.name).join('')) >= 0.9
      ) {
        return {
          code: 'paid_by_name',
          reason: `${amount} of ${row.value_date} from a payer of nearly this name waits in the bank`,
        };
      }
    }
    return null;
  },
};
