/**
 * The lines of the list of customers: an account and a currency each, of the stored priority of its company's business day. What
 * an amount is worth is in the currency of the first of the companies, by the newest rate up to now; without a rate it counts as
 * it is.
 */
import { type Asked, asksForAll, type ListPlace, minorOf } from '#lists';
import { type RawSql, sql } from '#platform';

/** So many currencies of one account are told apart in the ids of the rows. */
const currenciesOfAccount = 1_000;

/** The rates by which amounts are worth what they are in the currency of the first of the companies. */
function ratesTo({ tenantId, companyIds, now }: ListPlace): RawSql {
  const common = sql`(select y.currency from company.v_company y where y.tenant_id = ${tenantId} and y.id = any(${companyIds as bigint[]}::bigint[])
    order by y.id limit 1)`;
  const rate = (from: RawSql, to: RawSql): RawSql => sql`(
    select r.rate from company.v_exchange_rate r
    where r.tenant_id = ${tenantId} and r.from_currency = ${from} and r.to_currency = ${to} and r.day <= ${now.toISOString()}::timestamptz::date
    order by r.day desc, r.seq desc limit 1)`;
  // Once for each currency that has a rate, and not for each customer: the offset keeps it apart.
  return sql`(
    select k.currency, coalesce(${rate(sql`k.currency`, common)}, 1 / ${rate(common, sql`k.currency`)}) as rate
    from (
      select from_currency as currency from company.v_exchange_rate where tenant_id = ${tenantId}
      union select to_currency from company.v_exchange_rate where tenant_id = ${tenantId}
    ) k
    where k.currency <> ${common} offset 0
  )`;
}

/**
 * What an account `a` of company `c` owes by its priority `p`, a line `b` for each currency: its id, its amounts in minor units, what
 * they are worth by the rates `w`, and the joins that make the lines.
 */
export function owedByCurrency(place: ListPlace) {
  const worth = (amount: RawSql): RawSql => sql`coalesce((b.value ->> ${amount})::numeric * coalesce(w.rate, 1), 0)`;
  return {
    columns: sql`a.id * ${sql.lit(currenciesOfAccount)} + coalesce(b.place, 0) as id,
      ${worth(sql`'open'`)} as "openWorth", ${worth(sql`'overdue'`)} as "overdueWorth",
      coalesce(b.open, 0)::bigint as open, coalesce(b.overdue, 0)::bigint as overdue, coalesce(b.currency, c.currency) as currency`,
    lines: sql`left join lateral (
    select e.place, e.value, e.value ->> 'currency' as currency,
      ${minorOf(sql`(e.value ->> 'open')`, sql`e.value ->> 'currency'`, sql`round`)} as open,
      ${minorOf(sql`(e.value ->> 'overdue')`, sql`e.value ->> 'currency'`, sql`round`)} as overdue
    from jsonb_array_elements(p.balances) with ordinality as e(value, place)
  ) b on true
  left join ${ratesTo(place)} w on w.currency = b.currency`,
  };
}

/**
 * What an account `a` has whatever the currency. Each join is by a key of what is joined, so that the planner leaves out what a
 * question does not ask for; those merged into it are few, and gathered once for all.
 */
function ofAccount({ tenantId, companyIds, personId }: ListPlace) {
  return {
    columns: sql`a.id as "accountId", c.code as company, a.number as customer, a.name,
    concat_ws(' ', a.name_key, lower(a.number), m.called) as called, a.country, f.code as portfolio, n.name as collector,
    case when f.collector_person_id = ${personId} then 'mine' else 'others' end as whose,
    round(p.priority)::integer as priority, nullif(p.next_action ->> 'code', 'none') as next,
    (select max(t.activity_date) from collections.activity t
      where t.tenant_id = ${tenantId} and t.account_id = any(array_append(m.ids, a.id))) as "lastContact"`,
    accounts: sql`customers.v_account a
  left join company.v_company c on c.tenant_id = ${tenantId} and c.id = a.company_id
  left join collections.priority p on p.tenant_id = ${tenantId} and p.account_id = a.id
  left join customers.v_portfolio f on f.tenant_id = ${tenantId} and f.id = a.portfolio_id
  left join platform.person n on n.id = f.collector_person_id
  left join (
    select o.merged_into_account_id as id, array_agg(o.account_id) as ids, string_agg(concat_ws(' ', s.name_key, lower(s.number)), ' ') as called
    from collections.priority o join customers.v_account s on s.tenant_id = ${tenantId} and s.id = o.account_id
    where o.tenant_id = ${tenantId} and o.merged_into_account_id is not null group by 1
  ) m on m.id = a.id`,
    conditions: sql`a.tenant_id = ${tenantId} and a.company_id = any(${companyIds as bigint[]}::bigint[]) and a.archived_at is null
    and p.merged_into_account_id is null`,
  };
}

/**
 * A line for each currency, one also for who owes in none. They are taken apart beside the columns, and not by a join: a function
 * joined to a hundred thousand rows is begun a hundred thousand times.
 */
export const customersSource = (place: ListPlace): RawSql => {
  const { columns, accounts, conditions } = ofAccount(place);
  const minor = (amount: RawSql): RawSql =>
    sql`coalesce(${minorOf(sql`(b.value ->> ${amount})`, sql`b.value ->> 'currency'`, sql`round`)}, 0)`;
  const worth = (amount: RawSql): RawSql => sql`coalesce((b.value ->> ${amount})::numeric * coalesce(w.rate, 1), 0)`;
  return sql`
  select b.*, coalesce(b.value ->> 'currency', b.own) as currency, ${minor(sql`'open'`)} as open, ${minor(sql`'overdue'`)} as overdue,
    ${worth(sql`'open'`)} as "openWorth", ${worth(sql`'overdue'`)} as "overdueWorth",
    case when (b.value ->> 'overdue')::numeric > 0 then 'overdue' when (b.value ->> 'open')::numeric <> 0 then 'open' else 'nothing' end as owes
  from (
    select a.id * ${sql.lit(currenciesOfAccount)} + generate_series(1, greatest(jsonb_array_length(p.balances), 1)) as id,
      jsonb_array_elements(coalesce(nullif(p.balances, '[]'), '[null]')) as value, c.currency as own, ${columns}
    from ${accounts}
    where ${conditions}
  ) b
  left join ${ratesTo(place)} w on w.currency = b.value ->> 'currency'`;
};

/**
 * The customers themselves, where nothing is asked of one currency: put in order by what the priority keeps of all currencies
 * together, at the rates of its day. Of one company that is compared as it stands.
 */
export const wholeCustomers = (place: ListPlace): RawSql => {
  const { columns, accounts, conditions } = ofAccount(place);
  const one = place.companyIds.length === 1;
  const worth = (minor: RawSql): RawSql =>
    one
      ? sql`coalesce(${minor}, 0)`
      : sql`coalesce(${minor} / (${minorOf(sql`1`, sql`c.currency`, sql`round`)})::numeric * coalesce(w.rate, 1), 0)`;
  return sql`
  select ${columns}, ${worth(sql`p.open_company_minor`)} as "openWorth", ${worth(sql`p.overdue_company_minor`)} as "overdueWorth"
  from ${accounts} ${one ? sql`` : sql`left join ${ratesTo(place)} w on w.currency = c.currency`}
  where ${conditions}`;
};

/**
 * The most overdue of all customers of one company, as the list has them at first: their order is kept by an index. Who has a debt
 * overdue stands before everybody who has none.
 */
export const foremostCustomers = ({ tenantId, companyIds }: ListPlace, asked: Asked): RawSql | undefined => {
  const [companyId, ...others] = companyIds;
  if (companyId === undefined || others.length > 0 || asked['sort'] !== '-overdue' || !asksForAll(asked))
    return undefined;
  return sql`
  select p.account_id as id
  from collections.priority p join customers.v_account a on a.tenant_id = ${tenantId} and a.id = p.account_id
  where p.tenant_id = ${tenantId} and p.company_id = ${companyId} and p.overdue_company_minor > 0
    and p.merged_into_account_id is null and a.company_id = ${companyId} and a.archived_at is null
  order by p.overdue_company_minor desc, p.account_id desc`;
};
