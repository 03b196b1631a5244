/**
 * The lines of the list of customers: an account and a currency each, of the stored priority of its company's business day. What
 * an amount is worth is in the currency of the first of the companies, by the newest rate up to now; without a rate it counts as
 * it is.
 */
import { type ListPlace, minorOf } from '#lists';
import { type RawSql, sql } from '#platform';

/** So many currencies of one account are told apart in the ids of the rows. */
const currenciesOfAccount = 1_000;

/**
 * What an account `a` of company `c` owes by its priority `p`, a line `b` for each currency: its id, its amounts in minor units, what
 * they are worth by the rates `w`, and the joins that make the lines.
 */
export function owedByCurrency({ tenantId, companyIds, now }: ListPlace) {
  const common = sql`(select y.currency from company.v_company y where y.tenant_id = ${tenantId} and y.id = any(${companyIds as bigint[]}::bigint[])
    order by y.id limit 1)`;
  const rate = (from: RawSql, to: RawSql): RawSql => sql`(
    select r.rate from company.v_exchange_rate r
    where r.tenant_id = ${tenantId} and r.from_currency = ${from} and r.to_currency = ${to} and r.day <= ${now.toISOString()}::timestamptz::date
    order by r.day desc, r.seq desc limit 1)`;
  const worth = (amount: RawSql): RawSql => sql`coalesce((b.value ->> ${amount})::numeric * coalesce(w.rate, 1), 0)`;
  return {
    columns: sql`a.id * ${sql.lit(currenciesOfAccount)} + coalesce(b.place, 0) as id, a.id as "accountId",
      ${worth(sql`'open'`)} as "openWorth", ${worth(sql`'overdue'`)} as "overdueWorth",
      coalesce(b.open, 0)::bigint as open, coalesce(b.overdue, 0)::bigint as overdue, coalesce(b.currency, c.currency) as currency`,
    lines: sql`left join lateral (
    select e.place, e.value, e.value ->> 'currency' as currency,
      ${minorOf(sql`(e.value ->> 'open')`, sql`e.value ->> 'currency'`, sql`round`)} as open,
      ${minorOf(sql`(e.value ->> 'overdue')`, sql`e.value ->> 'currency'`, sql`round`)} as overdue
    from jsonb_array_elements(p.balances) with ordinality as e(value, place)
  ) b on true
  left join (
    -- Once for each currency that has a rate, and not for each customer: the offset keeps it apart.
    select k.currency, coalesce(${rate(sql`k.currency`, common)}, 1 / ${rate(common, sql`k.currency`)}) as rate
    from (
      select from_currency as currency from company.v_exchange_rate where tenant_id = ${tenantId}
      union select to_currency from company.v_exchange_rate where tenant_id = ${tenantId}
    ) k
    where k.currency <> ${common} offset 0
  ) w on w.currency = b.currency`,
  };
}

export const customersSource = (place: ListPlace): RawSql => {
  const { tenantId, companyIds, personId } = place;
  const owed = owedByCurrency(place);
  return sql`
  select ${owed.columns}, c.code as company, a.number as customer, a.name,
    concat_ws(' ', a.name_key, lower(a.number), m.called) as called, a.country, f.code as portfolio, n.name as collector,
    case when b.overdue > 0 then 'overdue' when coalesce(b.open, 0) <> 0 then 'open' else 'nothing' end as owes,
    case when f.collector_person_id = ${personId} then 'mine' else 'others' end as whose,
    round(p.priority)::integer as priority, nullif(p.next_action ->> 'code', 'none') as next,
    (select max(t.activity_date) from collections.activity t
      where t.tenant_id = ${tenantId} and t.account_id = any(array_append(m.ids, a.id))) as "lastContact"
  from customers.v_account a
  join company.v_company c on c.tenant_id = ${tenantId} and c.id = a.company_id
  left join collections.priority p on p.tenant_id = ${tenantId} and p.account_id = a.id
  left join customers.v_portfolio f on f.tenant_id = ${tenantId} and f.id = a.portfolio_id
  left join platform.person n on n.id = f.collector_person_id
  left join lateral (
    select array_agg(o.account_id) as ids, string_agg(concat_ws(' ', s.name_key, lower(s.number)), ' ') as called
    from collections.priority o join customers.v_account s on s.tenant_id = ${tenantId} and s.id = o.account_id
    where o.tenant_id = ${tenantId} and o.merged_into_account_id = a.id
  ) m on true
  ${owed.lines}
  where a.tenant_id = ${tenantId} and a.company_id = any(${companyIds as bigint[]}::bigint[]) and a.archived_at is null
    and p.merged_into_account_id is null`;
};
