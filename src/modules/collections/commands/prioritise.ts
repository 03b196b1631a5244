/** Keeps the stored priorities: a projector for changed accounts, and the whole book once a business day. */
import type { Company } from '#company';
import { type Day, done, formatAmount, type Outcome } from '#kernel';
import { type Caller, type Engine, type Projector, runCommand, type Sql, sql, type Transaction } from '#platform';
import { type PriorityFacts, prioritise } from '../rules/priority.ts';
import { type PriorityRow, setBusinessDay, upsertPriorities } from '../store.ts';

/** Brings the priorities of changed accounts up to date for their company's business day. */
export const priorityProjector: Projector = {
  name: 'collections.priority',
  floor: 9,
  async run(tx, accountIds) {
    const rows = await priorityRows(tx.db, tx.tenantId, { accountIds });
    if (rows.length > 0) tx.send(upsertPriorities(tx.tenantId, rows));
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

interface Row {
  account_id: bigint;
  company_id: bigint;
  portfolio_id: bigint | null;
  category: string;
  day: string;
  company_currency: string;
  overdue: bigint;
  blocked: bigint;
  credit: bigint;
  open: bigint;
  oldest: string | null;
  level: number | null;
  last_notice: string | null;
  last_activity: string | null;
  follow_up: string | null;
  snoozed: string | null;
  broken_amount: bigint | null;
  broken_currency: string | null;
  broken_day: string | null;
  returned_amount: bigint | null;
  returned_currency: string | null;
  returned_day: string | null;
  due_amount: bigint | null;
  due_currency: string | null;
  due_day: string | null;
  has_phone: boolean;
  address_bounces: boolean;
  balances: { currency: string; open: string; overdue: string }[] | null;
}

/** The priorities as they must be: the one definition, for the projector, the daily run and `verify`. */
export async function priorityRows(
  db: Sql,
  tenantId: bigint,
  scope: { accountIds: readonly bigint[] } | { companyId: bigint },
): Promise<PriorityRow[]> {
  const where =
    'accountIds' in scope
      ? sql`a.id = any(${scope.accountIds as bigint[]}::bigint[])`
      : sql`a.company_id = ${scope.companyId}`;
  const { rows } = await sql<Row>`
    with accounts as (
      select a.id, a.company_id, a.customer_id, a.portfolio_id, a.category, b.day, c.currency as company_currency
      from customers.v_account a
      join collections.business_day b on b.tenant_id = a.tenant_id and b.company_id = a.company_id
      join company.v_company c on c.tenant_id = a.tenant_id and c.id = a.company_id
      where a.tenant_id = ${tenantId} and ${where}
    ), items as (
      select i.account_id, i.id, i.currency, i.due_date, i.open_minor, i.open_company_minor, a.day,
        -- What is not asked for now (a bill, a tax certificate) is no debit to chase.
        case when i.aging_class = 'debit' and not i.chased then 'waiting' else i.aging_class end as aging_class,
        exists (select 1 from receivables.v_block x where x.tenant_id = ${tenantId} and x.item_id = i.id and x.from_date <= a.day
          and (x.to_date is null or x.to_date >= a.day)) as blocked
      from accounts a join receivables.v_item i on i.tenant_id = ${tenantId} and i.account_id = a.id
      where i.open_minor <> 0 and not i.noted
    ), money as (
      select account_id,
        coalesce(sum(open_company_minor) filter (where aging_class = 'debit' and open_minor > 0 and due_date < day and not blocked), 0)::bigint as overdue,
        coalesce(sum(open_company_minor) filter (where aging_class = 'debit' and open_minor > 0 and due_date < day and blocked), 0)::bigint as blocked,
        coalesce(-sum(open_company_minor) filter (where open_minor < 0), 0)::bigint as credit,
        sum(open_company_minor)::bigint as open,
        min(due_date) filter (where aging_class = 'debit' and open_minor > 0 and due_date < day and not blocked) as oldest
      from items group by account_id
    ), per_currency as (
      select account_id, currency, sum(open_minor)::bigint as open,
        coalesce(sum(open_minor) filter (where aging_class = 'debit' and open_minor > 0 and due_date < day), 0)::bigint as overdue
      from items group by account_id, currency
    ), balances as (
      select account_id, jsonb_agg(jsonb_build_object('currency', currency, 'open', open::text, 'overdue', overdue::text) order by currency) as balances
      from per_currency group by account_id
    )
    select a.id as account_id, a.company_id, a.portfolio_id, a.category, a.day, a.company_currency,
      coalesce(m.overdue, 0)::bigint as overdue, coalesce(m.blocked, 0)::bigint as blocked, coalesce(m.credit, 0)::bigint as credit,
      coalesce(m.open, 0)::bigint as open, m.oldest,
      l.level, l.last_notice, act.last_activity, act.follow_up, s.until_date as snoozed,
      bp.amount_minor as broken_amount, bp.currency as broken_currency, bp.promised_date as broken_day,
      rp.amount_minor as returned_amount, rp.currency as returned_currency, rp.returned_on as returned_day,
      dp.amount_minor as due_amount, dp.currency as due_currency, dp.promised_date as due_day,
      exists (select 1 from customers.v_contact c where c.tenant_id = ${tenantId} and c.customer_id = a.customer_id and c.phone is not null) as has_phone,
      coalesce((select bool_or(c.bounced_at is not null) and not bool_or(c.email is not null and c.bounced_at is null) from customers.v_contact c
        where c.tenant_id = ${tenantId} and c.customer_id = a.customer_id), false) as address_bounces,
      b.balances
    from accounts a
    left join money m on m.account_id = a.id
    left join balances b on b.account_id = a.id
    left join lateral (
      select max(il.level) as level, max(il.last_notice_date) as last_notice
      from collections.item_level il join items i on i.id = il.item_id where il.tenant_id = ${tenantId} and il.account_id = a.id
    ) l on true
    left join lateral (
      select max(activity_date) as last_activity, (array_agg(follow_up_date order by activity_date desc, id desc))[1] as follow_up
      from collections.activity where tenant_id = ${tenantId} and account_id = a.id and activity_date <= a.day
    ) act on true
    left join collections.snooze s on s.tenant_id = ${tenantId} and s.account_id = a.id
    left join lateral (
      select amount_minor, currency, promised_date from promises.v_promise
      where tenant_id = ${tenantId} and account_id = a.id and state in ('broken', 'part_kept') and judged_date >= a.day - 14 and m.overdue > 0
      order by judged_date desc, id desc limit 1
    ) bp on true
    left join lateral (
      select amount_minor, currency, returned_on from cash.v_returned_payment
      where tenant_id = ${tenantId} and account_id = a.id and standing and returned_on between a.day - 30 and a.day and m.open > 0
      order by returned_on desc, id desc limit 1
    ) rp on true
    left join lateral (
      select amount_minor, currency, promised_date from promises.v_promise
      where tenant_id = ${tenantId} and account_id = a.id and state = 'open' and promised_date <= a.day order by promised_date, id limit 1
    ) dp on true
    left join collections.priority p on p.tenant_id = ${tenantId} and p.account_id = a.id
    where m.account_id is not null or p.account_id is not null
    order by a.id`.execute(db);
  return rows.map(toRow);
}

function toRow(row: Row): PriorityRow {
  const later =
    [row.last_notice, row.last_activity]
      .filter((day): day is string => day !== null)
      .sort()
      .at(-1) ?? null;
  const facts: PriorityFacts = {
    accountId: row.account_id,
    category: row.category,
    companyCurrency: row.company_currency,
    overdueMinor: row.overdue,
    blockedOverdueMinor: row.blocked,
    creditMinor: row.credit,
    oldestDueDate: row.oldest,
    highestLevel: row.level ?? 0,
    lastNoticeDate: row.last_notice,
    lastContactDate: later,
    brokenPromise:
      row.broken_amount === null
        ? null
        : { amountMinor: row.broken_amount, currency: row.broken_currency!, day: row.broken_day! },
    returnedPayment:
      row.returned_amount === null
        ? null
        : { amountMinor: row.returned_amount, currency: row.returned_currency!, day: row.returned_day! },
    promiseDue:
      row.due_amount === null ? null : { amountMinor: row.due_amount, currency: row.due_currency!, day: row.due_day! },
    followUpDate: row.follow_up,
    snoozedUntil: row.snoozed,
    hasPhone: row.has_phone,
    addressBounces: row.address_bounces,
  };
  const { listed, priority, reasons, nextAction, notListed } = prioritise(facts, row.day);
  const balances = (row.balances ?? []).map((one) => ({
    currency: one.currency,
    open: formatAmount(BigInt(one.open), one.currency),
    overdue: formatAmount(BigInt(one.overdue), one.currency),
  }));
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
    openCompanyMinor: row.open,
    overdueCompanyMinor: row.overdue + row.blocked,
  };
}
