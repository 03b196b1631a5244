/** Keeps the stored priorities: a projector for changed accounts, and the whole book once a business day. */
import type { Company } from '#company';
import { accountsByIds } from '#customers';
import { type Day, done, formatAmount, type Outcome } from '#kernel';
import {
  type Caller,
  type Engine,
  type Projector,
  type RawSql,
  runCommand,
  type Sql,
  sql,
  type Transaction,
} from '#platform';
import { type PriorityFacts, prioritise } from '../rules/priority.ts';
import { type PriorityRow, setBusinessDay, upsertPriorities } from '../store.ts';

/**
 * Brings the priorities of changed accounts up to date for their company's business day. Merged accounts share one row, and
 * only the changed account is locked: such rows are made while the head is held, one transaction after the other.
 */
export const priorityProjector: Projector = {
  name: 'collections.priority',
  floor: 9,
  async run(tx, accountIds) {
    const rows = await priorityRows(tx.db, tx.tenantId, { aloneIds: accountIds });
    const own = rows.filter((row) => !row.merged);
    if (own.length > 0) tx.send(upsertPriorities(tx.tenantId, own));
    const shared = rows.filter((row) => row.merged).map((row) => row.accountId);
    if (shared.length === 0) return;
    tx.atHead(async () => {
      const late = await priorityRows(tx.db, tx.tenantId, { accountIds: shared });
      if (late.length > 0) await upsertPriorities(tx.tenantId, late).execute(tx.db);
    });
  },
};

/** Makes the day's priorities of a company: sets its business day and rewrites what changed. */
export function prioritiseCompany(
  engine: Engine,
  caller: Caller,
  input: { company: Company; asOf: Day },
): Promise<Outcome<{ changed: number }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'collections.prioritise',
      reason: `Priorities for ${input.asOf}.`,
      input: { company: input.company.code, asOf: input.asOf },
    },
    async (tx: Transaction) => {
      await setBusinessDay(tx, input.company.id, input.asOf);
      const rows = await priorityRows(tx.db, tx.tenantId, { companyId: input.company.id });
      const changed = rows.length === 0 ? 0 : (await upsertPriorities(tx.tenantId, rows).execute(tx.db)).rows.length;
      tx.count('priorities', changed);
      return done({ changed });
    },
  );
}

/** A priority, and whether it is of several accounts that read as one. */
export interface ComputedPriority extends PriorityRow {
  readonly merged: boolean;
}

interface Row {
  account_id: bigint;
  as_id: bigint;
  as_number: string;
  as_name: string;
  merged: boolean;
  company_id: bigint;
  portfolio_id: bigint | null;
  category: string;
  insolvent_since: string | null;
  claim_deadline: string | null;
  claim_filed_on: string | null;
  day: string;
  company_currency: string;
  /** A currency in which something is open, also of a later day; null: nothing is, in any. */
  currency: string | null;
  /** What is open in it on the business day; null: all that is open is dated later. */
  currency_open: bigint | null;
  currency_overdue: bigint | null;
  /** Of this currency's items, in company currency. */
  overdue: bigint | null;
  /** Of the overdue what is asked for and not blocked. */
  free: bigint | null;
  credit: bigint | null;
  open: bigint | null;
  /** The same with what is dated later. */
  known: bigint | null;
  oldest: string | null;
  level: number | null;
  /** How many levels the customer's procedure has. */
  last_level: number | null;
  last_notice: string | null;
  last_activity: string | null;
  follow_up: string | null;
  snoozed: string | null;
  /** Promises that are due, or were broken of late: state, amount, currency, promised and judged day, id. */
  promises: PromiseRow[] | null;
  returned_amount: bigint | null;
  returned_currency: string | null;
  returned_day: string | null;
  has_phone: boolean | null;
  address_bounces: boolean | null;
}

type PromiseRow = [state: string, amount: string, currency: string, promised: Day, judged: Day | null, id: string];

/**
 * Whose priorities: of a company, of some accounts and all that read as one with them, or of accounts each taken for itself,
 * which is less to read; those that do read as one with others are then marked `merged` and nothing else of them is right.
 */
type Scope =
  | { readonly companyId: bigint }
  | { readonly accountIds: readonly bigint[] }
  | { readonly aloneIds: readonly bigint[] };

/**
 * The relation `accounts` of a scope, behind what it stands on, for a `with recursive`: each with the account that it reads as
 * on its company's business day (`as_id` …), all that read as that one (`ids`), and whether these are several (`merged`).
 */
function accountsOf(tenantId: bigint, scope: Scope): RawSql {
  const inForce = (day: RawSql): RawSql =>
    sql`r.tenant_id = ${tenantId} and r.kind = 'merged_into' and r.ended_seq is null and r.from_date <= ${day} and (r.to_date is null or r.to_date >= ${day})`;
  const columns = sql`a.company_id, a.customer_id, a.portfolio_id, a.category, a.insolvent_since, a.dunning_procedure, b.day, b.procedures_seq,
    c.currency as company_currency`;
  const dayAndCompany = sql`
    join collections.business_day b on b.tenant_id = a.tenant_id and b.company_id = a.company_id
    join company.v_company c on c.tenant_id = a.tenant_id and c.id = a.company_id`;
  if ('aloneIds' in scope)
    return sql`accounts as materialized (
      select a.id, a.id as as_id, a.number as as_number, a.name as as_name, array[a.id] as ids, ${columns},
        exists (select 1 from customers.v_relation r where (r.customer_id = a.customer_id or r.other_customer_id = a.customer_id) and ${inForce(sql`b.day`)}) as merged
      from ${accountsByIds(tenantId, scope.aloneIds)} a ${dayAndCompany}
    )`;
  // The merges that touch the scope: of a company all, of some accounts those that lead to or from them. Accounts are then
  // found by an array, which keeps them on their index whatever the planner thinks of relations.
  const [wanted, merges] =
    'companyId' in scope
      ? [
          sql`a.company_id = ${scope.companyId}`,
          sql`merges as (
            select b.company_id, r.customer_id, r.other_customer_id
            from collections.business_day b join customers.v_relation r on ${inForce(sql`b.day`)}
            where b.tenant_id = ${tenantId} and b.company_id = ${scope.companyId}
          )`,
        ]
      : [
          sql`a.id = any(array(select unnest(${scope.accountIds as bigint[]}::bigint[]) union select id from moved union select as_id from moved))`,
          sql`circle (company_id, day, customer_id) as (
            select a.company_id, b.day, a.customer_id from customers.v_account a
            join collections.business_day b on b.tenant_id = a.tenant_id and b.company_id = a.company_id
            where a.tenant_id = ${tenantId} and a.id = any(${scope.accountIds as bigint[]}::bigint[])
            union
            select c.company_id, c.day, x.customer_id from circle c cross join lateral (
              select r.other_customer_id as customer_id from customers.v_relation r where r.customer_id = c.customer_id and ${inForce(sql`c.day`)}
              union all
              select r.customer_id from customers.v_relation r where r.other_customer_id = c.customer_id and ${inForce(sql`c.day`)}
            ) x
          ), merges as (
            select c.company_id, r.customer_id, r.other_customer_id from circle c join customers.v_relation r on r.customer_id = c.customer_id and ${inForce(sql`c.day`)}
          )`,
        ];
  return sql`${merges}, reads (company_id, customer_id, holder_id, depth) as (
      select company_id, customer_id, other_customer_id, 1 from merges
      union all
      select r.company_id, r.customer_id, m.other_customer_id, r.depth + 1
      from reads r join merges m on m.company_id = r.company_id and m.customer_id = r.holder_id where r.depth < 50
    ), moved as materialized (
      select f.id, t.id as as_id, t.number as as_number, t.name as as_name
      from (select distinct on (company_id, customer_id) * from reads order by company_id, customer_id, depth desc) r
      join customers.v_account f on f.tenant_id = ${tenantId} and f.company_id = r.company_id and f.customer_id = r.customer_id
      join customers.v_account t on t.tenant_id = ${tenantId} and t.company_id = r.company_id and t.customer_id = r.holder_id
    ), accounts as materialized (
      select a.id, coalesce(v.as_id, a.id) as as_id, coalesce(v.as_number, a.number) as as_number, coalesce(v.as_name, a.name) as as_name,
        array_agg(a.id) over (partition by coalesce(v.as_id, a.id)) as ids, ${columns},
        v.id is not null or a.id in (select as_id from moved) as merged
      from customers.v_account a left join moved v on v.id = a.id ${dayAndCompany}
      where a.tenant_id = ${tenantId} and ${wanted}
    )`;
}

/**
 * The priorities as they must be: the one definition, for the projector, the daily run and `verify`. Accounts that read as
 * one on the business day are one: the survivor's priority counts the items, levels, calls and promises of all, the others
 * have none of their own.
 */
export async function priorityRows(db: Sql, tenantId: bigint, scope: Scope): Promise<ComputedPriority[]> {
  // What reads as another has a row to say so, also where nothing is open; of one that stands alone in the reading, that it does not.
  const told = 'aloneIds' in scope ? sql`a.merged` : sql`a.id <> a.as_id`;
  const { rows } = await sql<Row>`
    with recursive ${accountsOf(tenantId, scope)}, blocks as materialized (
      select x.item_id from accounts a join receivables.v_block x on x.tenant_id = ${tenantId} and x.account_id = a.id
      where x.from_date <= a.day and (x.to_date is null or x.to_date >= a.day)
    ), items as materialized (
      select a.as_id as account_id, i.id, i.currency, i.due_date, i.open_minor, i.open_company_minor,
        -- Overdue as everywhere (the gross aging's columns past due); what is not asked for now (a bill, a tax certificate) or is
        -- blocked is no less overdue, and not free to chase.
        i.aging_class = 'debit' and i.due_date < a.day as overdue,
        -- What is dated later is open from its day on, as in the aging; not what is overdue already, posted late. A credit of
        -- tomorrow is known all the same, and covers.
        i.posting_date <= a.day or i.aging_class = 'debit' and i.due_date < a.day as dated,
        i.chased and i.open_minor > 0 and i.id not in (select item_id from blocks) as free
      from accounts a join receivables.v_item i on i.tenant_id = ${tenantId} and i.account_id = a.id
      where i.open_minor <> 0 and not i.noted
    ), money as (
      select account_id, currency, sum(open_minor) filter (where dated)::bigint as currency_open,
        coalesce(sum(open_minor) filter (where overdue), 0)::bigint as currency_overdue,
        coalesce(sum(open_company_minor) filter (where overdue), 0)::bigint as overdue,
        coalesce(sum(open_company_minor) filter (where overdue and free), 0)::bigint as free,
        coalesce(-sum(open_company_minor) filter (where open_minor < 0), 0)::bigint as credit,
        coalesce(sum(open_company_minor) filter (where dated), 0)::bigint as open, sum(open_company_minor)::bigint as known,
        min(due_date) filter (where overdue and free) as oldest
      from items group by account_id, currency
    )
    select a.id as account_id, a.as_id, a.as_number, a.as_name, a.merged, a.company_id, a.portfolio_id, a.category, a.day, a.company_currency,
      a.insolvent_since, n.claim_deadline, n.claim_filed_on,
      m.currency, m.currency_open, m.currency_overdue, m.overdue, m.free, m.credit, m.open, m.known, m.oldest,
      l.level, p.last_level, l.last_notice, act.last_activity, act.follow_up, s.until_date as snoozed,
      pr.promises,
      rp.amount_minor as returned_amount, rp.currency as returned_currency, rp.returned_on as returned_day,
      con.has_phone, con.address_bounces
    from accounts a
    left join money m on m.account_id = a.id
    left join lateral (
      -- As a mere condition the items would be joined anew for each account of a whole book.
      select max(level) as level, max(last_notice_date) as last_notice
      from collections.item_level where tenant_id = ${tenantId} and account_id = any(a.ids) and (item_id in (select id from items)) is true
    ) l on true
    left join lateral (
      -- The version in force of those that the day's priorities know.
      select jsonb_array_length(rule -> 'levels') as last_level from collections.procedure
      where l.level > 0 and tenant_id = ${tenantId} and code = coalesce(a.dunning_procedure, 'standard') and valid_from <= a.day
        and seq <= a.procedures_seq
      order by valid_from desc, seq desc limit 1
    ) p on true
    left join lateral (
      select max(activity_date) as last_activity, (array_agg(follow_up_date order by activity_date desc, id desc))[1] as follow_up
      from collections.activity where tenant_id = ${tenantId} and account_id = any(a.ids) and activity_date <= a.day
    ) act on true
    left join collections.snooze s on s.tenant_id = ${tenantId} and s.account_id = a.id
    left join lateral (
      select jsonb_agg(jsonb_build_array(state, amount_minor::text, currency, promised_date, judged_date, id::text)) as promises
      from promises.v_promise
      where tenant_id = ${tenantId} and account_id = any(a.ids)
        and (state = 'open' and promised_date <= a.day or state in ('broken', 'part_kept') and judged_date >= a.day - 14)
    ) pr on true
    left join lateral (
      select amount_minor, currency, returned_on from cash.v_returned_payment
      where tenant_id = ${tenantId} and account_id = any(a.ids) and standing and returned_on between a.day - 30 and a.day
      order by returned_on desc, id desc limit 1
    ) rp on true
    left join lateral (
      select bool_or(phone is not null) as has_phone,
        bool_or(bounced_at is not null) and not bool_or(email is not null and bounced_at is null) as address_bounces
      from customers.v_contact where tenant_id = ${tenantId} and customer_id = a.customer_id
    ) con on true
    left join lateral (
      select claim_deadline, claim_filed_on from customers.v_insolvency
      where a.insolvent_since is not null and tenant_id = ${tenantId} and customer_id = a.customer_id and ended_seq is null
    ) n on true
    where m.account_id is not null or ${told}
      or exists (select from collections.priority p where p.tenant_id = ${tenantId} and p.account_id = a.id)
    order by a.id, m.currency`.execute(db);
  // An account has a row for each currency in which something is open, and what is not of a currency stands in each of them.
  const accounts = new Map<bigint, Row[]>();
  for (const row of rows) {
    const known = accounts.get(row.account_id);
    if (known === undefined) accounts.set(row.account_id, [row]);
    else known.push(row);
  }
  return [...accounts.values()].map(toRow);
}

/** What stands for an account that reads as another: where it is found. */
function mergedRow(row: Row): ComputedPriority {
  return {
    accountId: row.account_id,
    companyId: row.company_id,
    portfolioId: row.portfolio_id,
    listed: false,
    priority: 0,
    reasons: [],
    nextAction: { code: 'none', text: `See ${row.as_number}` },
    notListed: { code: 'merged', text: `Merged into ${row.as_number} ${row.as_name}` },
    balances: [],
    openCompanyMinor: 0n,
    overdueCompanyMinor: 0n,
    mergedIntoAccountId: row.as_id,
    merged: true,
  };
}

/** The promise that was broken last, and the one that has been due longest. */
function promisesOf(rows: readonly PromiseRow[]): Pick<PriorityFacts, 'brokenPromise' | 'promiseDue'> {
  const told = (row: PromiseRow | undefined): PriorityFacts['promiseDue'] =>
    row === undefined ? null : { amountMinor: BigInt(row[1]), currency: row[2], day: row[3] };
  const broken = rows
    .filter(([state]) => state !== 'open')
    .sort(([, , , , a, x], [, , , , b, y]) => (a === b ? compare(BigInt(y), BigInt(x)) : compare(b!, a!)));
  const due = rows
    .filter(([state]) => state === 'open')
    .sort(([, , , a, , x], [, , , b, , y]) => (a === b ? compare(BigInt(x), BigInt(y)) : compare(a, b)));
  return { brokenPromise: told(broken[0]), promiseDue: told(due[0]) };
}

const compare = <T extends bigint | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

const sum = (rows: readonly Row[], pick: (row: Row) => bigint | null): bigint =>
  rows.reduce((total, row) => total + (pick(row) ?? 0n), 0n);

/** The priority of an account, of its rows. */
function toRow(rows: readonly Row[]): ComputedPriority {
  const row = rows[0]!;
  if (row.as_id !== row.account_id) return mergedRow(row);
  const later =
    [row.last_notice, row.last_activity]
      .filter((day): day is string => day !== null)
      .sort()
      .at(-1) ?? null;
  const overdue = sum(rows, (one) => one.overdue);
  const free = sum(rows, (one) => one.free);
  const open = sum(rows, (one) => one.open);
  const { brokenPromise, promiseDue } = promisesOf(row.promises ?? []);
  const facts: PriorityFacts = {
    accountId: row.account_id,
    category: row.category,
    insolvency:
      row.insolvent_since === null
        ? null
        : { since: row.insolvent_since, claimDeadline: row.claim_deadline, claimFiledOn: row.claim_filed_on },
    companyCurrency: row.company_currency,
    overdueMinor: overdue,
    freeOverdueMinor: free,
    creditMinor: sum(rows, (one) => one.credit),
    oldestDueDate: rows.reduce<Day | null>(
      (oldest, one) => (one.oldest !== null && (oldest === null || one.oldest < oldest) ? one.oldest : oldest),
      null,
    ),
    highestLevel: row.level ?? 0,
    lastLevel: row.last_level,
    lastNoticeDate: row.last_notice,
    lastContactDate: later,
    // What was broken, or taken back, matters while something is to be paid.
    brokenPromise: free > 0n ? brokenPromise : null,
    returnedPayment:
      row.returned_amount === null || sum(rows, (one) => one.known) <= 0n
        ? null
        : { amountMinor: row.returned_amount, currency: row.returned_currency!, day: row.returned_day! },
    promiseDue,
    followUpDate: row.follow_up,
    snoozedUntil: row.snoozed,
    hasPhone: row.has_phone ?? false,
    addressBounces: row.address_bounces ?? false,
  };
  const { listed, priority, reasons, nextAction, notListed } = prioritise(facts, row.day);
  const balances = rows.flatMap(({ currency, currency_open, currency_overdue }) =>
    currency === null || currency_open === null
      ? []
      : [
          {
            currency,
            open: formatAmount(currency_open, currency),
            overdue: formatAmount(currency_overdue!, currency),
          },
        ],
  );
  return {
    accountId: row.account_id,
    companyId: row.company_id,
    portfolioId: row.portfolio_id,
    listed,
    priority,
    reasons,
    nextAction,
    notListed,
    balances,
    openCompanyMinor: open,
    overdueCompanyMinor: overdue,
    mergedIntoAccountId: null,
    merged: row.merged,
  };
}
