/** The rows of two lists: dunning runs with what became of their messages, and the reminders themselves. */
import { companiesOf, type ListPlace } from '#lists';
import { type RawSql, sql } from '#platform';

/** What a message of a run has come to, in one word. */
const fate = sql`case when m.state in ('proposed', 'sending') then 'waiting' else m.state end`;

/** The runs of some companies with what became of their messages, which are counted together: run by run they took seconds. */
export const dunningRunsSource = ({ tenantId, companyIds }: ListPlace): RawSql => sql`
  select r.id, c.code as company, r.run_date as day, u.recorded_at as "startedAt", n.name as "startedBy",
    coalesce(s.messages, 0) as messages, coalesce(s.sent, 0) as sent, coalesce(s.waiting, 0) as waiting, coalesce(s.failed, 0) as failed,
    coalesce(s.excluded, 0) as excluded
  from collections.dunning_run r
  join company.v_company c on c.tenant_id = ${tenantId} and c.id = r.company_id
  left join platform.audit u on u.tenant_id = ${tenantId} and u.seq = r.seq
  left join platform.person n on n.id = u.person_id
  left join (
    select f.run_id, count(*)::integer as messages, (count(*) filter (where f.state = 'sent'))::integer as sent,
      (count(*) filter (where f.state = 'waiting'))::integer as waiting,
      (count(*) filter (where f.state in ('failed', 'unknown')))::integer as failed,
      (count(*) filter (where f.state = 'suppressed'))::integer as excluded
    from (select x.run_id, ${fate} as state from collections.dunning_run_message x
      join correspondence.v_message m on m.tenant_id = ${tenantId} and m.id = x.message_id
      where x.tenant_id = ${tenantId}) f
    group by f.run_id
  ) s on s.run_id = r.id
  where r.tenant_id = ${tenantId} and r.company_id = any(${companyIds as bigint[]}::bigint[])`;

/** The reminders of some companies: what left, what waits, and what was held back and why. */
export const remindersSource = (place: ListPlace): RawSql => sql`
  select m.id, c.code as company, x.run_id::text as run, m.proposed_date as day, a.number as customer, a.name, coalesce(n.level, x.level) as level,
    x.items, x.net_minor as amount, m.currency, ${fate} as state,
    case when m.state = 'suppressed' then (select min(p.check_code) from correspondence.v_suppression p
      where p.tenant_id = ${place.tenantId} and p.message_id = m.id) end as why,
    case when m.state = 'suppressed' then (select string_agg(distinct p.reason, '; ') from correspondence.v_suppression p
      where p.tenant_id = ${place.tenantId} and p.message_id = m.id)
      when m.state in ('failed', 'unknown') then m.state_reason end as reason, m.channel,
    m.recipient_address as recipient
  from correspondence.v_message m
  left join customers.v_account a on a.tenant_id = ${place.tenantId} and a.id = m.account_id
  left join company.v_company c on c.tenant_id = ${place.tenantId} and c.id = m.company_id
  left join collections.dunning_run_message x on x.tenant_id = ${place.tenantId} and x.message_id = m.id
  left join collections.notice n on n.tenant_id = ${place.tenantId} and n.message_id = m.id
  where m.tenant_id = ${place.tenantId} and m.company_id = ${companiesOf(place)} and m.kind = 'dunning_notice'`;

/** The reminders that hold a text: what their customers are called, whom they went to, and why they did not leave. */
export const remindersFound = ({ tenantId }: ListPlace, holds: (text: RawSql) => RawSql): RawSql => sql`
  select m.id from correspondence.v_message m
    where m.tenant_id = ${tenantId} and m.kind = 'dunning_notice'
      and (${holds(sql`m.recipient_address`)} or (m.state in ('failed', 'unknown') and ${holds(sql`m.state_reason`)}))
  union all select m.id from customers.v_account a join correspondence.v_message m on m.tenant_id = ${tenantId} and m.account_id = a.id
    where a.tenant_id = ${tenantId} and (${holds(sql`a.number`)} or ${holds(sql`a.name`)})
  union all select s.message_id from (
    select p.message_id, string_agg(distinct p.reason, '; ') as reason from correspondence.v_suppression p
    where p.tenant_id = ${tenantId} group by p.message_id
  ) s join correspondence.v_message m on m.tenant_id = ${tenantId} and m.id = s.message_id and m.state = 'suppressed'
    where ${holds(sql`s.reason`)}
  union all select m.id from company.v_company c join correspondence.v_message m on m.tenant_id = ${tenantId} and m.company_id = c.id
    where c.tenant_id = ${tenantId} and ${holds(sql`c.code`)}`;
