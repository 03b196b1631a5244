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
      with items as (
        select currency, open_minor from receivables.v_item
        where tenant_id = ${tx.tenantId} and id = any(${[...rendered.itemIds]}::bigint[])
      ), waiting as (
        select l.id, l.amount_minor, l.currency, l.counterparty_name, l.value_date from cash.v_bank_line l
        where l.tenant_id = ${tx.tenantId} and l.company_id = ${message.companyId} and l.state <> 'posted'
        union all
        select l.id, l.amount_minor, l.currency, l.counterparty_name, l.value_date
        from cash.v_receipt r join cash.v_bank_line l on l.tenant_id = r.tenant_id and l.id = r.bank_line_id
        where r.tenant_id = ${tx.tenantId} and r.company_id = ${message.companyId} and r.state = 'unidentified' and l.state = 'posted'
      )
      select l.amount_minor, l.currency, l.counterparty_name, l.value_date, a.name,
        (l.amount_minor = ${rendered.netMinor} and l.currency = ${message.currency}
          or exists (select 1 from items i where i.currency = l.currency and i.open_minor = l.amount_minor)) as matches
      from waiting l join customers.v_account a on a.tenant_id = ${tx.tenantId} and a.id = ${message.accountId}
      where l.amount_minor > 0 and (l.currency = ${message.currency} or l.currency in (select currency from items))
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
