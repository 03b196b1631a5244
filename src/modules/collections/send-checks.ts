/** Checks of the send-time gate: money already seen but not yet applied (leap L1), and insolvency, whatever the message is. */

import { jaroWinkler, nameTokens } from '#cash';
import type { SendCheck } from '#correspondence';
import { formatAmount } from '#kernel';
import { sql } from '#platform';
import { insolvent } from './rules/plan-notice.ts';

/** How long money that the bank only advised is waited for, in days from its value date; what is not booked by then does not come. */
const adviceReachDays = 10;

const resembles = (one: string, other: string): boolean =>
  jaroWinkler(nameTokens(one).join(''), nameTokens(other).join('')) >= 0.9;

/**
 * Holds a notice back when the customer may have paid: a bank line that is read but not posted, money that the bank advised in the
 * last ten days and has not booked yet, or an unidentified receipt,
 * of a currency of the message whose amount equals an item or the net, or whose payer's or ultimate debtor's name resembles (≥ 0.9) that of who is
 * written to, of who owes an item, or of who pays for one of them.
 */
export const moneySeenCheck: SendCheck = {
  name: 'collections.money-seen',
  async run(tx, message, rendered) {
    const { rows } = await sql<{
      amount_minor: bigint;
      currency: string;
      counterparty_name: string | null;
      ultimate_name: string | null;
      value_date: string;
      names: string[];
      matches: boolean;
    }>`
      with items as (
        select account_id, currency, open_minor from receivables.v_item
        where tenant_id = ${tx.tenantId} and id = any(${[...rendered.itemIds]}::bigint[])
      ), customers as (
        select customer_id, name from customers.v_account
        where tenant_id = ${tx.tenantId} and (id = ${message.accountId} or id in (select account_id from items))
      ), names as (
        select name from customers
        union
        select p.name from customers.v_relation r join customers.v_customer p on p.tenant_id = ${tx.tenantId} and p.id = r.other_customer_id
        where r.tenant_id = ${tx.tenantId} and r.kind = 'alternative_payer' and r.ended_seq is null
          and r.customer_id in (select customer_id from customers)
          and r.from_date <= ${message.proposedDate} and (r.to_date is null or r.to_date >= ${message.proposedDate})
      ), waiting as (
        select l.id, l.amount_minor, l.currency, l.counterparty_name, l.ultimate_name, l.value_date from cash.v_line_to_come l
        where l.tenant_id = ${tx.tenantId} and l.company_id = ${message.companyId}
          and (l.state <> 'advised' or l.value_date >= ${message.proposedDate}::date - ${adviceReachDays}::integer)
        union all
        select l.id, l.amount_minor, l.currency, l.counterparty_name, l.ultimate_name, l.value_date
        from cash.v_receipt r join cash.v_bank_line l on l.tenant_id = r.tenant_id and l.id = r.bank_line_id
        where r.tenant_id = ${tx.tenantId} and r.company_id = ${message.companyId} and r.state = 'unidentified' and l.state = 'posted'
      )
      select l.amount_minor, l.currency, l.counterparty_name, l.ultimate_name, l.value_date, (select array_agg(name) from names) as names,
        (l.amount_minor = ${rendered.netMinor} and l.currency = ${message.currency}
          or exists (select 1 from items i where i.currency = l.currency and i.open_minor = l.amount_minor)) as matches
      from waiting l
      where l.amount_minor > 0 and (l.currency = ${message.currency} or l.currency in (select currency from items))
      order by l.id`.execute(tx.db);
    for (const row of rows) {
      const amount = `${row.currency} ${formatAmount(row.amount_minor, row.currency)}`;
      if (row.matches)
        return {
          code: 'paid_in_bank_line',
          reason: `${amount} of ${row.value_date} waits in the bank and equals what is due`,
        };
      const payers = [row.counterparty_name, row.ultimate_name].filter((payer) => payer !== null && payer !== '');
      if (payers.some((payer) => row.names.some((name) => resembles(payer!, name)))) {
        return {
          code: 'paid_by_name',
          reason: `${amount} of ${row.value_date} from a payer of nearly this name waits in the bank`,
        };
      }
    }
    return null;
  },
};

/** Holds every message back to a customer over whom insolvency proceedings are open, whoever proposed it. */
export const insolvencyCheck: SendCheck = {
  name: 'collections.insolvency',
  async run(tx, message) {
    const { rows } = await sql<{ insolvent_since: string }>`
      select insolvent_since from customers.v_account
      where tenant_id = ${tx.tenantId} and id = ${message.accountId} and insolvent_since is not null`.execute(tx.db);
    return rows[0] ? insolvent(rows[0].insolvent_since) : null;
  },
};
