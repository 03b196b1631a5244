/** The rows of the list of outgoing messages: whatever their kind, with their fate, and why where something is to be said. */
import type { ListPlace } from '#lists';
import { type RawSql, sql } from '#platform';

export const messagesSource = ({ tenantId, companyIds }: ListPlace): RawSql => sql`
  select m.id, c.code as company, m.proposed_date as day, a.number as customer, a.name, m.kind, m.subject, m.channel,
    m.recipient_address as recipient, m.attempts::integer as attempts, m.state_at as since,
    case when m.bounce is not null then 'bounced' when m.state in ('proposed', 'sending') then 'waiting' else m.state end as state,
    coalesce(m.bounce_reason, s.reason, m.state_reason) as reason
  from correspondence.message m
  join customers.v_account a on a.tenant_id = ${tenantId} and a.id = m.account_id
  join company.v_company c on c.tenant_id = ${tenantId} and c.id = m.company_id
  left join lateral (
    select string_agg(distinct p.reason, '; ') as reason from correspondence.suppression p
    where p.tenant_id = ${tenantId} and p.message_id = m.id
  ) s on m.state = 'suppressed'
  where m.tenant_id = ${tenantId} and m.company_id = any(${companyIds as bigint[]}::bigint[])`;
