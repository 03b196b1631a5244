/** Lists of cash over HTTP: all receipts, and all lines of the bank. */
import { numbersAsOne } from '#customers';
import { companiesOf, type ListPlace, listRoutes } from '#lists';
import { type RawSql, type RouteDefinition, sql } from '#platform';
import { bankLinesList, receiptsList } from './lists.ts';

/**
 * The rows of all receipts. What each has by a key of its own is joined to the left of it although it is never missing: so the
 * planner leaves out what a question does not ask for, and an order or a sum of half a million reads the receipts alone.
 */
export const receiptsSource = (place: ListPlace): RawSql => sql`
  select r.id, y.code as company, r.number, r.posting_date as "postedOn", r.value_date as "valueDate", b.name as bank,
    l.counterparty_name as payer, a.number as customer, a.name, l.remittance as text, r.state, r.amount_minor as amount,
    -- Nothing is left of what is applied, which most receipts are: nobody looks it up.
    case when r.item_id is null then r.amount_minor when r.state = 'applied' then 0::bigint
      else (select -i.open_minor from receivables.v_item i where i.tenant_id = ${place.tenantId} and i.id = r.item_id) end as "left", r.currency,
    case when r.state in ('applied', 'part_applied') then 'applied' when r.decision = 'propose' then 'proposed'
      when r.state = 'unidentified' then 'unidentified' when r.state = 'unapplied' then 'on_account' else 'other' end as fate
  from cash.receipt r
  left join cash.bank_line l on l.tenant_id = ${place.tenantId} and l.id = r.bank_line_id
  left join cash.bank_account b on b.tenant_id = ${place.tenantId} and b.id = l.bank_account_id
  left join company.v_company y on y.tenant_id = ${place.tenantId} and y.id = r.company_id
  left join customers.v_account a on a.tenant_id = ${place.tenantId} and a.id = r.account_id
  where r.tenant_id = ${place.tenantId} and r.company_id = ${companiesOf(place)}`;

/** The receipts that hold a text: their own numbers, what the bank said of them, and what their customers are called. */
const receiptsFound = ({ tenantId }: ListPlace, holds: (text: RawSql) => RawSql): RawSql => sql`
  select r.id from cash.receipt r where r.tenant_id = ${tenantId} and ${holds(sql`r.number`)}
  union all select r.id from cash.bank_line l join cash.receipt r on r.tenant_id = ${tenantId} and r.bank_line_id = l.id
    where l.tenant_id = ${tenantId} and (${holds(sql`l.counterparty_name`)} or ${holds(sql`l.remittance`)})
  union all select r.id from customers.v_account a join cash.receipt r on r.tenant_id = ${tenantId} and r.account_id = a.id
    where a.tenant_id = ${tenantId} and (${holds(sql`a.number`)} or ${holds(sql`a.name`)})
  union all select r.id from cash.bank_account b
    join cash.bank_line l on l.tenant_id = ${tenantId} and l.bank_account_id = b.id
    join cash.receipt r on r.tenant_id = ${tenantId} and r.bank_line_id = l.id
    where b.tenant_id = ${tenantId} and ${holds(sql`b.name`)}
  union all select r.id from company.v_company y join cash.receipt r on r.tenant_id = ${tenantId} and r.company_id = y.id
    where y.tenant_id = ${tenantId} and ${holds(sql`y.code`)}`;

/** The rows of all lines of the bank, in the same way. */
export const bankLinesSource = (place: ListPlace): RawSql => sql`
  select l.id, y.code as company, l.booking_date as "bookedOn", l.value_date as "valueDate", b.name as bank, l.counterparty_name as payer,
    l.counterparty_account as account, l.remittance as text, l.state, l.amount_minor as amount, l.currency,
    (select min(r.id)::text from cash.receipt r where r.tenant_id = ${place.tenantId} and r.bank_line_id = l.id) as receipt
  from cash.bank_line l
  left join cash.bank_account b on b.tenant_id = ${place.tenantId} and b.id = l.bank_account_id
  left join company.v_company y on y.tenant_id = ${place.tenantId} and y.id = l.company_id
  where l.tenant_id = ${place.tenantId} and l.company_id = ${companiesOf(place)}`;

export const listsOfCash: readonly RouteDefinition[] = [
  ...listRoutes({
    shape: receiptsList,
    operation: 'cash.receipts-list',
    action: 'cash.view',
    summary: 'All receipts, whatever became of them, filtered, in windows of any place; totals per currency.',
    source: receiptsSource,
    asOne: numbersAsOne,
    found: receiptsFound,
  }),
  ...listRoutes({
    shape: bankLinesList,
    operation: 'cash.bank-lines-list',
    action: 'cash.view',
    summary: 'All lines of the bank, money in and money out, filtered, in windows of any place; totals per currency.',
    source: bankLinesSource,
  }),
];
