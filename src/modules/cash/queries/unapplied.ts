/** Money that is not applied, with who works on it and how old it is: unapplied, on account, unidentified; dormant credits. */
import { type Day, formatAmount } from '#kernel';
import type { ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import type { ownerGrounds, unappliedQueues, unappliedWaits } from '../lists.ts';
import { leftByPerson } from '../model.ts';

export type OwnerGround = (typeof ownerGrounds)[number];
export type UnappliedQueue = (typeof unappliedQueues)[number];

/**
 * What money waits for: a yes or no to what is proposed, somebody who says whose it is, the payer's answer, somebody who
 * says what it is for, an item that comes later, a correction in the ERP that refused what it was applied to, or the procedure for
 * unclaimed property.
 */
export type WaitsFor = (typeof unappliedWaits)[number];

export interface UnappliedRow {
  readonly id: bigint;
  readonly company: string;
  readonly version: number;
  readonly queue: UnappliedQueue;
  readonly waitsFor: WaitsFor;
  readonly number: string | null;
  readonly valueDate: Day;
  readonly ageDays: number;
  /** The last day on which it or any part of it moved. */
  readonly lastMovedOn: Day;
  readonly amount: string;
  readonly left: string;
  readonly currency: string;
  readonly payer: string | null;
  readonly customer: string | null;
  readonly name: string | null;
  /** What the bank passed on of the payer's own words. */
  readonly text: string;
  readonly explanation: string;
  readonly owner: string | null;
  readonly ownerId: bigint | null;
  /** Why it is theirs; null: nobody's. */
  readonly ownedBy: OwnerGround | null;
  /** The day on which the payer was asked what it is for, or what to do with it. */
  readonly requestedOn: Day | null;
}

export interface UnappliedTotal {
  readonly queue: UnappliedQueue;
  readonly currency: string;
  readonly count: number;
  readonly left: string;
}

/** The companies in which money that came in waits for its items, or for somebody who knows whose it is. */
export function companiesWithOpenMoney(engine: Engine, tenantId: bigint): Promise<bigint[]> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<{ id: bigint }>`
      select y.id from company.v_company y
      where y.tenant_id = ${tenantId} and exists (
        select from cash.receipt r
        where r.tenant_id = ${tenantId} and r.company_id = y.id and r.amount_minor > 0 and r.state in ('unapplied', 'part_applied', 'unidentified'))
      order by y.id`.execute(db);
    return rows.map((row) => row.id);
  });
}

/** A company and the day on which its money is looked at. */
export interface CompanyOnDay {
  readonly id: bigint;
  readonly day: Day;
}

export interface UnappliedChoice {
  readonly companies: readonly CompanyOnDay[];
  readonly queue?: UnappliedQueue | undefined;
  /** Only what this person owns; null: what nobody does. */
  readonly ownerPersonId?: bigint | null | undefined;
  /** Only these. */
  readonly receiptIds?: readonly bigint[] | undefined;
}

/**
 * The receipts `r` of companies (`id`, `day`) that are not applied whole, and whose work each is: who was given it, else who stands in
 * on the day for the collector of its customer's portfolio, else the collector, else whom the company's rule names for money of an
 * unknown payer or of a customer without a collector. The collector works beside the substitute (`beside_person_id`).
 */
const ownedMoney = (tenantId: bigint, companies: RawSql): RawSql => sql`(${companies}) c
      join cash.receipt r on r.tenant_id = ${tenantId} and r.company_id = c.id and r.amount_minor > 0
        and r.state in ('unapplied', 'part_applied', 'unidentified')
      left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = r.account_id
      left join customers.v_portfolio f on f.tenant_id = ${tenantId} and f.id = a.portfolio_id
      left join lateral (
        select s.person_id from customers.v_portfolio_substitute s
        where s.tenant_id = ${tenantId} and s.portfolio_id = a.portfolio_id and c.day between s.from_date and s.to_date
        order by s.from_date desc, s.id desc limit 1
      ) s on true
      left join cash.default_owner e on e.tenant_id = ${tenantId} and e.company_id = r.company_id
        and e.kind = case when r.account_id is null then 'unidentified' else 'without_collector' end
      cross join lateral (
        select coalesce(r.owner_person_id, s.person_id, f.collector_person_id, e.person_id) as person_id,
          case when r.owner_person_id is null and s.person_id is not null then f.collector_person_id end as beside_person_id,
          case when r.owner_person_id is not null then 'given' when s.person_id is not null then 'substitute'
            when f.collector_person_id is not null then 'collector' when e.person_id is not null then 'rule' end as ground
      ) o`;

/** How many receipts that are not applied whole are a person's work in a company, on a day: as many as the list has of `mine`. */
export async function countOwnMoney(
  db: Sql,
  tenantId: bigint,
  of: CompanyOnDay & { readonly personId: bigint },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ${ownedMoney(tenantId, sql`select ${of.id}::bigint as id, ${of.day}::date as day`)}
    where ${of.personId} in (o.person_id, o.beside_person_id)`.execute(db);
  return rows[0]!.count;
}

/** Money that is not applied in companies (`id`, `day`), each on its day. */
const moneyNotApplied = (tenantId: bigint, companies: RawSql, some: RawSql): RawSql => sql`
      select r.id, y.code as company, r.version, r.number, r.value_date as "valueDate", (c.day - r.value_date) as "ageDays", m.day as "lastMovedOn",
        r.amount_minor as "amountMinor", case when r.item_id is null then r.amount_minor else -i.open_minor end as "leftMinor", r.currency,
        l.counterparty_name as payer, a.number as customer, a.name, l.remittance as text, r.explanation, o.ground as "ownedBy",
        o.person_id as "ownerId", o.beside_person_id as "besideId", w.name as owner, q.day as "requestedOn", r.proposal is not null as proposed, r.decision = 'refused' as refused,
        case when r.state = 'unidentified' then 'unidentified'
          when p.months > 0 and m.day + make_interval(months => p.months) <= c.day then 'dormant'
          when r.explanation = ${leftByPerson} then 'on_account' else 'unapplied' end as queue
      from ${ownedMoney(tenantId, companies)}
      join company.v_company y on y.tenant_id = ${tenantId} and y.id = c.id
      join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
      left join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = r.item_id
      left join platform.person w on w.id = o.person_id
      left join lateral (
        select greatest(r.posting_date, max(x.effective_date)) as day from receivables.v_allocation x
        where x.tenant_id = ${tenantId} and x.credit_item_id = r.item_id
      ) m on true
      left join lateral (
        select d.months from cash.dormancy_policy d
        where d.tenant_id = ${tenantId} and d.company_id = r.company_id and d.country in ('', a.country) and d.valid_from <= c.day
        order by d.country desc, d.valid_from desc limit 1
      ) p on true
      left join lateral (
        select max(s.proposed_date) as day from correspondence.v_message s
        where s.tenant_id = ${tenantId} and s.account_id = r.account_id and s.state in ('proposed', 'sending', 'sent', 'unknown')
          and (s.kind = 'remittance_request' and s.facts ->> 'receiptId' = r.id::text or s.kind = 'dormant_credit' and s.facts -> 'itemIds' ? r.item_id::text)
      ) q on true
      where true ${some}`;

/** What the money `u` waits for. */
const waitsFor = sql`case when u.proposed then 'decision' when u.queue = 'unidentified' then 'payer' when u.queue = 'dormant' then 'claim' when u.refused then 'erp'
  when u."requestedOn" is not null then 'answer' when u.queue = 'on_account' then 'item' else 'purpose' end`;

/** The rows of the list of money that is not applied, each company on the day that it is in its zone. */
export const unappliedSource = ({ tenantId, companyIds, personId, now }: ListPlace): RawSql => {
  const companies = sql`select y.id, (${now.toISOString()}::timestamptz at time zone y.time_zone)::date as day from company.v_company y
    where y.tenant_id = ${tenantId} and y.id = any(${companyIds as bigint[]}::bigint[])`;
  return sql`
    select u.id, u.company, u.number, u.queue, ${waitsFor} as waits, u."valueDate" as received, u."ageDays" as age, u."lastMovedOn",
      u."amountMinor" as amount, u."leftMinor" as "left", u.currency, u.payer, lower(coalesce(u.name, u.payer)) as called, u.customer, u.name, u.text, u.owner, u."ownerId"::text as "ownerId",
      case when u."ownerId" is null then 'nobody' when ${personId} in (u."ownerId", u."besideId") then 'mine' else 'others' end as whose,
      u."ownedBy", u."requestedOn", u.version
    from (${moneyNotApplied(tenantId, companies, sql``)}) u`;
};

/**
 * Unapplied money of companies, each on its own day, the oldest first, with totals by queue and currency of all that the
 * other filters let through. `unidentified`: nobody knows the payer; `on_account`: a person left it there; `unapplied`: the
 * rest; `dormant`: a known customer's credit that has not moved for as many months as policy says: unclaimed property, never income.
 */
export function listUnapplied(
  engine: Engine,
  tenantId: bigint,
  query: UnappliedChoice & { readonly limit: number },
): Promise<{ rows: UnappliedRow[]; totals: UnappliedTotal[] }> {
  const some = query.receiptIds === undefined ? sql`` : sql`and r.id = any(${query.receiptIds as bigint[]}::bigint[])`;
  return runQuery(engine, tenantId, async (db) => {
    const companies = sql`select * from unnest(${query.companies.map((one) => one.id)}::bigint[], ${query.companies.map((one) => one.day)}::date[]) as c (id, day)`;
    const unapplied = moneyNotApplied(tenantId, companies, some);
    const owned =
      query.ownerPersonId === undefined
        ? sql``
        : query.ownerPersonId === null
          ? sql`and u."ownerId" is null`
          : sql`and u."ownerId" = ${query.ownerPersonId}`;
    const { rows } = await sql<
      Omit<UnappliedRow, 'amount' | 'left'> & {
        amountMinor: bigint;
        leftMinor: bigint;
        proposed: boolean;
        refused: boolean;
        besideId: bigint | null;
      }
    >`
      with u as (${unapplied}) select u.*, ${waitsFor} as "waitsFor" from u
      where true ${query.queue === undefined ? sql`` : sql`and u.queue = ${query.queue}`} ${owned}
      order by u."valueDate", u.id limit ${query.limit}`.execute(db);
    const totals = await sql<{ queue: UnappliedQueue; currency: string; count: number; left: bigint }>`
      with u as (${unapplied}) select u.queue, u.currency, count(*)::integer as count, sum(u."leftMinor")::bigint as left
      from u where true ${owned} group by 1, 2 order by 1, 2`.execute(db);
    return {
      rows: rows.map(({ amountMinor, leftMinor, proposed: _, refused: __, besideId: ___, ...row }) => ({
        ...row,
        amount: formatAmount(amountMinor, row.currency),
        left: formatAmount(leftMinor, row.currency),
      })),
      totals: totals.rows.map((one) => ({ ...one, left: formatAmount(one.left, one.currency) })),
    };
  });
}
