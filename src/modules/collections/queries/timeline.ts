/** The timeline of a customer: what was done, said, sent, not sent and why, paid and promised; the newest first. */
import { type Day, formatAmount } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import { changesOnTimeline } from '../rules/customer-events.ts';

const tellTheirReason = Object.keys(changesOnTimeline).filter((type) => changesOnTimeline[type]!.reason);

export const timelineKinds = ['contact', 'message', 'skipped', 'money', 'promise', 'document', 'change'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export interface TimelineEntry {
  /** Unique on the timeline: the kind of fact with its id. */
  readonly key: string;
  readonly kind: TimelineKind;
  /** What happened: `call`, `note`, `sent`, `suppressed`, `payment`, `kept`, `invoice` …; of a change its event. */
  readonly what: string;
  readonly day: Day;
  readonly outcome: string | null;
  readonly text: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly person: string | null;
  /** The day that the entry looks ahead to: the follow-up of a call, the day of a promise, the due day of a document. */
  readonly until: Day | null;
  /** Document numbers that it is about. */
  readonly numbers: readonly string[];
  /** What a change changed: the field, as it was and as it is; both null where the values are personal data. */
  readonly changes: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[];
}

export interface TimelineQuery {
  /** The customer's account and those merged into it. */
  readonly accountIds: readonly bigint[];
  readonly kind?: TimelineKind | undefined;
  readonly after: { readonly day: Day; readonly key: string } | null;
  readonly limit: number;
}

const linkedReturn = 'Taken back by the bank: a returned payment, linked to the receipt that it undoes.';

/** Reads up to `limit` + 1 entries after a place, the newest first. Amounts are decimal strings in major units. */
export function loadTimeline(engine: Engine, tenantId: bigint, query: TimelineQuery): Promise<TimelineEntry[]> {
  const accounts = sql`any(${query.accountIds as bigint[]}::bigint[])`;
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<{
      key: string;
      kind: TimelineKind;
      what: string;
      day: Day;
      outcome: string | null;
      text: string | null;
      minor: bigint | null;
      currency: string | null;
      person: string | null;
      until: Day | null;
      numbers: string[] | null;
      changes: Readonly<Record<string, readonly [string | null, string | null]>> | null;
    }>`
      with t as (
        select '7-activity-' || lpad(x.id::text, 18, '0') as key, 'contact' as kind, x.kind as what, x.activity_date as day, x.outcome, x.note as text,
          null::bigint as minor, null::text as currency, n.name as person, x.follow_up_date as until, null::text[] as numbers, null::jsonb as changes
        from collections.activity x join platform.person n on n.id = x.person_id
        where x.tenant_id = ${tenantId} and x.account_id = ${accounts}
        union all
        select '9-takeover-' || lpad(x.id::text, 18, '0'), 'contact', 'taken_over', x.from_date, case when x.ended_seq is null then null else 'given_back' end, null,
          null, null, n.name, x.to_date, null, null
        from collections.takeover x join platform.person n on n.id = x.person_id
        where x.tenant_id = ${tenantId} and x.account_id = ${accounts}
        union all
        select '5-promise-' || lpad(id::text, 18, '0'), 'promise', 'made', made_date, null, note, amount_minor, currency, contact_name, promised_date, null, null
        from promises.v_promise where tenant_id = ${tenantId} and account_id = ${accounts}
        union all
        select '6-verdict-' || lpad(id::text, 18, '0'), 'promise', state, judged_date, null, null, case when state = 'cancelled' or state = 'rescheduled' then amount_minor else received_minor end,
          currency, null, promised_date, null, null
        from promises.v_promise where tenant_id = ${tenantId} and account_id = ${accounts} and state <> 'open' and judged_date is not null
        union all
        select '4-message-' || lpad(m.id::text, 18, '0'), case when m.state = 'suppressed' then 'skipped' else 'message' end, m.state, m.proposed_date, m.kind,
          case when m.state = 'suppressed'
            then (select string_agg(distinct s.reason, '; ') from correspondence.v_suppression s where s.tenant_id = ${tenantId} and s.message_id = m.id)
            else m.subject end,
          null, m.currency, m.recipient_address, null, null, null
        from correspondence.v_message m where m.tenant_id = ${tenantId} and m.id in (
          select id from correspondence.v_message where tenant_id = ${tenantId} and account_id = ${accounts}
          -- A reminder of its items that went to its head office or its payer. Apart: two ways of finding in one condition read every message.
          union select l.message_id from collections.item_level l where l.tenant_id = ${tenantId} and l.account_id = ${accounts})
        union all
        select '8-bounce-' || lpad(m.id::text, 18, '0'), 'message', 'bounced', (m.bounced_at at time zone c.time_zone)::date, m.bounce, m.bounce_reason,
          null, m.currency, m.recipient_address, null, null, null
        from correspondence.v_message m join company.v_company c on c.tenant_id = ${tenantId} and c.id = m.company_id
        where m.tenant_id = ${tenantId} and m.account_id = ${accounts} and m.bounced_at is not null
        union all
        select '3-dropped-' || lpad(s.id::text, 18, '0'), 'skipped', 'item', s.proposed_date, s.check_code, s.reason, null, null, null, null, array[i.number], null
        from correspondence.v_suppression s join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = s.item_id
        where s.tenant_id = ${tenantId} and s.account_id = ${accounts} and s.state <> 'suppressed'
        union all
        select '2-receipt-' || lpad(r.id::text, 18, '0'), 'money', r.state, r.value_date, r.decision,
          -- What the matching said of it when it came is over once somebody has said which payment it takes back.
          case when exists (select 1 from cash.v_returned_payment p where p.tenant_id = ${tenantId} and p.return_receipt_id = r.id and p.standing)
            then ${linkedReturn} else r.explanation end, r.amount_minor, r.currency, null, null,
          (select array_agg(distinct d.number) from receivables.v_allocation a join receivables.v_item d on d.tenant_id = ${tenantId} and d.id = a.debit_item_id
            where a.tenant_id = ${tenantId} and a.credit_item_id = r.item_id), null
        from cash.v_receipt r where r.tenant_id = ${tenantId} and r.account_id = ${accounts}
        union all
        select '1-item-' || lpad(id::text, 18, '0'), 'document', document_type, document_date, null, text, amount_minor, currency, null, due_date, array[number], null
        from receivables.v_item where tenant_id = ${tenantId} and account_id = ${accounts} and document_type <> 'payment'
        union all
        -- Who changed what about it: the events that concern its account, with their audit record.
        select '0-change-' || lpad(e.seq::text, 18, '0') || '-' || lpad(e.ordinal::text, 6, '0'), 'change', e.type, (u.recorded_at at time zone c.time_zone)::date,
          e.payload ->> 'as', case when e.type = any(${tellTheirReason}::text[]) then nullif(u.reason, '') end, null, null, n.name, (e.payload ->> 'until')::date,
          (select array_agg(x.value) from jsonb_array_elements_text(coalesce(e.payload -> 'numbers', e.payload -> 'customers')) as x(value)), e.payload -> 'changes'
        from platform.change_account o
          join platform.change e on e.tenant_id = ${tenantId} and e.seq = o.seq and e.ordinal = o.ordinal
          join platform.audit u on u.tenant_id = ${tenantId} and u.seq = o.seq
          join platform.person n on n.id = u.person_id
          join customers.v_account a on a.tenant_id = ${tenantId} and a.id = o.account_id
          join company.v_company c on c.tenant_id = ${tenantId} and c.id = a.company_id
        where o.tenant_id = ${tenantId} and o.account_id = ${accounts} and e.type = any(${Object.keys(changesOnTimeline)}::text[])
      )
      select key, kind, what, day, outcome, text, minor, currency, person, until, numbers, changes from t
      where ${query.kind === undefined ? sql`true` : sql`kind = ${query.kind}`}
        ${query.after === null ? sql`` : sql`and (day, key) < (${query.after.day}::date, ${query.after.key})`}
      order by day desc, key desc limit ${query.limit + 1}`.execute(db);
    return rows.map(({ minor, numbers, changes, ...row }) => ({
      ...row,
      amount: minor === null || row.currency === null ? null : formatAmount(minor, row.currency),
      numbers: numbers ?? [],
      changes: Object.entries(changes ?? {}).map(([field, [from, to]]) => ({ field, from, to })),
    }));
  });
}

export interface PromiseEntry {
  readonly id: bigint;
  readonly amount: string;
  readonly received: string;
  readonly currency: string;
  readonly madeDate: Day;
  readonly promisedDate: Day;
  readonly state: string;
  readonly judgedDate: Day | null;
  readonly contactName: string | null;
  readonly note: string | null;
}

/** The promises of a customer's accounts, the newest first, at most 200. */
export async function loadPromises(
  engine: Engine,
  tenantId: bigint,
  accountIds: readonly bigint[],
): Promise<PromiseEntry[]> {
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<{
      id: bigint;
      amount_minor: bigint;
      received_minor: bigint;
      currency: string;
      made_date: Day;
      promised_date: Day;
      state: string;
      judged_date: Day | null;
      contact_name: string | null;
      note: string | null;
    }>`select id, amount_minor, received_minor, currency, made_date, promised_date, state, judged_date, contact_name, note from promises.v_promise
      where tenant_id = ${tenantId} and account_id = any(${accountIds as bigint[]}::bigint[]) order by made_date desc, id desc limit 200`.execute(
      db,
    ),
  );
  return rows.map((row) => ({
    id: row.id,
    amount: formatAmount(row.amount_minor, row.currency),
    received: formatAmount(row.received_minor, row.currency),
    currency: row.currency,
    madeDate: row.made_date,
    promisedDate: row.promised_date,
    state: row.state,
    judgedDate: row.judged_date,
    contactName: row.contact_name,
    note: row.note,
  }));
}
