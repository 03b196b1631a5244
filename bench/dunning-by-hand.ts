/**
 * A dunning run written by hand: the same messages and suppressions, and which run they are of, in the same tables under the same keys and policies, by
 * INSERT … SELECT. It decides as ours does about levels, blocks, flags of the customer, contacts and credits that cover; it
 * knows no merged customers, head offices, payers of others and customers seen once, of which the bench's books have none.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { canonicalJson, type Day } from '#kernel';
import { auditHash, payloadHash } from '#platform';

const makeNotices = `
  with recursive policy as (
    select (l ->> 'level')::smallint as level, (l ->> 'daysOverdue')::integer as days_overdue, (l ->> 'daysSinceLast')::integer as days_since,
      (p.rule ->> 'daysBetweenNotices')::integer as days_between
    from (select rule from collections.procedure where tenant_id = $1 and code = 'standard' and valid_from <= $3::date
      order by valid_from desc, seq desc limit 1) p, jsonb_array_elements(p.rule -> 'levels') l
  ), open as materialized (
    select i.account_id, i.customer_id, i.currency, i.id, i.number, i.due_date, i.open_minor, coalesce(l.level, 0) as level, n.level as next_level,
      i.aging_class = 'debit' and i.open_minor > 0 and i.due_date < $3::date as overdue,
      exists (select from receivables.block b where b.tenant_id = $1 and b.item_id = i.id and b.ended_seq is null and b.from_date <= $3::date
        and (b.to_date is null or b.to_date >= $3::date)) as blocked
    from receivables.item i
    left join collections.item_level l on l.tenant_id = $1 and l.item_id = i.id
    left join policy n on n.level = coalesce(l.level, 0) + 1 and $3::date - i.due_date >= n.days_overdue
      and (l.last_notice_date is null or $3::date - l.last_notice_date >= n.days_since)
    where i.tenant_id = $1 and i.company_id = $2 and i.open_minor <> 0 and not i.noted and coalesce(i.special_gl, '') not in ('bill', 'withholding_tax')
  ), due as materialized (
    select o.*, row_number() over (partition by account_id, currency order by due_date, id) as place
    from open o where overdue and not blocked
  ), credit as (
    select account_id, currency, -sum(open_minor) as credit from open where open_minor < 0 group by account_id, currency
  ), cover as (
    select account_id, currency, 0::bigint as place, credit as remaining, false as listed from credit
    union all
    select c.account_id, c.currency, d.place, case when c.remaining >= d.open_minor then c.remaining - d.open_minor else c.remaining end,
      c.remaining < d.open_minor
    from cover c join due d on d.account_id = c.account_id and d.currency = c.currency and d.place = c.place + 1
  ), plan as materialized (
    select d.account_id, d.currency, min(d.customer_id) as customer_id,
      bool_or(d.next_level is not null and coalesce(c.listed, true)) as goes,
      max(greatest(coalesce(d.next_level, d.level), 1)) filter (where coalesce(c.listed, true)) as level,
      jsonb_agg(d.number order by d.due_date, d.id) filter (where d.next_level is not null) as numbers,
      count(*) filter (where coalesce(c.listed, true)) as items,
      sum(d.open_minor) filter (where coalesce(c.listed, true)) - coalesce(min(c.remaining), 0) as net
    from due d left join cover c on c.account_id = d.account_id and c.currency = d.currency and c.place = d.place
    group by d.account_id, d.currency having bool_or(d.next_level is not null)
  ), made as (
    insert into correspondence.message (tenant_id, state, state_at, state_reason, company_id, account_id, kind, channel, currency, language,
      recipient_name, recipient_address, source_key, proposed_date, not_before, facts)
    select $1, case when p.goes then 'proposed' else 'suppressed' end, $4::timestamptz,
      case when not p.goes then 'open credits and unapplied cash cover what is due' end, $2, p.account_id, 'dunning_notice', 'email', p.currency,
      coalesce(k.language, u.language), k.name, k.email, 'dunning ' || p.account_id || ' ' || p.currency || ' ' || $3::date, $3::date, null,
      case when p.goes then jsonb_build_object('proposedLevel', p.level) else jsonb_build_object('items', p.numbers) end
    from plan p
    join customers.account a on a.tenant_id = $1 and a.id = p.account_id
    join customers.customer u on u.tenant_id = $1 and u.id = p.customer_id
    join lateral (select c.name, c.email, c.language from customers.contact c where c.tenant_id = $1 and c.customer_id = p.customer_id and not c.stopped
      and c.bounced_at is null and c.email is not null order by c.primary_contact desc, c.id limit 1) k on true
    where u.insolvent_since is null and u.category in ('third_party', 'public_body') and not a.direct_debit
      and (a.dunning_blocked_until is null or a.dunning_blocked_until < $3::date)
      and not exists (select from correspondence.message m where m.tenant_id = $1 and m.account_id = p.account_id and m.kind = 'dunning_notice'
        and m.state in ('sending', 'sent', 'unknown') and m.proposed_date > $3::date - (select min(days_between) from policy))
    on conflict (tenant_id, source_key) do nothing returning id, state, state_reason, account_id, currency
  ), why as (
    insert into correspondence.suppression (tenant_id, message_id, check_code, reason)
    select $1, id, 'covered', state_reason from made where state = 'suppressed'
  ), run as (
    insert into collections.dunning_run (tenant_id, company_id, run_date) values ($1, $2, $3::date) returning id
  ), kept as (
    insert into collections.dunning_run_message (tenant_id, message_id, run_id, level, items, net_minor)
    select $1, m.id, r.id, case when p.goes then p.level end, case when p.goes then p.items else jsonb_array_length(p.numbers) end,
      case when p.goes then p.net end
    from made m join plan p using (account_id, currency) cross join run r
  )
  select count(*) filter (where state = 'proposed')::integer as proposed, count(*) filter (where state = 'suppressed')::integer as suppressed,
    (select id from run) as run from made`;

const seal = `
  with record as (
    insert into platform.audit (tenant_id, seq, command_id, recorded_at, person_id, operation, reason, source, counts, payload_hash, previous_hash, hash)
    values ($1, $2, $3, $4::timestamptz, 1, 'collections.propose-notices', $5, 'bench', $6::jsonb, $7, $8, $9)
  ), payload as (
    insert into platform.audit_payload (tenant_id, seq, salt, payload) values ($1, $2, $10, $11)
  ), run as (
    update collections.dunning_run set seq = $2 where tenant_id = $1 and id = $12
  )
  update platform.head set hash = $9 where tenant_id = $1`;

/** Proposes the notices of a day in one transaction of four statements. */
export async function proposeByHand(
  client: pg.Client,
  of: { readonly tenantId: bigint; readonly companyId: bigint; readonly asOf: Day; readonly now: string },
): Promise<{ proposed: number; suppressed: number }> {
  const { tenantId, companyId, asOf, now } = of;
  await client.query(`begin; set local app.tenant = '${tenantId}'; set local app.tenants = '{${tenantId}}'`);
  const made = (await client.query(makeNotices, [tenantId, companyId, asOf, now])).rows[0];
  const head = await client.query(
    `update platform.head set seq = seq + 1, recorded_at = greatest(recorded_at + interval '1 microsecond', $2::timestamptz)
     where tenant_id = $1 returning seq, recorded_at, hash, nextval('platform.command_id') as command_id`,
    [tenantId, now],
  );
  const { seq, recorded_at: recordedAt, hash: previousHash, command_id: commandId } = head.rows[0];
  const salt = randomBytes(16);
  const payload = canonicalJson({ asOf });
  const record = {
    previousHash,
    tenantId,
    seq,
    commandId,
    recordedAt,
    personId: 1n,
    operation: 'collections.propose-notices',
    reason: `Dunning run of ${asOf}.`,
    source: 'bench',
    counts: { 'messages proposed': made.proposed, 'messages suppressed': made.suppressed },
    payloadHash: payloadHash(salt, payload),
  };
  await client.query(seal, [
    ...[tenantId, seq, commandId, recordedAt, record.reason, JSON.stringify(record.counts), record.payloadHash],
    ...[previousHash, auditHash(record), salt, payload, made.run],
  ]);
  await client.query('commit');
  return made;
}
