/** The worklist: stored priorities in their order, what was done today, what sleeps, and why others are not listed. */
import type { Day } from '#kernel';
import type { ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, runQueryAtOnce, sql } from '#platform';
import type { worklistTabs } from '../lists.ts';
import type { Priority } from '../rules/priority.ts';
import { owedByCurrency } from './customers-source.ts';

export interface WorklistRow {
  readonly customer: string;
  readonly name: string;
  readonly priority: number;
  readonly reasons: Priority['reasons'];
  readonly nextAction: Priority['nextAction'];
  readonly balances: readonly { readonly currency: string; readonly open: string; readonly overdue: string }[];
}

export interface Worklist {
  readonly asOf: Day | null;
  readonly rows: readonly WorklistRow[];
  readonly notListed: readonly {
    readonly customer: string;
    readonly reason: { readonly code: string; readonly text: string };
  }[];
}

/**
 * The top of the worklist of a company, or of what is one person's. `withNotListed` adds every open account that is not on
 * it, with the reason.
 */
export function loadWorklist(
  engine: Engine,
  tenantId: bigint,
  input: { companyId: bigint; collectorPersonId?: bigint; limit: number; withNotListed: boolean },
): Promise<Worklist> {
  return runQueryAtOnce(engine, tenantId, async (db) => {
    const mine = ownOf(tenantId, input.companyId, input.collectorPersonId);
    const listed = sql<{
      number: string;
      name: string;
      priority: number;
      reasons: Priority['reasons'];
      next_action: Priority['nextAction'];
      balances: WorklistRow['balances'];
    }>`
      select a.number, a.name, p.priority, p.reasons, p.next_action, p.balances
      from (
        select account_id, priority, reasons, next_action, balances from collections.priority p
        where tenant_id = ${tenantId} and company_id = ${input.companyId} and listed ${mine}
        order by priority desc, account_id limit ${input.limit}
      ) p join customers.v_account a on a.tenant_id = ${tenantId} and a.id = p.account_id
      order by p.priority desc, a.id`;
    const notListed = sql<{ number: string; not_listed: { code: string; text: string } }>`
      select a.number, p.not_listed from collections.priority p join customers.v_account a on a.tenant_id = p.tenant_id and a.id = p.account_id
      where p.tenant_id = ${tenantId} and p.company_id = ${input.companyId} and not p.listed
        and p.merged_into_account_id is null ${mine} order by a.number`;
    const businessDay = sql<{ day: string }>`
      select day from collections.business_day where tenant_id = ${tenantId} and company_id = ${input.companyId}`;
    const [{ rows }, not, day] = await Promise.all([
      listed.execute(db),
      input.withNotListed ? notListed.execute(db) : { rows: [] },
      businessDay.execute(db),
    ]);
    return {
      asOf: day.rows[0]?.day ?? null,
      rows: rows.map((row) => ({
        customer: row.number,
        name: row.name,
        priority: row.priority,
        reasons: row.reasons,
        nextAction: row.next_action,
        balances: row.balances,
      })),
      notListed: not.rows.map((row) => ({ customer: row.number, reason: row.not_listed })),
    };
  });
}

/** Where a customer of the book stands in the day's work. */
type WorklistTab = (typeof worklistTabs)[number];

export interface DayWork {
  readonly asOf: Day | null;
  readonly rows: readonly (WorklistRow & {
    readonly company: string;
    readonly takenOver: { readonly person: string; readonly mine: boolean; readonly until: Day } | null;
    readonly reason: { readonly code: string; readonly text: string } | null;
  })[];
  readonly counts: Readonly<Record<WorklistTab, number>>;
}

/** The business days `day` of companies, and which accounts were `touched` on them: those merged away count for their survivors. */
const daysOf = (tenantId: bigint, companyIds: RawSql): RawSql => sql`day as (
        select company_id, day from collections.business_day where tenant_id = ${tenantId} and company_id = ${companyIds}
      ), touched as materialized (
        select distinct coalesce(m.merged_into_account_id, t.account_id) as account_id, t.activity_date from collections.activity t
        left join collections.priority m on m.tenant_id = ${tenantId} and m.account_id = t.account_id
        where t.tenant_id = ${tenantId} and t.activity_date in (select day from day)
      )`;
/** Where the priorities `p` stand in the day's work, and who has taken an account over. */
const tab = sql`case when t.account_id is not null then 'done' when p.listed then 'open' when p.not_listed ->> 'code' = 'snoozed' then 'snoozed'
            else 'not-listed' end as tab`;
const prioritiesOf = (tenantId: bigint): RawSql => sql`collections.priority p
        left join day d on d.company_id = p.company_id
        left join touched t on t.account_id = p.account_id and t.activity_date = d.day
        left join collections.takeover o on o.tenant_id = ${tenantId} and o.account_id = p.account_id and o.ended_seq is null
          and d.day between o.from_date and o.to_date`;
const ofCompanies = (tenantId: bigint, companyIds: RawSql): RawSql =>
  sql`p.tenant_id = ${tenantId} and p.company_id = ${companyIds} and p.merged_into_account_id is null`;
/** Whether the priority `p` is a person's own: by portfolio or substitution, or taken over. */
const isOwn = (tenantId: bigint, personId: bigint): RawSql => sql`(o.person_id = ${personId} or p.portfolio_id in (
      select id from customers.v_portfolio where tenant_id = ${tenantId} and collector_person_id = ${personId}) or exists (
      select 1 from customers.v_portfolio_substitute s where s.tenant_id = ${tenantId} and s.portfolio_id = p.portfolio_id
        and s.person_id = ${personId} and d.day between s.from_date and s.to_date))`;

/**
 * The rows of the day's work as a list: a customer with a line for each currency. What it stands there for is what weighs most of
 * what has happened, before how old the debt is; of those that are not listed it is why not. Those of one priority stand by their
 * accounts, as in the queue.
 */
export const worklistSource = (place: ListPlace): RawSql => {
  const { tenantId, personId } = place;
  const companyIds = sql`any(${place.companyIds as bigint[]}::bigint[])`;
  const owed = owedByCurrency(place);
  return sql`
  with ${daysOf(tenantId, companyIds)}
  select ${owed.columns}, a.id as "accountId", c.code as company, a.number as customer, a.name, ${tab},
    case when ${isOwn(tenantId, personId)} then 'mine' when o.person_id is null and f.collector_person_id is null then 'unassigned' else 'others' end as whose,
    f.code as portfolio, n.name as collector, h.name as "takenBy", round(p.priority)::integer as priority, p.priority::numeric - a.id::numeric / 1e18 as rank,
    coalesce(p.not_listed ->> 'code', e.value ->> 'code') as reason, coalesce(p.not_listed ->> 'text', e.value ->> 'text') as why,
    nullif(p.next_action ->> 'code', 'none') as next,
    (select max(x.activity_date) from collections.activity x where x.tenant_id = ${tenantId} and (x.account_id = p.account_id or x.account_id in (
      select o2.account_id from collections.priority o2 where o2.tenant_id = ${tenantId} and o2.merged_into_account_id = p.account_id))) as "lastContact"
  from ${prioritiesOf(tenantId)}
  join customers.v_account a on a.tenant_id = ${tenantId} and a.id = p.account_id
  join company.v_company c on c.tenant_id = ${tenantId} and c.id = p.company_id
  left join customers.v_portfolio f on f.tenant_id = ${tenantId} and f.id = p.portfolio_id
  left join platform.person n on n.id = f.collector_person_id
  left join platform.person h on h.id = o.person_id
  left join lateral (
    select r.value from jsonb_array_elements(p.reasons) with ordinality as r(value, place)
    order by case r.value ->> 'code' when 'broken_promise' then 0 when 'age' then 2 when 'overdue_amount' then 3 else 1 end, r.place limit 1
  ) e on true
  ${owed.lines}
  where ${ofCompanies(tenantId, companyIds)}`;
};

/**
 * The day's work of companies as an analyst sees it, in one order: `open` is the worklist without those called or noted on
 * the business day of their company, `done` are these, `snoozed` sleep until a day, `not-listed` are all others with the
 * reason. `whose`: the person's own (portfolios, those of a substitution, customers taken over), those that have neither a
 * collector nor somebody who took them over, or all. `asOf` is the latest business day.
 */
export function loadDayWork(
  engine: Engine,
  tenantId: bigint,
  input: {
    companyIds: readonly bigint[];
    personId: bigint;
    tab: WorklistTab;
    whose: 'mine' | 'unassigned' | 'all';
    /** Selects the accounts that are looked at; absent: all. */
    only?: RawSql | undefined;
    offset: number;
    limit: number;
  },
): Promise<DayWork> {
  const { personId } = input;
  const companyIds = sql`any(${input.companyIds as bigint[]}::bigint[])`;
  const whose = {
    all: sql``,
    unassigned: sql`and o.person_id is null and not exists (select 1 from customers.v_portfolio f
      where f.tenant_id = ${tenantId} and f.id = p.portfolio_id and f.collector_person_id is not null)`,
    mine: sql`and ${isOwn(tenantId, personId)}`,
  }[input.whose];
  const only = input.only === undefined ? sql`` : sql`and p.account_id in (${input.only})`;
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<{
      as_of: Day | null;
      open: number;
      done: number;
      snoozed: number;
      not_listed_count: number;
      company: string;
      number: string | null;
      name: string;
      priority: number;
      reasons: Priority['reasons'];
      next_action: Priority['nextAction'];
      not_listed: { code: string; text: string } | null;
      balances: WorklistRow['balances'];
      taken_person_id: bigint | null;
      taken_person: string | null;
      taken_until: Day | null;
    }>`
      with ${daysOf(tenantId, companyIds)}, work as (
        select p.account_id, p.company_id, p.priority, p.reasons, p.next_action, p.not_listed, p.balances,
          o.person_id as taken_person_id, o.to_date as taken_until, ${tab}
        from ${prioritiesOf(tenantId)}
        where ${ofCompanies(tenantId, companyIds)} ${whose} ${only}
      ), counts as (
        select (select max(day) from day) as as_of, count(*) filter (where tab = 'open')::integer as open, count(*) filter (where tab = 'done')::integer as done,
          count(*) filter (where tab = 'snoozed')::integer as snoozed, count(*) filter (where tab = 'not-listed')::integer as not_listed_count
        from work
      ), page as (
        select * from work where tab = ${input.tab} order by priority desc, account_id limit ${input.limit} offset ${input.offset}
      )
      select counts.*, c.code as company, a.number, a.name, page.priority, page.reasons, page.next_action, page.not_listed, page.balances,
        page.taken_person_id, n.name as taken_person, page.taken_until
      from counts
      left join (page join customers.v_account a on a.tenant_id = ${tenantId} and a.id = page.account_id) on true
      left join company.v_company c on c.tenant_id = ${tenantId} and c.id = page.company_id
      left join platform.person n on n.id = page.taken_person_id
      order by page.priority desc, page.account_id`.execute(db);
    const first = rows[0]!;
    return {
      asOf: first.as_of,
      rows: rows.flatMap((row) =>
        row.number === null
          ? []
          : [
              {
                company: row.company,
                customer: row.number,
                name: row.name,
                priority: row.priority,
                reasons: row.reasons,
                nextAction: row.next_action,
                balances: row.balances,
                takenOver:
                  row.taken_person === null
                    ? null
                    : { person: row.taken_person, mine: row.taken_person_id === personId, until: row.taken_until! },
                reason: row.not_listed,
              },
            ],
      ),
      counts: { open: first.open, done: first.done, snoozed: first.snoozed, 'not-listed': first.not_listed_count },
    };
  });
}

/**
 * Only what is a person's on the business day: the own portfolios, those of whom the person stands in for, and customers
 * taken over.
 */
const ownOf = (tenantId: bigint, companyId: bigint, personId: bigint | undefined): RawSql =>
  personId === undefined
    ? sql``
    : sql`and (p.portfolio_id in (
      select id from customers.v_portfolio where tenant_id = ${tenantId} and collector_person_id = ${personId}
      union all
      select s.portfolio_id from customers.v_portfolio_substitute s join collections.business_day d
        on d.tenant_id = ${tenantId} and d.company_id = ${companyId} and d.day between s.from_date and s.to_date
      where s.tenant_id = ${tenantId} and s.person_id = ${personId})
      or p.account_id in (select o.account_id from collections.takeover o join collections.business_day d
        on d.tenant_id = ${tenantId} and d.company_id = ${companyId} and d.day between o.from_date and o.to_date
      where o.tenant_id = ${tenantId} and o.person_id = ${personId} and o.ended_seq is null))`;
