/** Money that is not applied, with who works on it and how old it is: unapplied, on account, unidentified; dormant credits. */
import { type Day, formatAmount } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import { leftByPerson } from '../model.ts';

export const unappliedQueues = ['unidentified', 'unapplied', 'on_account', 'dormant'] as const;
export type UnappliedQueue = (typeof unappliedQueues)[number];

export interface UnappliedRow {
  readonly id: bigint;
  readonly version: number;
  readonly queue: UnappliedQueue;
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
  readonly explanation: string;
  readonly owner: string | null;
  /** A person named the owner; else it is who collects from the customer. */
  readonly assigned: boolean;
  /** The day on which the payer was asked what it is for. */
  readonly requestedOn: Day | null;
}

export interface UnappliedTotal {
  readonly queue: UnappliedQueue;
  readonly currency: string;
  readonly count: number;
  readonly left: string;
}

/**
 * Unapplied money of a company on a day, the oldest first, with totals by queue and currency. `unidentified`: nobody knows the
 * payer; `on_account`: a person left it there; `unapplied`: the rest; `dormant`: a known customer's credit that has not moved
 * for as many months as policy says: unclaimed property, never income.
 */
export function listUnapplied(
  engine: Engine,
  tenantId: bigint,
  query: {
    companyId: bigint;
    day: Day;
    queue?: UnappliedQueue | undefined;
    /** Only what this person owns; null: what nobody does. */
    ownerPersonId?: bigint | null | undefined;
    limit: number;
  },
): Promise<{ rows: UnappliedRow[]; totals: UnappliedTotal[] }> {
  return runQuery(engine, tenantId, async (db) => {
    const unapplied = sql`
      select r.id, r.version, r.number, r.value_date as "valueDate", (${query.day}::date - r.value_date) as "ageDays", m.day as "lastMovedOn",
        r.amount_minor as "amountMinor", case when r.item_id is null then r.amount_minor else -i.open_minor end as "leftMinor", r.currency,
        l.counterparty_name as payer, a.number as customer, a.name, r.explanation, r.owner_person_id is not null as assigned,
        coalesce(r.owner_person_id, f.collector_person_id) as owner_id, w.name as owner, q.day as "requestedOn",
        case when r.state = 'unidentified' then 'unidentified'
          when p.months > 0 and m.day + make_interval(months => p.months) <= ${query.day}::date then 'dormant'
          when r.explanation = ${leftByPerson} then 'on_account' else 'unapplied' end as queue
      from cash.receipt r
      join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
      left join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = r.item_id
      left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = r.account_id
      left join customers.v_portfolio f on f.tenant_id = ${tenantId} and f.id = a.portfolio_id
      left join platform.person w on w.id = coalesce(r.owner_person_id, f.collector_person_id)
      left join lateral (
        select greatest(r.posting_date, max(x.effective_date)) as day from receivables.v_allocation x
        where x.tenant_id = ${tenantId} and x.credit_item_id = r.item_id
      ) m on true
      left join lateral (
        select d.months from cash.dormancy_policy d
        where d.tenant_id = ${tenantId} and d.company_id = r.company_id and d.valid_from <= ${query.day} order by d.valid_from desc limit 1
      ) p on true
      left join lateral (
        select max(s.proposed_date) as day from correspondence.v_message s
        where s.tenant_id = ${tenantId} and s.account_id = r.account_id and s.kind = 'remittance_request' and s.state in ('proposed', 'sending', 'sent')
          and s.facts ->> 'receiptId' = r.id::text
      ) q on true
      where r.tenant_id = ${tenantId} and r.company_id = ${query.companyId} and r.amount_minor > 0
        and r.state in ('unapplied', 'part_applied', 'unidentified')`;
    const owned =
      query.ownerPersonId === undefined
        ? sql``
        : query.ownerPersonId === null
          ? sql`and u.owner_id is null`
          : sql`and u.owner_id = ${query.ownerPersonId}`;
    const { rows } = await sql<
      Omit<UnappliedRow, 'amount' | 'left'> & { amountMinor: bigint; leftMinor: bigint; owner_id: bigint | null }
    >`
      with u as (${unapplied}) select * from u where true ${query.queue === undefined ? sql`` : sql`and u.queue = ${query.queue}`} ${owned}
      order by u."valueDate", u.id limit ${query.limit}`.execute(db);
    const totals = await sql<{ queue: UnappliedQueue; currency: string; count: number; left: bigint }>`
      with u as (${unapplied}) select u.queue, u.currency, count(*)::integer as count, sum(u."leftMinor")::bigint as left from u where true ${owned}
      group by 1, 2 order by 1, 2`.execute(db);
    return {
      rows: rows.map(({ amountMinor, leftMinor, owner_id: _, ...row }) => ({
        ...row,
        amount: formatAmount(amountMinor, row.currency),
        left: formatAmount(leftMinor, row.currency),
      })),
      totals: totals.rows.map((one) => ({ ...one, left: formatAmount(one.left, one.currency) })),
    };
  });
}
