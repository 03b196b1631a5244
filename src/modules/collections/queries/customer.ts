/** A customer in one screen: who it is, what is open by age, what to do next and why, who is responsible. */
import { type Company, closedDays, loadClosingDays } from '#company';
import { findWholeCustomer, type Insolvency, loadInsolvencies, type WholeCustomer } from '#customers';
import { type Day, done, formatAmount, type Outcome, refuse } from '#kernel';
import { type Engine, runQuery, type Sql, sql } from '#platform';
import { agingIn } from '#receivables';
import type { Priority, Reason } from '../rules/priority.ts';

export interface CustomerOverview {
  readonly customer: string;
  readonly name: string;
  /** Customers who were merged into it and are shown with it. */
  readonly merged: readonly { readonly customer: string; readonly name: string }[];
  readonly category: string;
  readonly country: string;
  readonly language: string;
  readonly timeZone: string;
  readonly businessDay: Day;
  /** Of the next sixty days those on which the company is closed: nothing is agreed on for them by itself. */
  readonly closedDays: readonly Day[];
  readonly account: {
    readonly id: bigint;
    readonly version: number;
    readonly portfolio: string | null;
    readonly collector: string | null;
    readonly paymentTerm: string | null;
    readonly dunningProcedure: string | null;
    readonly dunningBlockedUntil: Day | null;
    readonly directDebit: boolean;
  };
  readonly aging: {
    readonly buckets: readonly string[];
    readonly rows: readonly {
      readonly currency: string;
      readonly amounts: readonly string[];
      readonly total: string;
      readonly overdue: string;
    }[];
  };
  readonly listed: boolean;
  readonly priority: number | null;
  readonly reasons: readonly Reason[];
  readonly nextAction: Priority['nextAction'] | null;
  readonly notListed: Priority['notListed'];
  readonly snoozedUntil: Day | null;
  /** Who works the customer for some days, whoever its portfolio belongs to. */
  readonly takenOver: { readonly person: string; readonly mine: boolean; readonly until: Day } | null;
  readonly dunningLevel: number;
  readonly lastContact: Day | null;
  readonly lastPayment: Day | null;
  readonly paysAfterDueDays: number | null;
  /** Insolvency proceedings with what is open from before they were opened and since, by document date; null: none. */
  readonly insolvency:
    | (Omit<Insolvency, 'id' | 'customerId'> & {
        readonly open: readonly { readonly currency: string; readonly before: string; readonly since: string }[];
      })
    | null;
  readonly contact: {
    readonly name: string;
    readonly phone: string | null;
    readonly email: string | null;
    /** Since when mail to the address comes back, and why; null while it can be used. */
    readonly bouncedAt: string | null;
    readonly bounceReason: string | null;
  } | null;
  readonly openPromise: {
    readonly id: bigint;
    readonly amount: string;
    readonly currency: string;
    readonly day: Day;
  } | null;
}

interface Row {
  merged: { customer: string; name: string }[] | null;
  id: bigint;
  customer_id: bigint;
  version: number;
  number: string;
  name: string;
  category: string;
  country: string;
  language: string;
  time_zone: string;
  portfolio: string | null;
  collector: string | null;
  payment_term: string | null;
  dunning_procedure: string | null;
  dunning_blocked_until: Day | null;
  direct_debit: boolean;
  listed: boolean | null;
  priority: number | null;
  reasons: Reason[] | null;
  next_action: Priority['nextAction'] | null;
  not_listed: Priority['notListed'];
  snoozed: Day | null;
  taken_person_id: bigint | null;
  taken_person: string | null;
  taken_until: Day | null;
  level: number | null;
  last_contact: Day | null;
  last_payment: Day | null;
  pays_after: number | null;
  contact_name: string | null;
  phone: string | null;
  email: string | null;
  bounced_at: string | null;
  bounce_reason: string | null;
  promise_id: bigint | null;
  promise_minor: bigint | null;
  promise_currency: string | null;
  promise_day: Day | null;
}

/** The proceedings over a customer, with what it owes from before and since: the first is claimed, the second is paid by the estate. */
async function insolvencyOf(
  db: Sql,
  tenantId: bigint,
  of: { readonly customerId: bigint; readonly accountIds: readonly bigint[]; readonly day: Day },
): Promise<CustomerOverview['insolvency']> {
  const [found] = await loadInsolvencies(db, tenantId, [of.customerId]);
  if (!found) return null;
  const { rows } = await sql<{ currency: string; before_minor: bigint; since_minor: bigint }>`
    select currency, coalesce(sum(open_minor) filter (where document_date < ${found.openedOn}), 0)::bigint as before_minor,
      coalesce(sum(open_minor) filter (where document_date >= ${found.openedOn}), 0)::bigint as since_minor
    from receivables.v_item
    where tenant_id = ${tenantId} and account_id = any(${of.accountIds as bigint[]}::bigint[]) and open_minor <> 0 and not noted
      and posting_date <= ${of.day}
    group by currency order by currency`.execute(db);
  const { id: _, customerId: __, ...insolvency } = found;
  return {
    ...insolvency,
    open: rows.map((row) => ({
      currency: row.currency,
      before: formatAmount(row.before_minor, row.currency),
      since: formatAmount(row.since_minor, row.currency),
    })),
  };
}

/**
 * The overview of a customer in a company on a day, with everything of those merged into it, on one snapshot. Open by age is the aging's gross view: debits by age, credits and unapplied money apart, so
 * that what is past due sums to what is overdue on every list, and every figure equals the items behind it. "Pays after due" is the mean of days from due to payment over what was paid in
 * the year before the day, weighted by amount; null without such a payment. Refuses `customers.not-found`.
 */
export function loadCustomer(
  engine: Engine,
  tenantId: bigint,
  input: { company: Company; customer: string; day: Day; personId: bigint },
): Promise<Outcome<CustomerOverview>> {
  return runQuery(engine, tenantId, async (db) => {
    const whole = await findWholeCustomer(db, tenantId, {
      companyId: input.company.id,
      day: input.day,
      number: input.customer,
    });
    const row = whole && (await rowOf(db, tenantId, input, whole));
    if (!row)
      return refuse('customers.not-found', `There is no customer "${input.customer}" in this company.`, {
        customer: input.customer,
      });
    const aging = await agingIn(db, tenantId, {
      companyId: input.company.id,
      asOf: input.day,
      asKnown: null,
      by: 'customer',
      buckets: [30, 60, 90, 120],
      basis: 'due',
      view: 'gross-debit',
      customerId: row.customer_id,
    });
    const closing = await loadClosingDays(db, tenantId, input.company.id, input.day);
    return done({
      customer: row.number,
      name: row.name,
      merged: row.merged ?? [],
      category: row.category,
      country: row.country,
      language: row.language,
      timeZone: row.time_zone,
      businessDay: input.day,
      closedDays: closedDays(
        { country: input.company.country, closingDays: closing.map(({ day }) => day) },
        input.day,
        60,
      ),
      account: {
        id: row.id,
        version: row.version,
        portfolio: row.portfolio,
        collector: row.collector,
        paymentTerm: row.payment_term,
        dunningProcedure: row.dunning_procedure,
        dunningBlockedUntil: row.dunning_blocked_until,
        directDebit: row.direct_debit,
      },
      aging: {
        buckets: aging.buckets,
        rows: aging.rows.map((one) => ({
          currency: one.currency,
          amounts: one.amountsMinor.map((minor) => formatAmount(minor, one.currency)),
          total: formatAmount(one.totalMinor, one.currency),
          overdue: formatAmount(
            one.amountsMinor.slice(2).reduce((sum, minor) => sum + minor, 0n),
            one.currency,
          ),
        })),
      },
      listed: row.listed ?? false,
      priority: row.priority,
      reasons: row.reasons ?? [],
      nextAction: row.next_action,
      notListed: row.not_listed,
      snoozedUntil: row.snoozed !== null && row.snoozed > input.day ? row.snoozed : null,
      takenOver:
        row.taken_person === null
          ? null
          : { person: row.taken_person, mine: row.taken_person_id === input.personId, until: row.taken_until! },
      dunningLevel: row.level ?? 0,
      lastContact: row.last_contact,
      lastPayment: row.last_payment,
      paysAfterDueDays: row.pays_after,
      insolvency: await insolvencyOf(db, tenantId, {
        customerId: row.customer_id,
        accountIds: whole.accountIds,
        day: input.day,
      }),
      contact:
        row.contact_name === null
          ? null
          : {
              name: row.contact_name,
              phone: row.phone,
              email: row.email,
              bouncedAt: row.bounced_at,
              bounceReason: row.bounce_reason,
            },
      openPromise:
        row.promise_id === null
          ? null
          : {
              id: row.promise_id,
              amount: formatAmount(row.promise_minor!, row.promise_currency!),
              currency: row.promise_currency!,
              day: row.promise_day!,
            },
    });
  });
}

async function rowOf(
  db: Sql,
  tenantId: bigint,
  input: { company: Company; customer: string; day: Day },
  whole: WholeCustomer,
): Promise<Row | undefined> {
  const accounts = sql`any(${whole.accountIds as bigint[]}::bigint[])`;
  const { rows } = await sql<Row>`
    select (select jsonb_agg(jsonb_build_object('customer', m.number, 'name', m.name) order by m.number) from customers.v_account m
        where m.tenant_id = ${tenantId} and m.id = ${accounts} and m.id <> a.id) as merged,
      a.id, a.customer_id, a.version, a.number, a.name, a.category, a.country, a.language, a.time_zone, f.name as portfolio,
      n.name as collector, t.name as payment_term, a.dunning_procedure, a.dunning_blocked_until, a.direct_debit,
      p.listed, p.priority, p.reasons, p.next_action, p.not_listed, s.until_date as snoozed,
      x.person_id as taken_person_id, w.name as taken_person, x.to_date as taken_until,
      (select max(l.level) from collections.item_level l join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = l.item_id
        where l.tenant_id = ${tenantId} and l.account_id = ${accounts} and i.open_minor <> 0) as level,
      (select max(x.activity_date) from collections.activity x where x.tenant_id = ${tenantId} and x.account_id = ${accounts} and x.activity_date <= ${input.day}) as last_contact,
      (select max(r.value_date) from cash.v_receipt r where r.tenant_id = ${tenantId} and r.account_id = ${accounts} and r.amount_minor > 0) as last_payment,
      (select round(sum((l.effective_date - d.due_date) * l.debit_company_minor::numeric) / nullif(sum(l.debit_company_minor), 0))::integer
        from receivables.v_allocation l
        join receivables.v_item d on d.tenant_id = ${tenantId} and d.id = l.debit_item_id
        join receivables.v_item c on c.tenant_id = ${tenantId} and c.id = l.credit_item_id and c.document_type = 'payment'
        where l.tenant_id = ${tenantId} and d.account_id = ${accounts} and d.document_type = 'invoice'
          and l.effective_date > ${input.day}::date - 365 and l.effective_date <= ${input.day}) as pays_after,
      k.name as contact_name, k.phone, k.email, k.bounced_at, k.bounce_reason, q.id as promise_id, q.amount_minor as promise_minor, q.currency as promise_currency,
      q.promised_date as promise_day
    from customers.v_account a
    left join customers.v_portfolio f on f.tenant_id = ${tenantId} and f.id = a.portfolio_id
    left join platform.person n on n.id = f.collector_person_id
    left join company.v_payment_term t on t.tenant_id = ${tenantId} and t.id = a.payment_term_id
    left join collections.priority p on p.tenant_id = ${tenantId} and p.account_id = a.id
    left join collections.snooze s on s.tenant_id = ${tenantId} and s.account_id = a.id
    left join collections.takeover x on x.tenant_id = ${tenantId} and x.account_id = a.id and x.ended_seq is null
      and ${input.day} between x.from_date and x.to_date
    left join platform.person w on w.id = x.person_id
    left join lateral (
      select name, phone, email, bounced_at, bounce_reason from customers.v_contact where tenant_id = ${tenantId} and customer_id = a.customer_id
      order by primary_contact desc, id limit 1
    ) k on true
    left join lateral (
      select id, amount_minor, currency, promised_date from promises.v_promise
      where tenant_id = ${tenantId} and account_id = ${accounts} and state = 'open' order by promised_date, id limit 1
    ) q on true
    where a.tenant_id = ${tenantId} and a.company_id = ${input.company.id} and a.id = ${whole.accountId}`.execute(db);
  return rows[0];
}
