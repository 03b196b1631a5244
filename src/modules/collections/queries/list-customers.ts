/** The customers of some companies, with what is open and overdue: found by name or number, in windows of any place. */
import { type Day, textKey } from '#kernel';
import { type Engine, type RawSql, runQuery, sql } from '#platform';

const customerSorts = ['name', 'number', 'overdue', 'open', 'priority', 'lastContact'] as const;
export type CustomerSort = (typeof customerSorts)[number];

export interface CustomerQuery {
  readonly companyIds: readonly bigint[];
  /** A part of the name, or the beginning of the number. */
  readonly search?: string | undefined;
  readonly sort: CustomerSort;
  readonly falling: boolean;
  /** Only those with something overdue, only those with something open, or all. */
  readonly only: 'overdue' | 'open' | 'all';
  readonly collectorPersonId?: bigint | undefined;
  readonly offset: number;
  readonly limit: number;
}

export interface ListedCustomer {
  readonly accountId: bigint;
  readonly company: string;
  readonly customer: string;
  readonly name: string;
  readonly country: string;
  readonly collector: string | null;
  readonly balances: readonly { readonly currency: string; readonly open: string; readonly overdue: string }[];
  readonly priority: number | null;
  readonly nextAction: { readonly code: string; readonly text: string } | null;
  readonly lastContact: Day | null;
}

export interface CustomerList {
  readonly rows: readonly ListedCustomer[];
  /** How many there are in all. */
  readonly count: number;
  readonly totals: readonly { readonly currency: string; readonly open: string; readonly overdue: string }[];
}

/**
 * Lists customer accounts. Open and overdue are those of the stored priority, that is of the company's business day; an
 * account that was never looked at has none. Sorted by open or overdue, several currencies count by their value in company
 * currency. Amounts are decimal strings in major units.
 */
export function listCustomers(engine: Engine, tenantId: bigint, query: CustomerQuery): Promise<CustomerList> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<{
      account_id: bigint | null;
      company: string;
      number: string;
      name: string;
      country: string;
      collector: string | null;
      balances: ListedCustomer['balances'] | null;
      priority: number | null;
      next_action: ListedCustomer['nextAction'];
      last_contact: Day | null;
      count: number;
      totals: { currency: string; open: string; overdue: string }[] | null;
    }>`
      with members as materialized (
        select merged_into_account_id as id, array_agg(account_id) as ids from collections.priority
        where tenant_id = ${tenantId} and merged_into_account_id is not null group by merged_into_account_id
      ), found as materialized (
        select a.id, a.company_id, a.number, a.name, a.name_key, a.country, a.portfolio_id, p.balances, p.priority, p.listed, p.next_action,
          (select max(t.activity_date) from collections.activity t where t.tenant_id = ${tenantId} and t.account_id = any(array_append(m.ids, a.id))) as last_contact,
          coalesce(p.overdue_company_minor, 0) as overdue, coalesce(p.open_company_minor, 0) as open
        from customers.v_account a
        left join collections.priority p on p.tenant_id = ${tenantId} and p.account_id = a.id
        left join customers.v_portfolio f on f.tenant_id = ${tenantId} and f.id = a.portfolio_id
        left join members m on m.id = a.id
        where a.tenant_id = ${tenantId} and a.company_id = any(${query.companyIds as bigint[]}::bigint[]) and a.archived_at is null
          and p.merged_into_account_id is null ${searchCondition(tenantId, query.search)}
          ${query.collectorPersonId === undefined ? sql`` : sql`and f.collector_person_id = ${query.collectorPersonId}`}
      ), chosen as (
        select * from found where ${onlyCondition(query.only)}
      ), page as (
        select * from chosen order by ${orderOf(query)}, id limit ${query.limit} offset ${query.offset}
      ), totals as (
        select (select count(*)::integer from chosen) as count,
          (select jsonb_agg(jsonb_build_object('currency', t.currency, 'open', t.open::text, 'overdue', t.overdue::text) order by t.currency)
           from (select b ->> 'currency' as currency, sum((b ->> 'open')::numeric) as open, sum((b ->> 'overdue')::numeric) as overdue
                 from chosen, jsonb_array_elements(chosen.balances) b group by 1) t) as totals
      )
      select page.id as account_id, c.code as company, page.number, page.name, page.country, n.name as collector, page.balances, page.priority,
        page.next_action, page.last_contact, totals.count, totals.totals
      from totals
      left join page on true
      left join company.v_company c on c.tenant_id = ${tenantId} and c.id = page.company_id
      left join customers.v_portfolio f on f.tenant_id = ${tenantId} and f.id = page.portfolio_id
      left join platform.person n on n.id = f.collector_person_id
      order by ${orderOf(query)}, page.id`.execute(db);
    return {
      rows: rows.flatMap((row) =>
        row.account_id === null
          ? []
          : [
              {
                accountId: row.account_id,
                company: row.company,
                customer: row.number,
                name: row.name,
                country: row.country,
                collector: row.collector,
                balances: row.balances ?? [],
                priority: row.priority,
                nextAction: row.next_action,
                lastContact: row.last_contact,
              },
            ],
      ),
      count: rows[0]?.count ?? 0,
      totals: rows[0]?.totals ?? [],
    };
  });
}

/** A customer is found by what it is called, and by what those were called that were merged into it. */
function searchCondition(tenantId: bigint, search: string | undefined): RawSql {
  const text = search?.trim() ?? '';
  if (text === '') return sql``;
  const key = textKey(text);
  const called = (alias: RawSql): RawSql =>
    sql`(${key === '' ? sql`false` : sql`position(${key} in ${alias}.name_key) > 0`} or starts_with(${alias}.number, ${text}))`;
  return sql`and (${called(sql`a`)} or exists (select 1 from customers.v_account b
    where b.tenant_id = ${tenantId} and b.id = any(m.ids) and ${called(sql`b`)}))`;
}

const onlyCondition = (only: CustomerQuery['only']): RawSql =>
  only === 'all' ? sql`true` : only === 'open' ? sql`open <> 0` : sql`overdue > 0`;

function orderOf(query: CustomerQuery): RawSql {
  const column = {
    name: sql`name_key`,
    number: sql`number`,
    overdue: sql`overdue`,
    open: sql`open`,
    priority: sql`priority`,
    lastContact: sql`last_contact`,
  }[query.sort];
  return query.falling ? sql`${column} desc nulls last` : sql`${column} asc nulls last`;
}
