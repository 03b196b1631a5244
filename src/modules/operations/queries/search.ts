/** Finds anything by a name or any number in it: customers, documents, receipts and bank lines. */
import { type Day, formatAmount, textKey } from '#kernel';
import { holdsPart } from '#lists';
import { type Engine, runQuery, type Sql, sql } from '#platform';

export interface Found {
  readonly kind: 'customer' | 'item' | 'receipt';
  readonly company: string;
  /** Where it leads: a customer number, a document number, the id of a receipt. */
  readonly key: string;
  readonly customer: string | null;
  readonly title: string;
  readonly detail: string;
  readonly day: Day | null;
  readonly amount: string | null;
  readonly currency: string | null;
}

interface Place {
  readonly db: Sql;
  readonly tenantId: bigint;
  readonly companyIds: readonly bigint[];
  readonly text: string;
  readonly key: string;
  readonly limit: number;
}

/**
 * Searches the given companies, at most `limit` of each kind. Customers by a part of the name or the beginning of the
 * number; documents by the beginning of their number or of its digits behind the letters; receipts by number, payer and
 * text. Nothing is found for less than two letters or digits.
 */
export function searchEverything(
  engine: Engine,
  tenantId: bigint,
  input: { companyIds: readonly bigint[]; text: string; limit: number },
): Promise<Found[]> {
  const text = input.text.trim();
  const key = textKey(text);
  if (key.length < 2) return Promise.resolve([]);
  return runQuery(engine, tenantId, async (db) => {
    const place: Place = { db, tenantId, companyIds: input.companyIds, text, key, limit: input.limit };
    return [...(await customersOf(place)), ...(await itemsOf(place)), ...(await receiptsOf(place))];
  });
}

async function customersOf({ db, tenantId, companyIds, text, key, limit }: Place): Promise<Found[]> {
  const { rows } = await sql<{ company: string; number: string; name: string; country: string }>`
    select c.code as company, s.number, s.name, s.country
    from customers.v_account a
    left join collections.v_priority p on p.tenant_id = ${tenantId} and p.account_id = a.id
    join customers.v_account s on s.tenant_id = ${tenantId} and s.id = coalesce(p.merged_into_account_id, a.id)
    join company.v_company c on c.tenant_id = ${tenantId} and c.id = a.company_id
    where a.tenant_id = ${tenantId} and a.company_id = any(${companyIds as bigint[]}::bigint[])
      and (starts_with(a.number, ${text}) or position(${key} in a.name_key) > 0)
    order by (a.number = ${text}) desc, starts_with(a.number, ${text}) desc, starts_with(a.name_key, ${key}) desc, a.name_key, a.id limit ${limit}`.execute(
    db,
  );
  // Two that were merged are one, under whichever name it was found.
  const found = new Map(rows.map((row) => [`${row.company} ${row.number}`, row]));
  return [...found.values()].map((row) => ({
    kind: 'customer',
    company: row.company,
    key: row.number,
    customer: row.number,
    title: row.name,
    detail: row.number,
    day: null,
    amount: null,
    currency: null,
  }));
}

async function itemsOf({ db, tenantId, companyIds, key, limit }: Place): Promise<Found[]> {
  // Ranges on the key keep its index under row security; its end is the key with the last possible letter behind it.
  const { rows } = await sql<{
    company: string;
    number: string;
    customer: string;
    name: string;
    due_date: Day;
    open_minor: bigint;
    currency: string;
  }>`
    select c.code as company, i.number, a.number as customer, a.name, i.due_date, i.open_minor, i.currency
    from (
      select * from receivables.v_item
      where tenant_id = ${tenantId} and company_id = any(${companyIds as bigint[]}::bigint[]) and number_key ~>=~ ${key} and number_key ~<~ ${`${key}\u{10FFFF}`}
      order by (open_minor <> 0) desc, number_key, id limit ${limit}
    ) i
    join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
    join company.v_company c on c.tenant_id = ${tenantId} and c.id = i.company_id
    order by (i.open_minor <> 0) desc, i.number_key, i.id`.execute(db);
  return rows.map((row) => ({
    kind: 'item',
    company: row.company,
    key: row.number,
    customer: row.customer,
    title: row.number,
    detail: row.name,
    day: row.due_date,
    amount: formatAmount(row.open_minor, row.currency),
    currency: row.currency,
  }));
}

/** What stands between letters and digits in texts of banks is passed over: a number is found through it. */
const passingOver = (key: string): string => [...key].join('[^[:alnum:]]*');

/** The newest of each company's lines are looked through until enough are found; a receipt's own number is looked up. */
async function receiptsOf({ db, tenantId, companyIds, text, key, limit }: Place): Promise<Found[]> {
  const { rows } = await sql<{
    company: string;
    id: bigint;
    number: string | null;
    customer: string | null;
    payer: string | null;
    remittance: string;
    value_date: Day;
    amount_minor: bigint;
    currency: string;
  }>`
    with found as (
      select id from cash.v_receipt
      where tenant_id = ${tenantId} and company_id = any(${companyIds as bigint[]}::bigint[]) and number = ${text}
      union
      select r.id from unnest(${companyIds as bigint[]}::bigint[]) as o(company_id)
      cross join lateral (
        select l.id from cash.v_bank_line l
        where l.tenant_id = ${tenantId} and l.company_id = o.company_id and l.state = 'posted'
          and (l.remittance ~* ${passingOver(key)} or ${holdsPart(sql`l.counterparty_name`, text)} or ${holdsPart(sql`l.ultimate_name`, text)})
        order by l.booking_date desc, l.id desc limit ${limit}
      ) l
      join cash.v_receipt r on r.tenant_id = ${tenantId} and r.bank_line_id = l.id and r.company_id = o.company_id
    )
    select c.code as company, r.id, r.number, a.number as customer, l.counterparty_name as payer, l.remittance, r.value_date, r.amount_minor, r.currency
    from found f
    join cash.v_receipt r on r.tenant_id = ${tenantId} and r.id = f.id
    join cash.v_bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    join company.v_company c on c.tenant_id = ${tenantId} and c.id = r.company_id
    left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = r.account_id
    order by r.value_date desc, r.id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    kind: 'receipt',
    company: row.company,
    key: row.id.toString(),
    customer: row.customer,
    title: row.payer ?? row.number ?? 'Receipt',
    detail: row.remittance.slice(0, 120),
    day: row.value_date,
    amount: formatAmount(row.amount_minor, row.currency),
    currency: row.currency,
  }));
}
