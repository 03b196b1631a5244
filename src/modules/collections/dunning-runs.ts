/** Dunning runs as they are kept: which run proposed or held back which message, and what it asked for. */
import type { Day } from '#kernel';
import type { ListPlace } from '#lists';
import { type RawSql, sql, type Transaction } from '#platform';

interface KeptRun {
  readonly companyId: bigint;
  readonly day: Day;
  readonly messages: readonly {
    readonly sourceKey: string;
    readonly level: number | null;
    readonly items: number;
    /** What it asks for, in minor units of its currency; null: nothing was proposed. */
    readonly netMinor: bigint | null;
  }[];
}

/** Keeps a run with its messages, which are written already; one that an earlier run has stays with that. */
export async function keepDunningRun(tx: Transaction, { companyId, day, messages }: KeptRun): Promise<void> {
  const { rows } = await sql<{ id: bigint }>`insert into collections.dunning_run (tenant_id, company_id, run_date)
    values (${tx.tenantId}, ${companyId}, ${day}) returning id`.execute(tx.db);
  const runId = rows[0]!.id;
  tx.send(sql`
    insert into collections.dunning_run_message (tenant_id, message_id, run_id, level, items, net_minor)
    select ${tx.tenantId}, m.id, ${runId}, k.level, k.items, k.net_minor
    from unnest(${messages.map((one) => one.sourceKey)}::text[], ${messages.map((one) => one.level)}::smallint[],
      ${messages.map((one) => one.items)}::integer[], ${messages.map((one) => one.netMinor)}::bigint[]) as k(source_key, level, items, net_minor)
    join correspondence.v_message m on m.tenant_id = ${tx.tenantId} and m.source_key = k.source_key
    on conflict do nothing`);
  tx.atHead(async (head) => {
    tx.send(
      sql`update collections.dunning_run set seq = ${head.seq} where tenant_id = ${tx.tenantId} and id = ${runId}`,
    );
  });
}

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
export const remindersSource = ({ tenantId, companyIds }: ListPlace): RawSql => sql`
  select m.id, c.code as company, x.run_id::text as run, m.proposed_date as day, a.number as customer, a.name, coalesce(n.level, x.level) as level,
    x.items, x.net_minor as amount, m.currency, ${fate} as state, s.code as why, coalesce(s.reason, case when m.state in ('failed', 'unknown') then m.state_reason end) as reason, m.channel,
    m.recipient_address as recipient
  from correspondence.v_message m
  join customers.v_account a on a.tenant_id = ${tenantId} and a.id = m.account_id
  join company.v_company c on c.tenant_id = ${tenantId} and c.id = m.company_id
  left join collections.dunning_run_message x on x.tenant_id = ${tenantId} and x.message_id = m.id
  left join collections.notice n on n.tenant_id = ${tenantId} and n.message_id = m.id
  left join lateral (
    select min(p.check_code) as code, string_agg(distinct p.reason, '; ') as reason from correspondence.v_suppression p
    where p.tenant_id = ${tenantId} and p.message_id = m.id
  ) s on m.state = 'suppressed'
  where m.tenant_id = ${tenantId} and m.company_id = any(${companyIds as bigint[]}::bigint[]) and m.kind = 'dunning_notice'`;
